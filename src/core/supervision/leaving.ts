import { decideAdministrator } from '../access/administration.ts';
import type { Caller } from '../access/caller.ts';
import type { Period } from '../redirections/redirection-change.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';

/** What hangs on an account, at one instant of the database. */
export interface Belongings {
  readonly isEnabled: boolean;
  /** Tasks that the person has: to be done, and not started yet. */
  readonly openTasks: number;
  readonly waitingTasks: number;
  /** Unfinished tasks of others that the person is asked to do, now or later. */
  readonly sharedTasks: number;
  /** Unfinished tasks, and workflows that go on, that the person supervises. */
  readonly supervisedTasks: number;
  readonly supervisedWorkflows: number;
  readonly teams: readonly { readonly id: number; readonly memberCount: number }[];
  /** To whom the person's tasks go; null where that is over, or nothing is stored. */
  readonly absence: (Period & { readonly targetId: number }) | null;
  /** Those for whom the person stands in, now or later. */
  readonly standsInFor: readonly (Period & { readonly userId: number })[];
  readonly apiKeys: readonly { readonly name: string; readonly lastUsedAt: Date | null }[];
  /** What is alive at this moment. */
  readonly tickets: number;
  readonly tokens: number;
  readonly sessions: number;
  /** Secret addresses of the person's calendar: one at the most. */
  readonly calendars: number;
}

export type LeavingRefusal = 'access-denied' | 'own-account';

/** May this caller disable the account? Nobody does so with the own one: then an administrator is always left. */
export function decideDisabling(caller: Caller, userId: number): Caller | Refused<LeavingRefusal> {
  const administrator = decideAdministrator(caller, 'change');
  if (isRefused(administrator)) return administrator;
  return caller.id === userId ? refused('own-account') : administrator;
}
