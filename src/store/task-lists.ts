import type { Knex } from 'knex';
import type { TaskListStore } from '../operations/task-lists.ts';
import { batched } from './batch.ts';
import { readCaller } from './caller.ts';
import { readDocumentTaskIds, readDocumentTasks } from './get-document-tasks.ts';
import { readDueTaskDocuments } from './get-due-task-documents.ts';
import { readListedTasks, readTaskIds } from './get-tasks.ts';
import { readTaskStatistics } from './get-users-task-performance.ts';
import { createLanes } from './lanes.ts';

/** Connections that finding may take, and those that reading what was found may take: together half of the pool. */
const FINDING = 2;
const READING = 2;

/** Whoever asks while the statistics are being counted shares the next count: it reads every task. */
const COUNTS = { lanes: 1, size: 1000 };

/** What lists need of PostgreSQL. A list in progress holds no connection between its batches. */
export function createTaskListStore(knex: Knex): TaskListStore {
  const finding = createLanes(FINDING);
  const reading = createLanes(READING);
  const count = batched(async (asked: readonly null[]) => {
    const statistics = await readTaskStatistics(knex);
    return asked.map(() => statistics);
  }, COUNTS);

  return {
    readCaller: (credential) => readCaller(knex, credential),
    readTaskIds: (plan, page) => finding(() => readTaskIds(knex, plan, page)),
    readDocumentTasks: (request) => readDocumentTasks(knex, request),
    readDocumentTaskIds: (plan) => finding(() => readDocumentTaskIds(knex, plan)),
    readListedTasks: (ids) => reading(() => readListedTasks(knex, ids)),
    readDueTaskDocuments: (userId) => readDueTaskDocuments(knex, userId),
    readTaskStatistics: () => count(null),
  };
}
