import { expect } from 'chai';
import { WORK_SORTS, workColumns } from '../../../src/core/desk/work-order.ts';
import type { EntryKey } from '../../../src/core/list-page.ts';
import type { TaskFilter, TaskOrder } from '../../../src/core/lists/get-tasks.ts';
import { findingStatement, meetingStatement } from '../../../src/store/desk/work-page.ts';
import { LIST_SESSION, listStatement } from '../../../src/store/lists/get-tasks.ts';
import type { Asked, Reach } from '../../../src/store/lists/task-filters.ts';
import { walkStatement } from '../../../src/store/lists/task-walks.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { loadManyTasks, MANY } from './many-tasks.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Filter?: string;
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

  /** The nodes of the plan that touch tasks, or the open ones, after it has run. */
  async function readsOfTasks(
    filter: TaskFilter,
    visibleTo: number | null,
    order = DUE,
    reach: Reach = visibleTo === null ? 'everything' : 'narrow',
    asked?: Asked,
  ): Promise<Plan[]> {
    const plan = { filter, order, visibleTo };
    const page = { startingRow: 0, rowCount: 50 };
    const nodes = await explain(walkStatement(plan, page) ?? listStatement(plan, page, reach, asked));
    return nodes.filter((node) => /^((open|resting)_)?tasks$/.test(node['Relation Name'] ?? ''));
  }

  async function explain({ text, values }: { text: string; values: readonly unknown[] }): Promise<Plan[]> {
    const plan = await database.knex.transaction(async (trx) => {
      await trx.raw(LIST_SESSION);
      const result = await trx
        .raw<{ rows: { 'QUERY PLAN': { Plan: Plan }[] }[] }>(`explain (analyze, format json) ${text}`)
        .options({ values });
      return result.rows[0]?.['QUERY PLAN'][0]?.Plan;
    });
    if (!plan) throw new Error('PostgreSQL has explained nothing');
    return nodesOf(plan);
  }

  const rowsRead = (reads: readonly Plan[]): number =>
    reads.reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );

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
  for (const visibleTo of [null, 78]) {
    it(`finds what somebody has to do next without a look at a task, ${visibleTo ? 'for another' : 'for all'}`, async () => {
      const reads = await readsOfTasks({ assigneeId: 77, completion: 'Due' }, visibleTo);
      expect(reads.map((node) => node['Relation Name'])).to.deep.equal(['open_tasks']);
    });
  }

  for (const [title, filter, visibleTo, order] of everyday) {
    it(`finds ${title} without reading the table`, async () => {
      const reads = await readsOfTasks(filter, visibleTo, order);
      expect(reads.map((node) => node['Node Type'])).to.not.be.empty.and.not.include('Seq Scan');
      expect(rowsRead(reads)).to.be.below(MANY.tasks / 10);
    });
  }

  const ofEverybody: [string, TaskFilter, TaskOrder?][] = [
    ['what is due', { completion: 'Due' }],
    ['what is due, by id', { completion: 'Due' }, { key: 'DefaultSort', ascending: true }],
    ['what is late', { completion: 'OverDue' }],
    ['what is late, the latest first', { completion: 'OverDue' }, { key: 'DueDate', ascending: false }],
    ['what is done', { completion: 'Completed' }],
    ['what is done, by id', { completion: 'Archived' }, { key: 'DefaultSort', ascending: false }],
    ['what was assigned last', { completion: 'Completed' }, { key: 'DateAssigned', ascending: false }],
    ['what is not urgent', { priority: 5 }],
  ];
  for (const [title, filter, order] of ofEverybody) {
    it(`finds the first page of ${title} without reading the table`, async () => {
      const reads = await readsOfTasks(filter, null, order);
      expect(reads.map((node) => node['Node Type'])).to.not.be.empty.and.not.include('Seq Scan');
      expect(rowsRead(reads)).to.be.below(MANY.tasks / 10);
    });
  }

  for (const filter of [
    { completion: 'Due', libraryId: 7 },
    { completion: 'OverDue', priority: 11 },
  ] as const) {
    for (const visibleTo of [null, 77]) {
      it(`looks for ${filter.completion} ${visibleTo ? 'and wide' : 'everywhere'} among the open tasks only`, async () => {
        const reads = await readsOfTasks(filter, visibleTo, DUE, visibleTo ? 'wide' : 'everything');
        expect(reads.map((node) => node['Relation Name'])).to.not.be.empty.and.not.include('tasks');
      });
    }
  }

  for (const sort of WORK_SORTS) {
    it(`meets a page of what is done by ${sort} far behind the first without the tasks before it`, async () => {
      const order = { sort, isDescending: false };
      const plan = { filter: { completion: 'Completed' }, order, columns: workColumns(order), visibleTo: 77 } as const;
      const found = findingStatement(plan, { cursor: null, limit: 60_000 }, { reach: 'everything' });
      const { rows } = await database.knex
        .raw<{ rows: { keys: EntryKey[] }[] }>(found.text)
        .options({ values: found.values });
      const cursor = { side: 'after', key: rows[0]?.keys[50_000] ?? [] } as const;
      const statement = meetingStatement(plan, { cursor, limit: 50 }, 1000, { reach: 'everything' });
      if (!statement) throw new Error('no statement');
      const reads = (await explain(statement)).filter((node) => node['Relation Name'] === 'tasks');
      expect(reads.map((node) => node['Node Type'])).to.not.be.empty;
      expect(rowsRead(reads)).to.be.below(MANY.tasks / 20);
    });
  }

  for (const ascending of [true, false]) {
    it(`takes an administrator’s first page off the index of due dates, ${ascending ? 'up' : 'down'}`, async () => {
      const reads = await readsOfTasks({}, null, { key: 'DueDate', ascending });
      const page = reads.find((node) => node['Index Name'] === 'tasks_due');
      expect(page?.['Actual Rows']).to.equal(50);
    });
  }

  describe('of which some are asked of others than those who have them', () => {
    before(() =>
      database.knex.raw(`
        insert into task_shares (task_id, position, state, user_id)
        select id, 1, 'asked', assignee_id from tasks where status = 'InProgress' and id % 5 > 0
         union all
        select id, 2, 'asked', 1 + id % ${MANY.users} from tasks where status = 'InProgress' and id % 5 > 0;
        insert into task_shares (task_id, position, state, team_id)
        select id, 3, 'asked', 1 + id % 50 from tasks where status = 'InProgress' and id % 50 = 1;
        analyze task_shares`),
    );

    it('has a statement of its own for people who are asked for such a task', () => {
      const textOf = (asked?: Asked) =>
        listStatement({ filter: { assigneeId: 77 }, order: DUE, visibleTo: 77 }, null, 'narrow', asked).text;
      expect(textOf()).to.equal(textOf({ assignee: false, caller: false }));
      expect(textOf()).not.to.include('task_shares');
      expect(textOf({ assignee: true, caller: true })).to.include('task_shares');
    });

    for (const [title, filter, visibleTo] of everyday) {
      it(`finds ${title} without reading the table`, async () => {
        const reach = visibleTo === null ? 'everything' : 'narrow';
        const reads = await readsOfTasks(filter, visibleTo, DUE, reach, { assignee: true, caller: true });
        expect(reads.map((node) => node['Node Type'])).to.not.be.empty.and.not.include('Seq Scan');
        expect(rowsRead(reads)).to.be.below(MANY.tasks / 10);
      });
    }
  });

  it('searches no array of tasks for each task, where somebody has had thousands', async () => {
    await database.knex.raw('update tasks set assignee_id = 78, team_id = null where id % 20 = 0');
    await database.knex.raw('analyze tasks, open_tasks, resting_tasks');
    for (const filter of [{}, { assigneeId: 78 }, { documentId: 777 }, { workflowId: 777 }]) {
      for (const visibleTo of [77, 78]) {
        const nodes = await explain(listStatement({ filter, order: DUE, visibleTo }, null, 'narrow'));
        expect(nodes.map((node) => node['Relation Name'])).to.include('tasks');
        expect(nodes.filter((node) => node.Filter?.includes('(id = ANY'))).to.deep.equal([]);
      }
    }
  });
});
