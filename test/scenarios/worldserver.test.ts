import { expect } from 'chai';
import { LEGAL, PEOPLE, type Json } from '../support/five-apis/office.ts';
import { outcomeOf } from './actors.ts';
import { openScene, type Scene } from './scene.ts';

describe('calls of WorldServer', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('worldserver');
  });

  after(() => scene.close());

  const change = (...items: readonly Json[]) => scene.worldServer('john', 'POST', '/tasks/changeAssignees', items);

  it('62: two items of one task are two changes, of which the second stays', async () => {
    const { given, sees, history, knex } = scene;
    const id = await given();
    const told = await change({ id, assignedUserIds: [PEOPLE.alice] }, { id, assignedRoleIds: [LEGAL] });
    expect(outcomeOf(told)).to.equal('done');
    expect(await sees('W', id)).to.equal('ACTIVE [Legal]');
    expect(await history(id)).to.have.length(2);
    expect(await knex('tasks').where({ id }).pluck('version')).to.deep.equal([3]);
  });

  it('63: a bad item keeps no good one back', async () => {
    const { given, sees } = scene;
    const id = await given();
    const { status, json } = await change({ id, assignedUserIds: [PEOPLE.alice] }, { id, assignedUserIds: [999] });
    expect(status).to.equal(200);
    expect(json.status).to.equal('ERROR');
    expect(json.errors).to.have.length(1);
    expect(await sees('W', id)).to.equal('ACTIVE [alice]');
  });

  it('64: after one assignee, and one more through Box, both are wanted', async () => {
    const { as, given, sees } = scene;
    const id = await given();
    expect(await as.john.changeAssignees(id, 'alice')).to.equal('done');
    expect(await as.john.add(id, 'bob')).to.equal('done');
    expect(await as.bob.completeTask(id)).to.equal('done');
    expect(await sees('B', id)).to.equal('open [alice:incomplete bob:completed]');
    expect(await as.alice.completeTask(id)).to.equal('done');
    expect(await sees('L', id)).to.equal('Completed alice');
  });
});
