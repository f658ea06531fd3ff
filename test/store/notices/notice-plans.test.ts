import { expect } from 'chai';
import type { Knex } from 'knex';
import { claimNotices } from '../../../src/store/notices/notice-claim.ts';
import { pruneNotices } from '../../../src/store/notices/notices.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly Plan[];
}

/** One recipient's, who comes first. */
const FLOOD = 60_000;
const OTHERS = 3000;
const ENDED = 60_000;

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

const rowsRead = (reads: readonly Plan[]): number =>
  reads.reduce(
    (sum, node) =>
      sum +
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
        node['Actual Loops'],
    0,
  );

describe('statements over many notices', () => {
  let database: TestDatabase;
  before(async function () {
    this.timeout(60_000);
    database = await createTestDatabase('notice plans');
    await database.knex.raw(`
      insert into notices (task_id, topic, recipient_id, send_at)
      select id, 'TaskAssigned', 1, now() - interval '1 hour' from generate_series(1, ${FLOOD}) id;
      insert into notices (task_id, topic, recipient_id)
      select 1, 'TaskReassigned', id from generate_series(2, ${OTHERS}) id;
      insert into notices (task_id, topic, recipient_id, created_at, sent_at)
      select id, 'TaskCompleted', 1, now() - interval '10 days', now() - interval '10 days'
        from generate_series(1, ${ENDED}) id;
      analyze notices; analyze mail_turns`);
  });
  after(() => database.drop());

  /** The nodes that touch notices in the plan of a statement that this connection has run before, for any values. */
  async function readsOf(knex: Knex, statement: string): Promise<Plan[]> {
    await knex.raw('set local plan_cache_mode to force_generic_plan');
    const { rows } = await knex.raw<{ rows: { 'QUERY PLAN': [{ Plan: Plan }] }[] }>(
      `explain (analyze, format json) execute ${statement}`,
    );
    const [plan] = rows;
    if (!plan) throw new Error('PostgreSQL has explained nothing');
    return nodesOf(plan['QUERY PLAN'][0].Plan).filter((node) => node['Relation Name'] === 'notices');
  }

  const claims: [string, number, number][] = [
    ['of a recipient who waits for very much, and of three others', 0, 800],
    ['of others, whoever waits for very much', 1000, 100],
    ['at the end of the round', OTHERS - 1, 800],
  ];
  for (const [title, after, most] of claims) {
    it(`claims mail ${title} without reading more than it takes`, async () => {
      await database.knex.transaction(
        async (trx) => {
          await claimNotices(trx, { mails: 1, noticesPerMail: 1, leaseMs: 60_000, gatherMs: 0, after: 0 });
          const reads = await readsOf(trx, `"notices-claim" (${after}, 4, 200, 60000, 60000)`);
          expect(reads.map((node) => node['Node Type'])).to.not.be.empty.and.not.include('Seq Scan');
          expect(reads.map((node) => node['Index Name'])).to.include('notices_waiting');
          expect(rowsRead(reads)).to.be.within(4, most);
          await trx.rollback();
        },
        { doNotRejectOnRollback: true },
      );
    });
  }

  it('looks once at each recipient who has to wait', async () => {
    await database.knex.transaction(
      async (trx) => {
        await claimNotices(trx, { mails: 1, noticesPerMail: 1, leaseMs: 60_000, gatherMs: 0, after: 0 });
        await trx.raw(`insert into mail_turns select id, now() + interval '1 minute' from generate_series(1, ${OTHERS}) id
                         on conflict (recipient_id) do update set next_at = excluded.next_at`);
        const reads = await readsOf(trx, '"notices-claim" (0, 4, 200, 60000, 60000)');
        expect(rowsRead(reads)).to.be.within(OTHERS, OTHERS + 10);
        await trx.rollback();
      },
      { doNotRejectOnRollback: true },
    );
  });

  it('finds old notices among many by the index of those that have ended', async () => {
    await database.knex.transaction(
      async (trx) => {
        await trx.raw(
          `update notices set sent_at = now() - interval '31 days' where topic = 'TaskCompleted' and task_id <= 3`,
        );
        expect(await pruneNotices(trx)).to.equal(3);
        const reads = await readsOf(trx, '"notices-prune"');
        expect(reads.map((node) => node['Index Name'])).to.include('notices_ended');
        expect(rowsRead(reads)).to.be.below(10);
        await trx.rollback();
      },
      { doNotRejectOnRollback: true },
    );
  });
});
