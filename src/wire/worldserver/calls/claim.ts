import type { RefusalsOf } from '../../../operations/index.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { answerItems, type ItemsCall } from '../items.ts';
import type { Needs, WorldServerOperations } from '../needs.ts';
import { describedItems } from '../described.ts';
import { TaskId } from '../schemas.ts';
import { changeWords, closedWords, forbidden, type Words } from '../words.ts';

const OPERATION = 'claim';

type Refusal = RefusalsOf<Pick<WorldServerOperations, 'claimTask'>>;

const NO_RIGHT = forbidden('CLAIM');

export const WORDS = {
  ...changeWords('CLAIM'),
  ...closedWords(NO_RIGHT),
  'task-claimed': NO_RIGHT,
  // Nobody is named here: who claims does so for himself.
  'user-not-found': NO_RIGHT,
  'user-disabled': NO_RIGHT,
  'user-ambiguous': NO_RIGHT,
  'team-not-found': NO_RIGHT,
} satisfies Readonly<Record<Refusal, Words>>;

const spec = ({ operations }: Needs): ItemsCall<object, Refusal> => ({
  operation: OPERATION,
  read: () => ({}),
  run: (asked) => operations.claimTask({ ...asked, repeats: true }),
  errorOf: (refusal, id) => WORDS[refusal](id),
});

/** Takes tasks for oneself; what one has claimed already stays so. */
export const claim = (needs: Needs): JsonRoute => ({
  method: 'post',
  path: '/tasks/claim',
  operation: OPERATION,
  described: describedItems('Claim tasks', TaskId),
  answer: (call) => answerItems(call, needs, spec(needs)),
});
