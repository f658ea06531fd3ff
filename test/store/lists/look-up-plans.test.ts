import { expect } from 'chai';
import type { Knex } from 'knex';
import pg from 'pg';
import { readCompletionFacts } from '../../../src/store/completion/completion-facts.ts';
import type { TaskName } from '../../../src/core/assignment/sharing-facts.ts';
import type { MoveQuestion } from '../../../src/operations/supervision/supervision-store.ts';
import { SESSION } from '../../../src/store/schema/database.ts';
import { readAssignments } from '../../../src/store/shares/assignment-read.ts';
import { readTaskShares } from '../../../src/store/shares/task-shares-read.ts';
import { readMove } from '../../../src/store/supervision/move-facts.ts';
import { readChain } from '../../../src/store/supervision/task-chain.ts';
import { readReassignments } from '../../../src/store/tasks/reassign-task.ts';
import { readTaskFacts } from '../../../src/store/tasks/task-facts.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { loadOffice, reassignment } from '../office.ts';

/** As a session of the server plans them while the tables are still small. */
describe('the statements of single tasks on small tables', () => {
  const request = reassignment({ kind: 'ticket', secret: '11111111-1111-4111-8111-111111111111' });
  let database: TestDatabase;
  let client: pg.Client;

  before(async () => {
    database = await createTestDatabase('look up plans');
    await loadOffice(database.knex);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    for (const [setting, value] of Object.entries(SESSION)) await client.query(`set ${setting} to '${value}'`);
  });
  after(async () => {
    await client.end();
    await database.drop();
  });

  /** The plan of the one statement that `read` sends, as PostgreSQL prints it. */
  async function planOf(read: (knex: Knex) => Promise<unknown>): Promise<string> {
    const lines: string[] = [];
    const connection = {
      async query({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) {
        await client.query(`prepare asked as ${text}`);
        const nothing = values.map(() => 'null').join(', ');
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(
          `explain (verbose, costs off) execute asked (${nothing})`,
        );
        await client.query('deallocate asked');
        lines.push(...rows.map((row) => row['QUERY PLAN']));
        return { rows: [] };
      },
    };
    const lender = { acquireConnection: () => Promise.resolve(connection), releaseConnection: () => Promise.resolve() };
    await read({ client: lender } as unknown as Knex);
    return lines.join('\n');
  }

  const QUESTION = {
    credential: request.credential,
    client: '192.0.2.7',
    subjectId: null,
    repeat: undefined,
    task: { id: 4812 },
  };
  const MOVE: MoveQuestion & { readonly task: TaskName } = { ...QUESTION, taskIds: [4812], to: { kind: 'undo' } };
  /** Reads that must know who asks do not take no row for an answer. */
  const unanswered = (read: Promise<unknown>): Promise<unknown> =>
    read.then(
      () => expect.fail('a read without an answer was content'),
      (error: unknown) => expect(String(error)).to.match(/was asked and not answered|rows were asked for, and 0/),
    );

  const reads: readonly [title: string, table: string, (knex: Knex) => Promise<unknown>][] = [
    ['a reassignment', 'workflow_supervisor_teams', (knex) => readReassignments(knex, [request])],
    ['a change', 'workflow_supervisor_teams', (knex) => readTaskFacts(knex, [request])],
    ['a move', 'workflow_supervisor_teams', (knex) => unanswered(readMove(knex, MOVE))],
    ['a chain', 'workflow_supervisor_teams', (knex) => unanswered(readChain(knex, MOVE))],
    ['an assignment', 'credentials ended', (knex) => unanswered(readAssignments(knex, [{ ...QUESTION, names: [] }]))],
    ['shares', 'credentials ended', (knex) => readTaskShares(knex, [{ ...QUESTION, names: [] }])],
    ['a completion', 'document_reads', (knex) => readCompletionFacts(knex, [request])],
  ];
  for (const [title, table, read] of reads) {
    it(`read no table through to answer a question of ${title}`, async () => {
      const plan = await planOf(read);
      expect(plan).to.include(table).and.to.include('SubPlan');
      expect(plan).not.to.include('hashed SubPlan');
    });
  }

  it('find the share of an assignment by its task, of shares that came since PostgreSQL counted', async () => {
    await client.query(`
insert into task_shares (task_id, position, state, user_id)
select 4812, n, 'asked', 7 from generate_series(1, 1000) as n`);
    const plan = await planOf((knex) => unanswered(readAssignments(knex, [{ ...QUESTION, names: [] }])));
    expect(plan).to.include('using task_shares_task').and.not.to.include('task_shares_user');
  });
});
