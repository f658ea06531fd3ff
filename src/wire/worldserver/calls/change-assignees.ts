import type { NamedAsk } from '../../../core/assignment/named-parties.ts';
import type { RefusalsOf } from '../../../operations/index.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { badRequest } from '../errors.ts';
import { answerItems, TOO_MUCH, type ItemsCall, type SentItem } from '../items.ts';
import type { Needs, WorldServerOperations } from '../needs.ts';
import { idsOf } from '../numbers.ts';
import { describedItems } from '../described.ts';
import { ChangedAssignees } from '../schemas.ts';
import { changeWords, closedWords, notFound, refusing, type Words } from '../words.ts';

const OPERATION = 'changeAssignees';

type Refusal = RefusalsOf<Pick<WorldServerOperations, 'assignTask'>>;

const NOT_IN_WORKFLOW = refusing("Cannot assign users that are not in the task's workflow");

export const WORDS = {
  ...changeWords('CHANGE_ASSIGNEES'),
  ...closedWords(refusing('Task step has invalid types')),
  // Somebody is named, but for a step that the task does not have.
  'nobody-named': notFound('TASK_STEP'),
  'user-not-found': notFound('USER'),
  'user-disabled': NOT_IN_WORKFLOW,
  'user-ambiguous': NOT_IN_WORKFLOW,
  'team-not-found': notFound('WORKFLOW_ROLE'),
  'task-claimed': changeWords('CHANGE_ASSIGNEES')['access-denied'],
  'too-many-shares': refusing(TOO_MUCH),
  'tier-without-turn': refusing(TOO_MUCH),
  'too-many-reassignments': refusing('The task has been reassigned as often as is allowed'),
} satisfies Readonly<Record<Refusal, Words>>;

interface Change {
  readonly asks: readonly NamedAsk[];
  readonly stepIds: readonly number[];
}

/** People first, then roles, in the order in which they were sent; everybody once. */
function readChange(sent: SentItem): Change | ReturnType<typeof badRequest> {
  const { assignedUserIds, assignedRoleIds, assignedRolesIds, taskStepIds } = sent;
  if ([assignedUserIds, assignedRoleIds, assignedRolesIds].every(isUnset)) {
    return badRequest('Field assignedUserIds or assignedRoleIds not set');
  }
  const users = idsOf(assignedUserIds);
  if (!users) return badRequest('Resource user is not valid');
  // The vendor's page has both names.
  const roles = idsOf(assignedRoleIds);
  const moreRoles = idsOf(assignedRolesIds);
  if (!roles || !moreRoles) return badRequest('Resource workflow role is not valid');
  const stepIds = idsOf(taskStepIds);
  if (!stepIds) return badRequest('Resource task step is not valid');
  return {
    asks: [
      ...users.map((id): NamedAsk => ({ name: { kind: 'user', id } })),
      ...[...new Set([...roles, ...moreRoles])].map((id): NamedAsk => ({ name: { kind: 'team', id } })),
    ],
    stepIds,
  };
}

const isUnset = (list: unknown): boolean =>
  list === undefined || list === null || (Array.isArray(list) && list.length === 0);

const spec = ({ operations }: Needs): ItemsCall<Change, Refusal> => ({
  operation: OPERATION,
  read: readChange,
  // A task has one step, which has its number. Nobody is asked for another one.
  run: (asked, { asks, stepIds }) =>
    operations.assignTask({ ...asked, asks: stepIds.every((id) => id === asked.task.id) ? asks : [] }),
  errorOf: (refusal, id) => WORDS[refusal](id),
});

/** Asks others instead of those who are asked. */
export const changeAssignees = (needs: Needs): JsonRoute => ({
  method: 'post',
  path: '/tasks/changeAssignees',
  operation: OPERATION,
  described: describedItems('Replace the assignees of tasks', ChangedAssignees),
  answer: (call) => answerItems(call, needs, spec(needs)),
});
