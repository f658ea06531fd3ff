import type { OwnWords } from '../answer/outcome.ts';

/** Both pages on reviews name the condition in words of their own (docs/legacy/operations.md#labels-without-a-text). */
export const REVIEW_WORDS: OwnWords<'addIsoComment'> = { 'document-offline': { text: 'Document is offline' } };
