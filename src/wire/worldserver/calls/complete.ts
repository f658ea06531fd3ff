import type { Resolution } from '../../../core/shares/share.ts';
import type { RefusalsOf } from '../../../operations/index.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { badRequest, BODY_NOT_VALID, type WorldServerError } from '../errors.ts';
import { answerItems, type ItemsCall, type SentItem } from '../items.ts';
import type { Needs, WorldServerOperations } from '../needs.ts';
import { idOf } from '../numbers.ts';
import { describedItems } from '../described.ts';
import { Completion } from '../schemas.ts';
import { resolutionOf } from '../task-step.ts';
import { changeWords, closedWords, DEMANDS, forbidden, refusing, type Words } from '../words.ts';

const OPERATION = 'complete';

type Refusal = RefusalsOf<Pick<WorldServerOperations, 'resolveShare'>>;

const NO_RIGHT = forbidden('COMPLETE');

export const WORDS = {
  ...changeWords('COMPLETE'),
  ...closedWords(NO_RIGHT),
  ...DEMANDS,
  'resolution-unfit': refusing('The supplied completion transition is not one of the valid options'),
  // No share is named here.
  'share-not-found': NO_RIGHT,
  'share-resolved': NO_RIGHT,
} satisfies Readonly<Record<Refusal, Words>>;

interface Completing {
  readonly resolution: Resolution | 'unknown';
  /** Left out, the task's comment stays. */
  readonly message?: string;
}

function readCompletion({ transitionId, comment }: SentItem): Completing | WorldServerError {
  const transition = idOf(transitionId);
  if (transition === null) return badRequest('Transition Id is not valid');
  if (comment !== undefined && comment !== null && typeof comment !== 'string') return badRequest(BODY_NOT_VALID);
  return { resolution: resolutionOf(transition) ?? 'unknown', ...(comment ? { message: comment } : {}) };
}

const spec = ({ operations }: Needs): ItemsCall<Completing, Refusal> => ({
  operation: OPERATION,
  read: readCompletion,
  run: (asked, completing) =>
    operations.resolveShare({ ...asked, by: 'claimant', decidesByResolution: true, ...completing }),
  errorOf: (refusal, id) => WORDS[refusal](id),
});

/** Completes what one has claimed. */
export const complete = (needs: Needs): JsonRoute => ({
  method: 'post',
  path: '/tasks/complete',
  operation: OPERATION,
  described: describedItems('Complete claimed tasks', Completion),
  answer: (call) => answerItems(call, needs, spec(needs)),
});
