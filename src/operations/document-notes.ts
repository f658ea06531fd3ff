import type { Access, AccessFacts } from '../core/access/access.ts';
import {
  decideDocumentNote,
  type DocumentNote,
  type DocumentNoteFacts,
  type DocumentNoteRefusal,
  type DocumentNoteRequest,
} from '../core/completion/document-note.ts';
import { isRefused } from '../core/refusal.ts';
import { admitting, type AdmittingStore } from './admitted.ts';
import { run, type ChangeRefused } from './run.ts';

/** A document is named by its number or its uuid. */
export type DocumentName = { readonly id: number } | { readonly uuid: string };

export interface DocumentNoteCall extends Access, DocumentNoteRequest {
  readonly document: DocumentName;
}

/** The part of the store that notes about documents use; a write is null when the document has changed meanwhile. */
export interface DocumentNoteStore extends AdmittingStore {
  readonly readDocumentNoteFacts: (
    call: DocumentNoteCall,
  ) => Promise<Omit<DocumentNoteFacts, 'caller'> & { readonly access: AccessFacts }>;
  readonly writeDocumentNote: (note: DocumentNote) => Promise<{ readonly taskIds: readonly number[] } | null>;
}

/** What came of a note. */
export interface NotedOutcome {
  /** False where it was on record already. */
  readonly changed: boolean;
  /** Open tasks that demand such a thing, in whose history it stands now. */
  readonly taskIds: readonly number[];
}

/** The operation by which a document system tells what tasks demand (docs/operating.md#what-completes-a-task). */
export interface DocumentNoteOperations {
  noteDocument(call: DocumentNoteCall): Promise<NotedOutcome | ChangeRefused<DocumentNoteRefusal>>;
}

export function createDocumentNoteOperations(store: DocumentNoteStore): DocumentNoteOperations {
  const admit = admitting(store);
  return {
    async noteDocument(call) {
      const done = await run(
        {
          read: async (asked: DocumentNoteCall) => {
            const { access, ...facts } = await store.readDocumentNoteFacts(asked);
            return { ...facts, caller: admit(asked, access) };
          },
          decide: decideDocumentNote,
          write: async (plan): Promise<NotedOutcome | null> => {
            if ('unchanged' in plan) return { changed: false, taskIds: [] };
            const written = await store.writeDocumentNote(plan);
            return written && { changed: true, taskIds: written.taskIds };
          },
        },
        call,
      );
      return isRefused(done) ? done : done.written;
    },
  };
}
