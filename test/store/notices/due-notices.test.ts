import { expect } from 'chai';
import type { Knex } from 'knex';
import { connect } from '../../../src/store/schema/database.ts';
import { announceDueDates } from '../../../src/store/notices/due-notices.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { loadWorkflowOffice } from '../completion/workflow-office.ts';

const ANN = 1;
const CID = 3;
const DORA = 4;
const SUE = 5;

describe('telling of due dates on a real database', () => {
  let database: TestDatabase;
  let knex: Knex;

  before(async () => {
    database = await createTestDatabase('due_notices');
    knex = database.knex;
    await loadWorkflowOffice(knex);
  });
  after(() => database.drop());
  beforeEach(() => knex.raw('truncate tasks; truncate task_timers; truncate notices'));

  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  const insert = async (task: Readonly<Record<string, unknown>>) => {
    const row = { id: 700, status: 'InProgress', assignee_id: ANN, reminder_hours: 0, supervisor_notice_hours: 0 };
    await knex('tasks').insert({ ...row, ...task });
  };
  const move = (dueAt: Date, otherwise: object = {}) =>
    knex('tasks')
      .where({ id: 700 })
      .update({ due_at: dueAt, ...otherwise });
  const told = async () =>
    (
      (await knex('notices').orderBy(['task_id', 'topic', 'recipient_id'])) as { topic: string; recipient_id: number }[]
    ).map(({ topic, recipient_id }) => [topic, recipient_id]);
  /** As if the clock had been put forward. */
  const letPass = (count: number) =>
    knex.raw(`
      alter table tasks disable trigger user;
      update tasks set due_at = due_at - interval '${count} hours';
      alter table tasks enable trigger user;
      update task_timers set at = at - interval '${count} hours', due_at = due_at - interval '${count} hours';
      update notices set created_at = created_at - interval '${count} hours'`);

  it('reminds the assignee once, when the time has come', async () => {
    await insert({ due_at: hours(30), reminder_hours: 24 });
    expect(await announceDueDates(knex)).to.deep.equal({ notices: 0, more: false });
    await letPass(7);
    expect(await announceDueDates(knex)).to.deep.equal({ notices: 1, more: false });
    expect(await announceDueDates(knex)).to.deep.equal({ notices: 0, more: false });
    expect(await told()).to.deep.equal([['TaskReminder', ANN]]);
    await letPass(100);
    expect(await announceDueDates(knex)).to.deep.equal({ notices: 0, more: false });
  });

  it('tells supervisors before the due date and, with the assignee, when it has passed', async () => {
    await insert({ due_at: hours(30), supervisor_notice_hours: 12, supervisor_id: DORA, workflow_id: 50 });
    await letPass(20);
    await announceDueDates(knex);
    expect(await told()).to.deep.equal([
      ['SupervisorReminder', DORA],
      ['SupervisorReminder', SUE],
    ]);
    await letPass(11);
    await announceDueDates(knex);
    expect((await told()).slice(2)).to.deep.equal([
      ['TaskOverdue', ANN],
      ['TaskOverdue', DORA],
      ['TaskOverdue', SUE],
    ]);
  });

  it('reminds every member of a team, and supervisors by their team', async () => {
    await knex('workflow_supervisor_teams').insert({ workflow_id: 50, team_id: 1 });
    await insert({ due_at: hours(1), assignee_id: null, team_id: 1, reminder_hours: 24 });
    await insert({ id: 701, due_at: hours(1), workflow_id: 50, supervisor_notice_hours: 24 });
    await announceDueDates(knex);
    expect(await told()).to.deep.equal([
      ['TaskReminder', CID],
      ['TaskReminder', DORA],
      ['SupervisorReminder', CID],
      ['SupervisorReminder', DORA],
      ['SupervisorReminder', SUE],
    ]);
    await knex('workflow_supervisor_teams').delete();
  });

  it('tells late what came to pass while no server was running', async () => {
    await insert({ due_at: hours(30), reminder_hours: 24, supervisor_notice_hours: 12, supervisor_id: SUE });
    await letPass(1000);
    expect((await announceDueDates(knex)).notices).to.equal(4);
  });

  it('tells of a task that was late when it came', async () => {
    await insert({ due_at: hours(-30), reminder_hours: 24 });
    await announceDueDates(knex);
    expect(await told()).to.deep.equal([['TaskReminder', ANN]]);
  });

  it('says nothing of a task that is closed or gone, has no due date or wants nothing said', async () => {
    await insert({ due_at: hours(-1), reminder_hours: 24 });
    await insert({ id: 701, due_at: hours(-1), reminder_hours: 24 });
    await insert({ id: 702, due_at: hours(-1) });
    await insert({ id: 703, reminder_hours: 24 });
    await knex('tasks').where({ id: 700 }).update({ status: 'Completed' });
    await knex('tasks').where({ id: 701 }).delete();
    expect(await announceDueDates(knex)).to.deep.equal({ notices: 0, more: false });
    expect(await knex('task_timers')).to.deep.equal([]);
  });

  it('waits for a task to be started', async () => {
    await insert({ status: 'NotStarted', due_at: hours(1), reminder_hours: 24 });
    expect((await announceDueDates(knex)).notices).to.equal(0);
    await knex('tasks').update({ status: 'InProgress' });
    expect((await announceDueDates(knex)).notices).to.equal(1);
  });

  it('tells of a new due date again, and no more of the old one', async () => {
    await insert({ due_at: hours(30), reminder_hours: 24 });
    await letPass(7);
    await announceDueDates(knex);
    await knex('notices').update({ sent_at: new Date() });
    await move(hours(25));
    expect((await announceDueDates(knex)).notices).to.equal(0);
    await letPass(2);
    expect((await announceDueDates(knex)).notices).to.equal(1);
    expect(await knex('notices').whereNull('sent_at')).to.have.length(1);
    expect((await announceDueDates(knex)).notices).to.equal(0);
  });

  it('does not repeat itself when a task is put back and started again', async () => {
    await insert({ due_at: hours(1), reminder_hours: 24 });
    await announceDueDates(knex);
    await knex('tasks').update({ status: 'NotStarted' });
    await knex('tasks').update({ status: 'InProgress' });
    expect((await announceDueDates(knex)).notices).to.equal(0);
  });

  it('does not repeat itself when notices were pruned', async () => {
    await insert({ due_at: hours(-1), reminder_hours: 24, supervisor_notice_hours: 1, supervisor_id: SUE });
    await announceDueDates(knex);
    await knex('notices').delete();
    await knex('tasks').update({ status: 'DueDateChanged', comments: 'still at it' });
    expect((await announceDueDates(knex)).notices).to.equal(0);
  });

  it('copes with spans nobody lives to see', async () => {
    await insert({ due_at: hours(1), reminder_hours: 2_147_483_647, supervisor_notice_hours: 2_147_483_647 });
    await announceDueDates(knex);
    expect(await told()).to.deep.equal([['TaskReminder', ANN]]);
  });

  it('tells each of 1200 once, by three processes at once, in batches', async () => {
    await knex.raw(`
      insert into tasks (id, status, assignee_id, due_at, reminder_hours)
      select 1000 + n, 'InProgress', ${ANN}, now() + interval '1 hour', 24 from generate_series(1, 1200) n`);
    const pools = [1, 2, 3].map(() => connect({ url: database.url, poolSize: 1 }));
    const counts = await Promise.all(
      pools.map(async (pool) => {
        let count = 0;
        for (let found = await announceDueDates(pool); ; found = await announceDueDates(pool)) {
          count += found.notices;
          if (!found.more) return count;
        }
      }),
    );
    for (const pool of pools) await pool.destroy();
    const rest = await announceDueDates(knex);
    expect(counts.reduce((sum, count) => sum + count, rest.notices)).to.equal(1200);
    expect(await knex('notices').distinct('task_id')).to.have.length(1200);
  });
});
