import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { replaceByTiers, replaceShares } from '../shares/change-shares.ts';
import { isAsked, isSameParty, partyWords, type Ask, type Sharing } from '../shares/share.ts';
import { isReassignedTooOften, type ReassignmentLimit } from '../tasks/reassignments.ts';
import { tierStart, type TierClock, type TierStart } from '../shares/tiers.ts';
import { asksOf, NOTHING_FOUND, personOf, type PartyRefusal, type NamedAsk, type PartyName } from './named-parties.ts';
import { openChange, type SharingChange } from './sharing-change.ts';
import {
  knownShares,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type AssignmentFacts,
  type KnownShares,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

export interface Assignment extends SharingRequest {
  /** Whom to ask instead of all who were asked; at least one. */
  readonly asks: readonly NamedAsk[];
  /** One after the other, each for its minutes, instead of all at once. */
  readonly inTiers?: boolean;
  /** Who is to stand as the assigner; left out, the caller. It gives that person no right. */
  readonly assigner?: Extract<PartyName, { kind: 'user' }>;
  /** What the assigner says to those asked. */
  readonly comment?: string | null;
  /** A task that somebody has claimed is left to the claimant. */
  readonly refusesClaimed?: boolean;
  /** Whoever is asked is told, also when it is the caller. */
  readonly tellsCaller?: boolean;
}

/** At the most, of one task. */
export const MOST_SHARES = 100;
export const MOST_TIERS = 20;

/** Everybody that an assignment names, in the order in which it is looked at. */
export const namesOfAssignment = ({ assigner, asks }: Pick<Assignment, 'assigner' | 'asks'>): readonly PartyName[] => [
  ...(assigner ? [assigner] : []),
  ...asks.map(({ name }) => name),
];

export type AssignmentRefusal =
  | TaskRefusal
  | StateRefusal
  | 'access-denied'
  | 'document-offline'
  | PartyRefusal
  | 'task-claimed'
  | 'nobody-named'
  | 'too-many-shares'
  | 'tier-without-turn'
  | 'too-many-reassignments';

export interface AssignmentPolicy extends ReassignmentLimit {
  /** Left out: tier. */
  readonly tierClock?: TierClock;
}

/** May this caller ask others instead of those who are asked? What was done by them is in history only. */
export function decideAssignment(
  request: Assignment,
  facts: AssignmentFacts,
  { tierClock = 'tier', ...limit }: AssignmentPolicy = {},
): SharingChange | Refused<AssignmentRefusal> {
  const known = knownShares(facts, 'assign');
  if (isRefused(known)) return known;
  if (request.refusesClaimed && known.sharing.claim && !refusalOfState(known)) return refused('task-claimed');
  if (!known.isAssignee && !known.isChief) return refused('access-denied');
  const refusal = refusalOfVersion(request, known) ?? refusalOfState(known);
  if (refusal) return refusal;

  if (request.asks.length === 0) return refused('nobody-named');
  if (request.asks.length > (request.inTiers ? MOST_TIERS : MOST_SHARES)) return refused('too-many-shares');
  if (request.inTiers && request.asks.slice(0, -1).some(isEndless)) return refused('tier-without-turn');
  const [first] = facts.found;
  const assigner = request.assigner ? personOf(request.assigner, first ?? NOTHING_FOUND) : known.caller;
  if (isRefused(assigner)) return { ...assigner, at: -1 };
  const start = request.inTiers ? startOf(request.asks, known, tierClock) : undefined;
  const asks = asksOf(request.asks, request.assigner ? facts.found.slice(1) : facts.found, start?.over);
  if ('refused' in asks) return asks;
  const offline = refusalOfDocument(known);
  if (offline) return offline;
  const passesOn = isPassedOn(known.sharing, asks);
  if (passesOn && isReassignedTooOften(known.task, limit)) return refused('too-many-reassignments');

  const asking = { assignedById: assigner.id, assignedAt: known.now, assignerComment: request.comment ?? null };
  const after = start ? replaceByTiers(known.sharing, asks, asking, start) : replaceShares(known.sharing, asks, asking);
  return openChange(request, known, after, {
    reason: request.comment ?? null,
    passesOn,
    ...(start && start.over > 0
      ? { details: { passedOver: asks.slice(0, start.over).map(({ party }) => partyWords(party)) } }
      : {}),
    ...(request.tellsCaller === undefined ? {} : { tellsCaller: request.tellsCaller }),
  });
}

/** Somebody has the task, and others who have not are to get it: what a reassignment does with a new task. */
function isPassedOn({ shares, claim }: Sharing, asks: readonly Ask[]): boolean {
  const parties = [...shares.filter(isAsked).map(({ party }) => party), ...(claim ? [claim.claimant] : [])];
  return parties.length > 0 && !asks.every((ask) => parties.some((party) => isSameParty(party, ask.party)));
}

const isEndless = ({ slaMinutes }: NamedAsk): boolean => slaMinutes === 0;

/** Where the chain of tiers begins: with the first now, or as far as it is by the clock of the task. */
const startOf = (asks: readonly NamedAsk[], { now, task }: KnownShares, tierClock: TierClock): TierStart =>
  tierClock === 'tier'
    ? { over: 0, from: now }
    : tierStart(
        asks.map(({ slaMinutes }) => slaMinutes ?? 0),
        task.startedAt ?? task.createdAt,
        now,
      );
