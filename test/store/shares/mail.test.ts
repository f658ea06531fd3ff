import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { reasonNotToSend } from '../../../src/notify/mail/recipient.ts';
import { announceDueDates } from '../../../src/store/notices/due-notices.ts';
import { claimNotices, type ClaimedNotice } from '../../../src/store/notices/notice-claim.ts';
import { reassignment } from '../office.ts';
import { doneOf, useOffice, outcomeOf, PEOPLE, team, user, type SharesStage } from './office-shares.ts';

const LIMITS = { mails: 50, noticesPerMail: 500, leaseMs: 60_000, gatherMs: 0, after: 0 };

describe('mail about a task with shares', () => {
  const openOffice = useOffice('shares_mail');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
    await stage.knex('tasks').whereNot({ id: 4812 }).delete();
  });

  afterEach(() => stage.end());

  const assign = async (...asks: ReturnType<typeof user>[]) => {
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks }));
    await stage.knex('notices').delete();
  };
  const remind = async () => {
    await stage.knex('tasks').update({ due_at: new Date(Date.now() + 10_800_000), reminder_hours: 2 });
    // As if the clock had been put forward.
    await stage.knex.raw(`
      alter table tasks disable trigger user;
      update tasks set due_at = due_at - interval '90 minutes';
      alter table tasks enable trigger user;
      update task_timers set at = at - interval '90 minutes', due_at = due_at - interval '90 minutes'`);
    await announceDueDates(stage.knex);
  };
  const claimed = async (): Promise<ClaimedNotice[]> => (await claimNotices(stage.knex, LIMITS)).flat();

  it('reminds everybody who is asked, in person or through a team, once', async () => {
    await assign(user('alice'), team, user('jane'));
    await remind();
    expect(await stage.told('TaskReminder')).to.deep.equal([PEOPLE.jane, PEOPLE.alice, PEOPLE.carol]);
    const teams = (await claimed()).map(({ recipientId, recipientTeamName }) => [recipientId, recipientTeamName]);
    expect(teams).to.deep.equal([
      [PEOPLE.jane, null],
      [PEOPLE.alice, null],
      [PEOPLE.carol, 'Legal'],
    ]);
  });

  it('reminds the claimant only of a task that is claimed, and nobody of a share that is done', async () => {
    await assign(user('alice'), user('carol'), user('jane'));
    doneOf(await stage.operations.claimTask(stage.as('carol')));
    await remind();
    expect(await stage.told('TaskReminder')).to.deep.equal([PEOPLE.carol]);

    await stage.knex('notices').delete();
    doneOf(await stage.operations.releaseTask(stage.as('carol')));
    await stage.knex('task_sharing').update({ rule: 'all' });
    await stage.operations.completeTask({ ...stage.as('carol'), comments: '' });
    await remind();
    expect(await stage.told('TaskReminder')).to.deep.equal([PEOPLE.jane, PEOPLE.alice]);
  });

  it('tells everybody who is asked, and the supervisors, that it is late', async () => {
    await assign(user('alice'), user('jane'));
    await stage.knex('tasks').update({ supervisor_notice_hours: 1 });
    await stage.knex('tasks').update({ due_at: new Date(Date.now() - 1000) });
    await announceDueDates(stage.knex);
    expect(await stage.told('TaskOverdue')).to.deep.equal([PEOPLE.john, PEOPLE.jane, PEOPLE.alice]);
  });

  it('reminds nobody of what was done before the mail could leave', async () => {
    await assign(user('alice'), user('jane'));
    await stage.knex('task_sharing').update({ rule: 'all' });
    await remind();
    await stage.operations.completeTask({ ...stage.as('jane'), comments: '' });
    const leaving = (await claimed()).filter((notice) => reasonNotToSend(notice) === null);
    expect(leaving.map(({ recipientId }) => recipientId)).to.deep.equal([PEOPLE.alice]);
  });

  it('names whose work it was to those only who have it by a redirection', async () => {
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks: [user('bob')] }));
    doneOf(await stage.operations.addShare({ ...stage.as('john'), ask: user('carol') }));
    const names = (await claimed())
      .filter(({ topic }) => topic === 'TaskAssigned')
      .map(({ recipientId, redirectedFromName }) => [recipientId, redirectedFromName]);
    expect(names).to.deep.equal([
      [PEOPLE.alice, 'Bob Jones'],
      [PEOPLE.carol, null],
    ]);
  });

  it('gives everybody asked what the assigner says, and by which account and key', async () => {
    const digest = createHash('sha256').update('secret of crm').digest();
    await stage.knex('api_keys').insert({ digest, name: 'crm', user_id: PEOPLE.john });
    const asked = { ...stage.as('john'), credential: { kind: 'api-key', secret: 'secret of crm' } } as const;
    const assigner = { kind: 'user', id: PEOPLE.dave } as const;
    doneOf(
      await stage.operations.assignTask({
        ...asked,
        asks: [user('john')],
        assigner,
        comment: 'Me.',
        tellsCaller: true,
      }),
    );
    // Shares know their moment to a millisecond: within one, the two calls could not be told apart.
    await stage.knex.raw('select pg_sleep(0.002)');
    doneOf(await stage.operations.addShare({ ...stage.as('john'), ask: team }));
    const news = (await claimed())
      .filter(({ topic }) => topic === 'TaskAssigned')
      .map(({ recipientId, actorName, assignerName, assignerComment, keyName }) => [
        recipientId,
        actorName,
        assignerName,
        assignerComment,
        keyName,
      ]);
    expect(news).to.have.deep.members([
      [PEOPLE.john, 'John Smith', 'Dave Hall', 'Me.', 'crm'],
      [PEOPLE.jane, 'John Smith', 'John Smith', null, null],
      [PEOPLE.carol, 'John Smith', 'John Smith', null, null],
    ]);
  });

  it('tells whose place the receiver has taken, and that one that nothing is left to do', async () => {
    await assign(user('alice'), user('jane'));
    const { credential } = stage.as('jane');
    const outcome = await stage.operations.reassignTask(reassignment(credential, { reassignTo: 'carol.king' }));
    expect(outcomeOf(outcome)).to.equal('done');
    const told = (await claimed()).map(({ topic, recipientId, recipientWasAssignee, previousAssigneeName }) => [
      topic,
      recipientId,
      recipientWasAssignee,
      previousAssigneeName,
    ]);
    expect(told).to.deep.equal([
      ['TaskReassigned', PEOPLE.john, false, 'Jane Doe'],
      ['TaskReassigned', PEOPLE.jane, true, 'Jane Doe'],
      ['TaskAssigned', PEOPLE.carol, false, 'Jane Doe'],
    ]);
  });

  it('tells a team whose share was handed on', async () => {
    await assign(user('alice'), team);
    const { credential } = stage.as('carol');
    const outcome = await stage.operations.reassignTask(reassignment(credential, { reassignTo: 'dave.hall' }));
    expect(outcomeOf(outcome)).to.equal('done');
    const told = (await claimed()).filter(({ recipientWasAssignee }) => recipientWasAssignee);
    expect(told.map(({ recipientId, previousAssigneeName }) => [recipientId, previousAssigneeName])).to.deep.equal([
      [PEOPLE.jane, 'Legal'],
      [PEOPLE.carol, 'Legal'],
    ]);
  });
});
