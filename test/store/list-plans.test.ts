import { expect } from 'chai';
import type { TaskFilter, TaskOrder } from '../../src/core/get-tasks.ts';
import { LIST_SESSION, listStatement } from '../../src/store/get-tasks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { loadManyTasks, MANY } from './many-tasks.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const DUE: TaskOrder = { key: 'DueDate', ascending: true };
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

describe('lists over 100,000 tasks', () => {
  let database: TestDatabase;
  before(async function () {
    this.timeout(60_000);
    database = await createTestDatabase('list plans');
    await loadManyTasks(database.knex);
  });
  after(() => database.drop());

  /** The nodes of the plan that touch tasks, after it has run. */
  async function readsOfTasks(filter: TaskFilter, visibleTo: number | null, order = DUE): Promise<Plan[]> {
    const { text, values } = listStatement({ filter, order, visibleTo }, { startingRow: 0, rowCount: 50 });
    const plan = await database.knex.transaction(async (trx) => {
      await trx.raw(LIST_SESSION);
      const result = await trx
        .raw<{ rows: { 'QUERY PLAN': { Plan: Plan }[] }[] }>(`explain (analyze, format json) ${text}`)
        .options({ values });
      return result.rows[0]?.['QUERY PLAN'][0]?.Plan;
    });
    if (!plan) throw new Error('PostgreSQL has explained nothing');
    return nodesOf(plan).filter((node) => node['Relation Name'] === 'tasks');
  }

  const everyday: [string, TaskFilter, number | null, TaskOrder?][] = [
    ['what somebody has to do next', { assigneeId: 77, completion: 'Due' }, null],
    ['what somebody is late with', { assigneeId: 77, completion: 'OverDue' }, null],
    [
      'what somebody has done',
      { assigneeId: 77, completion: 'Completed' },
      null,
      { key: 'FinishDate', ascending: false },
    ],
    ['what somebody supervises', { supervisorId: 77 }, null],
    ['what somebody has assigned', { assignedById: 77 }, null],
    ['the tasks of a document', { documentId: 777 }, null],
    ['the tasks of a document that the caller may see', { documentId: 777 }, 77],
    ['the tasks of a workflow', { workflowId: 777 }, null],
    ['the tasks of a workflow that the caller may see', { workflowId: 777 }, 77],
    ['the tasks of a workflow’s definition', { workflowDefinitionId: 7 }, null],
    ['a library’s month', { libraryId: 7, startedFrom: daysAgo(60), startedBefore: daysAgo(30) }, null],
    ['a library’s month as far as the caller may see it', { libraryId: 7, startedFrom: daysAgo(60) }, 77],
    ['a type of documents within a month', { documentType: 'type 7', startedFrom: daysAgo(30) }, null],
    ['everything the caller may see', {}, 77],
    ['everything due that the caller may see', { completion: 'Due' }, 77],
    ['everything the caller may see, by name', {}, 77, { key: 'DocumentName', ascending: true }],
  ];
  for (const [title, filter, visibleTo, order] of everyday) {
    it(`finds ${title} without reading the table`, async () => {
      const reads = await readsOfTasks(filter, visibleTo, order);
      expect(reads.map((node) => node['Node Type'])).to.not.be.empty.and.not.include('Seq Scan');
      const rows = reads.reduce(
        (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
        0,
      );
      expect(rows).to.be.below(MANY.tasks / 10);
    });
  }

  for (const ascending of [true, false]) {
    it(`takes an administrator’s first page off the index of due dates, ${ascending ? 'up' : 'down'}`, async () => {
      const reads = await readsOfTasks({}, null, { key: 'DueDate', ascending });
      const page = reads.find((node) => node['Index Name'] === 'tasks_due');
      expect(page?.['Actual Rows']).to.equal(50);
    });
  }
});
