import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { readBody } from '../../json/body.ts';
import type { BoxTaskOperations } from '../box.ts';
import { readDueDate } from '../dates.ts';
import { picked, pickedList, slice } from '../fields.ts';
import { numberOf, taskNamed } from '../ids.ts';
import { assignmentList, taskObject } from '../objects.ts';
import { BODY_ANSWERS, CHANGE_ANSWERS, notFoundAnswer } from '../replies.ts';
import { routeOf } from '../route.ts';
import { Fields, Page, Task, TaskAssignments, TaskBody, TaskPath, TaskUpdate } from '../schemas.ts';

const ONE = '/2.0/tasks/:task_id';

/** GET /2.0/tasks/{task_id} */
export const getTask = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'get',
    path: ONE,
    operation: 'getTask',
    described: {
      summary: 'Get a task',
      path: TaskPath,
      query: Fields,
      answers: { 200: { description: 'The task.', schema: Task }, ...notFoundAnswer('task') },
    },
    ask: (asked, { params }) => operations.readSharedTask({ ...asked, task: taskNamed(params.task_id ?? '') }),
    write: ({ task }, call) => ({ status: 200, body: picked(call, taskObject(task)) }),
  });

/** GET /2.0/tasks/{task_id}/assignments */
export const listTaskAssignments = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'get',
    path: `${ONE}/assignments`,
    operation: 'listTaskAssignments',
    described: {
      summary: 'List the assignments of a task',
      path: TaskPath,
      query: Page,
      answers: { 200: { description: 'The assignments.', schema: TaskAssignments }, ...notFoundAnswer('task') },
    },
    ask: (asked, { params }) => operations.readSharedTask({ ...asked, task: taskNamed(params.task_id ?? '') }),
    write: ({ task }, call) => ({ status: 200, body: pickedList(call, slice(call, assignmentList(task))) }),
  });

/** POST /2.0/tasks */
export const createTask = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'post',
    path: '/2.0/tasks',
    operation: 'createTask',
    described: {
      summary: 'Create a task',
      query: Fields,
      body: { schema: TaskBody },
      answers: {
        201: { description: 'The task, which nobody is asked to do yet.', schema: Task },
        ...notFoundAnswer('file'),
        ...BODY_ANSWERS,
        ...CHANGE_ANSWERS,
      },
      isChange: true,
    },
    ask(asked, { message }) {
      const body = readBody(message, TaskBody);
      if (isTrouble(body)) return body;
      const { item, action, message: instructions, due_at, completion_rule } = body.value;
      return operations.addTask({
        ...asked,
        documentId: numberOf(item.id),
        instructions,
        dueAt: typeof due_at === 'string' ? readDueDate(due_at) : null,
        demandsDecision: action === 'review',
        rule: ruleOf(completion_rule),
      });
    },
    write: ({ task }, call) => ({ status: 201, body: picked(call, taskObject(task)) }),
  });

/** PUT /2.0/tasks/{task_id} */
export const updateTask = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'put',
    path: ONE,
    operation: 'updateTask',
    described: {
      summary: 'Update a task',
      path: TaskPath,
      query: Fields,
      body: { schema: TaskUpdate },
      answers: {
        200: { description: 'The task as it is now.', schema: Task },
        ...notFoundAnswer('task'),
        ...BODY_ANSWERS,
        ...CHANGE_ANSWERS,
      },
      isChange: true,
    },
    ask(asked, { message, params }) {
      const body = readBody(message, TaskUpdate);
      if (isTrouble(body)) return body;
      const { action, message: instructions, due_at, completion_rule } = body.value;
      return operations.editTask({
        ...asked,
        task: taskNamed(params.task_id ?? ''),
        ...(due_at === undefined ? {} : { dueAt: due_at === null ? null : readDueDate(due_at) }),
        ...(instructions === undefined ? {} : { instructions }),
        ...(action === undefined ? {} : { demandsDecision: action === 'review' }),
        ...(completion_rule === undefined ? {} : { rule: ruleOf(completion_rule) }),
      });
    },
    write: ({ task }, call) => ({ status: 200, body: picked(call, taskObject(task)) }),
  });

/** DELETE /2.0/tasks/{task_id} */
export const deleteTask = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'delete',
    path: ONE,
    operation: 'deleteTask',
    described: {
      summary: 'Remove a task',
      path: TaskPath,
      answers: { 204: { description: 'The task is removed.' }, ...notFoundAnswer('task'), ...CHANGE_ANSWERS },
      isChange: true,
    },
    ask: (asked, { params }) => operations.removeTask({ ...asked, task: taskNamed(params.task_id ?? '') }),
    write: () => ({ status: 204 }),
  });

const ruleOf = (rule: 'all_assignees' | 'any_assignee'): 'all' | 'any' => (rule === 'all_assignees' ? 'all' : 'any');
