import { expect } from 'chai';
import type { Knex } from 'knex';
import { readDueTiers } from '../../../src/store/shares/due-tiers.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** Tasks that somebody has in turn. */
const WAITING = 30_000;
const DUE = 100;

/** The statement that `read` sends. */
async function textOf(read: (knex: Knex) => Promise<unknown>): Promise<string> {
  let sent = '';
  const connection = {
    query({ text }: { readonly text: string }) {
      sent = text;
      return Promise.resolve({ rows: [] });
    },
  };
  const lender = { acquireConnection: () => Promise.resolve(connection), releaseConnection: () => Promise.resolve() };
  await read({ client: lender } as unknown as Knex);
  return sent;
}

describe('the look at tiers over many tasks', function () {
  this.timeout(60_000);
  let database: TestDatabase;

  before(async () => {
    database = await createTestDatabase('due_tiers_plan');
    await database.knex.raw(`
      insert into users (id, login) values (1, 'ann');
      insert into tasks (id, status, assignee_id, sharing)
      select n, 'InProgress', 1, 1 from generate_series(1, ${WAITING}) n;
      insert into task_sharing (task_id) select n from generate_series(1, ${WAITING}) n;
      insert into task_shares (task_id, position, state, user_id, sla_minutes, ends_at)
      select n, 1, 'asked', 1, 20, now() + (n - ${DUE} - 0.5) * interval '1 hour' from generate_series(1, ${WAITING}) n;
      analyze`);
  });
  after(() => database.drop());

  const planOf = async (): Promise<string> => {
    const text = await textOf((knex) => readDueTiers(knex, 64));
    const { rows } = await database.knex
      .raw<{ rows: { 'QUERY PLAN': string }[] }>(`explain (analyze, costs off, timing off) ${text}`)
      .options({ values: [64] });
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  };

  it('finds what has run out in the index of ends, the oldest first, and reads no table through', async () => {
    const facts = await readDueTiers(database.knex, 64);
    expect(facts.map(({ task }) => task.id)).to.deep.equal(Array.from({ length: 64 }, (_, index) => index + 1));
    const plan = await planOf();
    expect(plan).to.include('task_shares_ends').and.not.include('Seq Scan on');
  });

  it('reads next to nothing when nothing has run out', async () => {
    await database.knex('task_shares').update({ ends_at: database.knex.raw(`ends_at + interval '1 year'`) });
    await database.knex.raw('analyze task_shares');
    const plan = await planOf();
    expect(plan)
      .to.match(/Index Scan using task_shares_ends.*rows=0[. ]/)
      .and.not.include('Seq Scan on');
  });
});
