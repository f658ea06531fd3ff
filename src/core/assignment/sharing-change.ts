import { effectsOfCompletion } from '../completion/complete-task.ts';
import type { Rejection } from '../completion/rejection.ts';
import { completedFields, endedSharing } from '../shares/ended.ts';
import { closed, holderFields } from '../shares/holder.ts';
import { decisionOf, isMet } from '../shares/resolve.ts';
import { isAsked, isDone, isSameParty, type Party, type Sharing } from '../shares/share.ts';
import { isOver } from '../shares/tiers.ts';
import {
  taskWrite,
  type Changed,
  type Notice,
  type Origin,
  type SharingFields,
  type TaskChange,
} from '../tasks/task-change.ts';
import type { CompletableSharedTask, KnownSharing, SharingRequest } from './sharing-facts.ts';

/** A change that has to do with shares. */
export interface SharingChange extends TaskChange {
  readonly sharing: Sharing;
}

/** The call asks for what is so already: nothing is written, and the version stays. */
export interface Unchanged {
  readonly unchanged: true;
}

export const isUnchanged = (plan: object): plan is Unchanged => 'unchanged' in plan;

/** What a call says beside its effect on the shares. */
export interface Remarks {
  readonly reason?: string | null;
  readonly fields?: SharingFields;
  /** What else history is to say. */
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whoever is asked is told, also when it is the caller. */
  readonly tellsCaller?: boolean;
  readonly passesOn?: boolean;
}

/** A task as a change of its shares finds it, and whoever makes the change; nobody where the clock does. */
export interface ChangedSharing extends Changed {
  readonly now: Date;
  readonly sharing: Sharing;
}

/** What a change is called, and where it comes from. */
export interface Changing extends Origin {
  readonly operation: string;
}

/** The shares of a task that stays open. */
export const openChange = (
  request: Changing,
  known: ChangedSharing,
  after: Sharing,
  { reason, fields, details, passesOn = false, tellsCaller = false }: Remarks = {},
): SharingChange => ({
  ...taskWrite(request.operation, request, known),
  fields: { ...holderFields(after), ...fields },
  sharing: after,
  ...(reason === undefined ? {} : { reason }),
  ...(details === undefined ? {} : { details }),
  ...(passesOn && { passesOn }),
  notices: noticesOf(known, after, tellsCaller ? null : known.caller.id),
});

/** As `openChange`, and completes the task when nothing more is wanted by its rule. */
export function settledChange(
  request: SharingRequest,
  known: KnownSharing<CompletableSharedTask>,
  after: Sharing,
  rejection: Rejection,
  remarks: Remarks = {},
): SharingChange {
  if (!isMet(after)) return openChange(request, known, after, remarks);
  const approvalStatus = decisionOf(after);
  const { notices = [], ...effects } = effectsOfCompletion({ ...known.task, approvalStatus }, rejection);
  const change = openChange(request, known, endedSharing(known.sharing, after), remarks);
  return {
    ...change,
    fields: {
      ...completedFields(known.sharing, after, { at: known.now, documentVersion: known.task.documentVersion }),
      ...remarks.fields,
    },
    ...effects,
    notices: [...(change.notices ?? []), ...notices],
  };
}

/**
 * Who is asked anew is told; and who was asked and is not any more, unless he did it himself. A tier whose time is over
 * as soon as it is asked is nobody's to work at.
 */
function noticesOf(
  { now, sharing, caller }: ChangedSharing,
  after: Sharing,
  exceptId: number | null,
): readonly Notice[] {
  const before = sharing.shares.filter(isAsked);
  const asked = after.shares.filter(isAsked);
  const come = asked
    .filter(({ id }) => id === null || !before.some((share) => share.id === id))
    .filter((share) => !isOver(share, now));
  const stays = after.shares.filter((share) => isAsked(share) || isDone(share));
  const gone = before.filter(({ party }) => !stays.some((share) => isSameParty(share.party, party)));
  return [
    ...come.flatMap(({ party }) => noticeTo('TaskAssigned', party, exceptId)),
    ...gone.flatMap(({ party }) => noticeTo('TaskWithdrawn', party, caller.id)),
  ];
}

/** Whoever is asked is told that the task is over, unless he ended it himself. */
export const noticesOfEnd = (known: ChangedSharing): readonly Notice[] => noticesOf(known, closed(known.sharing), null);

function noticeTo(topic: string, party: Party, exceptId: number | null): readonly Notice[] {
  if (party.kind === 'team') return [{ topic, teamId: party.id, exceptId }];
  return party.kind === 'user' && party.id !== exceptId ? [{ topic, recipientId: party.id }] : [];
}
