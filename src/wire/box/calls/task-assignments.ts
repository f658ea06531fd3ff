import type { SharedOutcome } from '../../../operations/sharing/sharing.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonCall, type JsonReply, type JsonRoute } from '../../json/json-dialect.ts';
import type { BoxTaskOperations } from '../box.ts';
import { picked } from '../fields.ts';
import { partyNamed, shareNumber, taskNamed } from '../ids.ts';
import { assignmentObject, sharesShown } from '../objects.ts';
import { BODY_ANSWERS, CHANGE_ANSWERS, notFoundAnswer } from '../replies.ts';
import { routeOf } from '../route.ts';
import { AssignmentBody, AssignmentPath, AssignmentUpdate, Fields, TaskAssignment } from '../schemas.ts';
import { ASKED_AND_DONE, WORDS } from '../words.ts';

const ONE = '/2.0/task_assignments/:task_assignment_id';

/** Where an assignment is named, a task that is not found is an assignment that is none. */
const OF_ASSIGNMENT = { 'task-not-found': WORDS['share-not-found'] };

const shareIn = ({ params }: JsonCall): number => shareNumber(params.task_assignment_id ?? '');

/** The assignment of this number as an answer. */
function written(
  { task }: Pick<SharedOutcome, 'task'>,
  shareId: number,
  call: JsonCall,
): Pick<JsonReply, 'status' | 'body'> {
  const share = sharesShown(task).find(({ id }) => id === shareId);
  if (!share) throw new Error('an assignment was found and is not there');
  return { status: 200, body: picked(call, assignmentObject(task, share)) };
}

/** POST /2.0/task_assignments */
export const createTaskAssignment = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'post',
    path: '/2.0/task_assignments',
    operation: 'createTaskAssignment',
    described: {
      summary: 'Assign a task to a user',
      query: Fields,
      body: { schema: AssignmentBody },
      answers: {
        201: {
          description: 'The assignment; of a user who is asked already, the one there is.',
          schema: TaskAssignment,
        },
        ...notFoundAnswer('task'),
        ...BODY_ANSWERS,
        ...CHANGE_ANSWERS,
      },
      isChange: true,
    },
    ask(asked, { message }) {
      const body = readBody(message, AssignmentBody);
      if (isTrouble(body)) return body;
      const { task, assign_to } = body.value;
      return operations.addShare({ ...asked, task: taskNamed(task.id), ask: { name: partyNamed(assign_to) } });
    },
    write: ({ task, share }, call) => {
      if (!share) throw new Error('a user was assigned, and there is no assignment');
      return { status: 201, body: picked(call, assignmentObject(task, share)) };
    },
    words: { 'share-resolved': ASKED_AND_DONE },
  });

/** GET /2.0/task_assignments/{task_assignment_id} */
export const getTaskAssignment = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'get',
    path: ONE,
    operation: 'getTaskAssignment',
    described: {
      summary: 'Get a task assignment',
      path: AssignmentPath,
      query: Fields,
      answers: { 200: { description: 'The assignment.', schema: TaskAssignment }, ...notFoundAnswer('assignment') },
    },
    ask: (asked, call) => operations.readSharedTask({ ...asked, task: { shareId: shareIn(call) } }),
    write: (done, call) => written(done, shareIn(call), call),
    words: OF_ASSIGNMENT,
  });

/** PUT /2.0/task_assignments/{task_assignment_id} */
export const updateTaskAssignment = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'put',
    path: ONE,
    operation: 'updateTaskAssignment',
    described: {
      summary: 'Update a task assignment',
      path: AssignmentPath,
      query: Fields,
      body: { schema: AssignmentUpdate },
      answers: {
        200: { description: 'The assignment as it is now.', schema: TaskAssignment },
        ...notFoundAnswer('assignment'),
        ...BODY_ANSWERS,
        ...CHANGE_ANSWERS,
      },
      isChange: true,
    },
    ask(asked, call) {
      const body = readBody(call.message, AssignmentUpdate);
      if (isTrouble(body)) return body;
      const shareId = shareIn(call);
      const { message, resolution_state, status } = body.value;
      const resolution = resolution_state ?? status;
      return operations.resolveShare({
        ...asked,
        task: { shareId },
        shareId,
        by: 'assignee',
        ...(resolution ? { resolution } : {}),
        ...(typeof message === 'string' ? { message } : {}),
      });
    },
    write: (done, call) => written(done, shareIn(call), call),
    words: OF_ASSIGNMENT,
  });

/** DELETE /2.0/task_assignments/{task_assignment_id} */
export const deleteTaskAssignment = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'delete',
    path: ONE,
    operation: 'deleteTaskAssignment',
    described: {
      summary: 'Unassign a task from a user',
      path: AssignmentPath,
      answers: {
        204: { description: 'The user is not asked any more.' },
        ...notFoundAnswer('assignment'),
        ...CHANGE_ANSWERS,
      },
      isChange: true,
    },
    ask(asked, call) {
      const shareId = shareIn(call);
      return operations.removeShare({ ...asked, task: { shareId }, shareId });
    },
    write: () => ({ status: 204 }),
    words: OF_ASSIGNMENT,
  });
