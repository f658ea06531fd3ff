import type { z } from 'zod';
import { isRefused } from '../../core/refusal.ts';
import { askedOf, type Asked } from '../json/asked.ts';
import { readBody } from '../json/body.ts';
import { isTrouble, type JsonRoute } from '../json/json-dialect.ts';
import type { TaskName } from '../../core/assignment/sharing-facts.ts';
import { CHANGE_ANSWERS, refusalReply, taskReply, versionIn, type More } from './answers.ts';
import { credentialOf } from './api-key.ts';
import type { MaxsightOperations } from './maxsight.ts';
import { taskNamed, teamNamed, userNamed } from './named.ts';
import { TaskPath, UpdateAssignment, Versioned } from './schemas.ts';
import { IF_MATCH_MISSING, WORDS } from './words.ts';

const OPERATION = 'updateAssignment';

/** PUT /v5/tasks/{task_id}/update-assignment */
export const updateAssignment = (operations: MaxsightOperations): JsonRoute => ({
  method: 'put',
  path: '/v5/tasks/:task_id/update-assignment',
  operation: OPERATION,
  described: {
    summary: 'Assign, reassign or unassign a task',
    path: TaskPath,
    headers: Versioned,
    body: { schema: UpdateAssignment },
    answers: CHANGE_ANSWERS,
    isChange: true,
  },
  async answer(call) {
    const { message, params } = call;
    const credential = credentialOf(message);
    if (credential.kind === 'anonymous') return refusalReply('anonymous', WORDS.anonymous);
    const body = readBody(message, UpdateAssignment);
    if (isTrouble(body)) return body;
    const ifMatch = message.headers['if-match']?.trim() ?? '';
    if (ifMatch === '') return refusalReply('unreadable', IF_MATCH_MISSING);

    const asked = askedOf(call, { api: 'maxsight', operation: OPERATION, credential });
    const outcome = await change(operations, body.value, {
      ...asked,
      ifMatch,
      task: taskNamed(params.task_id ?? ''),
    });
    const user = operations.loginOf(credential);
    if (!isRefused(outcome)) return taskReply(outcome.task, user);
    const more = { ...fieldOf(body.value, outcome.at), ...versionIn(outcome) };
    return refusalReply(outcome.refused, WORDS[outcome.refused], more, user);
  },
});

interface AskedOfTask extends Asked {
  readonly task: TaskName;
  readonly ifMatch: string;
}

/** An assignment, or its end; the schema sees to it that it is one of them. */
function change(
  operations: MaxsightOperations,
  { update, unassign }: z.output<typeof UpdateAssignment>,
  asked: AskedOfTask,
) {
  if (update) {
    const { assigned_by_id, assigned_to_id, assigned_to_type, assignment_comment } = update;
    const name = assigned_to_type === 'TEAM' ? teamNamed(assigned_to_id) : userNamed(assigned_to_id);
    return operations.assignTask({
      ...asked,
      asks: [{ name }],
      assigner: userNamed(assigned_by_id),
      comment: assignment_comment ?? null,
      tellsCaller: true,
    });
  }
  return operations.unassignTask({
    ...asked,
    assigner: userNamed(unassign?.assigned_by_id ?? ''),
    comment: unassign?.assignment_comment ?? null,
  });
}

/** The field whose account or team was not found. */
function fieldOf({ update }: z.output<typeof UpdateAssignment>, at: number | undefined): More {
  if (at === undefined) return {};
  const field = at === -1 ? 'assigned_by_id' : 'assigned_to_id';
  return { field: `${update ? 'update' : 'unassign'}.${field}` };
}
