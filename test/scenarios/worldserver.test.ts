import { expect } from 'chai';
import { LEGAL, LOGINS, PEOPLE, type Json } from '../support/five-apis/office.ts';
import { outcomeOf } from './actors.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, bob } = LOGINS;

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

  it('65: a mere assignee sets no priority without the permission', async () => {
    const { given, element, worldServer } = scene;
    const patch = async (id: number) => outcomeOf(await worldServer('jane', 'PATCH', '/tasks', [{ id, priority: 10 }]));
    const bare = await given();
    expect(await patch(bare)).to.equal('403');
    expect(await element(bare, 'Priority')).to.equal('Normal');
    const permitted = await given({ permissions: ['ChangePriority'] });
    expect(await patch(permitted)).to.equal('done');
    expect(await element(permitted, 'Priority')).to.equal('High');
  });

  it('68: an ordinary account sees in the list what getTasks shows', async () => {
    const { givenAll, worldServer, legacy } = scene;
    const [his = 0, hers = 0, team = 0] = await givenAll([
      { assignee: bob },
      { assignee: jane },
      { assignees: [{ user: jane }, { team: 'Legal' }] },
    ]);
    const { json } = await worldServer('bob', 'GET', '/tasks?limit=1000');
    const listed = (json.items as readonly Json[]).map(({ id }) => Number(id));
    expect(listed).to.include(his).and.to.include(team).and.not.to.include(hers);
    const { text } = await legacy('bob', 'getTasks', {
      xmlcriteria: '<criteria/>',
      SortBy: 'DefaultSort',
      AscendingOrder: 'true',
    });
    const shown = [...text.matchAll(/<TaskID>(\d+)</g)].map(([, id]) => Number(id));
    expect(listed.sort((one, other) => one - other)).to.deep.equal(shown.sort((one, other) => one - other));
  });
});
