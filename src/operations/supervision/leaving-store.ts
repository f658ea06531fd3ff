import type { Refused } from '../../core/refusal.ts';
import type { Belongings } from '../../core/supervision/leaving.ts';
import type { TaskWrite } from '../../core/tasks/task-change.ts';
import type { AdmittingStore, ReadingAccess } from '../admitted.ts';
import type { TaskTransferStore } from '../task-transfer.ts';
import type { Names } from './supervision-store.ts';

/** Whose change it is, as history has it. */
export type LeavingMark = Pick<TaskWrite, 'operation' | 'callerId' | 'credentialKind' | 'context'>;

/** The part of the store that leaving uses. */
export interface LeavingStore extends AdmittingStore, ReadingAccess, Omit<TaskTransferStore, 'extendTicket'> {
  /** Null where no account has the number. */
  readonly readBelongings: (userId: number) => Promise<Belongings | null>;
  readonly readNames: (userIds: readonly number[], teamIds: readonly number[]) => Promise<Names>;
  /**
   * Gives up seats in teams, to the account of the login where one is given. Null where no enabled account has it.
   *
   * @param teamIds null for all
   */
  readonly moveTeamSeats: (
    userId: number,
    to: string | null,
    teamIds: readonly number[] | null,
  ) => Promise<readonly number[] | null>;
  /** Gives what somebody supervises to the account of the login; null where no enabled account has it. */
  readonly moveSupervision: (
    userId: number,
    to: string,
    mark: LeavingMark,
  ) => Promise<{ readonly tasks: number; readonly workflows: number } | null>;
  /**
   * Disables an account and ends its credentials, but for keys, which open nothing then. Refuses that where unfinished
   * tasks hang on it and are not to be left, and to a caller who is no administrator any more.
   */
  readonly disableAccount: (
    userId: number,
    leavesTasks: boolean,
    callerId: number,
  ) => Promise<{ readonly ticketsEnded: number } | Refused<'access-denied' | 'tasks-left'>>;
}
