import type { Knex } from 'knex';
import type { HumanTaskSearchStore } from '../../operations/human-task-search.ts';
import type { DocumentTaskStore } from '../../operations/document-tasks.ts';
import type { DeskListStore } from '../../operations/desk/desk-lists.ts';
import type { DirectoryStore } from '../../operations/directory.ts';
import type { SharedTaskListStore } from '../../operations/sharing/shared-task-list.ts';
import type { TaskListStore } from '../../operations/task-lists.ts';
import { batched } from '../sql/batch.ts';
import { readCaller } from '../access/caller.ts';
import { listAccounts, listTeams } from './directory.ts';
import { listSharedTasks, readListReader } from './shared-task-list.ts';
import { readDocumentTaskIds, readDocumentTasks } from './get-document-tasks.ts';
import { readDueTaskDocuments } from './get-due-task-documents.ts';
import { readListedTasks, readTaskIds } from './get-tasks.ts';
import { readListCaller, readReach } from './list-reach.ts';
import { readOpenTaskNames, searchTasks } from './human-task-search.ts';
import { readTaskStatistics } from './get-users-task-performance.ts';
import { findTasksOfDocument, readTasksWithShares } from './tasks-of-document.ts';
import { SEARCHES_AT_ONCE } from '../schema/open.ts';
import { readWorkPage } from '../desk/work-page.ts';
import { createLanes, createPatientLanes } from '../sql/lanes.ts';

/** Connections that reading what was found may take. */
const READING = 2;

/** Calls that come while statistics are being counted share the next count, which reads every task. */
const COUNTS = { lanes: 1, patienceMs: 1000, size: 1000 };

/** How long a search waits for a connection. */
const PATIENCE_MS = 10_000;

/**
 * What lists need of PostgreSQL. A list in progress holds no connection between its batches.
 *
 * @param finder the connections lists are found on, set up with LIST_SESSION; as many as may search at once
 */
export function createTaskListStore(
  knex: Knex,
  finder: Knex,
): TaskListStore &
  Pick<DocumentTaskStore, 'findTasksOfDocument' | 'readTasksWithShares'> &
  Pick<HumanTaskSearchStore, 'searchTasks' | 'readOpenTaskNames'> &
  Pick<SharedTaskListStore, 'readListReader' | 'listSharedTasks'> &
  Pick<DeskListStore, 'readWorkPage'> &
  Pick<DirectoryStore, 'listAccounts' | 'listTeams'> {
  const reading = createLanes(READING);
  const searching = createPatientLanes(SEARCHES_AT_ONCE, PATIENCE_MS);
  const count = batched(async (asked: readonly null[]) => {
    const statistics = await searching(() => readTaskStatistics(finder));
    return asked.map(() => statistics);
  }, COUNTS);

  return {
    readCaller: (credential) => readCaller(knex, credential),
    readListCaller: (credential, assigneeId) => readListCaller(knex, credential, assigneeId),
    searching,
    readTaskIds: (plan, page, known) => readTaskIds(finder, plan, page, () => readReach(knex, plan, known)),
    readWorkPage: async (plan, page, most, known) =>
      readWorkPage(finder, plan, page, most, await readReach(knex, plan, known)),
    readDocumentTasks: (request) => readDocumentTasks(knex, request),
    readDocumentTaskIds: (plan) => readDocumentTaskIds(finder, plan),
    readListedTasks: (ids) => reading(() => readListedTasks(knex, ids)),
    readDueTaskDocuments: (userId) => readDueTaskDocuments(knex, userId),
    readTaskStatistics: () => count(null),
    searchTasks: (reach, page) => searchTasks(finder, reach, page),
    readOpenTaskNames: (reach) => readOpenTaskNames(finder, reach),
    findTasksOfDocument: (page) => findTasksOfDocument(finder, page),
    readTasksWithShares: (ids, callerId) => reading(() => readTasksWithShares(knex, ids, callerId)),
    readListReader: (access) => readListReader(knex, access),
    listSharedTasks: (plan, reach) => listSharedTasks(finder, plan, reach),
    listAccounts: (request) => reading(() => listAccounts(knex, request)),
    listTeams: (request) => reading(() => listTeams(knex, request)),
  };
}
