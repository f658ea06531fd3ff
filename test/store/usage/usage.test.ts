import { expect } from 'chai';
import type { Knex } from 'knex';
import { createUsage, type UsageCall } from '../../../src/observe/usage.ts';
import { addUsage, listUsage, pruneUsage } from '../../../src/store/usage/usage-days.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertOffice } from '../../notify/office.ts';

const CALL: UsageCall = {
  login: '',
  api: 'asmx',
  operation: 'ReassignTask',
  binding: 'soap',
  agent: 'Old client/1.0',
  credential: 'ticket',
  isRefused: false,
  spellings: 0,
  address: '192.0.2.7',
};
const PAGE = { offset: 0, limit: 10 };
const DAY = '2031-04-15';

describe('who calls', () => {
  let database: TestDatabase;
  let knex: Knex;
  let moment: Date;
  const failures: unknown[] = [];

  before(async () => {
    database = await createTestDatabase('usage');
    knex = database.knex;
    await insertOffice(knex);
  });
  after(() => database.drop());
  beforeEach(async () => {
    moment = new Date(2031, 3, 15, 10, 30);
    failures.length = 0;
    await knex.raw('truncate usage_days, usage_agents');
  });

  const count = (more: Partial<Parameters<typeof createUsage>[0]> = {}) =>
    createUsage({
      write: (counts) => addUsage(knex, counts),
      reportFailure: (error) => failures.push(error),
      now: () => moment,
      ...more,
    });
  const read = async (since = DAY) => (await listUsage(knex, since, {}, PAGE)).found.map(({ entry }) => entry);

  it('is added up by account, call and agent, of several processes', async () => {
    const [one, other] = [count(), count()];
    one.note({ ...CALL, login: 'alice.jones' });
    one.note({ ...CALL, login: 'alice.jones', isRefused: true, spellings: 0b101 });
    moment = new Date(2031, 3, 15, 10, 40);
    other.note({ ...CALL, login: 'Alice.Jones', address: '192.0.2.8', spellings: 0b110 });
    other.note({ ...CALL, agent: '' });
    other.note({ ...CALL, login: 'alice.jones', credential: 'sign-in' });
    await Promise.all([one.stop(), other.stop()]);
    const clients = await read();
    expect(failures).to.deep.equal([]);
    expect(clients).to.have.length(3);
    expect(clients.find(({ userId, credential }) => userId === 15 && credential === 'ticket')).to.deep.equal({
      userId: 15,
      api: 'asmx',
      operation: 'ReassignTask',
      binding: 'soap',
      agent: 'Old client/1.0',
      credential: 'ticket',
      calls: 3,
      refusals: 1,
      deprecatedCalls: 2,
      spellings: 0b111,
      lastAt: moment,
      lastAddress: '192.0.2.8',
      days: [{ day: DAY, calls: 3 }],
    });
    expect(clients.find(({ userId }) => userId === 0)).to.include({ agent: '', calls: 1 });
  });

  it('is told by the day, and found by API, call and account', async () => {
    const usage = count();
    usage.note(CALL);
    moment = new Date(2031, 3, 16, 0, 0);
    usage.note(CALL);
    usage.note(CALL);
    await usage.stop();
    expect((await read())[0]?.days).to.deep.equal([
      { day: DAY, calls: 1 },
      { day: '2031-04-16', calls: 2 },
    ]);
    expect((await read('2031-04-16'))[0]?.calls).to.equal(2);
    const found = async (filter: Parameters<typeof listUsage>[2]) => (await listUsage(knex, DAY, filter, PAGE)).total;
    expect(await found({ api: 'asmx', operation: 'ReassignTask', userId: 0 })).to.equal(1);
    expect([
      await found({ api: 'box' }),
      await found({ operation: 'GetTask' }),
      await found({ userId: 15 }),
    ]).to.deep.equal([0, 0, 0]);
  });

  it('cannot be filled by made-up agents, which take no room from those with an account', async () => {
    const usage = count({ mostOfNobody: 3, mostOfAccounts: 2 });
    for (let index = 0; index < 50; index++) usage.note({ ...CALL, agent: `made up ${index}` });
    for (const agent of ['a', 'b', 'c']) usage.note({ ...CALL, login: 'alice.jones', agent });
    await usage.stop();
    const clients = (await read()).map(({ userId, agent, calls }) => `${userId} ${agent} ${calls}`);
    expect(clients).to.have.members([
      '0 made up 0 1',
      '0 made up 1 1',
      '0 made up 2 1',
      '0 other 48',
      '15 a 1',
      '15 b 1',
    ]);
  });

  it('is added to beside a process of the version before, which knows no credentials', async () => {
    await knex.raw(`
      insert into usage_agents (digest, agent) values (sha256('Old client/1.0'), 'Old client/1.0');
      insert into usage_days (day, user_id, api, operation, binding, agent, calls, refusals, last_at, last_address)
      values ('${DAY}', 0, 'asmx', 'ReassignTask', 'soap', sha256('Old client/1.0'), 7, 0, now(), '192.0.2.7')
          on conflict (day, user_id, api, operation, binding, agent) do update set calls = usage_days.calls + 7`);
    const usage = count();
    usage.note(CALL);
    await usage.stop();
    const clients = (await read()).map(({ credential, calls, deprecatedCalls }) => [
      credential,
      calls,
      deprecatedCalls,
    ]);
    expect(clients).to.have.deep.members([
      ['ticket', 1, 0],
      ['unknown', 7, 0],
    ]);
  });

  it('is written once the database is back', async () => {
    let isAway = true;
    const usage = count({ write: (counts) => (isAway ? Promise.reject(new Error('away')) : addUsage(knex, counts)) });
    usage.note({ ...CALL, spellings: 1 });
    await usage.stop();
    expect(failures).to.have.length(1);
    isAway = false;
    usage.note(CALL);
    await usage.stop();
    expect((await read())[0]).to.include({ calls: 2, deprecatedCalls: 1, spellings: 1 });
  });

  it('is forgotten after so many days, agents too', async () => {
    moment = new Date(Date.now() - 40 * 86_400_000);
    const usage = count();
    usage.note({ ...CALL, agent: 'old' });
    moment = new Date();
    usage.note({ ...CALL, agent: 'new' });
    await usage.stop();
    await pruneUsage(knex, 30);
    expect((await read('2000-01-01')).map(({ agent }) => agent)).to.deep.equal(['new']);
    expect(await knex('usage_agents').pluck('agent')).to.deep.equal(['new']);
  });
});
