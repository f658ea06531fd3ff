import type { TaskRefusal } from '../tasks/task-facts.ts';
import type { Rejection } from '../completion/rejection.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { removeShare } from '../shares/change-shares.ts';
import { isToCome, type Share, type Sharing } from '../shares/share.ts';
import { isOwn } from '../shares/standing.ts';
import { settledChange, type SharingChange } from './sharing-change.ts';
import {
  knownSharing,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type CompletableSharedTask,
  type SharingFacts,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

export interface ShareRemoval extends SharingRequest {
  readonly shareId: number;
}

/** The share of a number; those of tiers to come are nobody's to see. */
export const shareById = ({ shares }: Sharing, shareId: number): Share | undefined =>
  shares.find((share) => share.id === shareId && !isToCome(share));

export type ShareRemovalRefusal = TaskRefusal | StateRefusal | 'access-denied' | 'document-offline' | 'share-not-found';

/**
 * May this caller take one share away? Also one that is done, while the task is open, then by its own person or whoever
 * may act for the assignee. Where only shares that are done remain, the task is completed by it.
 */
export function decideShareRemoval(
  request: ShareRemoval,
  facts: SharingFacts<CompletableSharedTask>,
  rejection: Rejection = 'stop',
): SharingChange | Refused<ShareRemovalRefusal> {
  const known = knownSharing(facts, 'assign');
  if (isRefused(known)) return known;
  const share = shareById(known.sharing, request.shareId);
  if (!share) return refused('share-not-found');
  const isMine = isOwn(share, known.actor);
  if (!known.isChief && !isMine && !(known.isAssignee && share.state === 'asked')) return refused('access-denied');
  const refusal = refusalOfVersion(request, known) ?? refusalOfState(known) ?? refusalOfDocument(known);
  if (refusal) return refusal;

  return settledChange(request, known, removeShare(known.sharing, share, known.now, known.reach), rejection);
}
