import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { createOperations } from '../../../src/operations/index.ts';
import { connect } from '../../../src/store/schema/database.ts';
import { createStore } from '../../../src/store/index.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { ticketOf } from '../office.ts';
import { doneOf, LEGAL, useOffice, PEOPLE, team, tier, user, type AskedBy, type SharesStage } from './office-shares.ts';

const DONE = { leftBehind: [] };
const context = { api: 'asmx', requestId: 'request-2' };

describe('TransferUserTasks of tasks with shares', () => {
  const openOffice = useOffice('transfers');
  let stage: SharesStage;
  let admin: Credential;
  let john: AskedBy;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
    await stage.knex('users').insert({ id: 2, login: 'ada.admin', roles: ['administrator'] });
    admin = await ticketOf(stage.knex, 'ada.admin');
    john = stage.as('john');
    // Jane's other tasks are of no interest here.
    await stage.knex('tasks').where({ assignee_id: PEOPLE.jane }).whereNot({ id: 4812 }).delete();
  });

  afterEach(() => stage.end());

  const request = (fromUserName = 'jane.doe', toUserName = 'alice.jones') => ({
    credential: admin,
    context,
    fromUserName,
    toUserName,
  });
  const transfer = () => stage.operations.transferUserTasks(request());
  const inShort = async () =>
    (await stage.shares()).map(({ id, user_id, team_id, state }) => [id, user_id ?? `team ${String(team_id)}`, state]);
  const add = async (who: Parameters<typeof user>[0]) =>
    doneOf(await stage.operations.addShare({ ...john, ask: user(who) })).share?.id;

  it('moves a share that is asked, under its number, with one version and one row of history', async () => {
    const number = await add('carol');
    await stage.knex('notices').delete();
    expect(await stage.operations.transferUserTasks(request('carol.king', 'bob.jones'))).to.deep.equal(DONE);
    expect(await inShort()).to.deep.equal([
      [4812, PEOPLE.jane, 'asked'],
      [number, PEOPLE.bob, 'asked'],
    ]);
    // The holder has not changed: the version has, and history says what moved.
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.jane, version: 3, sharing: 2 });
    const [, entry, ...more] = await stage.history();
    expect(more).to.deep.equal([]);
    expect(entry).to.include({
      operation: 'TransferUserTasks',
      api: 'asmx',
      user_id: 2,
      credential: 'ticket',
      request_id: 'request-2',
      old_assignee_id: PEOPLE.jane,
      new_assignee_id: PEOPLE.jane,
    });
    expect(await stage.knex('notices')).to.deep.equal([]);
  });

  it('makes two shares of one person the first of them', async () => {
    const number = await add('carol');
    await add('alice');
    expect(await transfer()).to.deep.equal(DONE);
    expect(await inShort()).to.deep.equal([
      [4812, PEOPLE.alice, 'asked'],
      [number, PEOPLE.carol, 'asked'],
    ]);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.alice, sharing: 2 });
  });

  it('leaves what the taker has done, and asks the taker beside it', async () => {
    const number = await add('alice');
    doneOf(await stage.operations.resolveShare({ ...stage.as('alice'), by: 'assignee', resolution: 'completed' }));
    expect(await transfer()).to.deep.equal(DONE);
    expect(await inShort()).to.deep.equal([
      [4812, PEOPLE.alice, 'asked'],
      [number, PEOPLE.alice, 'done'],
    ]);
    expect(await stage.task()).to.include({ status: 'InProgress', assignee_id: PEOPLE.alice, sharing: 1 });
  });

  it('moves a claim, and the team’s share stays the team’s', async () => {
    doneOf(await stage.operations.assignTask({ ...john, asks: [team] }));
    doneOf(await stage.operations.claimTask(stage.as('jane')));
    expect(await transfer()).to.deep.equal(DONE);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.alice, team_id: null });
    expect((await stage.shares()).map(({ team_id }) => team_id)).to.deep.equal([LEGAL]);
    expect(await stage.knex('task_sharing').first()).to.include({ claimant_id: PEOPLE.alice });
    doneOf(await stage.operations.releaseTask(stage.as('alice')));
    expect(await stage.task()).to.include({ assignee_id: null, team_id: LEGAL });
  });

  it('moves a tier to come, and the end of the one whose turn it is', async () => {
    const asks = [tier(user('jane'), 20), tier(user('carol'), 20), tier(user('jane'), 0)];
    doneOf(await stage.operations.assignTask({ ...john, asks, inTiers: true }));
    const before = await stage.shares();
    expect(await transfer()).to.deep.equal(DONE);
    const after = await stage.shares();
    expect(after.map(({ user_id }) => user_id)).to.deep.equal([PEOPLE.alice, PEOPLE.carol, PEOPLE.alice]);
    expect(after.map(({ id, ends_at }) => [id, ends_at])).to.deep.equal(before.map(({ id, ends_at }) => [id, ends_at]));
  });

  it('works while the document is offline, and leaves closed tasks alone', async () => {
    await add('carol');
    await stage.knex('documents').update({ offline: true });
    expect(await transfer()).to.deep.equal(DONE);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.alice });
    const dropping = { taskStatus: -1, finishedAt: null, comments: null };
    await stage.operations.updateTaskStatus({ ...stage.as('alice'), ...dropping });
    const { version } = await stage.task();
    expect(await stage.operations.transferUserTasks(request('alice.jones', 'jane.doe'))).to.deep.equal(DONE);
    expect(await stage.task()).to.include({ version, assignee_id: PEOPLE.alice });
  });

  it('moves ordinary tasks beside them, and asks nothing more of the database where there are none', async () => {
    await stage.knex('tasks').insert({ id: 5001, status: 'InProgress', assignee_id: PEOPLE.jane });
    await add('carol');
    expect(await transfer()).to.deep.equal(DONE);
    expect(await stage.task(5001)).to.include({ assignee_id: PEOPLE.alice, sharing: 0 });
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.alice, sharing: 2 });
    await stage.knex('tasks').where({ id: 4812 }).delete();
    expect(await countQueries(() => stage.operations.transferUserTasks(request('alice.jones', 'jane.doe')))).to.equal(
      3,
    );
  });

  it('gives nothing to an account that is disabled by then', async () => {
    await add('carol');
    const disabling = await stage.knex.transaction();
    await disabling('users').where({ id: PEOPLE.alice }).update({ enabled: false });
    const moving = transfer();
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while ((await stage.knex.raw<{ rows: unknown[] }>(waiting)).rows.length === 0);
    await disabling.commit();
    expect(await moving).to.deep.equal({ leftBehind: [{ reason: 'taker-disabled', taskIds: [4812] }] });
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.jane });
  });

  it('loses nothing when others change the same tasks meanwhile', async () => {
    const TASKS = 60;
    await stage.knex.raw(`
      insert into tasks (id, status, assignee_id, assigned_by_id)
      select 6000 + n, 'InProgress', ${PEOPLE.jane}, ${PEOPLE.john} from generate_series(1, ${TASKS}) n`);
    const ids = Array.from({ length: TASKS }, (_, index) => 6001 + index);
    for (const id of ids) doneOf(await stage.operations.addShare({ ...stage.as('john', id), ask: user('carol') }));
    const pool = connect({ url: stage.url, poolSize: 4 });
    const store = createStore(pool, { ticketDays: 30, reportFailure: () => undefined });
    const other = createOperations(store, { emptyInstructions: 'reuse', trustedUserPassword: null });
    const [moved] = await Promise.all([
      transfer(),
      ...ids.map((id) => other.claimTask(stage.as('carol', id))),
      ...ids.map((id) => other.setTaskPriority({ ...stage.as('john', id), priority: 10 })),
    ]);
    await store.stop();
    await pool.destroy();
    expect(moved).to.deep.equal(DONE);
    expect(await stage.knex('task_shares').where({ user_id: PEOPLE.jane, state: 'asked' })).to.deep.equal([]);
    expect(await stage.knex('task_shares').where({ user_id: PEOPLE.alice, state: 'asked' })).to.have.length(TASKS);
    const { rows } = await stage.knex.raw<{ rows: unknown[] }>(`
      select tasks.id from tasks
       where tasks.id > 6000 and tasks.version <> 1 + (select count(*) from history where task_id = tasks.id)`);
    expect(rows).to.deep.equal([]);
  });
});
