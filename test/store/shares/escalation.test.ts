import { expect } from 'chai';
import { reasonNotToSend } from '../../../src/notify/mail/recipient.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { reassignment } from '../office.ts';
import { claimNotices } from '../../../src/store/notices/notice-claim.ts';
import {
  doneOf,
  LEGAL,
  useOffice,
  outcomeOf,
  PEOPLE,
  team,
  tier,
  user,
  type AskedBy,
  type SharesStage,
} from './office-shares.ts';

const MINUTE_MS = 60_000;
const LIMITS = { mails: 50, noticesPerMail: 500, leaseMs: 60_000, gatherMs: 0, after: 0 };

describe('tiers that run out', () => {
  const openOffice = useOffice('escalation');
  let stage: SharesStage;
  let john: AskedBy;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
    john = stage.as('john');
  });

  afterEach(() => stage.end());

  const ask = async (...asks: ReturnType<typeof tier>[]) =>
    doneOf(await stage.operations.assignTask({ ...john, asks, inTiers: true, comment: null }));
  const terminating = () => stage.knex('task_sharing').where({ task_id: 4812 }).update({ after_tiers: 'terminate' });
  const asked = async () =>
    (await stage.shares())
      .filter(({ state }) => state === 'asked')
      .map(({ user_id, team_id, outside_name }) => user_id ?? (team_id === LEGAL ? 'legal' : outside_name));
  const steps = async () => (await stage.history()).filter(({ operation }) => operation === 'Escalation');
  const forget = () => stage.knex('notices').delete();
  /** The mail that would leave now. */
  const leaving = async () =>
    (await claimNotices(stage.knex, LIMITS))
      .flat()
      .filter((notice) => reasonNotToSend(notice) === null)
      .map(({ topic, recipientId }) => `${topic} ${recipientId}`)
      .sort();

  it('stay as they are until their minutes are over', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 0));
    await stage.letPass(19);
    expect(await stage.look()).to.equal(0);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.jane, version: 2 });
  });

  it('hand over to the next one, in one read and one write, and tell both', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 30));
    await forget();
    const [first, second] = await stage.shares();
    await stage.letPass(20);
    expect(await countQueries(() => stage.look())).to.equal(2);
    expect(await stage.task()).to.include({ status: 'InProgress', assignee_id: PEOPLE.carol, version: 3 });
    const [share, ...more] = await stage.shares();
    expect(more).to.deep.equal([]);
    expect(share).to.include({ id: second?.id, state: 'asked', user_id: PEOPLE.carol });
    const ended = new Date((first?.ends_at as Date).getTime() - 20 * MINUTE_MS);
    expect(share?.assigned_at).to.deep.equal(ended);
    expect(share?.ends_at).to.deep.equal(new Date(ended.getTime() + 30 * MINUTE_MS));
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([PEOPLE.jane]);
    expect(await stage.told('TaskAssigned')).to.deep.equal([PEOPLE.carol]);
    const [step] = await steps();
    expect(step).to.deep.include({
      user_id: null,
      credential: 'system',
      api: 'system',
      request_id: 'look-1',
      old_status: 'InProgress',
      new_status: 'InProgress',
      old_assignee_id: PEOPLE.jane,
      new_assignee_id: PEOPLE.carol,
    });
    expect((step?.details as { new: object }).new).to.deep.include({ turnEndedAt: ended.toISOString() });
    expect(await stage.look()).to.equal(0);
  });

  it('are caught up with one after the other, each as of the moment when its time was over', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 20), tier(user('alice'), 20), tier(user('john'), 0));
    const [{ ends_at: end = null } = {}] = await stage.shares();
    await forget();
    await stage.letPass(50);
    await stage.catchUp();
    const started = (end as Date).getTime() - 70 * MINUTE_MS;
    expect((await stage.shares())[0]).to.include({ user_id: PEOPLE.alice });
    expect((await stage.shares())[0]?.ends_at).to.deep.equal(new Date(started + 60 * MINUTE_MS));
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.alice, version: 4 });
    const moments = (await steps()).map(({ details }) => (details as { new: { turnEndedAt: string } }).new.turnEndedAt);
    expect(moments).to.deep.equal([20, 40].map((minutes) => new Date(started + minutes * MINUTE_MS).toISOString()));
    // The second tier had it while the server was away: nobody was told, and there is nothing to take back.
    expect(await stage.told('TaskAssigned')).to.deep.equal([PEOPLE.alice]);
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([PEOPLE.jane]);
  });

  it('do not call anybody to work that has moved on before the mail left', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 30), tier(user('alice'), 0));
    await stage.letPass(20);
    await stage.look();
    await stage.letPass(30);
    await stage.look();
    expect(await stage.told('TaskAssigned')).to.deep.equal([PEOPLE.jane, PEOPLE.alice, PEOPLE.carol]);
    expect(await leaving()).to.deep.equal([
      `TaskAssigned ${PEOPLE.alice}`,
      `TaskWithdrawn ${PEOPLE.jane}`,
      `TaskWithdrawn ${PEOPLE.carol}`,
    ]);
  });

  it('go past somebody who is disabled by then, and history says so', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 20), tier(user('alice'), 0));
    await stage.knex('users').where({ id: PEOPLE.carol }).update({ enabled: false });
    await stage.letPass(20);
    await stage.catchUp();
    expect(await asked()).to.deep.equal([PEOPLE.alice]);
    const [step, ...more] = await steps();
    expect(more).to.deep.equal([]);
    expect((step?.details as { new: object }).new).to.deep.include({ passedOver: [{ user: PEOPLE.carol }] });
  });

  it('go past somebody who is asked already', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 20), tier(user('alice'), 0));
    doneOf(await stage.operations.addShare({ ...john, ask: user('carol') }));
    await stage.letPass(20);
    await stage.catchUp();
    expect(await asked()).to.deep.equal([PEOPLE.carol, PEOPLE.alice]);
  });

  it('reach the substitute of somebody who is away when the turn comes', async () => {
    await ask(tier(user('jane'), 20), tier(user('bob'), 20));
    await stage.letPass(20);
    await stage.look();
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.alice, redirected_from_id: PEOPLE.bob });
  });

  it('ask a team in which nobody has an account that is enabled, and tell nobody', async () => {
    await ask(tier(user('alice'), 20), tier(team, 20), tier(user('john'), 0));
    await stage.knex('users').whereIn('id', [PEOPLE.carol, PEOPLE.jane]).update({ enabled: false });
    await forget();
    await stage.letPass(20);
    await stage.look();
    expect(await stage.task()).to.include({ assignee_id: null, team_id: LEGAL });
    expect(await stage.told('TaskAssigned')).to.deep.equal([]);
    await stage.letPass(20);
    await stage.look();
    expect(await asked()).to.deep.equal([PEOPLE.john]);
  });

  it('leave the task open to anybody behind the last one', async () => {
    await ask(tier(user('jane'), 20));
    await stage.letPass(20);
    await stage.catchUp();
    expect(await stage.task()).to.include({ status: 'InProgress', assignee_id: null, team_id: null });
    expect(await stage.shares()).to.deep.equal([]);
    expect(outcomeOf(await stage.operations.claimTask({ ...stage.as('dave'), opensToAll: true }))).to.equal('done');
  });

  it('drop the task behind the last one where that is wanted; its step waits, and its supervisor is told', async () => {
    await stage.knex('tasks').insert({
      id: 4899,
      workflow_id: 225,
      step_number: 1,
      status: 'InProgress',
      assignee_id: PEOPLE.carol,
    });
    await ask(tier(user('jane'), 20));
    await terminating();
    await forget();
    await stage.letPass(20);
    await stage.catchUp();
    const dropped = await stage.task();
    expect(dropped).to.include({ status: 'Dropped', assignee_id: PEOPLE.jane, sharing: 1, holds_step: true });
    expect((await stage.shares())[0]).to.include({ state: 'left', ends_at: null });
    const [step] = await steps();
    expect(dropped.finished_at).to.deep.equal(
      new Date((step?.details as { new: { turnEndedAt: string } }).new.turnEndedAt),
    );
    expect(step?.reason).to.match(/^Task terminated as no more assignments pending/);
    expect(await stage.told('TaskTimedOut')).to.deep.equal([PEOPLE.john]);
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([PEOPLE.jane]);
    await stage
      .knex('tasks')
      .insert({ id: 4900, workflow_id: 225, step_number: 2, status: 'NotStarted', assignee_id: 9 });
    expect(outcomeOf(await stage.operations.completeTask({ ...stage.as('carol', 4899), comments: '' }))).to.equal(
      'done',
    );
    expect(await stage.task(4900)).to.include({ status: 'NotStarted' });
  });

  it('drop the task when the last one is skipped, and tell the supervisors but the one who did', async () => {
    await stage.knex('tasks').where({ id: 4812 }).update({ supervisor_id: PEOPLE.dave });
    await ask(tier(user('jane'), 20));
    await terminating();
    expect(outcomeOf(await stage.operations.skipTier({ ...john, reason: 'No use.' }))).to.equal('done');
    expect(await stage.task()).to.include({ status: 'Dropped', holds_step: true });
    expect(await stage.told('TaskTimedOut')).to.deep.equal([PEOPLE.dave]);
    expect((await stage.history()).at(-1)?.reason).to.equal('No use.');
  });

  it('end beside somebody else who is asked: the others stay, the newest behind them', async () => {
    await ask(tier(user('jane'), 20), tier(user('alice'), 20));
    await terminating();
    doneOf(await stage.operations.addShare({ ...john, ask: user('dave') }));
    await stage.letPass(20);
    await stage.look();
    // Dave is away to Bob, and Bob to Alice: whom Box has asked is Alice already, so nobody is left of the tiers.
    expect(await asked()).to.deep.equal([PEOPLE.alice]);
    expect(await stage.task()).to.include({ status: 'InProgress', assignee_id: PEOPLE.alice });
  });

  it('keep whoever was asked beside them, and complete the task by the rule of tiers', async () => {
    await ask(tier(user('jane'), 20), tier(user('alice'), 20));
    doneOf(await stage.operations.addShare({ ...john, ask: user('carol') }));
    await stage.letPass(20);
    await stage.look();
    expect(await asked()).to.deep.equal([PEOPLE.carol, PEOPLE.alice]);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.carol, sharing: 2 });
    expect(outcomeOf(await stage.operations.completeTask({ ...stage.as('alice'), comments: '' }))).to.equal('done');
    expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.alice });
    expect((await stage.shares()).map(({ state }) => state)).to.deep.equal(['left', 'done']);
  });

  it('do not complete a task of which somebody beside them has done his share', async () => {
    await ask(tier(user('jane'), 20));
    doneOf(await stage.operations.addShare({ ...john, ask: user('carol') }));
    const done = { by: 'assignee', resolution: 'completed' } as const;
    doneOf(await stage.operations.resolveShare({ ...stage.as('carol'), ...done }));
    await stage.letPass(20);
    await stage.catchUp();
    expect(await stage.task()).to.include({ status: 'InProgress', assignee_id: null });
    expect((await stage.shares()).map(({ state }) => state)).to.deep.equal(['done']);
  });

  it('hand over when their share is removed, at that moment', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 20));
    const [active] = await stage.shares();
    doneOf(await stage.operations.removeShare({ ...john, shareId: Number(active?.id) }));
    expect(await asked()).to.deep.equal([PEOPLE.carol]);
    await stage.letPass(19);
    expect(await stage.look()).to.equal(0);
    await stage.letPass(1);
    expect(await stage.look()).to.equal(1);
  });

  it('stop for good by a claim, and begin anew when it is given back', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 0));
    doneOf(await stage.operations.claimTask(stage.as('jane')));
    await stage.letPass(500);
    expect(await stage.look()).to.equal(0);
    doneOf(await stage.operations.releaseTask(stage.as('jane')));
    await stage.letPass(19);
    expect(await stage.look()).to.equal(0);
    await stage.letPass(1);
    expect(await stage.look()).to.equal(1);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.carol });
  });

  it('may still be claimed until the step is taken', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 0));
    await stage.letPass(25);
    doneOf(await stage.operations.claimTask(stage.as('jane')));
    expect(await stage.look()).to.equal(0);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.jane });
  });

  it('go on while the document is offline', async () => {
    await ask(tier(user('jane'), 20), tier(user('carol'), 0));
    await stage.knex('documents').update({ offline: true });
    await stage.letPass(20);
    expect(await stage.look()).to.equal(1);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.carol });
  });

  const ends: [string, () => Promise<object>, string][] = [
    [
      'is dropped',
      () =>
        stage.operations.updateTaskStatus({ ...stage.as('alice'), taskStatus: -1, finishedAt: null, comments: null }),
      'Dropped',
    ],
    ['is handed on', () => stage.operations.reassignTask(reassignment(stage.as('jane').credential)), 'Reassigned'],
    ['is completed', () => stage.operations.completeTask({ ...stage.as('alice'), comments: '' }), 'Completed'],
  ];
  for (const [end, call, status] of ends) {
    it(`leave nothing to the clock when the task ${end}`, async () => {
      await ask(tier(user('jane'), 20), tier(user('carol'), 0));
      doneOf(await stage.operations.addShare({ ...john, ask: user('alice') }));
      expect(outcomeOf(await call())).to.equal('done');
      await stage.letPass(20);
      expect(await stage.look()).to.equal(0);
      expect(await stage.task()).to.include({ status });
      expect(await stage.knex('task_shares').whereNotNull('ends_at')).to.deep.equal([]);
    });
  }
});
