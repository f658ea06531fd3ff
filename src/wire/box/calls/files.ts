import type { JsonRoute } from '../../json/json-dialect.ts';
import type { BoxTaskOperations } from '../box.ts';
import { pageOf, pickedList } from '../fields.ts';
import { numberOf } from '../ids.ts';
import { taskObject } from '../objects.ts';
import { notFoundAnswer } from '../replies.ts';
import { routeOf } from '../route.ts';
import { FilePath, Page, Tasks } from '../schemas.ts';

/** GET /2.0/files/{file_id}/tasks */
export const listFileTasks = (operations: BoxTaskOperations): JsonRoute =>
  routeOf(operations, {
    method: 'get',
    path: '/2.0/files/:file_id/tasks',
    operation: 'listFileTasks',
    described: {
      summary: 'List the tasks on a file',
      path: FilePath,
      query: Page,
      answers: { 200: { description: 'The tasks.', schema: Tasks }, ...notFoundAnswer('file') },
    },
    ask: (asked, call) =>
      operations.listTasksOfDocument({ ...asked, ...pageOf(call), documentId: numberOf(call.params.file_id ?? '') }),
    write: ({ tasks, total }, call) => ({
      status: 200,
      body: pickedList(call, { total_count: total, entries: tasks.map(taskObject) }),
    }),
  });
