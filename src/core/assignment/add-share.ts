import type { TaskRefusal } from '../tasks/task-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { addShare, knownShare } from '../shares/change-shares.ts';
import { isAsked, type Share } from '../shares/share.ts';
import { MOST_SHARES } from './assign-task.ts';
import { asksOf, type PartyRefusal, type NamedAsk } from './named-parties.ts';
import { openChange, type SharingChange, type Unchanged } from './sharing-change.ts';
import {
  knownShares,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type AssignmentFacts,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

export interface ShareAddition extends SharingRequest {
  readonly ask: NamedAsk;
  readonly comment?: string | null;
}

export type ShareAdditionRefusal =
  | TaskRefusal
  | StateRefusal
  | 'access-denied'
  | 'document-offline'
  | PartyRefusal
  | 'nobody-named'
  | 'share-resolved'
  | 'too-many-shares';

/**
 * May this caller ask somebody more? Whoever is asked already, in person or in place of whom the call names, keeps the
 * share there is; a share that is done is not asked again.
 */
export function decideShareAddition(
  request: ShareAddition,
  facts: AssignmentFacts,
): SharingChange | (Unchanged & { readonly share: Share }) | Refused<ShareAdditionRefusal> {
  const known = knownShares(facts, 'assign');
  if (isRefused(known)) return known;
  if (!known.isAssignee && !known.isChief) return refused('access-denied');
  const refusal = refusalOfVersion(request, known) ?? refusalOfState(known);
  if (refusal) return refusal;
  const asks = asksOf([request.ask], facts.found);
  if ('refused' in asks) return asks;
  const offline = refusalOfDocument(known);
  if (offline) return offline;

  const [ask] = asks;
  if (!ask) return refused('nobody-named');
  const share = knownShare(known.sharing, ask);
  if (share) return isAsked(share) ? { unchanged: true, share } : refused('share-resolved');
  if (known.sharing.shares.length >= MOST_SHARES) return refused('too-many-shares');
  const asking = { assignedById: known.caller.id, assignedAt: known.now, assignerComment: request.comment ?? null };
  return openChange(request, known, addShare(known.sharing, ask, asking), { reason: request.comment ?? null });
}
