import type { Access, AccessFacts } from '../core/access/access.ts';
import { decideStanding } from '../core/access/rights.ts';
import type { AccessRefusal } from '../core/assignment/sharing-facts.ts';
import { isRefused, refused, type Refused } from '../core/refusal.ts';
import { viewOf, type ShownTask, type TaskView } from '../core/shares/task-view.ts';
import { admitting, type AdmittingStore } from './admitted.ts';

/** A part of the list of a document's tasks. */
export interface DocumentTaskPage extends Access {
  readonly documentId: number;
  /** Tasks to leave out. */
  readonly offset: number;
  readonly limit: number;
}

/** Who asks, and what was found. */
export interface FoundDocumentTasks {
  readonly access: AccessFacts;
  readonly isDocument: boolean;
  readonly ids: readonly number[];
  /** The tasks on all pages. */
  readonly total: number;
}

export interface DocumentTaskStore extends AdmittingStore {
  /** Runs a search when there is room for one; null when none came in time. */
  readonly searching: <Found>(search: () => Promise<Found>) => Promise<Found | null>;
  readonly findTasksOfDocument: (page: DocumentTaskPage) => Promise<FoundDocumentTasks>;
  /** In the order of the ids, without those that are gone by now. */
  readonly readTasksWithShares: (ids: readonly number[], callerId: number) => Promise<readonly ShownTask[]>;
}

export interface DocumentTaskOperations {
  /** The tasks on a document with their shares, but for those that were given up or have a successor, by number. */
  listTasksOfDocument(
    page: DocumentTaskPage,
  ): Promise<
    | { readonly tasks: readonly TaskView[]; readonly total: number }
    | Refused<AccessRefusal | 'document-not-found' | 'server-busy'>
  >;
}

export function createDocumentTaskOperations(store: DocumentTaskStore): DocumentTaskOperations {
  const admit = admitting(store);

  return {
    async listTasksOfDocument(page) {
      const found = await store.searching(() => store.findTasksOfDocument(page));
      if (!found) return refused('server-busy');
      const caller = admit(page, found.access);
      if (isRefused(caller)) return caller;
      if (!found.isDocument) return refused('document-not-found');
      const reader = decideStanding(caller, 'read');
      if (isRefused(reader)) return reader;
      const shown = found.ids.length === 0 ? [] : await store.readTasksWithShares(found.ids, caller.id);
      return { tasks: shown.map(viewOf), total: found.total };
    },
  };
}
