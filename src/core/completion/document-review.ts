import { decideCaller, type Caller, type CallerRefusal } from '../access/caller.ts';
import type { CallContext, Credential } from '../access/credential.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { storedComment } from '../tasks/set-task-comment.ts';

/** The two logs of a document that a task can require a line in (docs/legacy/operations.md#requirement-types). */
export type ReviewKind = 'ISO' | 'SOX';

export interface ReviewRequest {
  readonly credential: Credential;
  readonly context: CallContext;
  /** Library, folders and name, matched ignoring case. */
  readonly documentPath: string;
  readonly comment: string;
}

/** The facts a review is decided on, as they stood at one instant of the database. */
export interface ReviewFacts {
  /** The account behind the credential; null when it is expired, unknown or malformed. */
  readonly caller: Caller | null;
  readonly document: ReviewableDocument | null;
}

export interface ReviewableDocument {
  readonly id: number;
  /** The newest one, which is the one that is reviewed. */
  readonly version: number;
  readonly offline: boolean;
  /** The caller has an open task on it that requires an ISO review, in person or as a member of a team. */
  readonly callerHasIsoReviewTask: boolean;
}

/** A line for a document's log; it holds only while the document has this version and is not offline. */
export interface Review {
  readonly kind: ReviewKind;
  readonly documentId: number;
  readonly version: number;
  readonly comment: string;
  readonly callerId: number;
  readonly credentialKind: Credential['kind'];
  readonly context: CallContext;
}

export type ReviewRefusal = CallerRefusal | 'document-not-found' | 'review-task-missing' | 'document-offline';

/**
 * May this caller say that the document was reviewed? An ISO review is the work of whoever has a task to do it,
 * whatever else they may do (docs/legacy/operations.md#addisocomment). Everybody else's right to comment is a right on
 * the document, and every account has those here, as to assign tasks on it (AddSOXComment).
 */
export const decideReview =
  (kind: ReviewKind) =>
  (
    { credential, context, comment }: ReviewRequest,
    { caller: found, document }: ReviewFacts,
  ): Review | Refused<ReviewRefusal> => {
    const caller = decideCaller(credential, found);
    if (isRefused(caller)) return caller;
    if (!document) return refused('document-not-found');
    if (kind === 'ISO' && !document.callerHasIsoReviewTask) return refused('review-task-missing');
    if (document.offline) return refused('document-offline');
    return {
      kind,
      documentId: document.id,
      version: document.version,
      comment: normalised(comment),
      callerId: caller.id,
      credentialKind: credential.kind,
      context,
    };
  };

/**
 * No white space around it, and the line ends comments are kept with
 * (docs/legacy/operations.md#instructions-and-comments).
 */
const normalised = (comment: string): string => storedComment(comment).trim();
