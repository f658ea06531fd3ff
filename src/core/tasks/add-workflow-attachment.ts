import { isRefused, refused, type Refused } from '../refusal.ts';
import { taskWrite } from './task-change.ts';
import { callerAndTask } from './task-facts.ts';
import { refusalOfClosed } from './task-status.ts';
import {
  mayAttach,
  versionOf,
  type AttachmentFacts,
  type AttachmentRefusal,
  type AttachmentRequest,
  type AttachmentWrite,
} from './workflow-attachment.ts';
import { isStale } from './task-version.ts';

/**
 * May this caller attach the document? What is attached already is no error and no change
 * (docs/legacy/operations.md#attaching-and-removing-twice). Only open tasks take attachments; the contract does not
 * place that check, and it stands last as in SetTaskComment.
 */
export function decideAttaching(
  request: AttachmentRequest,
  facts: AttachmentFacts,
): AttachmentWrite | { readonly unchanged: true } | Refused<AttachmentRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  if (!mayAttach(known)) return refused('access-denied');
  if (isStale(request, known.task)) return refused('version-mismatch');
  const { document } = facts;
  if (!document) return refused('document-not-found');
  const version = versionOf(request.versionNumber, document.version);
  if (version === null || version > document.version) return refused('version-not-found');
  const closed = refusalOfClosed(known.task.status);
  if (closed) return refused(closed);

  if (document.attachedVersions.includes(version)) return { unchanged: true };
  const write = taskWrite('AddWorkflowAttachment', request, known);
  return { ...write, documentId: document.id, documentVersion: version, attaches: true };
}
