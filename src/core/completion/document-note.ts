import { LARGEST_INT } from '../../core/largest-int.ts';
import { isAdministrator, type Caller, type CallerRefusal } from '../access/caller.ts';
import type { CallContext, Credential } from '../access/credential.ts';
import { decideStanding } from '../access/rights.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { storedComment } from '../tasks/set-task-comment.ts';
import type { ReviewKind } from './document-review.ts';

/** What has happened to a document elsewhere. */
export type DocumentEvent =
  /** `version` null: the newest one. */
  | { readonly kind: 'read'; readonly by: string; readonly version: number | null }
  | { readonly kind: 'written'; readonly by: string; readonly version: number }
  | { readonly kind: 'published'; readonly version: number }
  | {
      readonly kind: 'reviewed';
      readonly by: string;
      readonly version: number | null;
      readonly review: ReviewKind;
      readonly comment: string;
    };

export interface DocumentNoteRequest {
  readonly credential: Credential;
  readonly context: CallContext;
  /** The call's name, for history. */
  readonly operation: string;
  readonly event: DocumentEvent;
  /** When it happened. */
  readonly at: Date;
}

/** The facts a note is decided on, as they stood at one instant of the database. */
export interface DocumentNoteFacts {
  readonly now: Date;
  readonly caller: Caller | Refused<CallerRefusal | 'access-denied'>;
  readonly document: NotedDocument | null;
  /** The account of the login, disabled or not; null also for an event that names nobody. */
  readonly person: { readonly id: number; readonly login: string } | null;
}

export interface NotedDocument {
  readonly id: number;
  /** The newest one. */
  readonly version: number;
  readonly publishedVersion: number | null;
  /** The person has read that version. */
  readonly isRead: boolean;
  /** The person has reviewed the document at that moment, for that log. */
  readonly isReviewed: boolean;
  /** Who wrote that version; null where that is not known. */
  readonly written: { readonly authorId: number | null } | null;
}

/** A line for the record of a document; it holds only while the document has the version `seenVersion`. */
export interface DocumentNote {
  readonly documentId: number;
  readonly seenVersion: number;
  readonly event: DocumentEvent;
  readonly version: number;
  readonly personId: number | null;
  readonly at: Date;
  /** Types of requirements that it has to do with: open tasks that have one get a line in their history. */
  readonly meets: readonly string[];
  /** What history says. */
  readonly sentence: string;
  readonly operation: string;
  readonly callerId: number;
  readonly key: { readonly name: string; readonly onBehalf: boolean } | null;
  readonly credentialKind: Credential['kind'];
  readonly context: CallContext;
}

export type DocumentNoteRefusal =
  | CallerRefusal
  | 'access-denied'
  | 'document-not-found'
  | 'user-not-found'
  | 'version-not-found'
  | 'version-known'
  | 'moment-ahead';

/** Clocks of two machines differ by no more, or one of them is wrong. */
const CLOCK_SKEW_MS = 300_000;

/**
 * May this caller say so of the document? A key that was made for it, or an administrator: what is on record lets others
 * complete their tasks. The same again changes nothing, so that it may be told twice.
 */
export function decideDocumentNote(
  { credential, context, operation, at, event: told }: DocumentNoteRequest,
  { now, caller: found, document, person }: DocumentNoteFacts,
): DocumentNote | { readonly unchanged: true } | Refused<DocumentNoteRefusal> {
  if (isRefused(found)) return found;
  const caller = decideStanding(found, 'documents');
  if (isRefused(caller)) return caller;
  if (!isAdministrator(caller)) return refused('access-denied');
  if (!document) return refused('document-not-found');
  const event = normalised(told);
  if (event.kind !== 'published' && !person) return refused('user-not-found');
  if (at.getTime() > now.getTime() + CLOCK_SKEW_MS) return refused('moment-ahead');
  const version = event.version ?? document.version;
  if (version > (event.kind === 'written' ? LARGEST_INT : document.version)) return refused('version-not-found');
  if (event.kind === 'written' && document.written && document.written.authorId !== person?.id) {
    return refused('version-known');
  }
  if (isOnRecord(event, document)) return { unchanged: true };
  return {
    documentId: document.id,
    seenVersion: document.version,
    event,
    version,
    personId: person?.id ?? null,
    at,
    meets: meetsOf(event),
    sentence: sentenceOf(event, version, person?.login ?? ''),
    operation,
    callerId: caller.id,
    key: caller.key ? { name: caller.key.name, onBehalf: caller.key.actsForAnother } : null,
    credentialKind: credential.kind,
    context,
  };
}

const normalised = (event: DocumentEvent): DocumentEvent =>
  event.kind === 'reviewed' ? { ...event, comment: storedComment(event.comment).trim() } : event;

function isOnRecord(event: DocumentEvent, { isRead, isReviewed, written, publishedVersion }: NotedDocument): boolean {
  switch (event.kind) {
    case 'read':
      return isRead;
    case 'written':
      return written !== null;
    case 'published':
      return publishedVersion === event.version;
    case 'reviewed':
      return isReviewed;
  }
}

function meetsOf(event: DocumentEvent): readonly string[] {
  switch (event.kind) {
    case 'read':
      return ['LastestVersionRead', 'PublishedVersionRead'];
    case 'written':
      return ['Edit', 'LastestVersionRead'];
    case 'published':
      return ['PublishedVersionRead'];
    case 'reviewed':
      return [`${event.review}Review`];
  }
}

function sentenceOf(event: DocumentEvent, version: number, login: string): string {
  if (event.kind === 'published') return `Version ${version} was published`;
  if (event.kind !== 'reviewed') return `Version ${version} was ${event.kind} by ${login}`;
  return `Version ${version} was reviewed (${event.review}) by ${login}${event.comment === '' ? '' : `: ${event.comment}`}`;
}
