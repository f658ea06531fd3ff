import type { TaskWrite } from './task-change.ts';
import { isAdministrator } from '../access/caller.ts';
import type { CallerAndTask, ChangeRefusal, TaskFacts, TaskRequest } from './task-facts.ts';
import type { ClosedRefusal } from './task-status.ts';

export interface AttachmentRequest extends TaskRequest {
  /** Library, folders and name, matched ignoring case. */
  readonly documentPath: string;
  /** As the legacy API packs it, see `versionOf`. */
  readonly versionNumber: number;
}

export interface AttachmentFacts extends TaskFacts {
  /** The document the path names. */
  readonly document: AttachableDocument | null;
}

export interface AttachableDocument {
  readonly id: number;
  /** The newest version; earlier ones are 1, 2, 3 … */
  readonly version: number;
  /** The versions attached to the task. */
  readonly attachedVersions: readonly number[];
}

/** One version of a document to be attached to a task or taken off it. */
export interface AttachmentWrite extends TaskWrite {
  readonly documentId: number;
  readonly documentVersion: number;
  readonly attaches: boolean;
}

/** Both operations on attachments are refused for the same reasons. */
export type AttachmentRefusal = ChangeRefusal | 'document-not-found' | 'version-not-found' | ClosedRefusal;

/** The assignee, a supervisor, an administrator. */
export const mayAttach = ({ caller, task }: CallerAndTask): boolean =>
  task.callerIsAssignee || task.callerIsSupervisor || isAdministrator(caller);

/** major*1000000 + minor*1000 + revision. */
const MAJOR = 1_000_000;
const LARGEST_PLAIN = 999;

/** Is it a version as GetTask prints it, not one that is packed? */
export const isPlainVersion = (versionNumber: number): boolean => versionNumber > 0 && versionNumber <= LARGEST_PLAIN;

/**
 * Reads a packed version number, 0 standing for the current version; null for one that no document has. Documents
 * have whole versions only.
 *
 * LEGACY: a plain number below 1000 is the version itself, as GetTask prints it
 * (docs/legacy/operations.md#version-numbers).
 */
export function versionOf(versionNumber: number, currentVersion: number): number | null {
  if (versionNumber === 0) return currentVersion;
  if (versionNumber < 0) return null;
  if (isPlainVersion(versionNumber)) return versionNumber;
  return versionNumber % MAJOR === 0 ? versionNumber / MAJOR : null;
}
