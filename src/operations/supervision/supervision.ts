import type { ReassignmentLimit } from '../../core/tasks/reassignments.ts';
import type { AbsenceStore } from './absence-store.ts';
import { createAbsenceOperations, type AbsenceOperations } from './absences.ts';
import { createCalendarOperations, type CalendarOperations, type CalendarStore } from './calendars.ts';
import { createDeliveryOperations, type DeliveryOperations } from './deliveries.ts';
import { createLeavingOperations, type LeavingOperations } from './leaving.ts';
import type { LeavingStore } from './leaving-store.ts';
import { createLoadOperations, type LoadOperations } from './loads.ts';
import { createMovePreviewOperations, type MovePreviewOperations } from './move-preview.ts';
import { createMoveOperations, type MoveOperations } from './moves.ts';
import { createRoundChainOperations, type RoundChainOperations } from './round-chains.ts';
import type { SupervisionStore } from './supervision-store.ts';
import { createTaskChainOperations, type TaskChainOperations } from './task-chain.ts';
import { createUsageOperations, type UsageOperations } from './usage.ts';

/** What those who supervise work need: to see what moving it would do, to move it, to take that back, to look back. */
export interface SupervisionOperations
  extends
    MovePreviewOperations,
    MoveOperations,
    TaskChainOperations,
    AbsenceOperations,
    CalendarOperations,
    LeavingOperations,
    RoundChainOperations,
    DeliveryOperations,
    LoadOperations,
    UsageOperations {}

export const createSupervisionOperations = (
  store: SupervisionStore & AbsenceStore & CalendarStore & LeavingStore,
  limit: ReassignmentLimit,
): SupervisionOperations => ({
  ...createMovePreviewOperations(store, limit),
  ...createMoveOperations(store, limit),
  ...createTaskChainOperations(store),
  ...createAbsenceOperations(store),
  ...createCalendarOperations(store),
  ...createLeavingOperations(store, createAbsenceOperations(store)),
  ...createRoundChainOperations(store),
  ...createDeliveryOperations(store),
  ...createLoadOperations(store),
  ...createUsageOperations(store),
});
