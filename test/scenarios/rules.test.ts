import { expect } from 'chai';
import { LOGINS, type Json } from '../support/five-apis/office.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, alice, john } = LOGINS;
const BOTH = { assignees: [{ user: jane }, { user: alice }] };
const APPROVAL = { requirements: [{ type: 'Approval' }] };
const DONE = { resolution_state: 'completed' };
const UNDECIDED = 'This task cannot be completed. It requires a decision.';
const UNSAID = 'This task cannot be completed. It requires a comment.';

describe('what completes a task of several', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('rules');
  });

  after(() => scene.close());

  const setRule = (task: number, rule: string): Promise<{ readonly status: number }> =>
    scene.box('john', 'PUT', `/tasks/${task}`, { completion_rule: rule });
  const decide = (who: 'jane' | 'alice', taskId: number, approvalDecision: 5 | 6): Promise<string> =>
    scene.as[who].legacy('SetTaskApprovalStatus', { taskId, approvalDecision });
  /** A task of a document of its own, of which Jane has read the newest version, that demands so. */
  const toRead = (name: string, task: Json): Promise<number> => {
    const path = `/Corporate/Legal/${name}.pdf`;
    return scene.given(
      { ...task, document: path, requirements: [{ type: 'LastestVersionRead' }] },
      { documents: [{ path, version: 2, reads: [{ user: jane }] }] },
    );
  };
  const inStep = (workflow: string, number: number): Json => ({ workflow, step: { number, name: `Step ${number}` } });

  it('39: taking away the only one who is still asked completes it', async () => {
    const { as, given, sees } = scene;
    const task = await given();
    expect(await as.john.add(task, 'alice')).to.equal('done');
    expect(await as.jane.completeTask(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress alice');
    expect(await as.john.remove(task, 'alice')).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed jane');
  });

  it('40: … but where nobody was done leaves it open, in the end to nobody', async () => {
    const { as, given, sees } = scene;
    const task = await given();
    expect(await as.john.add(task, 'alice')).to.equal('done');
    expect(await as.john.remove(task, 'alice')).to.equal('done');
    expect(await sees('B', task)).to.equal('open [jane:incomplete]');
    expect(await as.john.remove(task, 'jane')).to.equal('done');
    expect(await sees('B', task)).to.equal('open []');
    expect(await sees('L', task)).to.equal('InProgress nobody');
  });

  it('41: one is enough from now on, and one is done: it is completed at once', async () => {
    const { as, given, sees } = scene;
    const task = await given(BOTH);
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress jane');
    expect((await setRule(task, 'any_assignee')).status).to.equal(200);
    expect(await sees('B', task)).to.equal('completed any [jane:incomplete alice:completed]');
  });

  for (let round = 1; round <= 3; round++) {
    it(`42: where one is enough and two are done at once, one of them is told so (${round})`, async () => {
      const { as, given, sees } = scene;
      const task = await given({ ...BOTH, completionRule: 'any' });
      const outcomes = await Promise.all([as.jane.put(task, 'jane', DONE), as.alice.put(task, 'alice', DONE)]);
      expect(outcomes).to.have.members(['done', '403']);
      const winner = outcomes[0] === 'done' ? 'jane' : 'alice';
      expect(await sees('L', task)).to.equal(`Completed ${winner}`);
    });
  }

  it('43: approved by one and rejected by the other it is rejected, and its workflow stops then, not before', async () => {
    const { as, givenAll, sees, element } = scene;
    const [task = 0, next = 0, other = 0] = await givenAll(
      [
        { ...inStep('Rejecting', 1), ...BOTH, ...APPROVAL },
        { ...inStep('Rejecting', 2), status: 'NotStarted' },
        { ...inStep('Rejecting', 1), assignee: john },
      ],
      { workflows: [{ name: 'Rejecting' }] },
    );
    expect(await as.jane.put(task, 'jane', { resolution_state: 'rejected' })).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress alice');
    expect(await element(other, 'TaskStatus')).to.equal('InProgress');
    expect(await as.alice.put(task, 'alice', { resolution_state: 'approved' })).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed alice Rejected');
    expect(await sees('B', task)).to.equal('completed [jane:rejected alice:approved]');
    expect(await element(other, 'TaskStatus')).to.equal('Dropped');
    expect(await element(next, 'TaskStatus')).to.equal('Dropped');
  });

  it('44: the decision of the second is none of the first', async () => {
    const { as, given, sees } = scene;
    const task = await given({ ...BOTH, ...APPROVAL });
    expect(await decide('alice', task, 6)).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress jane');
    expect(await as.jane.completeTask(task)).to.equal(UNDECIDED);
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress jane');
  });

  it('45: the comment of the first is none of the second', async () => {
    const { as, given, sees } = scene;
    const task = await given({ ...BOTH, requirements: [{ type: 'Comments' }] });
    expect(await as.jane.completeTask(task, 'Mine is done.')).to.equal('done');
    expect(await as.alice.completeTask(task)).to.equal(UNSAID);
    expect(await as.alice.put(task, 'alice', DONE)).to.equal('400');
    expect(await as.alice.completeTask(task, 'Mine too.')).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed alice');
  });

  it('46: what has to be read each has to read', async () => {
    const { as, sees } = scene;
    const task = await toRead('ReadByBoth', BOTH);
    expect(await as.jane.completeTask(task)).to.equal('done');
    expect(await as.alice.completeTask(task)).to.match(/^This task cannot be completed/);
    expect(await sees('L', task)).to.equal('InProgress alice');
  });

  it('47: the owner who completes for the assignee has to have read it', async () => {
    const { as, sees } = scene;
    const unread = await toRead('ReadByJane', {});
    expect(await as.john.complete(unread)).to.equal('400');
    expect(await sees('L', unread)).to.equal('InProgress jane');
    const read = await toRead('ReadByOwner', { assignee: alice, assignedBy: jane });
    expect(await as.jane.complete(read)).to.equal('done');
    expect(await sees('L', read)).to.equal('Completed alice');
  });

  it('48: an approval that Orkes only saves is none yet', async () => {
    const { as, given, sees } = scene;
    const task = await given({ ...APPROVAL, claimedBy: jane });
    expect(await as.jane.save(task, { approve: 'Yes' })).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress jane');
    expect(await as.jane.complete(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed jane Approved');
  });

  it('70: a step waits for a task of two until both are done', async () => {
    const { as, givenAll, element } = scene;
    const [task = 0, other = 0, next = 0] = await givenAll(
      [
        { ...inStep('Waiting', 1), ...BOTH },
        { ...inStep('Waiting', 1), assignee: LOGINS.bob },
        { ...inStep('Waiting', 2), status: 'NotStarted' },
      ],
      { workflows: [{ name: 'Waiting' }] },
    );
    expect(await as.bob.completeTask(other)).to.equal('done');
    expect(await as.jane.completeTask(task)).to.equal('done');
    expect(await element(next, 'TaskStatus')).to.equal('NotStarted');
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await element(next, 'TaskStatus')).to.equal('InProgress');
  });

  it('71: where one task of a step is enough, the one that is half done is dropped, and those still asked are told', async () => {
    const { as, givenAll, sees, told, knex } = scene;
    const [task = 0, other = 0] = await givenAll(
      [
        { ...inStep('Enough', 1), ...BOTH },
        { ...inStep('Enough', 1), assignee: LOGINS.bob },
      ],
      { workflows: [{ name: 'Enough', steps: [{ number: 1, enough: 'any' }] }] },
    );
    expect(await as.jane.completeTask(task)).to.equal('done');
    expect(await as.bob.completeTask(other)).to.equal('done');
    expect(await sees('L', task)).to.match(/^Dropped /);
    const states = await knex('task_shares').where({ task_id: task }).orderBy('position').pluck('state');
    expect(states).to.deep.equal(['done', 'left']);
    expect(await told(task, 'TaskDropped')).to.include('alice');
  });
});
