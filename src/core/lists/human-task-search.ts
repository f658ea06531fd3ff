import type { Access } from '../access/access.ts';
import { isAdministrator, type Caller } from '../access/caller.ts';
import { decideStanding } from '../access/rights.ts';
import { isRefused, type Refused } from '../refusal.ts';

/** Whose tasks are looked at: everybody's, or what the caller can take on and has had. */
export type SearchType = 'ADMIN' | 'INBOX';

/** A state of a task as it is searched for: an open one is claimed or not, and none is ever timed out. */
export type SearchedState = 'not-started' | 'open' | 'claimed' | 'completed' | 'given-up' | 'timed-out';

/** People and names from outside, or teams and such names; `*` in the text stands for anything. */
export interface SearchedParty {
  readonly kind: 'user' | 'team';
  readonly text: string;
}

/** A task has to meet each of these; of a list, one member. An empty list and null ask for nothing. */
export interface SearchCriteria {
  readonly states: readonly SearchedState[];
  readonly assignees: readonly SearchedParty[];
  readonly claimants: readonly SearchedParty[];
  readonly names: readonly string[];
  readonly definitions: readonly string[];
  readonly steps: readonly string[];
  readonly workflowIds: readonly number[];
  readonly workflowNames: readonly string[];
  readonly updatedFrom: Date | null;
  readonly updatedUntil: Date | null;
  /** Text that is contained, in any case. */
  readonly fullText: string | null;
  readonly inputText: string | null;
  readonly outputText: string | null;
}

export interface SearchRequest extends Access {
  /** Null: as far as the caller sees. */
  readonly searchType: SearchType | null;
}

export interface TaskSearchRequest extends SearchRequest {
  readonly criteria: SearchCriteria;
  readonly start: number;
  readonly size: number;
}

/** How far a search reaches; `inboxOf` null is everybody's. Null: to no task at all. */
export interface SearchReach {
  readonly callerId: number;
  readonly inboxOf: number | null;
}

/**
 * How far does a search reach? All tasks are for administrators, and for keys with the right to read, which stand as one;
 * others who ask for them find none, which is no refusal. Without a word every caller sees as far as he can.
 */
export function decideSearch(
  { searchType }: SearchRequest,
  caller: Caller | Refused<'anonymous' | 'ticket-invalid' | 'access-denied'>,
): SearchReach | { readonly nothing: true } | Refused<'anonymous' | 'ticket-invalid' | 'access-denied'> {
  if (isRefused(caller)) return caller;
  const reader = decideStanding(caller, 'read');
  if (isRefused(reader)) return reader;
  const isChief = isAdministrator(reader);
  if (searchType === 'ADMIN' && !isChief) return { nothing: true };
  const seesAll = searchType === 'ADMIN' || (searchType === null && isChief);
  return { callerId: reader.id, inboxOf: seesAll ? null : reader.id };
}
