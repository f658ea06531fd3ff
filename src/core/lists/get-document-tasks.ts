import { decideCaller, type Caller, type CallerRefusal } from '../access/caller.ts';
import type { Credential } from '../access/credential.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';

/** Tasks somebody is working on, tasks that are closed, or all (docs/legacy/operations.md#other-enumerations). */
export type DocumentTaskFilter = 'current_tasks' | 'task_history' | 'all';

export interface DocumentTasksRequest {
  readonly credential: Credential;
  /** Library, folders and name, matched ignoring case. */
  readonly documentPath: string;
  readonly filter: DocumentTaskFilter;
}

export interface DocumentTasksSnapshot {
  readonly caller: Caller | null;
  readonly document: { readonly id: number } | null;
}

export interface DocumentTasksPlan {
  readonly documentId: number;
  readonly filter: DocumentTaskFilter;
}

export type DocumentTasksRefusal = CallerRefusal | 'document-not-found';

/**
 * Which tasks of the document does this caller get to see? All that the filter lets pass: whoever has an account may
 * read documents, as GetTask shows every task to every account (docs/legacy/operations.md#which-tasks-a-caller-sees).
 */
export function decideGetDocumentTasks(
  { credential, filter }: DocumentTasksRequest,
  { caller: found, document }: DocumentTasksSnapshot,
): DocumentTasksPlan | Refused<DocumentTasksRefusal> {
  const caller = decideCaller(credential, found);
  if (isRefused(caller)) return caller;
  return document ? { documentId: document.id, filter } : refused('document-not-found');
}
