import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import type { TaskName } from '../../../src/core/assignment/sharing-facts.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

describe('the chain of a task on a real database', () => {
  let john: Credential;
  let jane: Credential;
  const stage = useStage('supervision_chain', {
    load: async (knex) => {
      await loadOffice(knex);
      john = await ticketOf(knex, 'john.smith');
      jane = await ticketOf(knex, 'jane.doe');
    },
  });

  const chainOf = async (task: TaskName, credential: Credential = john) => {
    const chain = await stage.operations.readTaskChain({ credential, client: '192.0.2.7', subjectId: null, task });
    if (isRefused(chain)) throw new Error(`refused: ${chain.refused}`);
    return chain;
  };

  /** Jane to Bob, which Alice gets; Alice to Carol. */
  beforeEach(async () => {
    await stage.operations.reassignTask(reassignment(jane, { reassignTo: 'bob.jones' }));
    const alice = await ticketOf(stage.knex, 'alice.jones');
    await stage.operations.reassignTask(
      reassignment(alice, { taskId: 4813, reassignTo: 'carol.king', sendTaskNotice: false }),
    );
  });

  it('is the same by any id of it', async () => {
    const whole = await chainOf({ id: 4812 });
    expect(whole.tasks.map(({ id }) => id)).to.deep.equal([4812, 4813, 4814]);
    const uuid = String((await stage.task(4813)).uuid);
    for (const name of [{ id: 4813 }, { id: 4814 }, { uuid }, { shareId: 4814 }]) {
      expect(await chainOf(name)).to.deep.equal(whole);
    }
  });

  it('tells every step with who, how, what and whom it told', async () => {
    const { steps, isWhole } = await chainOf({ id: 4814 });
    expect(isWhole).to.equal(true);
    expect(steps.map((step) => [step.taskId, step.userId, step.oldAssigneeId, step.newAssigneeId])).to.deep.equal([
      [4812, 12, 12, 15],
      [4813, 15, 15, 20],
    ]);
    expect(steps[0]).to.deep.include({ api: 'asmx', operation: 'ReassignTask', credential: 'ticket' });
    expect(steps[0]?.redirectPath).to.deep.equal([9, 15]);
    const told = steps.map(({ mails }) => mails.map(({ topic, recipientId }) => `${topic} ${recipientId}`));
    expect(told[0]).to.have.members(['TaskAssigned 15', 'TaskReassigned 7', 'TaskReassigned 12']);
    expect(told[1]).to.have.members(['TaskReassigned 12', 'TaskReassigned 15']);
  });

  it('has what became of mails', async () => {
    const at = new Date('2024-04-01T12:00:00Z');
    await stage
      .knex('notices')
      .where({ topic: 'TaskAssigned' })
      .update({ given_up_at: at, attempts: 9, last_error: 'no' });
    const mails = (await chainOf({ id: 4812 })).steps.flatMap((step) => step.mails);
    expect(mails.find(({ topic }) => topic === 'TaskAssigned')).to.deep.include({
      givenUpAt: at,
      sentAt: null,
      attempts: 9,
      lastError: 'no',
    });
  });

  it('is shown to whoever had one of its tasks, and to no stranger', async () => {
    for (const login of ['jane.doe', 'alice.jones', 'carol.king']) {
      const chain = await chainOf({ id: 4814 }, await ticketOf(stage.knex, login));
      expect(chain.tasks).to.have.length(3);
    }
    const dave = await ticketOf(stage.knex, 'dave.hall');
    const question = { credential: dave, client: '', subjectId: null, task: { id: 4814 } };
    expect(await stage.operations.readTaskChain(question)).to.deep.equal({ refused: 'access-denied' });
  });

  it('has the history of the first task where that was removed, and says that it is not whole', async () => {
    await stage.knex('tasks').where({ id: 4812 }).delete();
    const { tasks, steps, isWhole } = await chainOf({ id: 4814 });
    expect(tasks.map(({ id }) => id)).to.deep.equal([4813, 4814]);
    expect(steps.map(({ taskId }) => taskId)).to.deep.equal([4812, 4813]);
    expect(isWhole).to.equal(false);
  });

  it('does not go round for ever where stored tasks do', async () => {
    await stage.knex('tasks').where({ id: 4814 }).update({ reassigned_to_id: 4812 });
    expect((await chainOf({ id: 4812 })).tasks.map(({ id }) => id)).to.have.members([4812, 4813, 4814]);
  });

  it('is read in four exchanges', async () => {
    await chainOf({ id: 4812 });
    expect(await countQueries(() => chainOf({ id: 4812 }))).to.be.at.most(4);
  });
});
