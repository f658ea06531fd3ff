import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { decideEscalation } from '../../../src/core/assignment/escalate-task.ts';
import { startTierClock } from '../../../src/server/tier-clock.ts';
import { connect } from '../../../src/store/schema/database.ts';
import { createEscalationStore } from '../../../src/store/shares/due-tiers.ts';
import { reassignment } from '../office.ts';
import { CLOCK, doneOf, useOffice, outcomeOf, PEOPLE, tier, user, type SharesStage } from './office-shares.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function fail(error: unknown): never {
  throw error;
}

describe('the clock of tiers and somebody else at the same moment', () => {
  const openOffice = useOffice('escalation_races');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
  });

  afterEach(() => stage.end());

  const askInTiers = async (minutes: number) => {
    const asks = [tier(user('jane'), minutes), tier(user('carol'), 20)];
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks, inTiers: true }));
    await stage.letPass(minutes);
  };
  const steps = async () => (await stage.history()).filter(({ operation }) => operation === 'Escalation').length;

  for (let round = 1; round <= 3; round++) {
    it(`either escalates or lets the first tier claim (${round})`, async () => {
      await askInTiers(20);
      const [claimed, looked] = await Promise.all([
        stage.operations.claimTask(stage.as('jane')).then(outcomeOf),
        stage.look(),
      ]);
      await stage.catchUp();
      const isClaimed = claimed === 'done';
      expect(claimed).to.be.oneOf(['done', 'access-denied']);
      expect(looked).to.equal(isClaimed ? 0 : 1);
      expect(await stage.task()).to.include({ assignee_id: isClaimed ? PEOPLE.jane : PEOPLE.carol, version: 3 });
      expect(await steps()).to.equal(isClaimed ? 0 : 1);
    });

    it(`either escalates or lets the first tier hand the task on (${round})`, async () => {
      await askInTiers(20);
      const [moved, looked] = await Promise.all([
        stage.operations.reassignTask(reassignment(stage.as('jane').credential)).then(outcomeOf),
        stage.look(),
      ]);
      await stage.catchUp();
      expect(moved).to.be.oneOf(['done', 'access-denied']);
      expect(looked).to.equal(moved === 'done' ? 0 : 1);
      expect(await stage.task()).to.include(
        moved === 'done' ? { status: 'Reassigned' } : { status: 'InProgress', assignee_id: PEOPLE.carol },
      );
      const successors = (await stage.knex('tasks').where({ reassigned_from_id: 4812 })) as { sharing: number }[];
      expect(successors.map(({ sharing }) => sharing)).to.deep.equal(moved === 'done' ? [0] : []);
    });
  }

  it('writes nothing that was decided before somebody else’s change', async () => {
    await askInTiers(20);
    const clock = createEscalationStore(stage.knex, fail);
    const [facts] = await clock.readDueTiers(64);
    const change = facts && decideEscalation(CLOCK, facts);
    if (!change) throw new Error('nothing has run out');
    doneOf(await stage.operations.claimTask(stage.as('jane')));
    expect(await clock.changeTasks([change])).to.deep.equal([null]);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.jane, version: 3 });
  });

  it('keeps no task back by one that cannot be written', async () => {
    await askInTiers(20);
    const told: unknown[] = [];
    const clock = createEscalationStore(stage.knex, (error) => told.push(error));
    const [facts] = await clock.readDueTiers(64);
    const good = facts && decideEscalation(CLOCK, facts);
    if (!good) throw new Error('nothing has run out');
    const bad = { ...good, taskId: 4801, version: 1, fields: { ...good.fields, sharing: 9 as 1 } };
    const [first, second] = await clock.changeTasks([bad, good]);
    expect([first, second?.taskId]).to.deep.equal([null, 4812]);
    expect(told).to.have.length(1);
  });

  const MANY = 1000;

  it('takes each of a thousand tasks once through each of its tiers, by two clocks at once', async function () {
    this.timeout(60_000);
    const { knex } = stage;
    await knex.raw(`
      insert into tasks (id, status, assignee_id, assigned_by_id, sharing)
      select 100000 + n, 'InProgress', ${PEOPLE.jane}, ${PEOPLE.john}, 1 from generate_series(1, ${MANY}) n;
      insert into task_sharing (task_id, rule) select 100000 + n, 'any' from generate_series(1, ${MANY}) n;
      insert into task_shares (task_id, position, state, user_id, assigned_by_id, sla_minutes, assigned_at, ends_at)
      select 100000 + n, place, case place when 1 then 'asked' else 'later' end,
             (array[${PEOPLE.jane}, ${PEOPLE.carol}, ${PEOPLE.john}])[place], ${PEOPLE.john}, (array[10, 20, 0])[place],
             now() - interval '40 minutes',
             case place when 1 then now() - interval '30 minutes' + n * interval '1 millisecond' end
        from generate_series(1, ${MANY}) n cross join generate_series(1, 3) place`);
    const other = connect({ url: stage.url, poolSize: 2 });
    const clocks = [knex, other].map((pool) =>
      startTierClock({
        store: createEscalationStore(pool, fail),
        escalated: () => undefined,
        log: silent,
        lookEveryMs: 5,
      }),
    );
    const left = async () =>
      Number((await knex('task_shares').whereRaw('ends_at <= now()').count({ left: '*' }))[0]?.left);
    while ((await left()) > 0) await pause(20);
    await Promise.all(clocks.map((clock) => clock.stop()));
    await other.destroy();

    const { rows } = await knex.raw<{ rows: object[] }>(`
      select tasks.version, assignee_id, count(history.id)::int as steps,
             count(distinct history.details #>> '{new,turnEndedAt}')::int as moments
        from tasks join history on history.task_id = tasks.id and history.operation = 'Escalation'
       where tasks.id > 100000
       group by tasks.id`);
    expect(rows).to.have.length(MANY);
    for (const row of rows) {
      expect(row).to.deep.equal({ version: 3, assignee_id: PEOPLE.john, steps: 2, moments: 2 });
    }
    const { rows: told } = await knex.raw<{ rows: { mail: string }[] }>(`
      select count(*) || ' ' || topic || ' ' || recipient_id as mail
        from notices where task_id > 100000 group by topic, recipient_id`);
    expect(told.map(({ mail }) => mail).sort()).to.deep.equal([
      `${MANY} TaskAssigned ${PEOPLE.john}`,
      `${MANY} TaskWithdrawn ${PEOPLE.jane}`,
    ]);
  });
});
