import { expect } from 'chai';
import type { Knex } from 'knex';
import {
  claimNotices,
  createNoticeStore,
  giveUpNotice,
  markNoticeFailed,
  markNoticeSent,
  pruneNotices,
  returnNotice,
  type ClaimedNotice,
} from '../../../src/store/notices/notices.ts';
import { insertManyNotices, insertNotice, insertOffice, readNotices, removeNotices } from '../../notify/office.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const LEASE_MS = 60_000;

describe('the store of notices', () => {
  let database: TestDatabase;
  let knex: Knex;

  before(async () => {
    database = await createTestDatabase('notices');
    knex = database.knex;
    await insertOffice(knex);
  });
  after(() => database.drop());
  beforeEach(() => removeNotices(knex));

  const claimOne = async (): Promise<ClaimedNotice> => {
    const [claimed, ...more] = await claimNotices(knex, 5, LEASE_MS);
    expect(more).to.deep.equal([]);
    if (!claimed) throw new Error('nothing was claimed');
    return claimed;
  };
  const read = async () => {
    const [row] = await readNotices(knex);
    if (!row) throw new Error('the notice is gone');
    return row;
  };

  it('gives everything a mail needs', async () => {
    await insertNotice(knex);
    const { createdAt, ...claimed } = await claimOne();
    expect(createdAt).to.be.instanceOf(Date);
    expect(claimed).to.deep.equal({
      taskId: 4813,
      topic: 'TaskAssigned',
      recipientId: 15,
      attempt: 1,
      recipientName: 'Alice Jones',
      recipientEmail: 'alice.jones@example.com',
      recipientLanguage: 'en',
      recipientEnabled: true,
      recipientWasAssignee: false,
      taskName: 'LegalReview',
      taskIsOpen: true,
      originalTaskId: 4812,
      documentPath: '/Corporate/Legal/ContractDraft.pdf',
      workflowName: 'ContractApproval',
      dueAt: new Date('2024-04-15T15:00:00Z'),
      instructions: 'Please review and approve by end of month.',
      priority: 10,
      actorId: 7,
      actorName: 'John Smith',
      assigneeName: 'Alice Jones',
      assigneeIsTeam: false,
      previousAssigneeName: 'Jane Doe',
      redirectedFromName: 'Bob Jones',
    });
  });

  it('knows the original assignee, in person and as a member of the team', async () => {
    await insertNotice(knex, { topic: 'TaskReassigned', recipientId: 12 });
    expect((await claimOne()).recipientWasAssignee).to.equal(true);
    await insertNotice(knex, { taskId: 4901, topic: 'TaskReassigned', recipientId: 9 });
    expect(await claimOne()).to.include({
      recipientWasAssignee: true,
      previousAssigneeName: 'Legal',
      assigneeName: 'Legal',
      assigneeIsTeam: true,
    });
  });

  it('gives notices whose task, recipient or actor is gone, with nulls', async () => {
    await insertNotice(knex, { taskId: 77, recipientId: 78, actorId: 79 });
    expect(await claimOne()).to.include({
      taskName: null,
      recipientEmail: null,
      recipientEnabled: null,
      actorName: null,
      instructions: '',
      priority: 5,
    });
  });

  it('calls people without a name by their login', async () => {
    await insertNotice(knex, { recipientId: 17, actorId: 17 });
    expect(await claimOne()).to.include({ recipientName: 'no.address', actorName: 'no.address' });
  });

  it('gives what is due first first, and never more than asked for', async () => {
    await insertManyNotices(knex, 5);
    await knex.raw(`update notices set send_at = now() - (task_id - 9000) * interval '1 second'`);
    const claimed = await claimNotices(knex, 3, LEASE_MS);
    expect(claimed.map(({ taskId }) => taskId)).to.have.members([10_004, 10_003, 10_002]);
  });

  it('gives nothing before its time', async () => {
    await insertNotice(knex);
    await knex.raw(`update notices set send_at = now() + interval '1 minute'`);
    expect(await claimNotices(knex, 5, LEASE_MS)).to.deep.equal([]);
  });

  it('gives a notice to one of many who ask at once', async () => {
    await insertManyNotices(knex, 60);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimNotices(knex, 10, LEASE_MS)));
    const ids = claims.flat().map(({ taskId }) => taskId);
    expect(ids).to.have.length(60);
    expect(new Set(ids).size).to.equal(60);
  });

  it('gives it again when the lease is over, and the attempt counts', async () => {
    await insertNotice(knex);
    expect(await claimNotices(knex, 1, 0)).to.have.length(1);
    expect((await claimOne()).attempt).to.equal(2);
    expect(await claimNotices(knex, 1, LEASE_MS)).to.deep.equal([]);
  });

  it('looks up due notices by the partial index', async () => {
    const plan = await knex.transaction(async (trx) => {
      await trx.raw('set local enable_seqscan to off');
      const { rows } = await trx.raw<{ rows: object[] }>(
        `explain select task_id from notices
          where sent_at is null and given_up_at is null and send_at <= now() order by send_at limit 4`,
      );
      return JSON.stringify(rows);
    });
    expect(plan).to.include('notices_unsent').and.not.to.include('Sort');
  });

  it('never gives a sent notice again', async () => {
    await insertNotice(knex);
    const key = await claimOne();
    await markNoticeSent(knex, key);
    await markNoticeFailed(knex, key, 'too late', 0);
    await giveUpNotice(knex, key, 'too late');
    await returnNotice(knex, key);
    expect(await read())
      .to.include({ attempts: 1, given_up_at: null, last_error: null })
      .and.have.property('sent_at').not.null;
    expect(await claimNotices(knex, 1, LEASE_MS)).to.deep.equal([]);
  });

  it('keeps the reason of a failure and gives the notice again after the wait', async () => {
    await insertNotice(knex);
    await markNoticeFailed(knex, await claimOne(), 'EENVELOPE: 450 try later', 3_600_000);
    const { send_at: sendAt, last_error: reason } = await read();
    expect(reason).to.equal('EENVELOPE: 450 try later');
    expect(sendAt.getTime() - Date.now()).to.be.within(3_500_000, 3_700_000);
  });

  it('never gives a notice again that was given up, and shows why and when', async () => {
    await insertNotice(knex);
    await giveUpNotice(knex, await claimOne(), 'the recipient is disabled');
    const row = await read();
    expect(row).to.include({ sent_at: null, last_error: 'the recipient is disabled' });
    expect(row.given_up_at).to.be.instanceOf(Date);
    expect(await claimNotices(knex, 1, LEASE_MS)).to.deep.equal([]);
  });

  it('takes a returned notice as if it had not been claimed', async () => {
    await insertNotice(knex);
    await returnNotice(knex, await claimOne());
    expect((await claimOne()).attempt).to.equal(1);
  });

  it('lets a holder whose lease ran out change nothing but that the mail went out', async () => {
    await insertNotice(knex);
    const [late] = await claimNotices(knex, 1, 0);
    if (!late) throw new Error('nothing was claimed');
    const holder = await claimOne();
    await markNoticeFailed(knex, late, 'late', 0);
    await giveUpNotice(knex, late, 'late');
    await returnNotice(knex, late);
    expect(await read()).to.include({ attempts: holder.attempt, last_error: null, given_up_at: null });
    await markNoticeSent(knex, late);
    expect((await read()).sent_at).to.be.instanceOf(Date);
  });

  it('deletes what ended more than 30 days ago and nothing else', async () => {
    await insertManyNotices(knex, 5);
    await knex.raw(`
      update notices set created_at = now() - interval '40 days';
      update notices set sent_at = now() - interval '31 days' where task_id = 10000;
      update notices set given_up_at = now() - interval '31 days' where task_id = 10001;
      update notices set sent_at = now() - interval '29 days' where task_id = 10002;
      update notices set given_up_at = now() - interval '29 days' where task_id = 10003`);
    expect(await pruneNotices(knex)).to.equal(2);
    expect((await readNotices(knex)).map((row) => row.task_id)).to.deep.equal([10_002, 10_003, 10_004]);
  });

  it('lends the relay the same statements', async () => {
    const store = createNoticeStore(knex);
    await insertNotice(knex);
    const [first] = await store.claim(1, LEASE_MS);
    if (!first) throw new Error('nothing was claimed');
    await store.giveBack(first);
    const [again] = await store.claim(1, LEASE_MS);
    if (!again) throw new Error('nothing was claimed');
    await store.markFailed(again, 'busy', 0);
    const [third] = await store.claim(1, LEASE_MS);
    expect(third).to.include({ attempt: 2 });
    if (third) await store.markSent(third);
    expect((await read()).sent_at).to.be.instanceOf(Date);
    expect(await store.prune()).to.equal(0);
  });
});
