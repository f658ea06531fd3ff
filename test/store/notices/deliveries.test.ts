import { expect } from 'chai';
import type { Knex } from 'knex';
import type { ListPage } from '../../../src/core/list-page.ts';
import { DELIVERIES_ORDER, planDeliveries, type DeliveryFilter } from '../../../src/core/supervision/delivery.ts';
import {
  countDeliveries,
  dropDeliveries,
  listDeliveries,
  resendDeliveries,
} from '../../../src/store/notices/deliveries.ts';
import { claimNotices } from '../../../src/store/notices/notice-claim.ts';
import { markNoticesSent, markNoticesUndelivered } from '../../../src/store/notices/notice-marks.ts';
import { insertManyNotices, insertNotice, insertOffice, readNotices, removeNotices } from '../../notify/office.ts';
import { pagesOf } from '../pages.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const PAGE = { offset: 0, limit: 10 };

describe('the deliveries of mail', () => {
  let database: TestDatabase;
  let knex: Knex;

  before(async () => {
    database = await createTestDatabase('deliveries');
    knex = database.knex;
    await insertOffice(knex);
  });
  after(() => database.drop());
  beforeEach(() => removeNotices(knex));

  const list = async (filter: DeliveryFilter, page: ListPage = PAGE) =>
    (await listDeliveries(knex, filter, page)).map(({ entry }) => entry);
  const claim = () => claimNotices(knex, { mails: 5, noticesPerMail: 500, leaseMs: 60_000, gatherMs: 0, after: 0 });
  const claimOne = async () => {
    const [group] = await claim();
    if (!group) throw new Error('nothing was claimed');
    return group;
  };
  const claimable = async () => (await claim()).flat().map(({ taskId }) => taskId);
  const key = (taskId: number) => ({ taskId, topic: 'TaskAssigned', recipientId: 15 });

  /** Tasks 10000 to 10004, a mail each: pending, retrying, given up, dropped, sent. */
  const insertOneEach = async (): Promise<void> => {
    await insertManyNotices(knex, 5);
    await knex.raw(`
      update notices set attempts = 2, last_error = '421 busy', send_at = now() + interval '1 hour' where task_id = 10001;
      update notices set attempts = 15, last_error = '550 no', given_up_at = now() - interval '2 days' where task_id = 10002;
      update notices set given_up_at = now() - interval '3 days', dropped_by = 'ann' where task_id = 10003;
      update notices set attempts = 1, sent_at = now() - interval '1 minute' where task_id = 10004`);
  };

  it('are listed with their states: what waits by its next try, then what has ended, the latest first', async () => {
    await insertOneEach();
    const listed = await list({});
    expect(listed.map(({ taskId, state }) => [taskId, state])).to.deep.equal([
      [10_000, 'pending'],
      [10_001, 'retrying'],
      [10_004, 'sent'],
      [10_002, 'given-up'],
      [10_003, 'dropped'],
    ]);
    expect(listed[2]).to.include({ nextTryAt: null, address: 'alice.jones@example.com', taskName: 'Task of many' });
    expect((await list({}, { offset: 3, limit: 1 })).map(({ taskId }) => taskId)).to.deep.equal([10_002]);
    expect(await countDeliveries(knex)).to.deep.equal({
      pending: 1,
      retrying: 1,
      'given-up': 1,
      dropped: 1,
      sentToday: 1,
    });
  });

  it('come in pages, forth and back, which what changes meanwhile moves nothing in', async () => {
    await insertOneEach();
    const { forth, back } = await pagesOf(2, DELIVERIES_ORDER, (page) => listDeliveries(knex, {}, page));
    const whole = (await list({})).map(({ taskId }) => taskId);
    expect(forth.map((page) => page.map(({ taskId }) => taskId))).to.deep.equal([
      whole.slice(0, 2),
      whole.slice(2, 4),
      whole.slice(4),
    ]);
    expect(back.flat()).to.deep.equal(forth.slice(0, 2).reverse().flat());
    const [, last] = await listDeliveries(knex, {}, { cursor: null, limit: 2 });
    await knex.raw('update notices set sent_at = now() where task_id = 10000');
    const cursor = { side: 'after', key: last?.key ?? [] } as const;
    expect((await list({}, { cursor, limit: 1 })).map(({ taskId }) => taskId)).to.deep.equal([10_000, 10_004]);
  });

  for (const [index, state] of (['pending', 'retrying', 'given-up', 'dropped', 'sent'] as const).entries()) {
    it(`are found by the state ${state}, the task and the person`, async () => {
      await insertOneEach();
      const taskId = 10_000 + index;
      const found = await list({ state });
      expect(found.map((each) => [each.taskId, each.state])).to.deep.equal([[taskId, state]]);
      expect(await list({ state, taskId, recipientId: 15 })).to.have.length(1);
      expect(await list({ state, taskId: taskId + 1 })).to.deep.equal([]);
      expect(await list({ state, recipientId: 9 })).to.deep.equal([]);
    });
  }

  it('go again: of a filter without a state those that a server has refused', async () => {
    await insertOneEach();
    expect(await resendDeliveries(knex, planDeliveries('resend', { filter: {} }))).to.deep.equal({
      changed: 2,
      areMoreLeft: false,
    });
    const states = (await list({})).map(({ taskId, state }) => `${taskId} ${state}`).sort();
    expect(states).to.deep.equal(['10000 pending', '10001 retrying', '10002 pending', '10003 dropped', '10004 sent']);
    const [pending, retrying, renewed] = await readNotices(knex);
    expect([pending?.attempts, retrying?.attempts, renewed?.attempts]).to.deep.equal([0, 2, 0]);
    expect(retrying?.send_at.getTime()).to.be.at.most(Date.now());
  });

  it('go again one by one, also what was sent or dropped', async () => {
    await insertOneEach();
    const before = (await readNotices(knex))[4];
    const keys = [key(10_003), key(10_004), key(9)];
    expect((await resendDeliveries(knex, planDeliveries('resend', { keys }))).changed).to.equal(2);
    expect(await claimable()).to.have.members([10_000, 10_003, 10_004]);
    const [again] = (await list({ taskId: 10_004 })) ?? [];
    expect(again?.createdAt, 'another mail, under another Message-ID').to.be.above(before?.sent_at ?? new Date());
  });

  it('go again with what they were gathered with', async () => {
    await insertManyNotices(knex, 3);
    await markNoticesUndelivered(knex, await claimOne(), 'away', 3_600_000);
    expect(await claimable()).to.deep.equal([]);
    expect((await resendDeliveries(knex, planDeliveries('resend', { keys: [key(10_001)] }))).changed).to.equal(3);
    expect((await claimOne()).map(({ taskId }) => taskId)).to.deep.equal([10_000, 10_001, 10_002]);
  });

  it('are not marked by whoever sent what was given up before', async () => {
    await insertNotice(knex);
    const late = await claimOne();
    await knex('notices').update({ given_up_at: new Date(), last_error: '550 no' });
    await resendDeliveries(knex, planDeliveries('resend', { filter: { state: 'given-up' } }));
    await markNoticesSent(knex, late);
    expect((await readNotices(knex))[0]).to.include({ sent_at: null, given_up_at: null, last_error: null });
  });

  it('are dropped, and not tried again', async () => {
    await insertOneEach();
    expect((await dropDeliveries(knex, planDeliveries('drop', { filter: {} }), 'ann')).changed).to.equal(3);
    expect(await dropDeliveries(knex, planDeliveries('drop', { filter: { state: 'sent' } }), 'ann')).to.deep.equal({
      changed: 0,
      areMoreLeft: false,
    });
    expect(await claimable()).to.deep.equal([]);
    const listed = await list({ state: 'dropped' });
    expect(listed.map(({ droppedBy, lastError }) => [droppedBy, lastError])).to.have.deep.members([
      ['ann', null],
      ['ann', null],
      ['ann', '421 busy'],
      ['ann', '550 no'],
    ]);
  });

  it('are sent if they went out while they were dropped', async () => {
    await insertNotice(knex);
    const inHand = await claimOne();
    await dropDeliveries(
      knex,
      planDeliveries('drop', { keys: [{ taskId: 4813, topic: 'TaskAssigned', recipientId: 15 }] }),
      'ann',
    );
    await markNoticesSent(knex, inHand);
    expect((await list({})).map(({ state, droppedBy }) => [state, droppedBy])).to.deep.equal([['sent', null]]);
  });
});
