import { expect } from 'chai';
import { LOGINS } from '../support/five-apis/office.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, alice, bob } = LOGINS;
const BOTH = { assignees: [{ user: jane }, { user: alice }] };
const ALICE_DONE = {
  assignees: [{ user: jane }, { user: alice, resolution: 'completed', message: 'Mine is done.' }],
};

describe('ReassignTask of a task of several', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('reassignment');
  });

  after(() => scene.close());

  it('49: to one who is done asks that one again, alone', async () => {
    const { as, given, sees } = scene;
    const successor = await as.john.reassignTask(await given(ALICE_DONE), 'alice');
    expect(await sees('B', successor)).to.equal('open [alice:incomplete]');
  });

  it('50: to another keeps the one who is done, with the message', async () => {
    const { as, given, sees, assignments, box } = scene;
    const successor = await as.john.reassignTask(await given(ALICE_DONE), 'carol');
    expect(await sees('B', successor)).to.equal('open [carol:incomplete alice:completed]');
    const { alice: id = '' } = await assignments(successor);
    expect((await box('john', 'GET', `/task_assignments/${id}`)).json.message).to.equal('Mine is done.');
  });

  it('51: by one of two to the other leaves the other alone, and all are wanted', async () => {
    const { as, given, sees } = scene;
    const successor = await as.jane.reassignTask(await given({ ...BOTH, completionRule: 'any' }), 'alice');
    expect(await sees('B', successor)).to.equal('open [alice:incomplete]');
  });

  it('52: by Jane, who is asked beside Legal, to Alice lets Legal come along behind her', async () => {
    const { as, given, sees } = scene;
    const task = await given({ assignees: [{ user: jane }, { team: 'Legal' }] });
    const successor = await as.jane.reassignTask(task, 'alice');
    expect(await sees('B', successor)).to.equal('open [alice:incomplete Legal:incomplete]');
  });

  it('53: by Legal’s Alice to Legal’s Bob leaves Bob alone', async () => {
    const { as, given, sees } = scene;
    const successor = await as.alice.reassignTask(await given({ team: 'Legal' }), 'bob');
    expect(await sees('B', successor)).to.equal('open [bob:incomplete]');
  });

  it('54: of what a name from outside has claimed puts the receiver in the place of the claimed share', async () => {
    const { as, given, sees } = scene;
    const task = await given(BOTH);
    expect(await as.john.claimFor(task, 'Notary Ltd')).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress Notary Ltd');
    const successor = await as.john.reassignTask(task, 'carol');
    expect(await sees('B', successor)).to.equal('open [carol:incomplete alice:incomplete]');
    expect(await sees('O', successor)).to.equal('ASSIGNED carol');
  });

  it('55: mails no co-assignee, who finds the successor in the list', async () => {
    const { as, given, told } = scene;
    const task = await given({ assignees: [{ user: jane }, { user: alice }, { user: bob }] });
    const successor = await as.jane.reassignTask(task, 'carol');
    const mailed = [...(await told(task, 'TaskReassigned')), ...(await told(successor, 'TaskAssigned'))];
    expect(mailed).to.include('carol').and.not.include('alice').and.not.include('bob');
    expect(await as.bob.tasksOf('bob')).to.include(successor);
  });

  it('56: is not for an administrator', async () => {
    const { as, given, sees } = scene;
    const task = await given(BOTH);
    expect(await as.ada.triesToReassign(task, 'carol')).to.equal('Access Denied');
    expect(await sees('L', task)).to.equal('InProgress jane');
  });

  it('57: … whose changes through the other APIs are welcome', async () => {
    const { as, given, sees } = scene;
    const task = await given();
    expect(await as.ada.update(task, 'alice')).to.equal('done');
    expect(await as.ada.changeAssignees(task, 'carol')).to.equal('done');
    expect(await as.ada.reassignInTiers(task, ['jane', 20], ['bob', 0])).to.equal('done');
    expect(await as.ada.add(task, 'alice')).to.equal('done');
    expect(await sees('W', task)).to.equal('ACTIVE [jane alice]');
  });
});

describe('TransferUserTasks of a task of several', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('transfer');
  });

  after(() => scene.close());

  const transfer = (): Promise<string> =>
    scene.as.ada.legacy('TransferUserTasks', { fromUserName: jane, toUserName: alice });

  it('58: to one who is asked too leaves one assignment, in the place of the first', async () => {
    const { given, assignments, sees } = scene;
    const task = await given(BOTH);
    const before = await assignments(task);
    expect(await transfer()).to.equal('done');
    expect(await sees('B', task)).to.equal('open [alice:incomplete]');
    expect(await assignments(task)).to.deep.equal({ alice: before.jane });
  });

  it('59: to one who is done leaves that, and asks for what is moved', async () => {
    const { given, sees } = scene;
    const task = await given(ALICE_DONE);
    expect(await transfer()).to.equal('done');
    expect(await sees('B', task)).to.equal('open [alice:incomplete alice:completed]');
    expect(await sees('L', task)).to.equal('InProgress alice');
  });

  it('60: moves a claim', async () => {
    const { given, sees } = scene;
    const task = await given({ team: 'Night', claimedBy: jane }, { teams: [{ name: 'Night', members: [jane] }] });
    expect(await transfer()).to.equal('done');
    expect(await sees('O', task)).to.equal('IN_PROGRESS Night claimed:alice');
  });

  it('61: moves a tier that is to come', async () => {
    const { as, given, sees } = scene;
    const task = await given({ tiers: [{ user: bob, slaMinutes: 20 }, { user: jane }] });
    expect(await transfer()).to.equal('done');
    expect(await as.john.skip(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('InProgress alice');
  });
});
