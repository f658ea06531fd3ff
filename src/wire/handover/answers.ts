import { z } from 'zod';
import type { RouteDescription } from '../json/json-dialect.ts';
import { Problem } from './problem.ts';

const DESCRIPTIONS = {
  400: 'The body cannot be read, or is not as described.',
  401: 'There is no credential, or it is not valid.',
  403: 'The caller may not do this.',
  404: 'There is no such task or person, or nothing at this address.',
  405: 'The address takes other methods.',
  409: 'What is there does not go with it.',
  413: 'The body is too long.',
  415: 'The body is not JSON.',
  422: 'Nobody has the login name, or the Idempotency-Key was used for something else.',
  429: 'Too many calls with this credential.',
  500: 'The server has failed.',
  503: 'The server is busy: try again.',
} as const;

export type ProblemStatus = keyof typeof DESCRIPTIONS;

/** What every call can be answered with, and the further statuses of one. */
export const problems = (...statuses: readonly ProblemStatus[]): RouteDescription['answers'] =>
  Object.fromEntries(
    ([401, 403, 405, 429, 500, 503, ...statuses] as const).map((status) => [
      status,
      { description: DESCRIPTIONS[status], schema: Problem },
    ]),
  );

/** What becomes of tasks in sum. */
export const Counts = z.object({ reassigned: z.int(), skipped: z.int(), refused: z.int(), failed: z.int() }).meta({
  id: 'HandoverCounts',
  description: 'How many tasks went to somebody, had changed meanwhile, were refused, or could not be written.',
  example: { reassigned: 211, skipped: 1, refused: 2, failed: 0 },
});

export type OutcomeWord = keyof z.infer<typeof Counts>;

export const countsOf = (outcomes: readonly OutcomeWord[]): z.infer<typeof Counts> => {
  const counts = { reassigned: 0, skipped: 0, refused: 0, failed: 0 };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
};

/** A task that has changed since it was looked at is skipped. */
export const wordOf = (refusal: string): 'skipped' | 'refused' =>
  refusal === 'version-mismatch' || refusal === 'conflict' ? 'skipped' : 'refused';
