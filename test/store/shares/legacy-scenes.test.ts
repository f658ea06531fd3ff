import { expect } from 'chai';
import { isRefused } from '../../../src/core/refusal.ts';
import { reassignment, ticketOf } from '../office.ts';
import {
  doneOf,
  LEGAL,
  useOffice,
  outcomeOf,
  PEOPLE,
  team,
  user,
  type SharesStage,
  type Who,
} from './office-shares.ts';

/** What becomes of a task when calls of the legacy API and of others meet on it; the office's Legal are Jane and Carol. */
describe('legacy calls behind calls of others', () => {
  const openOffice = useOffice('legacy_scenes');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
  });

  afterEach(() => stage.end());

  const assign = async (...asks: ReturnType<typeof user>[]) =>
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks }));
  const all = () => stage.knex('task_sharing').where({ task_id: 4812 }).update({ rule: 'all' });
  const add = async (named: ReturnType<typeof user>) =>
    doneOf(await stage.operations.addShare({ ...stage.as('john'), ask: named }));
  const complete = async (who: Who, comments = '') =>
    outcomeOf(await stage.operations.completeTask({ ...stage.as(who), comments }));
  const reassign = async (who: Who, reassignTo: string) =>
    outcomeOf(await stage.operations.reassignTask(reassignment(stage.as(who).credential, { reassignTo })));
  const states = async (id = 4812) =>
    (await stage.shares(id)).map(({ user_id, team_id, outside_name, state }) => [
      user_id ?? (team_id === LEGAL ? 'legal' : outside_name),
      state,
    ]);
  const successor = async () => Number((await stage.task()).reassigned_to_id);
  const require = (...types: string[]) =>
    stage
      .knex('tasks')
      .where({ id: 4812 })
      .update({ requirements: JSON.stringify(types.map((type) => ({ type }))) });

  describe('completing', () => {
    it('ends a claim of one’s own', async () => {
      doneOf(await stage.operations.claimTask(stage.as('jane')));
      expect(await complete('jane')).to.equal('done');
      expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.jane });
      expect(outcomeOf(await stage.operations.releaseTask(stage.as('jane')))).to.equal('task-completed');
    });

    it('is the claimant’s among the members of a team, and the others see that it is done', async () => {
      doneOf(await stage.operations.claimTask(stage.as('jane', 4801)));
      const done = (who: Who) => stage.operations.completeTask({ ...stage.as(who, 4801), comments: '' });
      expect(outcomeOf(await done('carol'))).to.equal('access-denied');
      expect(outcomeOf(await done('jane'))).to.equal('done');
      expect(await stage.task(4801)).to.include({ assignee_id: PEOPLE.jane, team_id: null });
      expect((await stage.shares(4801)).map(({ team_id, state, resolved_by_id }) => [team_id, state, resolved_by_id]))
        // The team was asked, and stays so in the APIs that show who was.
        .to.deep.equal([[LEGAL, 'done', PEOPLE.jane]]);
    });

    it('by one member of a team is told to the others who try', async () => {
      await assign(team);
      expect(await complete('carol')).to.equal('done');
      expect(await complete('jane')).to.equal('task-completed');
      expect(await complete('alice')).to.equal('access-denied');
    });

    it('a claim that somebody entitled took does the share it is on', async () => {
      doneOf(await stage.operations.claimTask({ ...stage.as('john'), overrides: true }));
      expect(await complete('jane')).to.equal('access-denied');
      expect(await complete('john')).to.equal('done');
      expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.john });
      expect((await stage.shares())[0]).to.include({
        user_id: PEOPLE.jane,
        state: 'done',
        resolved_by_id: PEOPLE.john,
      });
    });

    it('a claim of nobody’s task makes a share of the claimant’s, which is done', async () => {
      doneOf(await stage.operations.unassignTask(stage.as('john')));
      doneOf(await stage.operations.claimTask({ ...stage.as('alice'), opensToAll: true }));
      expect(await complete('alice', 'Found it open.')).to.equal('done');
      expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.alice });
      expect(await states()).to.deep.equal([[PEOPLE.alice, 'done']]);
      expect((await stage.shares())[0]).to.include({ message: 'Found it open.', resolved_by_id: PEOPLE.alice });
    });

    it('does one’s own share before that of one’s team', async () => {
      await add(team);
      await add(user('carol'));
      expect(await complete('carol')).to.equal('done');
      expect(await states()).to.deep.equal([
        [PEOPLE.jane, 'asked'],
        ['legal', 'asked'],
        [PEOPLE.carol, 'done'],
      ]);
      expect(await complete('carol')).to.equal('done');
      expect((await states())[1]).to.deep.equal(['legal', 'done']);
      expect(await complete('carol')).to.equal('access-denied');
    });

    it('does all that one is asked in person', async () => {
      const asks = [
        { ...user('jane'), slaMinutes: 20 },
        { ...user('carol'), slaMinutes: 0 },
      ];
      doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks, inTiers: true }));
      doneOf(await stage.operations.addShare({ ...stage.as('john'), ask: user('alice') }));
      await stage.letPass(20);
      await stage.look();
      await stage.knex('task_shares').where({ user_id: PEOPLE.alice }).update({ user_id: PEOPLE.carol });
      expect(await complete('carol')).to.equal('done');
      expect(await states()).to.deep.equal([
        [PEOPLE.carol, 'done'],
        [PEOPLE.carol, 'done'],
      ]);
    });

    it('demands of each what the task demands of a person', async () => {
      await assign(user('jane'), user('carol'));
      await all();
      await require('LastestVersionRead');
      const read = { document_id: 1024, user_id: PEOPLE.jane, version: 3, read_at: new Date() };
      await stage.knex('document_reads').insert(read);
      expect(await complete('jane')).to.equal('done');
      expect(await complete('carol')).to.equal('document-unread');
      await stage.knex('document_reads').insert({ ...read, user_id: PEOPLE.carol });
      expect(await complete('carol')).to.equal('done');
    });

    it('is not decided by what another API saved', async () => {
      await require('Approval');
      const output = { approve: 'Yes' };
      doneOf(await stage.operations.resolveShare({ ...stage.as('john'), by: 'claimant-or-chief', output }));
      const answer = await stage.operations.getTask(stage.as('jane'));
      expect(isRefused(answer) ? answer : answer.task.approvalStatus).to.equal('NoResult');
      expect(await complete('jane')).to.equal('approval-required');
    });

    it('lets a review be written by whoever is asked beside the holder', async () => {
      await assign(user('jane'), user('alice'), team);
      await require('ISOReview');
      const review = (who: Who) =>
        stage.operations.addIsoComment({
          ...stage.as(who),
          documentPath: '/Corporate/Legal/ContractDraft.pdf',
          comment: 'As it should be.',
        });
      expect(outcomeOf(await review('alice'))).to.equal('done');
      expect(outcomeOf(await review('carol'))).to.equal('done');
      expect(outcomeOf(await review('dave'))).to.equal('review-task-missing');
      doneOf(await stage.operations.claimTask(stage.as('jane')));
      expect(outcomeOf(await review('alice'))).to.equal('review-task-missing');
    });
  });

  it('deciding and commenting what nobody was asked for is the claimant’s, and counts', async () => {
    await require('Approval', 'Comments');
    doneOf(await stage.operations.unassignTask(stage.as('john')));
    await stage.knex('tasks').update({ comments: '' });
    doneOf(await stage.operations.claimTask({ ...stage.as('alice'), opensToAll: true }));
    const { operations, as } = stage;
    expect(outcomeOf(await operations.setTaskApprovalStatus({ ...as('jane'), decision: 6 }))).to.equal('access-denied');
    expect(await complete('alice', 'Looks right.')).to.equal('approval-required');
    expect(outcomeOf(await operations.setTaskApprovalStatus({ ...as('alice'), decision: 6 }))).to.equal('done');
    expect(await complete('alice')).to.equal('done');
    expect(await stage.task()).to.include({ status: 'Completed', approval_status: 'Approved' });
    expect((await stage.shares())[0]).to.include({ resolution: 'approved', resolved_by_id: PEOPLE.alice });
  });

  describe('handing over', () => {
    it('to somebody who has done his part asks him anew, alone', async () => {
      await assign(user('jane'), user('alice'));
      await all();
      expect(await complete('alice', 'Done.')).to.equal('done');
      expect(await reassign('john', 'alice.jones')).to.equal('done');
      expect(await stage.task(await successor())).to.include({ assignee_id: PEOPLE.alice, sharing: 0 });
    });

    it('to somebody else takes along what was done, with its words', async () => {
      await assign(user('jane'), user('alice'));
      await all();
      expect(await complete('alice', 'Done.')).to.equal('done');
      expect(await reassign('john', 'carol.king')).to.equal('done');
      const id = await successor();
      expect(await states(id)).to.deep.equal([
        [PEOPLE.carol, 'asked'],
        [PEOPLE.alice, 'done'],
      ]);
      expect((await stage.shares(id))[1]).to.include({ message: 'Done.', resolution: 'completed' });
      expect(await stage.knex('task_sharing').where({ task_id: id }).first()).to.include({ rule: 'all' });
      expect(await stage.task(id)).to.include({ assignee_id: PEOPLE.carol, sharing: 1 });
      const done = await stage.operations.completeTask({ ...stage.as('carol', id), comments: '' });
      expect(outcomeOf(done)).to.equal('done');
      expect(await stage.task(id)).to.include({ status: 'Completed' });
    });

    it('takes a team along that is asked beside', async () => {
      await assign(user('jane'), team);
      expect(await reassign('jane', 'alice.jones')).to.equal('done');
      expect(await states(await successor())).to.deep.equal([
        [PEOPLE.alice, 'asked'],
        ['legal', 'asked'],
      ]);
    });

    it('a team’s task to one of its members leaves it to that one', async () => {
      await assign(team);
      expect(await reassign('carol', 'jane.doe')).to.equal('done');
      const id = await successor();
      expect(await stage.task(id)).to.include({ assignee_id: PEOPLE.jane, team_id: null, sharing: 0 });
      expect(await states(id)).to.deep.equal([]);
    });

    it('what a name from outside has claimed puts the receiver in the place of the claimed share', async () => {
      await assign(user('carol'), user('jane'));
      const inNameOf = { name: 'Deputy', namedAs: { userType: 'EXTERNAL_USER', user: 'Deputy' } };
      doneOf(await stage.operations.claimTask({ ...stage.as('john'), inNameOf, overrides: true }));
      expect(await reassign('carol', 'alice.jones')).to.equal('access-denied');
      expect(await reassign('john', 'alice.jones')).to.equal('done');
      const id = await successor();
      expect(await states(id)).to.deep.equal([
        [PEOPLE.alice, 'asked'],
        [PEOPLE.jane, 'asked'],
      ]);
      expect(await stage.task(id)).to.include({ assignee_id: PEOPLE.alice, sharing: 2 });
    });

    it('tells those who come along nothing', async () => {
      await assign(user('jane'), user('alice'), user('dave'));
      await stage.knex('notices').delete();
      expect(await reassign('jane', 'carol.king')).to.equal('done');
      expect(await stage.told('TaskReassigned')).to.deep.equal([PEOPLE.john, PEOPLE.jane]);
      expect(await stage.told('TaskAssigned')).to.deep.equal([PEOPLE.carol]);
      expect(await stage.told('TaskWithdrawn')).to.deep.equal([]);
    });

    it('is no right of an administrator', async () => {
      await stage.knex('users').insert({ id: 2, login: 'ada.admin', roles: ['administrator'] });
      await add(user('carol'));
      const credential = await ticketOf(stage.knex, 'ada.admin');
      const outcome = await stage.operations.reassignTask(reassignment(credential));
      expect(outcomeOf(outcome)).to.equal('access-denied');
    });
  });

  it('dropping it keeps what the caller said with his share', async () => {
    await add(user('carol'));
    const dropping = { taskStatus: -1, finishedAt: null, comments: 'No use.' };
    expect(outcomeOf(await stage.operations.updateTaskStatus({ ...stage.as('carol'), ...dropping }))).to.equal('done');
    expect((await stage.shares()).map(({ message, state }) => [message, state])).to.deep.equal([
      [null, 'left'],
      ['No use.', 'left'],
    ]);
    expect(await stage.task()).to.include({ status: 'Dropped', comments: 'No use.' });
  });

  it('putting it back ends the turns to come', async () => {
    const asks = [
      { ...user('jane'), slaMinutes: 20 },
      { ...user('carol'), slaMinutes: 0 },
    ];
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks, inTiers: true }));
    const back = { taskStatus: 0, finishedAt: null, comments: null };
    expect(outcomeOf(await stage.operations.updateTaskStatus({ ...stage.as('jane'), ...back }))).to.equal('done');
    expect((await stage.shares()).map(({ user_id, ends_at }) => [user_id, ends_at])).to.deep.equal([
      [PEOPLE.jane, null],
    ]);
    await stage.letPass(60);
    expect(await stage.look()).to.equal(0);
  });

  it('the finish date is corrected by the holder who may, and by a supervisor', async () => {
    await stage
      .knex('tasks')
      .where({ id: 4812 })
      .update({ permissions: ['ChangeFinishdate'] });
    await assign(user('jane'), user('carol'));
    await all();
    expect(await complete('jane')).to.equal('done');
    expect(await complete('carol')).to.equal('done');
    const correct = async (who: Who) =>
      outcomeOf(await stage.operations.updateTaskFinishDate({ ...stage.as(who), finishedAt: new Date() }));
    expect(await correct('jane')).to.equal('access-denied');
    expect(await correct('carol')).to.equal('done');
    expect(await correct('john')).to.equal('done');
  });

  it('a due date is moved by each who is asked and may', async () => {
    await add(user('carol'));
    const newDueAt = new Date(Date.now() + 86_400_000);
    const move = async (who: Who) =>
      outcomeOf(await stage.operations.changeTaskDueDate({ ...stage.as(who), newDueAt, allowedStartHours: 0 }));
    expect(await move('carol')).to.equal('done');
    expect(await move('alice')).to.equal('access-denied');
    expect(await stage.task()).to.include({ status: 'DueDateChanged', assignee_id: PEOPLE.jane, sharing: 2 });
  });

  it('removing it takes its shares along, and history keeps them', async () => {
    await stage.knex('workflows').update({ definition_revision: 1 });
    await add(user('carol'));
    expect(outcomeOf(await stage.operations.deleteTask(stage.as('john')))).to.equal('done');
    expect(await stage.shares()).to.deep.equal([]);
    expect(await stage.knex('task_sharing')).to.deep.equal([]);
    const removal = (await stage.history()).at(-1)?.details as { old: { shares: { user_id: number }[] } };
    expect(removal.old.shares.map(({ user_id }) => user_id)).to.deep.equal([PEOPLE.jane, PEOPLE.carol]);
  });
});
