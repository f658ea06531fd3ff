import { expect } from 'chai';
import { disableUser } from '../../src/store/access/accounts.ts';
import { LOGINS, PEOPLE, type Json } from '../support/five-apis/office.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, alice, bob, carol, dave, tom } = LOGINS;
const MINUTE_MS = 60_000;

const tier = (user: string, slaMinutes = 0): Json => ({ user, slaMinutes });
const OVER = { tierStartedAt: '-PT21M' };
const TWO = { tiers: [tier(jane, 20), tier(alice, 30)] };

describe('tiers', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('tiers');
  });

  after(() => scene.close());

  const steps = (task: number): Promise<readonly Json[]> => scene.history(task, 'Escalation');
  const endOf = async (task: number): Promise<number> => {
    const [end] = (await scene.knex('task_shares').where({ task_id: task, state: 'asked' }).pluck('ends_at')) as Date[];
    return Math.round(((end?.getTime() ?? 0) - Date.now()) / MINUTE_MS);
  };

  for (let round = 1; round <= 3; round++) {
    it(`11: tier 1 claims at the very moment its time is over: one of both happens (${round})`, async () => {
      const { as, given, sees, catchUp } = scene;
      const task = await given({ ...TWO, ...OVER });
      const [claimed] = await Promise.all([as.jane.claim(task), catchUp()]);
      await catchUp();
      expect(claimed).to.be.oneOf(['done', '403']);
      expect(await steps(task)).to.have.length(claimed === 'done' ? 0 : 1);
      expect(await sees('O', task)).to.equal(claimed === 'done' ? 'IN_PROGRESS jane claimed:jane' : 'ASSIGNED alice');
    });
  }

  it('12: nothing happens to a tier that has claimed when its minutes pass', async () => {
    const { as, given, sees, version, letPass, catchUp } = scene;
    const task = await given(TWO);
    expect(await as.jane.claim(task)).to.equal('done');
    const before = await version(task);
    await letPass(task, 21);
    await catchUp();
    expect(await sees('O', task)).to.equal('IN_PROGRESS jane claimed:jane');
    expect(await version(task)).to.equal(before);
  });

  it('13: … then released, it has all its minutes again', async () => {
    const { as, given, sees, letPass, catchUp } = scene;
    const task = await given({ ...TWO, claimedBy: jane, tierStartedAt: '-PT40M' });
    expect(await as.jane.release(task)).to.equal('done');
    await letPass(task, 19);
    await catchUp();
    expect(await sees('O', task)).to.equal('ASSIGNED jane');
    await letPass(task, 1);
    await catchUp();
    expect(await sees('O', task)).to.equal('ASSIGNED alice');
  });

  it('14: escalation before tier 1’s ReassignTask takes the right to it', async () => {
    const { as, given, sees, catchUp } = scene;
    const task = await given({ ...TWO, ...OVER });
    await catchUp();
    expect(await as.jane.triesToReassign(task, 'carol')).to.equal('Access Denied');
    expect(await sees('L', task)).to.equal('InProgress alice');
  });

  it('14: … and after it finds a successor that the receiver has alone', async () => {
    const { as, given, sees, catchUp } = scene;
    const task = await given({ ...TWO, ...OVER });
    const successor = await as.jane.reassignTask(task, 'carol');
    await catchUp();
    expect(await sees('B', successor)).to.equal('open [carol:incomplete]');
    expect(await sees('L', task)).to.equal('Reassigned jane');
    expect(await steps(task)).to.have.length(0);
  });

  it('15: a Maxsight update under the version from before the escalation is refused', async () => {
    const { given, sees, maxsight, version, catchUp } = scene;
    const task = await given({ ...TWO, ...OVER });
    const before = await version(task);
    await catchUp();
    const update = {
      assigned_by_id: String(PEOPLE.john),
      assigned_to_id: String(PEOPLE.carol),
      assigned_to_type: 'USER',
      assignment_comment: null,
    };
    const told = await maxsight('john', 'PUT', `/tasks/${task}/update-assignment`, { update }, before);
    expect(told.status).to.equal(409);
    expect(told.json.updated_at).to.equal(await version(task));
    expect(await sees('M', task)).to.equal('INCOMPLETE alice');
  });

  it('15: … and one that was first leaves nothing to escalate', async () => {
    const { as, given, sees, catchUp } = scene;
    const task = await given({ ...TWO, ...OVER });
    expect(await as.john.update(task, 'carol')).to.equal('done');
    await catchUp();
    expect(await sees('M', task)).to.equal('INCOMPLETE carol');
  });

  it('16: a server that was away for 50 minutes is at tier 3, which ends 60 minutes after the start', async () => {
    const { given, sees, catchUp } = scene;
    const tiers = [tier(jane, 20), tier(alice, 20), tier(carol, 20), tier(bob)];
    const task = await given({ tiers, tierStartedAt: '-PT50M' });
    await catchUp();
    expect(await sees('L', task)).to.equal('InProgress carol');
    expect(await endOf(task)).to.equal(10);
    expect(await steps(task)).to.have.length(2);
  });

  it('17: a tier whose person is disabled by then is passed over, and the one after it asked at that moment', async () => {
    const { given, sees, catchUp, knex } = scene;
    const task = await given({ tiers: [tier(jane, 20), tier(dave, 20), tier(carol, 30)], tierStartedAt: '-PT25M' });
    await disableUser(knex, dave);
    await catchUp();
    expect(await sees('L', task)).to.equal('InProgress carol');
    expect(await endOf(task)).to.equal(25);
    expect(await steps(task)).to.have.length(1);
  });

  it('18: the substitute of a tier that is away is asked, and the legacy API shows whose work it was', async () => {
    const { given, sees, element, catchUp } = scene;
    const task = await given({ tiers: [tier(jane, 20), tier(tom, 20)], ...OVER });
    await catchUp();
    expect(await sees('L', task)).to.equal('InProgress alice');
    expect(await element(task, 'RedirectedFrom_UserID')).to.equal(String(PEOPLE.tom));
  });

  it('19: a tier who is asked through Box already is passed over', async () => {
    const { as, given, sees, letPass, catchUp } = scene;
    const task = await given({ tiers: [tier(jane, 20), tier(alice, 20), tier(carol)] });
    expect(await as.john.add(task, 'alice')).to.equal('done');
    await letPass(task, 20);
    await catchUp();
    expect(await sees('W', task)).to.equal('ACTIVE [alice carol]');
  });

  it('20: a team without an enabled member is asked for its minutes, and nobody mailed', async () => {
    const { given, sees, told, letPass, catchUp } = scene;
    const tiers = [tier(jane, 20), { team: 'Deserted', slaMinutes: 20 }, tier(carol)];
    const task = await given({ tiers, ...OVER }, { teams: [{ name: 'Deserted', members: ['gone.user'] }] });
    await catchUp();
    expect(await sees('L', task)).to.equal('InProgress Deserted');
    expect(await told(task, 'TaskAssigned')).to.deep.equal([]);
    await letPass(task, 20);
    await catchUp();
    expect(await sees('L', task)).to.equal('InProgress carol');
    expect(await told(task, 'TaskAssigned')).to.deep.equal(['carol']);
  });

  it('21: behind the last tier nobody is asked, and anybody may claim', async () => {
    const { as, given, sees, element, catchUp } = scene;
    const task = await given({ tiers: [tier(jane, 20)], ...OVER });
    await catchUp();
    expect(await sees('L', task)).to.equal('InProgress nobody');
    expect(await element(task, 'AssigneeID')).to.equal('0');
    expect(await sees('M', task)).to.equal('INCOMPLETE nobody');
    expect(await sees('W', task)).to.equal('ACTIVE []');
    expect(await as.carol.claim(task)).to.equal('done');
  });

  it('22: or the task is dropped, and its step waits, whatever else is completed', async () => {
    const { as, givenAll, sees, told, element, catchUp } = scene;
    const inStep = (number: number): Json => ({ workflow: 'Terminating', step: { number, name: `Step ${number}` } });
    const ends = { tiers: [tier(jane, 20)], afterTiers: 'terminate', ...OVER };
    const [timed = 0, other = 0, next = 0] = await givenAll(
      [
        { ...inStep(1), ...ends },
        { ...inStep(1), assignee: alice },
        { ...inStep(2), assignee: bob, status: 'NotStarted' },
      ],
      { workflows: [{ name: 'Terminating', supervisors: [carol] }] },
    );
    await catchUp();
    expect(await sees('L', timed)).to.equal('Dropped jane');
    expect(await told(timed, 'TaskTimedOut')).to.include('carol');
    expect(await as.alice.completeTask(other)).to.equal('done');
    expect(await element(next, 'TaskStatus')).to.equal('NotStarted');
    // Whoever removes it lets the step go on.
    expect(await as.john.legacy('DeleteTask', { taskId: timed })).to.equal('done');
    expect(await element(next, 'TaskStatus')).to.equal('InProgress');
  });

  it('23: Bob, added through Box, stays beside the tiers, and is first when tier 1 has run out', async () => {
    const { as, given, sees, letPass, catchUp } = scene;
    const task = await given(TWO);
    expect(await as.john.add(task, 'bob')).to.equal('done');
    await letPass(task, 20);
    await catchUp();
    expect(await sees('L', task)).to.equal('InProgress bob');
    expect(await sees('W', task)).to.equal('ACTIVE [bob alice]');
  });

  it('24: … and one of both is enough', async () => {
    const { as, given, sees, letPass, catchUp } = scene;
    const task = await given(TWO);
    expect(await as.john.add(task, 'bob')).to.equal('done');
    await letPass(task, 20);
    await catchUp();
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await sees('B', task)).to.equal('completed any [bob:incomplete alice:completed]');
    expect(await sees('L', task)).to.equal('Completed alice');
  });

  it('24a: a time-out completes nothing: with Bob done the task is open, and anybody may claim', async () => {
    const { as, given, sees, letPass, catchUp } = scene;
    const task = await given({ tiers: [tier(jane, 20)] });
    expect(await as.john.add(task, 'bob')).to.equal('done');
    expect(await as.bob.put(task, 'bob', { resolution_state: 'completed' })).to.equal('done');
    await letPass(task, 20);
    await catchUp();
    expect(await sees('B', task)).to.equal('open [bob:completed]');
    expect(await sees('O', task)).to.equal('ASSIGNED nobody');
    expect(await as.carol.claim(task)).to.equal('done');
  });

  it('25: who takes the active tier’s assignment away hands over to the next', async () => {
    const { as, given, sees, box, assignments } = scene;
    const task = await given(TWO);
    const told = await box('john', 'DELETE', `/task_assignments/${(await assignments(task)).jane ?? ''}`);
    expect(told.status).to.equal(204);
    expect(await sees('L', task)).to.equal('InProgress alice');
    expect(await endOf(task)).to.equal(30);
    expect(await as.jane.completeTask(task)).to.equal('Access Denied');
  });
});
