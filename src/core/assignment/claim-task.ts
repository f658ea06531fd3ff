import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { claim } from '../shares/claim.ts';
import { isAsked, isSameParty, type Claim, type NamedAs, type Sharing } from '../shares/share.ts';
import { isAssignee, userParty, type Actor } from '../shares/standing.ts';
import { askOf, NOTHING_FOUND, type Found, type PartyRefusal } from './named-parties.ts';
import { openChange, type SharingChange, type Unchanged } from './sharing-change.ts';
import {
  knownSharing,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type KnownSharing,
  type SharingFacts,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

export interface ClaimRequest extends SharingRequest {
  /** Where nobody is asked anybody may claim. */
  readonly opensToAll?: boolean;
  /** Whoever may act for the assignee claims without being asked. */
  readonly overrides?: boolean;
  /** A claim of one's own is no refusal and no change. */
  readonly repeats?: boolean;
  /** Claims in somebody else's name, which is an account or a name from outside; for whoever may act for the assignee. */
  readonly inNameOf?: { readonly name: string; readonly namedAs: NamedAs };
}

export type ClaimRefusal =
  TaskRefusal | StateRefusal | 'access-denied' | 'document-offline' | PartyRefusal | 'task-claimed';

/** May this caller take the task for himself, or for whom he names? */
export function decideClaim(
  request: ClaimRequest,
  facts: SharingFacts,
): SharingChange | Unchanged | Refused<ClaimRefusal> {
  const known = knownSharing(facts, 'claim');
  if (isRefused(known)) return known;
  const { sharing, now } = known;
  const isOpenTask = !refusalOfState(known);
  if (isOpenTask && sharing.claim) {
    return request.repeats && known.isClaimant ? { unchanged: true } : refused('task-claimed');
  }
  if (!mayClaim(request, known)) return refused('access-denied');
  const refusal = refusalOfVersion(request, known) ?? refusalOfState(known);
  if (refusal) return refusal;

  const { inNameOf } = request;
  const claiming = inNameOf
    ? named(request, inNameOf.name, known, facts.found[0] ?? NOTHING_FOUND)
    : { claimant: userParty(known.actor.id), actor: known.actor };
  if (isRefused(claiming)) return claiming;
  const offline = refusalOfDocument(known);
  if (offline) return offline;
  const namedAs = inNameOf?.namedAs ?? null;
  const after = claim(sharing, claiming.claimant, claiming.actor, { claimedAt: now, namedAs });
  return openChange(request, known, after);
}

interface Claiming {
  readonly claimant: Claim['claimant'];
  readonly actor: Actor | null;
}

function mayClaim({ opensToAll, overrides, inNameOf }: ClaimRequest, known: KnownSharing): boolean {
  if (inNameOf) return known.isChief;
  if (known.isAssignee || (overrides && known.isChief)) return true;
  return opensToAll === true && !known.sharing.shares.some(isAsked);
}

/** Who is to have it must be asked, unless the call overrides or nobody is. No redirection leads past a claimant. */
function named(
  { overrides }: ClaimRequest,
  name: string,
  { sharing }: KnownSharing,
  found: Found,
): Claiming | Refused<PartyRefusal | 'access-denied'> {
  const ask = askOf({ name: { kind: 'anyone', text: name } }, found, false);
  if (isRefused(ask)) return ask;
  const { party } = ask;
  const claiming = party.kind === 'user' ? claimOf(party, found) : { claimant: outside(name), actor: null };
  const isNamed = claiming.actor ? isAssignee(sharing, claiming.actor) : isAskedByName(sharing, claiming.claimant);
  if (!overrides && !isNamed && sharing.shares.some(isAsked)) return refused('access-denied');
  return claiming;
}

const claimOf = (claimant: ReturnType<typeof userParty>, { people }: Found): Claiming => ({
  claimant,
  actor: { id: claimant.id, teamIds: people.find(({ id }) => id === claimant.id)?.teamIds ?? [] },
});

const outside = (name: string): Claim['claimant'] => ({ kind: 'outside', name });

const isAskedByName = ({ shares }: Sharing, claimant: Claim['claimant']): boolean =>
  shares.some((share) => isAsked(share) && isSameParty(share.party, claimant));
