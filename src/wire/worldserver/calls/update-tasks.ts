import type { TaskEdit } from '../../../core/assignment/edit-task.ts';
import { isSayableDueDate } from '../../../core/deadline.ts';
import type { RefusalsOf } from '../../../operations/index.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { dateOf } from '../date-text.ts';
import { describedItems } from '../described.ts';
import { badRequest, type WorldServerError } from '../errors.ts';
import { answerItems, TOO_MUCH, type ItemsCall, type SentItem } from '../items.ts';
import type { Needs, WorldServerOperations } from '../needs.ts';
import { idOf } from '../numbers.ts';
import { UpdatedTask } from '../schemas.ts';
import { changeWords, closedWords, refusing, type Words } from '../words.ts';

const OPERATION = 'updateTasks';

type Refusal = RefusalsOf<Pick<WorldServerOperations, 'editTask'>>;

const PRIORITY = badRequest('Priority is invalid');
const DUE_DATE = badRequest('Due date is invalid');

export const WORDS = {
  ...changeWords('UPDATE'),
  ...closedWords((id) => badRequest(`Resource TASK (${id}) is invalid`)),
  'priority-unknown': refusing(PRIORITY.message),
  'due-date-past': refusing(DUE_DATE.message),
} satisfies Readonly<Record<Refusal, Words>>;

/** Fields of the vendor's; the duration that it expects is of no use here. */
const ALLOWED = ['id', 'priority', 'dueDate', 'expectedDuration'];

type Edit = Pick<TaskEdit, 'priority' | 'dueAt'>;

function readUpdate(sent: SentItem): Edit | WorldServerError {
  const other = Object.keys(sent).find((name) => !ALLOWED.includes(name));
  if (other !== undefined) return badRequest(`Field "${other}" is not allowed`);
  const { priority = null, dueDate = null } = sent;
  const number = priority === null ? undefined : idOf(priority);
  if (number === null) return PRIORITY;
  const date = dueDate === null ? undefined : dateOf(dueDate);
  if (date === null || (date && !isSayableDueDate(date))) return DUE_DATE;
  return { ...(number === undefined ? {} : { priority: number }), ...(date ? { dueAt: date } : {}) };
}

const spec = ({ operations }: Needs): ItemsCall<Edit, Refusal> => ({
  operation: OPERATION,
  bodyWords: TOO_MUCH,
  read: readUpdate,
  run: (asked, edit) => operations.editTask({ ...asked, ...edit }),
  errorOf: (refusal, id) => WORDS[refusal](id),
});

/** Says how urgent tasks are, and when they are due. */
export const updateTasks = (needs: Needs): JsonRoute => ({
  method: 'patch',
  path: '/tasks',
  operation: OPERATION,
  described: describedItems('Update tasks', UpdatedTask),
  answer: (call) => answerItems(call, needs, spec(needs)),
});
