import { expect } from 'chai';
import type { Knex } from 'knex';
import type { Completion, TaskOrder } from '../../../src/core/lists/get-tasks.ts';
import { listStatement, readTaskIds } from '../../../src/store/lists/get-tasks.ts';
import { walkStatement } from '../../../src/store/lists/task-walks.ts';
import { foldTaskCounts } from '../../../src/store/lists/task-counts.ts';
import { unpackIds } from '../../../src/store/lists/task-ids.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const OPEN = `status in ('InProgress', 'DueDateChanged')`;
const KEPT =
  'id, priority, assignee_id, team_id, assigned_by_id, supervisor_id, document_id, workflow_id, started_at, due_at';

const HELD = 'id, assignee_id';
const HAS_ONE = 'assignee_id is not null';

/** Rows that are kept but wrong, or right but missing. */
async function mistakes(knex: Knex): Promise<unknown[]> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(`
    with kept as (select ${KEPT}, reassigned_often from open_tasks),
    open as (select ${KEPT}, reassignments >= 2 from tasks where ${OPEN}),
    resting as (select ${HELD} from tasks where not ${OPEN} and ${HAS_ONE}),
    held as (select ${HELD} from tasks where ${HAS_ONE}),
    counted as (
      select status, priority, due_week, sum(total) as total from counted_tasks group by 1, 2, 3 having sum(total) <> 0),
    counts as (
      select status, priority, counted_due_week(status, due_at) as due_week, count(*) as total from tasks group by 1, 2, 3)
    select to_jsonb(wrong) from ((select * from kept except select * from open)
                                 union all (select * from open except select * from kept)) as wrong
    union all
    select to_jsonb(wrong) from ((select ${HELD} from resting_tasks except all select * from resting)
                                 union all (select * from resting except all select ${HELD} from resting_tasks)) as wrong
    union all
    select to_jsonb(wrong) from ((select ${HELD} from assigned_tasks except all select * from held)
                                 union all (select * from held except all select ${HELD} from assigned_tasks)) as wrong
    union all
    select to_jsonb(wrong) from ((select * from counted except select * from counts)
                                 union all (select * from counts except select * from counted)) as wrong`);
  return rows;
}

const FILL = `
insert into tasks (id, status, priority, assignee_id, started_at, due_at, reassignments)
select n, (array['Reassigned', 'Dropped', 'NotStarted', 'InProgress', 'DueDateChanged', 'Completed'])[1 + n % 6]::task_status,
       (array[0, 1, 5, 10, 11])[1 + n / 6 % 5], nullif(n % 7, 5), now() - n * interval '1 hour',
       case when n % 11 > 0 then date_trunc('day', now()) + (n % 61 - 30) * interval '7 hours' end,
       n % 5
  from generate_series(1, 600) n`;

describe('what is kept of tasks for the lists', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase('task counts');
  });
  beforeEach(() => database.knex.raw(`truncate tasks; ${FILL}`));
  after(() => database.drop());

  it('follows new tasks', async () => {
    expect(await database.knex('open_tasks')).to.have.length(200);
    expect(await mistakes(database.knex)).to.deep.equal([]);
  });

  for (const [title, change] of Object.entries({
    'tasks that close': `update tasks set status = 'Completed' where id % 4 = 0`,
    'tasks that open': `update tasks set status = 'InProgress' where id % 5 = 0`,
    'due dates': `update tasks set due_at = due_at + interval '20 days', status = 'DueDateChanged' where id % 3 = 0`,
    'due dates without end': `update tasks set due_at = null where id % 2 = 0`,
    'the end of days': `update tasks set due_at = case when id % 2 = 0 then 'infinity' else '-infinity' end::timestamptz`,
    priorities: `update tasks set priority = 11 where id % 3 = 1`,
    people: `update tasks set assignee_id = null, team_id = 3 where id % 7 = 1`,
    'who has open tasks': `update tasks set assignee_id = assignee_id + 1, reassignments = reassignments + 1 where ${OPEN}`,
    'one who has an open task': `update tasks set assignee_id = 99, version = version + 1 where id = 3`,
    'teams that get and lose tasks': `
      update tasks set team_id = case when assignee_id > 2 then 7 end, assignee_id = case when assignee_id < 2 then 8 end`,
    'who has tasks that rest': `update tasks set assignee_id = 1 - assignee_id where assignee_id < 2 and not ${OPEN}`,
    'tasks that open under another name': `
      update tasks set status = 'InProgress', assignee_id = assignee_id + 1 where status = 'NotStarted'`,
    'tasks that close under another name': `update tasks set status = 'Completed', assignee_id = assignee_id + 1`,
    'tasks that come back': `update tasks set status = case when ${OPEN} then 'Dropped' else 'InProgress' end::task_status`,
    comments: `update tasks set comments = 'seen'`,
    'removed tasks': `delete from tasks where id % 3 = 0`,
    'two changes in one statement': `
      with closed as (update tasks set status = 'Dropped' where id % 10 = 3 returning id),
           opened as (
             insert into tasks (id, status, assignee_id, due_at, reassignments)
             select id + 1000, (case when id % 20 = 3 then 'InProgress' else 'NotStarted' end)::task_status, 5, now(), 2
               from closed),
           postponed as (update tasks set due_at = now() where id % 10 = 4)
      delete from tasks where id % 10 = 5`,
  })) {
    it(`follows ${title}`, async () => {
      await database.knex.raw(change);
      expect(await mistakes(database.knex)).to.deep.equal([]);
    });
  }

  it('forgets what is rolled back', async () => {
    const { knex } = database;
    const trx = await knex.transaction();
    await trx('tasks').delete();
    await trx.rollback();
    expect(await mistakes(knex)).to.deep.equal([]);
  });

  it('is made anew for tasks that came in past the triggers', async () => {
    const { knex } = database;
    await knex.transaction(async (trx) => {
      await trx.raw(`set local session_replication_role to replica`);
      await trx.raw(`update tasks set status = 'Completed', priority = 1, assignee_id = 9 where id % 3 = 0`);
    });
    expect(await mistakes(knex)).to.not.deep.equal([]);
    await knex.raw('select recount_tasks()');
    expect(await mistakes(knex)).to.deep.equal([]);
  });

  it('says the same while changes are summed up, by many at once', async () => {
    const { knex } = database;
    const closing = Array.from({ length: 30 }, (_, n) =>
      knex('tasks').update({ status: 'Completed' }).whereRaw('id % 30 = ?', n),
    );
    const folding = Array.from({ length: 10 }, () => foldTaskCounts(knex));
    const counting = Array.from({ length: 20 }, () => knex('counted_tasks').sum('total as all').first());
    const counts = (await Promise.all([...counting, ...closing, ...folding])).slice(0, 20);
    expect(counts.map((count) => Number((count as { all: string }).all))).to.deep.equal(Array(20).fill(600));
    await foldTaskCounts(knex);
    expect(await knex('task_count_changes')).to.deep.equal([]);
    expect(await knex('task_counts').distinct('status')).to.deep.equal([{ status: 'Completed' }]);
    expect(await mistakes(knex)).to.deep.equal([]);
  });

  const completions: (Completion | undefined)[] = [
    undefined,
    'Due',
    'OverDue',
    'Completed',
    'NotStarted',
    'Reassigned',
    'Dropped',
    'Archived',
  ];
  const pages = [
    { startingRow: 0, rowCount: 20 },
    { startingRow: 7, rowCount: 5 },
    { startingRow: 595, rowCount: 20 },
  ];
  const orders: readonly TaskOrder[] = [
    ...(['DefaultSort', 'DueDate', 'DateAssigned', 'Priority', 'FinishDate'] as const).flatMap((key) =>
      [true, false].map((ascending) => ({ key, ascending })),
    ),
  ];
  for (const completion of completions) {
    for (const priority of [undefined, 5]) {
      it(`gives the pages of ${completion ?? 'all'}${priority ? ' of one priority' : ''} as the whole list has them`, async () => {
        const { knex } = database;
        for (const order of orders) {
          const plan = { filter: { completion, priority }, order, visibleTo: null };
          const whole = await readTaskIds(knex, plan, null);
          expect(whole.taskCount).to.equal(whole.ids.length);
          for (const page of pages) {
            const { ids, taskCount } = await readTaskIds(knex, plan, page);
            expect([...ids]).to.deep.equal([...whole.ids].slice(page.startingRow, page.startingRow + page.rowCount));
            expect(taskCount).to.equal(whole.taskCount);
          }
        }
      });
    }
  }

  it('finds a page that is not among the first tasks', async () => {
    const { knex } = database;
    await knex.raw(`insert into tasks (id, status) select n, 'Completed' from generate_series(1001, 12000) n`);
    await knex.raw(`insert into tasks (id, status) values (20000, 'NotStarted')`);
    await knex('tasks').where({ status: 'NotStarted' }).where('id', '<', 1000).delete();
    const plan = { filter: { completion: 'NotStarted' }, order: { key: 'DefaultSort', ascending: true } } as const;
    const page = { startingRow: 0, rowCount: 20 };
    const walk = walkStatement({ ...plan, visibleTo: null }, page);
    const { rows } = await knex
      .raw<{ rows: { ids: Buffer | null; taskCount: number }[] }>(walk?.text ?? '')
      .options({ values: walk?.values });
    expect([...unpackIds(rows[0]?.ids ?? null)], 'this test makes too few tasks').to.deep.equal([]);
    expect(rows[0]?.taskCount).to.equal(1);
    const { ids, taskCount } = await readTaskIds(knex, { ...plan, visibleTo: null }, page);
    expect([[...ids], taskCount]).to.deep.equal([[20000], 1]);
  });

  it('lets the supervisor of thousands of workflows see what anybody else would', async () => {
    const { knex } = database;
    await knex.raw(`
      insert into users (id, login) values (77, 'chief');
      insert into workflow_definitions (id, name) values (1, 'Any');
      insert into workflows (id, definition_id, name) select n, 1, 'Any ' || n from generate_series(1, 20) n;
      insert into workflow_supervisors (workflow_id, user_id) select n, 77 from generate_series(1, 20, 2) n;
      update tasks set workflow_id = 1 + id % 20, supervisor_id = case when id % 13 = 0 then 77 end`);
    for (const completion of completions) {
      for (const key of ['DueDate', 'FinishDate'] as const) {
        const plan = { filter: { completion }, order: { key, ascending: true }, visibleTo: 77 };
        const [narrow, wide] = await Promise.all(
          (['narrow', 'wide'] as const).map(async (reach) => {
            const { text, values } = listStatement(plan, null, reach);
            return (await knex.raw<{ rows: unknown[] }>(text).options({ values })).rows;
          }),
        );
        expect(wide).to.deep.equal(narrow);
      }
    }
  });
});
