import { expect } from 'chai';
import type { Knex } from 'knex';
import { claimNotices, type ClaimLimits, type ClaimedNotice } from '../../../src/store/notices/notice-claim.ts';
import {
  giveUpNotices,
  markNoticesRefused,
  markNoticesSent,
  markNoticesUndelivered,
  returnNotices,
} from '../../../src/store/notices/notice-marks.ts';
import { createNoticeStore, pruneNotices, readMailBacklog } from '../../../src/store/notices/notices.ts';
import {
  insertManyNotices,
  insertManyRecipients,
  insertNotice,
  insertOffice,
  readNotices,
  removeNotices,
} from '../../notify/office.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const LIMITS: ClaimLimits = { mails: 5, noticesPerMail: 500, leaseMs: 60_000, gatherMs: 0, after: 0 };

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

  const claim = (limits: Partial<ClaimLimits> = {}) => claimNotices(knex, { ...LIMITS, ...limits });
  const claimOne = async (): Promise<ClaimedNotice> => {
    const [claimed, ...more] = (await claim()).flat();
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
      turn: 0,
      gatheredAt: null,
      recipientName: 'Alice Jones',
      recipientEmail: 'alice.jones@example.com',
      recipientLanguage: 'en',
      recipientEnabled: true,
      recipientWasAssignee: false,
      recipientIsAsked: true,
      recipientTeamName: null,
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
      assignerId: null,
      assignerName: null,
      assignerComment: null,
      keyName: null,
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
      recipientTeamName: 'Legal',
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

  it('goes from recipient to recipient, round and round, whoever waits for how much', async () => {
    await insertManyRecipients(knex, 6);
    await insertNotice(knex, { recipientId: 7 });
    await knex.raw(`insert into notices (task_id, topic, recipient_id, send_at)
                    select id, 'TaskAssigned', 10002, now() - interval '1 hour' from generate_series(1, 400) id`);
    const turns: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const claimed = await claim({ mails: 3, noticesPerMail: 50, after: turns.at(-1) ?? 10_003 });
      turns.push(...claimed.map(([{ recipientId }]) => recipientId));
    }
    expect(turns.slice(0, 7)).to.deep.equal([10_004, 10_005, 7, 10_000, 10_001, 10_002, 10_003]);
    expect(new Set(turns.slice(7))).to.deep.equal(new Set([10_002]));
  });

  it('gathers what is due for one recipient, the oldest first, and never more than asked for', async () => {
    await insertManyNotices(knex, 5);
    await knex.raw(`update notices set created_at = now() - (task_id - 9000) * interval '1 second'`);
    await knex.raw('update notices set send_at = created_at');
    const [group, ...others] = await claim({ noticesPerMail: 3 });
    expect(others).to.deep.equal([]);
    expect(group?.map(({ taskId }) => taskId)).to.deep.equal([10_004, 10_003, 10_002]);
    expect(new Set(group?.map(({ gatheredAt }) => gatheredAt?.getTime()))).to.have.property('size', 1);
    expect(group?.[0].gatheredAt).to.be.instanceOf(Date);
  });

  it('gives the same notices together again, though there are new ones by then', async () => {
    await insertManyNotices(knex, 2);
    const [first] = await claim({ leaseMs: 0 });
    await insertNotice(knex);
    const [again] = await claim();
    expect(again?.map(({ taskId, gatheredAt, attempt }) => ({ taskId, gatheredAt, attempt }))).to.deep.equal(
      first?.map(({ taskId, gatheredAt }) => ({ taskId, gatheredAt, attempt: 2 })),
    );
    expect((await claimOne()).taskId).to.equal(4813);
  });

  it('gives a notice that was tried alone alone again', async () => {
    await insertNotice(knex);
    await claim({ leaseMs: 0 });
    await insertManyNotices(knex, 2);
    expect((await claim()).map((group) => group.length)).to.deep.equal([1]);
    expect((await claim()).map((group) => group.length)).to.deep.equal([2]);
  });

  it('lets a recipient wait for the next mail, and gathers meanwhile', async () => {
    await insertNotice(knex);
    expect(await claim({ gatherMs: 300 })).to.have.length(1);
    await insertManyNotices(knex, 3);
    await insertNotice(knex, { recipientId: 7 });
    expect((await claim()).map(([{ recipientId }]) => recipientId)).to.deep.equal([7]);
    await knex.raw(`update mail_turns set next_at = next_at - interval '301 milliseconds'`);
    expect((await claim()).map((group) => group.length)).to.deep.equal([3]);
  });

  it('does not let a recipient wait after a mail that nobody took, but after one that was refused', async () => {
    await insertNotice(knex);
    const [away] = await claim({ gatherMs: 60_000 });
    await markNoticesUndelivered(knex, away ?? [], 'ECONNREFUSED', 0);
    const [refused] = await claim({ gatherMs: 60_000 });
    expect(refused).to.have.length(1);
    await markNoticesRefused(knex, refused ?? [], 'EENVELOPE', { retryInMs: 0, apart: false });
    expect(await claim()).to.deep.equal([]);
  });

  it('gives refused notices together again, or apart', async () => {
    await insertManyNotices(knex, 3);
    const [group] = await claim();
    await markNoticesRefused(knex, group ?? [], 'EENVELOPE', { retryInMs: 0, apart: false });
    const [again] = await claim();
    expect(again?.map(({ gatheredAt }) => gatheredAt)).to.deep.equal(group?.map(({ gatheredAt }) => gatheredAt));
    await markNoticesRefused(knex, again ?? [], 'EMESSAGE', { retryInMs: 0, apart: true });
    for (let count = 0; count < 3; count += 1) {
      expect(await claimOne()).to.include({ attempt: 3, gatheredAt: null });
    }
  });

  it('gives nothing before its time', async () => {
    await insertNotice(knex);
    await knex.raw(`update notices set send_at = now() + interval '1 minute'`);
    expect(await claim()).to.deep.equal([]);
  });

  it('gives a notice to one of many who ask at once', async () => {
    await insertManyRecipients(knex, 60);
    const claims: ClaimedNotice[] = [];
    for (let round = 0; round < 20 && claims.length < 60; round += 1) {
      const asked = Array.from({ length: 8 }, (_, index) => claim({ mails: 10, after: 10_000 + 5 * index }));
      claims.push(...(await Promise.all(asked)).flat(2));
    }
    expect(claims.map(({ attempt }) => attempt)).to.deep.equal(Array(60).fill(1));
    expect(new Set(claims.map(({ taskId }) => taskId)).size).to.equal(60);
  });

  it('gives one mail of a recipient at a time, whoever asks', async () => {
    await insertManyNotices(knex, 40);
    const asked = Array.from({ length: 8 }, () => claim({ noticesPerMail: 5, gatherMs: 60_000 }));
    expect((await Promise.all(asked)).flat()).to.have.length(1);
  });

  it('gives it again when the lease is over, and the attempt counts', async () => {
    await insertNotice(knex);
    expect(await claim({ leaseMs: 0 })).to.have.length(1);
    expect((await claimOne()).attempt).to.equal(2);
    expect(await claim()).to.deep.equal([]);
  });

  it('never gives a sent notice again', async () => {
    await insertNotice(knex);
    const key = await claimOne();
    await markNoticesSent(knex, [key]);
    await markNoticesUndelivered(knex, [key], 'too late', 0);
    await markNoticesRefused(knex, [key], 'too late', { retryInMs: 0, apart: true });
    await giveUpNotices(knex, [key], 'too late');
    await returnNotices(knex, [key]);
    expect(await read())
      .to.include({ attempts: 1, given_up_at: null, last_error: null })
      .and.have.property('sent_at').not.null;
    expect(await claim()).to.deep.equal([]);
  });

  it('keeps the reason of a failure and gives the notice again after the wait', async () => {
    await insertNotice(knex);
    await markNoticesUndelivered(knex, [await claimOne()], 'EENVELOPE: 450 try later', 3_600_000);
    const { send_at: sendAt, last_error: reason } = await read();
    expect(reason).to.equal('EENVELOPE: 450 try later');
    expect(sendAt.getTime() - Date.now()).to.be.within(3_500_000, 3_700_000);
  });

  it('never gives a notice again that was given up, and shows why and when', async () => {
    await insertNotice(knex);
    await giveUpNotices(knex, [await claimOne()], 'the recipient is disabled');
    const row = await read();
    expect(row).to.include({ sent_at: null, last_error: 'the recipient is disabled' });
    expect(row.given_up_at).to.be.instanceOf(Date);
    expect(await claim()).to.deep.equal([]);
  });

  it('takes a returned notice as if it had not been claimed', async () => {
    await insertManyNotices(knex, 2);
    const [group] = await claim({ gatherMs: 60_000 });
    await returnNotices(knex, group ?? []);
    await insertNotice(knex);
    const [again] = await claim();
    expect(again?.map(({ attempt }) => attempt)).to.deep.equal([1, 1, 1]);
  });

  it('lets a holder whose lease ran out change nothing but that the mail went out', async () => {
    await insertNotice(knex);
    const [late] = await claim({ leaseMs: 0 });
    if (!late) throw new Error('nothing was claimed');
    const holder = await claimOne();
    await markNoticesUndelivered(knex, late, 'late', 0);
    await markNoticesRefused(knex, late, 'late', { retryInMs: 0, apart: false });
    await giveUpNotices(knex, late, 'late');
    await returnNotices(knex, late);
    expect(await read()).to.include({ attempts: holder.attempt, last_error: null, given_up_at: null });
    await markNoticesSent(knex, late);
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
    await knex.raw(`insert into mail_turns values (15, now() - interval '2 days'), (16, now())`);
    expect(await pruneNotices(knex)).to.equal(2);
    expect(await knex('mail_turns').pluck('recipient_id')).to.deep.equal([16]);
    expect((await readNotices(knex)).map((row) => row.task_id)).to.deep.equal([10_002, 10_003, 10_004]);
  });

  it('tells how many wait, and how long the oldest has', async () => {
    expect(await readMailBacklog(knex)).to.deep.equal({ waiting: 0, oldestSeconds: 0 });
    await insertManyNotices(knex, 4);
    await knex.raw(`
      update notices set created_at = now() - interval '3 hours', sent_at = now() where task_id = 10000;
      update notices set created_at = now() - interval '2 hours', given_up_at = now() where task_id = 10001;
      update notices set created_at = now() - interval '1 hour', send_at = now() + interval '1 hour'
       where task_id = 10002`);
    const { waiting, oldestSeconds } = await readMailBacklog(knex);
    expect(waiting).to.equal(2);
    expect(oldestSeconds).to.be.within(3600, 3660);
  });

  it('lends the relay the same statements', async () => {
    const store = createNoticeStore(knex);
    const claimed = async () => (await store.claim(LIMITS))[0] ?? [];
    await insertNotice(knex);
    await store.giveBack(await claimed());
    await store.markUndelivered(await claimed(), 'away', 0);
    await store.markRefused(await claimed(), 'busy', { retryInMs: 0, apart: false });
    const third = await claimed();
    expect(third[0]).to.include({ attempt: 3 });
    await store.markSent(third);
    expect((await read()).sent_at).to.be.instanceOf(Date);
    expect(await store.prune()).to.equal(0);
  });
});
