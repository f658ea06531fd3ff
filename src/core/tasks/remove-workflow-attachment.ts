import { isRefused, refused, type Refused } from '../refusal.ts';
import { taskWrite } from './task-change.ts';
import { callerAndTask } from './task-facts.ts';
import { refusalOfClosed } from './task-status.ts';
import {
  mayAttach,
  versionOf,
  type AttachableDocument,
  type AttachmentFacts,
  type AttachmentRefusal,
  type AttachmentRequest,
  type AttachmentWrite,
} from './workflow-attachment.ts';
import { isStale } from './task-version.ts';

/** May this caller take the document off the task? Checks as in `decideAttaching`. */
export function decideDetaching(
  request: AttachmentRequest,
  facts: AttachmentFacts,
): AttachmentWrite | Refused<AttachmentRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  if (!mayAttach(known)) return refused('access-denied');
  if (isStale(request, known.task)) return refused('version-mismatch');
  const { document } = facts;
  if (!document) return refused('document-not-found');
  const version = attachedVersion(request.versionNumber, document);
  if (version === null) return refused('version-not-found');
  const closed = refusalOfClosed(known.task.status);
  if (closed) return refused(closed);

  const write = taskWrite('RemoveWorkflowAttachment', request, known);
  return { ...write, documentId: document.id, documentVersion: version, attaches: false };
}

/**
 * When a newer version has come meanwhile, 0 still names the only one that is attached
 * (docs/legacy/operations.md#attaching-and-removing-twice).
 */
function attachedVersion(versionNumber: number, { version: current, attachedVersions }: AttachableDocument) {
  const version = versionOf(versionNumber, current);
  if (version !== null && attachedVersions.includes(version)) return version;
  const [only, ...others] = attachedVersions;
  return versionNumber === 0 && only !== undefined && others.length === 0 ? only : null;
}
