import { expect } from 'chai';
import { WORK_SORTS, workColumns, type WorkOrder, type WorkSort } from '../../../src/core/desk/work-order.ts';
import type { Completion } from '../../../src/core/lists/get-tasks.ts';
import type { Keyed, EntryKey } from '../../../src/core/list-page.ts';
import { findingStatement, meetingStatement, readWorkPage } from '../../../src/store/desk/work-page.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { pagesOf } from '../pages.ts';

/** Names and dates that are the same but for case, parts of a millisecond or nothing; and some that are missing. */
const FEW = `
  insert into users (id, login, first_name, last_name, enabled)
  select n, 'user.' || n, case when n % 3 = 0 then 'ANN' else 'Ann' end, 'Of ' || n % 4, n % 5 > 0 from generate_series(1, 12) n;
  insert into teams (id, name) values (1, 'ann of 2'), (2, 'Zulu'), (3, 'Alpha');
  insert into workflow_definitions (id, name) values (1, 'Definition');
  insert into workflows (id, definition_id, name) select n, 1, 'Flow ' || n % 3 from generate_series(1, 7) n;
  insert into tasks (id, status, assignee_id, team_id, assigned_by_id, workflow_id, priority, due_at)
  select n, (case when n % 4 = 0 then 'Completed' else 'InProgress' end)::task_status,
         case when n % 6 > 1 then 1 + n * 7 % 12 end, case when n % 6 = 1 then 1 + n % 3 end, 1 + n % 2,
         case when n % 7 > 0 then 1 + n * 5 % 7 end, (array[0, 1, 5, 5, 10])[1 + n % 5],
         case when n % 8 > 0 then '2031-04-15 17:00Z'::timestamptz + n % 9 * interval '1 microsecond' end
    from generate_series(1, 130) n`;

const EVERYTHING = { reach: 'everything' } as const;

interface Known {
  readonly id: number;
  readonly due: string | null;
  readonly priority: number;
  readonly assignee: string | null;
  readonly assigneeNumber: number | null;
  readonly workflow: string | null;
  readonly workflowNumber: number | null;
}

const READ = `
  select tasks.id, to_char(tasks.due_at, 'US') as due, tasks.priority, lower(coalesce(teams.name, users.full_name)) as assignee,
         coalesce(tasks.team_id, tasks.assignee_id) as "assigneeNumber", lower(workflows.name) as workflow,
         tasks.workflow_id as "workflowNumber"
    from tasks left join users on users.id = tasks.assignee_id left join teams on teams.id = tasks.team_id
    left join workflows on workflows.id = tasks.workflow_id
   where tasks.status = ? and (?::boolean or tasks.assigned_by_id = 1 or tasks.assignee_id = 1)`;

const VALUES: Readonly<Record<WorkSort, (task: Known) => EntryKey>> = {
  due: ({ due, id }) => [due, id],
  task: ({ id }) => [id],
  priority: ({ priority, id }) => [priority, id],
  assignee: ({ assignee, assigneeNumber, id }) => [assignee, assigneeNumber, id],
  workflow: ({ workflow, workflowNumber, id }) => [workflow, workflowNumber, id],
};

/** What comes first of two keys: those without a value are the last in both directions. */
function compare(one: EntryKey, other: EntryKey, isDescending: boolean): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  const [left = null, right = null] = [one[at], other[at]];
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  return left < right === isDescending ? 1 : -1;
}

describe('the pages of work', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase('work pages');
    await database.knex.raw(FEW);
    await database.knex.raw('analyze');
  });
  after(() => database.drop());

  const sorted = async (status: string, reach: string, { sort, isDescending }: WorkOrder): Promise<number[]> => {
    const { rows } = await database.knex.raw<{ rows: Known[] }>(READ, [status, reach === 'everything']);
    const keyOf = VALUES[sort];
    return rows.sort((one, other) => compare(keyOf(one), keyOf(other), isDescending)).map(({ id }) => id);
  };

  const CASES = WORK_SORTS.flatMap((sort) =>
    [false, true].flatMap((isDescending) =>
      (['everything', 'wide'] as const).map((reach) => ({ order: { sort, isDescending }, reach })),
    ),
  );
  for (const { order, reach } of CASES) {
    it(`by ${order.sort} ${order.isDescending ? 'downwards' : 'upwards'} of ${reach} are the same, met or found`, async () => {
      const [status, completion]: [string, Completion] =
        order.isDescending && reach === 'wide' ? ['Completed', 'Completed'] : ['InProgress', 'Open'];
      const expected = await sorted(status, reach, order);
      expect(expected.length).to.be.above(10);
      const columns = workColumns(order);
      const plan = { filter: { completion }, order, columns, visibleTo: reach === 'wide' ? 1 : null };
      for (const compose of [meetingStatement, findingStatement] as const) {
        const { forth, back } = await pagesOf(11, columns, async (page) => {
          const statement =
            compose === meetingStatement
              ? meetingStatement(plan, page, 1000, { reach })
              : findingStatement(plan, page, { reach });
          if (!statement) throw new Error('no statement');
          const { rows } = await database.knex
            .raw<{ rows: { keys: EntryKey[]; total: number; isCut: boolean }[] }>(statement.text)
            .options({ values: statement.values });
          const [row] = rows;
          expect(row).to.deep.include({ total: expected.length, isCut: false });
          return (row?.keys ?? []).map((each): Keyed<number> => ({ key: each, entry: Number(each.at(-1)) }));
        });
        expect(forth.flat()).to.deep.equal(expected);
        expect(back.reverse().flat()).to.deep.equal(forth.slice(0, -1).flat());
      }
    });
  }

  it('hide no task, and show none twice, where one changes between two of them', async () => {
    const order = { sort: 'priority', isDescending: false } as const;
    const columns = workColumns(order);
    const plan = { filter: { completion: 'Open' }, order, columns, visibleTo: null } as const;
    const before = await sorted('InProgress', 'everything', order);
    const first = await readWorkPage(database.knex, plan, { cursor: null, limit: 10 }, 1000, EVERYTHING);
    expect(first.found.map(({ entry }) => entry)).to.deep.equal(before.slice(0, 11));
    await database.knex('tasks').where({ id: before[0] }).update({ priority: 11 });
    await database.knex('tasks').where({ id: before[9] }).update({ status: 'Completed' });
    const cursor = { side: 'after', key: first.found[9]?.key ?? [] } as const;
    const next = await readWorkPage(database.knex, plan, { cursor, limit: 10 }, 1000, EVERYTHING);
    expect(next.found.map(({ entry }) => entry)).to.deep.equal(before.slice(10, 21));
  });

  it('are counted up to a number where many see many, and wholly where few are seen', async () => {
    const order = { sort: 'task', isDescending: false } as const;
    const plan = { filter: { completion: 'Open' }, order, columns: workColumns(order), visibleTo: 1 } as const;
    const page = { cursor: null, limit: 5 };
    expect(await readWorkPage(database.knex, plan, page, 20, { reach: 'wide' })).to.include({
      total: 20,
      isMore: true,
    });
    const all = (await sorted('InProgress', 'wide', order)).length;
    expect(await readWorkPage(database.knex, plan, page, 20, { reach: 'narrow' })).to.include({
      total: all,
      isMore: false,
    });
  });
});
