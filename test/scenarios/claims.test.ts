import { expect } from 'chai';
import { LOGINS } from '../support/five-apis/office.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, alice } = LOGINS;
const LEGALS = { team: 'Legal' };
const NOBODYS = { assignee: null };

describe('a claim', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('claims');
  });

  after(() => scene.close());

  it('1: Jane claims through Orkes and completes through CompleteTask', async () => {
    const { as, given, sees } = scene;
    const task = await given();
    expect(await as.jane.claim(task)).to.equal('done');
    expect(await as.jane.completeTask(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed jane');
    expect(await sees('O', task)).to.equal('COMPLETED jane claimed:jane');
    expect(await as.jane.release(task)).to.equal('400');
  });

  it('2: of a task that Alice has claimed Bob cannot do their team’s part', async () => {
    const { as, given, sees } = scene;
    const task = await given(LEGALS);
    expect(await as.alice.claimStep(task)).to.equal('done');
    expect(await as.bob.completeTask(task)).to.equal('Access Denied');
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed alice');
  });

  it('3: what nobody has claimed Bob completes for the team, whose it stays', async () => {
    const { as, given, sees, element } = scene;
    const task = await given(LEGALS);
    expect(await as.bob.completeTask(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed Legal');
    expect(await element(task, 'AssigneeType')).to.equal('Group');
    expect(await as.alice.completeTask(task)).to.equal('Task already completed');
  });

  it('4: what Alice claims and completes is hers, and the assignment the team’s', async () => {
    const { as, given, sees, element } = scene;
    const task = await given(LEGALS);
    expect(await as.alice.claim(task)).to.equal('done');
    expect(await as.alice.complete(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed alice');
    expect(await element(task, 'AssigneeType')).to.equal('User');
    expect(await sees('B', task)).to.equal('completed [Legal:completed]');
  });

  it('5: Alice claims what Jane is asked for too, and Jane waits until she is done', async () => {
    const { as, given, sees } = scene;
    const task = await given({ assignees: [{ user: jane }, { user: alice }] });
    expect(await as.alice.claim(task)).to.equal('done');
    expect(await as.jane.completeTask(task)).to.equal('Access Denied');
    expect(await as.alice.complete(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress jane');
    expect(await sees('O', task)).to.equal('ASSIGNED jane');
  });

  it('6: Alice claims Jane’s task by override and completes Jane’s share', async () => {
    const { as, given, sees, knex } = scene;
    const task = await given({ supervisor: alice });
    expect(await as.alice.claim(task)).to.equal('403');
    expect(await as.alice.claim(task, '?overrideAssignment=true')).to.equal('done');
    expect(await as.alice.complete(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed alice');
    expect(await sees('B', task)).to.equal('completed [jane:completed]');
    expect(await knex('task_shares').where({ task_id: task }).pluck('resolved_by_id')).to.deep.equal([15]);
  });

  it('7: Carol claims and completes what nobody is asked for, and has an assignment then', async () => {
    const { as, given, sees } = scene;
    const task = await given(NOBODYS);
    expect(await as.carol.claim(task)).to.equal('done');
    expect(await sees('B', task)).to.equal('open []');
    expect(await as.carol.complete(task)).to.equal('done');
    expect(await sees('B', task)).to.equal('completed [carol:completed]');
    expect(await sees('L', task)).to.equal('Completed carol');
  });

  it('7: … completes it through CompleteTask, with the decision that she made there', async () => {
    const { as, given, sees } = scene;
    const task = await given({ ...NOBODYS, requirements: [{ type: 'Approval' }] });
    expect(await as.carol.claim(task)).to.equal('done');
    expect(await as.carol.legacy('SetTaskApprovalStatus', { taskId: task, approvalDecision: 6 })).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress carol Approved');
    expect(await as.carol.save(task, { seen: true })).to.equal('done');
    expect(await as.carol.completeTask(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed carol Approved');
    expect(await sees('B', task)).to.equal('completed [carol:approved]');
  });

  it('7: … completes it through Orkes, with the decision that she made in the legacy API', async () => {
    const { as, given, sees } = scene;
    const task = await given({ ...NOBODYS, requirements: [{ type: 'Approval' }] });
    expect(await as.carol.claim(task)).to.equal('done');
    expect(await as.carol.legacy('SetTaskApprovalStatus', { taskId: task, approvalDecision: 5 })).to.equal('done');
    expect(await as.carol.complete(task)).to.equal('done');
    expect(await sees('M', task)).to.equal('COMPLETED_FAIL carol locked');
  });

  it('7: … gives it back, and nothing is left of her decision', async () => {
    const { as, given, sees } = scene;
    const task = await given({ ...NOBODYS, requirements: [{ type: 'Approval' }] });
    expect(await as.carol.claim(task)).to.equal('done');
    expect(await as.carol.legacy('SetTaskApprovalStatus', { taskId: task, approvalDecision: 6 })).to.equal('done');
    expect(await as.carol.release(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress nobody');
    expect(await as.alice.claim(task)).to.equal('done');
    expect(await as.alice.completeTask(task)).to.equal('This task cannot be completed. It requires a decision.');
  });

  it('8: John cannot complete what nobody is asked for, and can hand it on', async () => {
    const { as, given, sees } = scene;
    const task = await given(NOBODYS);
    expect(await as.john.completeTask(task)).to.equal('Access Denied');
    const successor = await as.john.reassignTask(task, 'alice');
    expect(await sees('L', successor)).to.equal('InProgress alice');
  });

  it('9: John completes through Orkes what nobody is asked for, without a claim', async () => {
    const { as, given, sees } = scene;
    const task = await given(NOBODYS);
    expect(await as.john.complete(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed john');
    expect(await sees('B', task)).to.equal('completed [john:completed]');
  });

  it('10: Alice cannot claim through WorldServer what nobody is asked for', async () => {
    const { as, given, sees } = scene;
    const task = await given(NOBODYS);
    expect(await as.alice.claimStep(task)).to.equal('403');
    expect(await sees('O', task)).to.equal('ASSIGNED nobody');
  });

  it('91: while the document is offline a claimed task is given back and not completed, and its tiers go on', async () => {
    const { as, given, sees, catchUp, letPass } = scene;
    const document = { document: '/Corporate/Archive/Old.pdf' };
    const task = await given({
      ...document,
      tiers: [{ user: jane, slaMinutes: 20 }, { user: alice }],
      claimedBy: jane,
    });
    expect(await as.jane.completeTask(task)).to.equal('Document offline');
    expect(await as.jane.complete(task)).to.equal('400');
    expect(await as.jane.release(task)).to.equal('done');
    expect(await sees('O', task)).to.equal('ASSIGNED jane');
    await letPass(task, 20);
    await catchUp();
    expect(await sees('L', task)).to.equal('InProgress alice');
  });
});
