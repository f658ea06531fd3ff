/** Who is asked: a person, a team, or a name from outside that is no account here. */
export type Party =
  | { readonly kind: 'user'; readonly id: number }
  | { readonly kind: 'team'; readonly id: number }
  | { readonly kind: 'outside'; readonly name: string };

/**
 * `asked`: work is wanted. `later`: a tier whose turn has not come. `done`: resolved. `left`: it was asked when the task
 * was closed. A share that was removed is not there any more.
 */
export type ShareState = 'asked' | 'later' | 'done' | 'left';

export type Decision = 'NoResult' | 'Rejected' | 'Approved';

export type Resolution = 'completed' | 'approved' | 'rejected';

/** How a client spelled somebody, for clients that want to find that again. */
export interface NamedAs {
  readonly userType: string;
  readonly user: string;
}

/** One request to work on a task: who is asked, by whom, and what came of it. */
export interface Share {
  /** Null until it is written for the first time. */
  readonly id: number | null;
  readonly party: Party;
  readonly state: ShareState;
  readonly namedAs: NamedAs | null;
  /** Whom the assigner named, when a redirection led to the party. */
  readonly redirectedFromId: number | null;
  readonly assignedById: number | null;
  readonly assignedAt: Date;
  readonly assignerComment: string | null;
  /** What the party wrote last. */
  readonly message: string | null;
  readonly decision: Decision;
  readonly resolution: Resolution | null;
  readonly resolvedById: number | null;
  readonly resolvedAt: Date | null;
  /** Minutes a tier has, 0 for no limit; null for a share that is no tier. */
  readonly slaMinutes: number | null;
  /** When a tier runs out; null when it does not. */
  readonly endsAt: Date | null;
}

/** Somebody who has taken the task for himself. */
export interface Claim {
  readonly claimant: Exclude<Party, { readonly kind: 'team' }>;
  readonly namedAs: NamedAs | null;
  readonly claimedAt: Date;
  /** The share that the claim is on; null when nobody was asked. */
  readonly shareId: number | null;
}

export type CompletionRule = 'all' | 'any';

/** All shares of a task, in the order in which they were asked, tiers to come at the end; and what holds for them all. */
export interface Sharing {
  readonly shares: readonly Share[];
  /** Whether every share or one of them completes the task. */
  readonly rule: CompletionRule;
  /** What happens behind the last tier: the task stays open, or is dropped. */
  readonly afterTiers: 'open' | 'terminate';
  /** On a closed task: who had it. */
  readonly claim: Claim | null;
  readonly output: Readonly<Record<string, unknown>>;
}

export function isSameParty(one: Party, other: Party): boolean {
  if (one.kind === 'outside') return other.kind === 'outside' && one.name.toLowerCase() === other.name.toLowerCase();
  return other.kind !== 'outside' && one.kind === other.kind && one.id === other.id;
}

/** A party as history names it beside the shares that are kept. */
export const partyWords = (party: Party): Readonly<Record<string, unknown>> =>
  party.kind === 'outside' ? { name: party.name } : { [party.kind]: party.id };

export const isAsked = ({ state }: Share): boolean => state === 'asked';

export const isDone = ({ state }: Share): boolean => state === 'done';

export const isToCome = ({ state }: Share): boolean => state === 'later';

/** Who is asked, and how the assigner came to it. */
export interface Ask {
  readonly party: Party;
  readonly namedAs?: NamedAs | null;
  readonly redirectedFromId?: number | null;
  readonly slaMinutes?: number | null;
}

/** Who asks, when, and with which words. */
export interface Asking {
  readonly assignedById: number | null;
  readonly assignedAt: Date;
  readonly assignerComment?: string | null;
}

/** A new share of somebody who is asked now. */
export const newShare = (ask: Ask, { assignedById, assignedAt, assignerComment }: Asking): Share => ({
  id: null,
  party: ask.party,
  state: 'asked',
  namedAs: ask.namedAs ?? null,
  redirectedFromId: ask.redirectedFromId ?? null,
  assignedById,
  assignedAt,
  assignerComment: assignerComment ?? null,
  message: null,
  decision: 'NoResult',
  resolution: null,
  resolvedById: null,
  resolvedAt: null,
  slaMinutes: ask.slaMinutes ?? null,
  endsAt: null,
});
