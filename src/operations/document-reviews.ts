import {
  decideReview,
  type Review,
  type ReviewFacts,
  type ReviewRefusal,
  type ReviewRequest,
} from '../core/completion/document-review.ts';
import { isRefused } from '../core/refusal.ts';
import { extending, type TicketExtender } from './extended.ts';
import { run, type ChangeRefused } from './run.ts';

type Done = { readonly documentId: number };

/** The part of the store that reviews use; a write is null when the document has changed since the decision. */
export interface DocumentReviewStore extends TicketExtender {
  readonly readReviewFacts: (request: Pick<ReviewRequest, 'credential' | 'documentPath'>) => Promise<ReviewFacts>;
  readonly writeReview: (review: Review) => Promise<Done | null>;
}

/**
 * The operations that add to a document's logs what tasks require to stand there
 * (docs/legacy/operations.md#requirement-types).
 */
export interface DocumentReviewOperations {
  addIsoComment(request: ReviewRequest): Promise<Done | ChangeRefused<ReviewRefusal>>;
  addSoxComment(request: ReviewRequest): Promise<Done | ChangeRefused<ReviewRefusal>>;
}

export function createDocumentReviewOperations(store: DocumentReviewStore): DocumentReviewOperations {
  const review = (decide: ReturnType<typeof decideReview>) =>
    extending(store)(async (request: ReviewRequest): Promise<Done | ChangeRefused<ReviewRefusal>> => {
      const done = await run({ read: store.readReviewFacts, decide, write: store.writeReview }, request);
      return isRefused(done) ? done : done.written;
    });

  return { addIsoComment: review(decideReview('ISO')), addSoxComment: review(decideReview('SOX')) };
}
