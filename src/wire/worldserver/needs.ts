import type { Operations } from '../../operations/index.ts';

/** The part of the operations that this dialect speaks for. */
export type WorldServerOperations = Pick<
  Operations,
  | 'authenticate'
  | 'checkTicket'
  | 'assignTask'
  | 'claimTask'
  | 'releaseTask'
  | 'resolveShare'
  | 'editTask'
  | 'readSharedTask'
  | 'listSharedTasks'
  | 'listAccounts'
  | 'listTeams'
  | 'loginOf'
>;

/** What the calls of this dialect work with. */
export interface Needs {
  readonly operations: WorldServerOperations;
  /** The server's own clock. */
  readonly clock: () => Date;
}

/** The name of the dialect, in DIALECTS, log and history. */
export const NAME = 'worldserver';
