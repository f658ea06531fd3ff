import type { AdministrationOperations } from '../../operations/administration/administration.ts';
import type { DeskOperations } from '../../operations/desk/desk.ts';
import type { Operations } from '../../operations/index.ts';
import type { SupervisionOperations } from '../../operations/supervision/supervision.ts';

/** The part of the operations that the desk shows. */
export type DeskNeeds = DeskOperations &
  SupervisionOperations &
  AdministrationOperations &
  Pick<Operations, 'logOut' | 'changeTaskDueDate'>;
