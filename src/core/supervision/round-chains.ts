import type { Caller } from '../access/caller.ts';
import { decideStanding } from '../access/rights.ts';
import { seesEverything } from '../lists/get-tasks.ts';
import { isRefused, type Refused } from '../refusal.ts';

/** An open task that somebody has got for the second time, with others between. */
export interface RoundChain {
  readonly taskId: number;
  readonly name: string;
  readonly documentPath: string | null;
  readonly dueAt: Date | null;
  /** How often it has been reassigned in its chain. */
  readonly reassignments: number;
  /** Who has had it, from the first to the present one; nobody twice in a row. */
  readonly holderIds: readonly number[];
}

/** Shown at once, at the most: those that were reassigned most often. */
export const MOST_ROUND_CHAINS = 200;

export interface RoundChainsPlan {
  readonly callerId: number;
  /** Else only what the caller has, has assigned, or supervises. */
  readonly seesAll: boolean;
}

/** Of which open tasks may this caller see that they go round? Of those that lists show. */
export function decideRoundChains(found: Caller): RoundChainsPlan | Refused<'access-denied'> {
  const caller = decideStanding(found, 'read');
  if (isRefused(caller)) return caller;
  return { callerId: caller.id, seesAll: seesEverything(caller) };
}
