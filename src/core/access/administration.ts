import type { ListOrder } from '../list-page.ts';
import { refused, type Refused } from '../refusal.ts';
import { isAdministrator, type Caller } from './caller.ts';

/**
 * May this caller look at, or change, what belongs to the server and not to a task? Administrators may. The rights of a
 * key are about tasks: one that has some may look, with `read`, and change nothing.
 */
export function decideAdministrator(caller: Caller, intent: 'look' | 'change'): Caller | Refused<'access-denied'> {
  const rights = caller.key?.rights ?? null;
  const isWithinKey = rights === null || (intent === 'look' && rights.includes('read'));
  return isAdministrator(caller) && isWithinKey ? caller : refused('access-denied');
}

/** Accounts by their login, in lower case. */
export const ACCOUNTS_ORDER: ListOrder = [{ kind: 'text' }];
