import { expect } from 'chai';
import { reassignment } from '../office.ts';
import { doneOf, useOffice, outcomeOf, PEOPLE, team, user, type SharesStage } from './office-shares.ts';

/** What the legacy operations make of tasks that other APIs shared; the office's Legal are Jane and Carol. */
describe('legacy operations on a shared task', () => {
  const openOffice = useOffice('legacy_on_shares');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
  });

  afterEach(() => stage.end());

  const add = async (...people: ('alice' | 'carol')[]) => {
    for (const who of people) doneOf(await stage.operations.addShare({ ...stage.as('jane'), ask: user(who) }));
  };
  const complete = async (who: 'jane' | 'alice' | 'carol' | 'john', comments = '') =>
    outcomeOf(await stage.operations.completeTask({ ...stage.as(who), comments }));
  const states = async (id = 4812) => (await stage.shares(id)).map(({ user_id, state }) => [user_id, state]);
  const successor = async () => Number((await stage.task()).reassigned_to_id);

  it('completes the caller’s share, and the task with the last one', async () => {
    await add('carol');
    expect(await complete('jane', 'First.')).to.equal('done');
    expect(await stage.task()).to.include({ status: 'InProgress', assignee_id: PEOPLE.carol, comments: 'First.' });
    expect(await complete('jane')).to.equal('access-denied');
    expect(await complete('carol')).to.equal('done');
    expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.carol, sharing: 1 });
    expect(await complete('carol')).to.equal('task-completed');
  });

  it('completes a claimed task by its claimant alone', async () => {
    await add('alice');
    doneOf(await stage.operations.claimTask(stage.as('alice')));
    expect(await complete('jane')).to.equal('access-denied');
    expect(await complete('alice')).to.equal('done');
    expect(await stage.task()).to.include({ status: 'InProgress', assignee_id: PEOPLE.jane });
  });

  it('completes a task that nobody was asked for as its claimant’s', async () => {
    doneOf(await stage.operations.unassignTask(stage.as('jane')));
    doneOf(await stage.operations.claimTask({ ...stage.as('carol'), opensToAll: true }));
    expect(await complete('jane')).to.equal('access-denied');
    expect(await complete('carol', 'Done.')).to.equal('done');
    expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.carol, comments: 'Done.' });
    expect(await stage.shares()).to.have.length(1);
    expect((await stage.shares())[0]).to.include({ user_id: PEOPLE.carol, state: 'done', message: 'Done.' });
  });

  it('leaves a task that a member of its team completes to the team, and a claimed one to the claimant', async () => {
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks: [team] }));
    expect(await complete('carol')).to.equal('done');
    expect(await stage.task()).to.include({ status: 'Completed', assignee_id: null, team_id: 3 });

    doneOf(await stage.operations.claimTask(stage.as('carol', 4801)));
    expect(outcomeOf(await stage.operations.completeTask({ ...stage.as('carol', 4801), comments: '' }))).to.equal(
      'done',
    );
    expect(await stage.task(4801)).to.include({ status: 'Completed', assignee_id: PEOPLE.carol, team_id: null });
  });

  it('asks each share for its own comment and its own decision', async () => {
    await stage.knex('tasks').where({ id: 4812 }).update({ requirements: '[{"type":"Approval"},{"type":"Comments"}]' });
    await add('carol');
    const { operations, as } = stage;
    expect(outcomeOf(await operations.setTaskApprovalStatus({ ...as('carol'), decision: 5 }))).to.equal('done');
    expect(await stage.task()).to.include({ approval_status: 'NoResult' });
    expect(await complete('jane', 'Fine.')).to.equal('approval-required');
    expect(outcomeOf(await operations.setTaskApprovalStatus({ ...as('jane'), decision: 6 }))).to.equal('done');
    expect(await complete('jane')).to.equal('done');
    expect(await stage.task()).to.include({ status: 'InProgress', approval_status: 'Rejected', comments: 'Fine.' });
    expect(await complete('carol')).to.equal('comments-required');
    expect(outcomeOf(await operations.setTaskComment({ ...as('carol'), comments: 'No.' }))).to.equal('done');
    expect(await complete('carol')).to.equal('done');
    expect(await stage.task()).to.include({ status: 'Completed', approval_status: 'Rejected' });
    expect((await stage.shares()).map(({ resolution, message }) => [resolution, message])).to.deep.equal([
      ['approved', 'Fine.'],
      ['rejected', 'No.'],
    ]);
  });

  it('gives nobody’s task to its supervisor only', async () => {
    doneOf(await stage.operations.unassignTask(stage.as('jane')));
    expect(await complete('john')).to.equal('access-denied');
    expect(await complete('jane')).to.equal('access-denied');
    const { credential } = stage.as('john');
    expect(outcomeOf(await stage.operations.reassignTask(reassignment(stage.as('jane').credential)))).to.equal(
      'access-denied',
    );
    expect(outcomeOf(await stage.operations.reassignTask(reassignment(credential)))).to.equal('done');
    expect(await stage.task(await successor())).to.include({ assignee_id: PEOPLE.alice, sharing: 0 });
  });

  it('drops the task for all who were asked', async () => {
    await add('carol');
    const dropped = await stage.operations.updateTaskStatus({
      ...stage.as('carol'),
      taskStatus: -1,
      finishedAt: null,
      comments: null,
    });
    expect(outcomeOf(dropped)).to.equal('done');
    expect(await stage.task()).to.include({ status: 'Dropped', assignee_id: PEOPLE.jane, sharing: 1 });
    expect(await states()).to.deep.equal([
      [PEOPLE.jane, 'left'],
      [PEOPLE.carol, 'left'],
    ]);
  });

  it('shows the name of whoever from outside has it, and nobody as nobody', async () => {
    const shown = async () => {
      const outcome = await stage.operations.getTask(stage.as('john'));
      return 'task' in outcome ? [outcome.task.assigneeId, outcome.task.assigneeLogin] : outcome;
    };
    expect(await shown()).to.deep.equal([PEOPLE.jane, 'jane.doe']);
    const asks = [{ name: { kind: 'anyone', text: 'Notary Ltd' } as const }];
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks }));
    expect(await shown()).to.deep.equal([null, 'Notary Ltd']);
    const namedAs = { userType: 'EXTERNAL_USER', user: 'Deputy' };
    const inNameOf = { name: 'Deputy', namedAs };
    doneOf(await stage.operations.claimTask({ ...stage.as('john'), inNameOf, overrides: true }));
    expect(await shown()).to.deep.equal([null, 'Deputy']);
    doneOf(await stage.operations.unassignTask(stage.as('john')));
    expect(await shown()).to.deep.equal([null, null]);
  });

  describe('handing it over', () => {
    const reassign = async (who: 'jane' | 'john' | 'carol', reassignTo: string) =>
      outcomeOf(await stage.operations.reassignTask(reassignment(stage.as(who).credential, { reassignTo })));

    it('puts the receiver in the caller’s place, first, and takes the others along', async () => {
      await add('alice', 'carol');
      expect(await complete('alice', 'Mine is done.')).to.equal('done');
      expect(await reassign('carol', 'john.smith')).to.equal('done');
      expect(await stage.task()).to.include({ status: 'Reassigned', sharing: 1 });
      expect(await states()).to.deep.equal([
        [PEOPLE.jane, 'left'],
        [PEOPLE.alice, 'done'],
        [PEOPLE.carol, 'left'],
      ]);
      const id = await successor();
      expect(await stage.task(id)).to.include({ assignee_id: PEOPLE.john, sharing: 2, status: 'InProgress' });
      expect(await states(id)).to.deep.equal([
        [PEOPLE.john, 'asked'],
        [PEOPLE.jane, 'asked'],
        [PEOPLE.alice, 'done'],
      ]);
      const old = (await stage.shares()).map((share) => share.id);
      expect((await stage.shares(id)).filter((share) => old.includes(share.id))).to.deep.equal([]);
      const [row] = (await stage.history()).slice(-1);
      expect(row).to.include({ old_assignee_id: PEOPLE.carol, new_assignee_id: PEOPLE.john });
      expect(await stage.told('TaskReassigned')).to.deep.equal([PEOPLE.john, PEOPLE.carol]);
    });

    it('leaves the receiver alone who was there already', async () => {
      await add('alice');
      expect(await reassign('jane', 'alice.jones')).to.equal('done');
      const id = await successor();
      expect(await stage.task(id)).to.include({ assignee_id: PEOPLE.alice, sharing: 0 });
      expect(await stage.shares(id)).to.deep.equal([]);
    });

    it('lets a claimant or a supervisor only, and ends the claim', async () => {
      await add('carol');
      doneOf(await stage.operations.claimTask(stage.as('carol')));
      expect(await reassign('jane', 'alice.jones')).to.equal('access-denied');
      expect(await reassign('john', 'alice.jones')).to.equal('done');
      const id = await successor();
      expect(await states(id)).to.deep.equal([
        [PEOPLE.alice, 'asked'],
        [PEOPLE.jane, 'asked'],
      ]);
      expect((await stage.knex('task_sharing').where({ task_id: id }).first()) as object).to.include({
        claimant_id: null,
      });
    });

    it('leaves tiers to come behind', async () => {
      const tiers = [
        { ...user('jane'), slaMinutes: 20 },
        { ...user('carol'), slaMinutes: 0 },
      ];
      doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks: tiers, inTiers: true }));
      expect(await reassign('carol', 'alice.jones')).to.equal('access-denied');
      expect(await reassign('jane', 'alice.jones')).to.equal('done');
      expect(await states()).to.deep.equal([[PEOPLE.jane, 'left']]);
      expect(await stage.task(await successor())).to.include({ assignee_id: PEOPLE.alice, sharing: 0 });
      const [, reassigned] = await stage.history();
      expect(reassigned).to.have.nested.property('details.old.shares').that.has.length(tiers.length);
    });
  });
});
