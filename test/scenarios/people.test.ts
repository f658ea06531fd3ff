import { expect } from 'chai';
import { disableUser, enableUser } from '../../src/store/access/accounts.ts';
import { LOGINS } from '../support/five-apis/office.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, alice, dave } = LOGINS;
const DONE = { resolution_state: 'completed' };

describe('teams, and people who are asked twice', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('people');
  });

  after(() => scene.close());

  it('26: a team without an enabled member stays asked until the supervisor hands the task on', async () => {
    const { as, given, sees, knex } = scene;
    const task = await given({ team: 'Night' }, { teams: [{ name: 'Night', members: [dave] }] });
    await disableUser(knex, dave);
    expect(await sees('M', task)).to.equal('INCOMPLETE Night');
    expect(await sees('L', task)).to.equal('InProgress Night');
    expect(await as.john.update(task, 'alice')).to.equal('done');
    expect(await sees('M', task)).to.equal('INCOMPLETE alice');
    await enableUser(knex, dave);
  });

  it('27: Alice, asked in person and through Legal, does her own share first', async () => {
    const { as, given, sees } = scene;
    const task = await given({ assignees: [{ user: alice }, { team: 'Legal' }] });
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await sees('B', task)).to.equal('open [alice:completed Legal:incomplete]');
    expect(await sees('L', task)).to.equal('InProgress Legal');
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed Legal');
  });

  it('28: Alice, asked as a tier and again through Box, has one assignment, and is done with one completion', async () => {
    const { as, given, sees, assignments } = scene;
    const task = await given({ tiers: [{ user: alice, slaMinutes: 20 }] });
    const { alice: id } = await assignments(task);
    expect(await as.john.add(task, 'alice')).to.equal('done');
    expect(await assignments(task)).to.deep.equal({ alice: id });
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await sees('B', task)).to.equal('completed [alice:completed]');
  });

  it('29: Bob resolves Legal’s assignment, which stays Legal’s', async () => {
    const { as, given, sees } = scene;
    const task = await given({ team: 'Legal' });
    expect(await as.bob.put(task, 'Legal', DONE)).to.equal('done');
    expect(await sees('B', task)).to.equal('completed [Legal:completed]');
  });

  it('30: … not while Alice has claimed it', async () => {
    const { as, given, sees } = scene;
    const task = await given({ team: 'Legal', claimedBy: alice });
    expect(await as.bob.put(task, 'Legal', DONE)).to.equal('403');
    expect(await as.alice.put(task, 'Legal', DONE)).to.equal('done');
    expect(await sees('L', task)).to.equal('Completed alice');
  });

  it('31: who has claimed one assignment resolves the other when the claim is over', async () => {
    const { as, given, sees } = scene;
    const task = await given({ assignees: [{ user: alice }, { team: 'Legal' }] });
    expect(await as.alice.claim(task)).to.equal('done');
    expect(await as.alice.put(task, 'Legal', DONE)).to.equal('403');
    expect(await as.alice.release(task)).to.equal('done');
    expect(await as.alice.put(task, 'Legal', DONE)).to.equal('done');
    expect(await sees('B', task)).to.equal('open [alice:incomplete Legal:completed]');
  });

  it('32: the same resolution again changes nothing', async () => {
    const { as, given, sees, version } = scene;
    const task = await given({ assignees: [{ user: jane }, { user: alice }] });
    expect(await as.alice.put(task, 'alice', { ...DONE, message: 'Looks good.' })).to.equal('done');
    const before = await version(task);
    expect(await as.alice.put(task, 'alice', { ...DONE, message: 'Looks good.' })).to.equal('done');
    expect(await version(task)).to.equal(before);
    expect(await as.alice.put(task, 'alice', { resolution_state: 'incomplete' })).to.equal('403');
    expect(await as.jane.completeTask(task)).to.equal('done');
    expect(await as.alice.put(task, 'alice', { ...DONE, message: 'Looks good.' })).to.equal('done');
    expect(await sees('B', task)).to.equal('completed [jane:completed alice:completed]');
  });
});
