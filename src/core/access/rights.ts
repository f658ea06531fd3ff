import { refused, type Refused } from '../refusal.ts';
import type { Caller } from './caller.ts';

/** What an API key can be made for. A key without any may do what its account may. */
export const RIGHTS = [
  'read',
  /** To change, add and remove who is asked. */
  'assign',
  /** To claim, release and skip. */
  'claim',
  /** Only what the account may complete. */
  'complete',
  /** Due date, instructions, priority and the rule of completion. */
  'edit',
  'create',
  'delete',
  /** To tell what was read, written, published and reviewed, by whomever. */
  'documents',
  /** To act for other accounts than the key's own. */
  'act-as',
] as const;

export type Right = (typeof RIGHTS)[number];

export const isRight = (word: string): word is Right => RIGHTS.some((right) => right === word);

/** The key that a call came with, itself or through a token that was given for it. */
export interface CallerKey {
  readonly id: number;
  readonly name: string;
  /** Null for a key that may do what its account may. */
  readonly rights: readonly Right[] | null;
  /** Whether the caller is another account than the key's own. */
  readonly actsForAnother: boolean;
}

/**
 * The caller as it stands where this right is asked for. A key with rights may do what is named, on every task, as an
 * administrator may, and has no other standing; completing takes the account's own. Whoever acts for another account
 * has that account's standing, within the rights of the key.
 */
export function decideStanding(caller: Caller, right: Right): Caller | Refused<'access-denied'> {
  const { key } = caller;
  if (!key?.rights) return caller;
  if (!key.rights.includes(right)) return refused('access-denied');
  return key.actsForAnother || right === 'complete' ? caller : { ...caller, roles: ['administrator'] };
}

/**
 * The caller, where something is made or ended that belongs to the account itself. The rights of a key are about tasks:
 * what it made for the account would outlive it.
 */
export const decideOwner = (caller: Caller): Caller | Refused<'access-denied'> =>
  caller.key?.rights ? refused('access-denied') : caller;
