import type { TaskRefusal } from '../tasks/task-facts.ts';
import type { Rejection } from '../completion/rejection.ts';
import { firstUnmet, type Unmet } from '../completion/requirements.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { heldShare } from '../shares/holder.ts';
import {
  addDoneShare,
  resolveShares,
  sharesToResolve,
  withWords,
  type Resolving,
  type Words,
} from '../shares/resolve.ts';
import { isAsked, isDone, type Decision, type Party, type Resolution, type Share } from '../shares/share.ts';
import { isOfTeam, isOwn, userParty } from '../shares/standing.ts';
import { storedComment } from '../tasks/set-task-comment.ts';
import type { SharingFields } from '../tasks/task-change.ts';
import { shareById } from './remove-share.ts';
import { openChange, settledChange, type SharingChange, type Unchanged } from './sharing-change.ts';
import {
  knownSharing,
  refusalOfDocument,
  refusalOfState,
  refusalOfVersion,
  type CompletableSharedTask,
  type KnownSharing,
  type SharingFacts,
  type SharingRequest,
  type StateRefusal,
} from './sharing-facts.ts';

export interface ShareResolution extends SharingRequest {
  /** One share, of which the caller is the party; left out, whatever completing the task resolves. */
  readonly shareId?: number;
  /** Who may complete without a share to name: those asked; the claimant only; or the claimant, and whoever may act. */
  readonly by: 'assignee' | 'claimant' | 'claimant-or-chief';
  /** Left out, nothing is resolved and the message alone is kept; `unknown` is one that no task takes. */
  readonly resolution?: Resolution | 'incomplete' | 'unknown';
  /** A task that demands a decision is not completed but approved or rejected; left out, `decision` is told apart. */
  readonly decidesByResolution?: boolean;
  readonly decision?: Decision;
  /** Left out, it stays; empty clears. */
  readonly message?: string;
  /** What a client keeps with the task. */
  readonly output?: Readonly<Record<string, unknown>>;
}

export type ShareResolutionRefusal =
  | TaskRefusal
  | StateRefusal
  | 'access-denied'
  | 'document-offline'
  | Unmet
  | 'share-not-found'
  | 'share-resolved'
  | 'resolution-unfit';

/**
 * May this caller do a share of the task, or say something of it? What the task demands is looked at for each share, and
 * nothing is kept of a call that is refused. The same again of a share that is done changes nothing.
 */
export function decideResolution(
  request: ShareResolution,
  facts: SharingFacts<CompletableSharedTask>,
  rejection: Rejection = 'stop',
): SharingChange | Unchanged | Refused<ShareResolutionRefusal> {
  const known = knownSharing(facts, 'complete');
  if (isRefused(known)) return known;
  const named = request.shareId === undefined ? undefined : shareById(known.sharing, request.shareId);
  if (request.shareId !== undefined && !named) return refused('share-not-found');
  if (!mayResolve(request, known, named)) return refused('access-denied');
  if (named && isSaid(request, named)) return { unchanged: true };
  const refusal = refusalOfVersion(request, known) ?? refusalOfState(known);
  if (refusal) return named && isDone(named) ? refused('share-resolved') : refusal;
  if (named && isDone(named)) return refused('share-resolved');
  if (named && known.sharing.claim && !isClaimed(known, named)) return refused('access-denied');
  const offline = refusalOfDocument(known);
  if (offline) return offline;
  if (!fits(request, known)) return refused('resolution-unfit');

  const words = wordsOf(request);
  const output = request.output ? { output: request.output } : {};
  const sharing = { ...known.sharing, ...output };
  const fields = words.message === undefined ? {} : { comments: words.message ?? '' };
  if (!resolves(request)) return remark(request, { ...known, sharing }, named ? [named] : [], words, fields);

  const shares = chosenShares(known, named);
  const unmet = unmetOf(known, shares, words);
  if (unmet) return refused(unmet);
  const how: Resolving = {
    at: known.now,
    byId: known.caller.id,
    demandsDecision: known.task.requirements.includes('Approval'),
    words,
  };
  const after =
    shares.length > 0
      ? resolveShares(sharing, shares, how)
      : addDoneShare(sharing, claimantOf(known), { ...how, words: { decision: known.task.approvalStatus, ...words } });
  return settledChange(request, known, after, rejection, { reason: words.message ?? null, fields });
}

const resolves = ({ resolution }: ShareResolution): boolean => resolution !== undefined && resolution !== 'incomplete';

function mayResolve({ by }: ShareResolution, known: KnownSharing, named: Share | undefined): boolean {
  if (named) {
    return isOwn(named, known.actor) || isOfTeam(named, known.actor) || (known.isClaimant && isClaimed(known, named));
  }
  if (by === 'assignee') return known.isAssignee;
  return known.isClaimant || (by === 'claimant-or-chief' && known.isChief);
}

/** The claim is on this share, or on another of the claimant's own: a person is asked once, however many shares there are. */
function isClaimed({ sharing, actor, isClaimant }: KnownSharing, share: Share): boolean {
  if (!isClaimant || sharing.claim?.shareId === share.id) return isClaimant;
  const claimed = heldShare(sharing);
  return claimed !== undefined && isOwn(claimed, actor) && isOwn(share, actor);
}

/**
 * What completing resolves; for somebody who acts for the assignee, the share that the task is seen by. With a share of
 * the caller's own that the call names, all in the caller's name; a team's is named alone.
 */
function chosenShares({ sharing, actor }: KnownSharing, named: Share | undefined): readonly Share[] {
  if (named && !sharing.claim && !isOwn(named, actor)) return [named];
  const own = sharesToResolve(sharing, actor);
  if (own.length > 0 || sharing.claim) return own;
  const held = heldShare(sharing);
  return held ? [held] : [];
}

/** In whose name a task is done that nobody was asked to do. */
const claimantOf = ({ sharing, caller }: KnownSharing): Party => sharing.claim?.claimant ?? userParty(caller.id);

/** A client sends again what it had no answer to; the share says so already. */
function isSaid({ resolution, message }: ShareResolution, share: Share): boolean {
  const sameMessage = message === undefined || storedComment(message) === (share.message ?? '');
  if (!sameMessage) return false;
  return isDone(share)
    ? resolution === undefined || resolution === share.resolution
    : resolution === undefined || (resolution === 'incomplete' && isAsked(share));
}

/** A decision belongs to a task that demands one, and is the only way to complete that. */
function fits(
  { resolution, decidesByResolution }: ShareResolution,
  { task }: KnownSharing<CompletableSharedTask>,
): boolean {
  const demandsDecision = task.requirements.includes('Approval');
  if (resolution === 'approved' || resolution === 'rejected') return demandsDecision;
  if (resolution === 'completed') return !(decidesByResolution && demandsDecision);
  return resolution !== 'unknown';
}

const DECISIONS: Readonly<Partial<Record<string, Decision>>> = { approved: 'Approved', rejected: 'Rejected' };

function wordsOf({ resolution, decision, message }: ShareResolution): Words {
  const decided = (resolution && DECISIONS[resolution]) ?? decision;
  return {
    ...(decided ? { decision: decided } : {}),
    ...(message === undefined ? {} : { message: message === '' ? null : storedComment(message) }),
  };
}

/**
 * The first demand that one of the shares does not meet; where there is none, what the caller says has to meet them, and
 * what the claimant has decided on the task itself.
 */
function unmetOf(
  { task, now }: KnownSharing<CompletableSharedTask>,
  shares: readonly Share[],
  words: Words,
): Unmet | null {
  const said = shares.length > 0 ? shares : [{ message: null, decision: task.approvalStatus }];
  for (const share of said) {
    const { message, decision } = { ...share, ...words };
    const unmet = firstUnmet({ ...task, comments: message ?? '', approvalStatus: decision }, now);
    if (unmet) return unmet;
  }
  return null;
}

/** Nothing is resolved: what the party of the share says of it, and the task shows as its comment. */
function remark(
  request: ShareResolution,
  known: KnownSharing,
  shares: readonly Share[],
  words: Words,
  fields: SharingFields,
): SharingChange {
  // Clearing takes back what was said of the share; the task's comment may be another's.
  const kept = words.message === null ? {} : fields;
  return openChange(request, known, withWords(known.sharing, shares, words), {
    reason: words.message ?? null,
    fields: kept,
  });
}
