import { z } from 'zod';

const USUAL_LIMIT = 50;
const MOST_ON_A_PAGE = 500;
const FURTHEST = 100_000;

/** The parameters of the query that all lists have. */
export const PAGE = {
  offset: z.coerce
    .number<string>()
    .pipe(z.int().min(0).max(FURTHEST))
    .default(0)
    .describe('How many entries to pass over.'),
  limit: z.coerce
    .number<string>()
    .pipe(z.int().min(1).max(MOST_ON_A_PAGE))
    .default(USUAL_LIMIT)
    .describe('How many entries a page has.'),
};

/** Where the next page of a list begins; null behind the last. */
export const nextOffset = (
  { offset, limit }: { readonly offset: number; readonly limit: number },
  total: number,
): number | null => (offset + limit < total ? offset + limit : null);
