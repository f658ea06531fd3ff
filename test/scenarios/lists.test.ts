import { expect } from 'chai';
import { LOGINS, PEOPLE, type Json, type Who } from '../support/five-apis/office.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, alice, bob, carol, john } = LOGINS;
const BOTH = { assignees: [{ user: jane }, { user: alice }] };

describe('lists, and what else concerns a task of several', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('lists');
  });

  after(() => scene.close());

  const search = async (who: Who, body: Json): Promise<readonly string[]> => {
    const { status, json } = await scene.orkes(who, 'POST', '/search', { size: 100, ...body });
    expect(status).to.equal(200);
    return (json.results as readonly Json[]).map(({ displayName }) => String(displayName));
  };

  it('66: the inbox of a supervisor has own work and what nobody is asked for, not what is supervised', async () => {
    const { givenAll } = scene;
    await givenAll([
      { name: 'Supervised', assignee: jane },
      { name: 'Own', assignee: john },
      { name: 'Free', assignee: null },
      { name: 'Taken', assignee: null, claimedBy: carol },
    ]);
    const inbox = await search('john', { searchType: 'INBOX' });
    expect(inbox).to.include('Own').and.include('Free').and.not.include('Supervised').and.not.include('Taken');
  });

  it('67: who was named by the login is found by the e-mail address', async () => {
    const { as, given } = scene;
    const task = await given({ name: 'Named by login' });
    expect(await as.john.reassignInTiers(task, ['bob', 20])).to.equal('done');
    for (const user of [`${bob}@example.com`, bob.toUpperCase()]) {
      const found = await search('ada', { assignees: [{ userType: 'CONDUCTOR_USER', user }] });
      expect(found).to.include('Named by login');
    }
  });

  it('69: anybody lists a file’s tasks, but for those reassigned and dropped', async () => {
    const { as, givenAll, box } = scene;
    const document = '/Corporate/Legal/Listed.pdf';
    const [open = 0, done = 0, moved = 0, dropped = 0] = await givenAll(
      ['', '', '', ''].map(() => ({ document })),
      { documents: [{ id: 777, path: document }] },
    );
    expect(await as.jane.completeTask(done)).to.equal('done');
    const successor = await as.jane.reassignTask(moved, 'alice');
    const drop = { taskId: dropped, taskStatus: -1, finishDate: '0001-01-01T00:00:00', comments: '' };
    expect(await as.jane.legacy('UpdateTaskStatus', drop)).to.equal('done');
    const { json } = await box('carol', 'GET', '/files/777/tasks');
    const listed = (json.entries as readonly Json[]).map(({ id }) => Number(id));
    expect(listed).to.have.members([open, done, successor]);
  });

  it('72: a workflow starts the task of somebody who is away with the substitute, as the same assignment', async () => {
    const { as, givenAll, sees, element, assignments } = scene;
    const inStep = (number: number): Json => ({ workflow: 'Starting', step: { number, name: `Step ${number}` } });
    const [first = 0, next = 0] = await givenAll(
      [inStep(1), { ...inStep(2), assignee: LOGINS.tom, status: 'NotStarted' }],
      { workflows: [{ name: 'Starting' }] },
    );
    expect(await assignments(next)).to.deep.equal({ tom: String(next) });
    expect(await as.jane.completeTask(first)).to.equal('done');
    expect(await sees('L', next)).to.equal('InProgress alice');
    expect(await element(next, 'RedirectedFrom_UserID')).to.equal(String(PEOPLE.tom));
    expect(await assignments(next)).to.deep.equal({ alice: String(next) });
  });

  it('73: one of two gives the task up for both, and its step waits where something was demanded', async () => {
    const { as, givenAll, sees, element } = scene;
    const inStep = (number: number): Json => ({ workflow: 'Giving up', step: { number, name: `Step ${number}` } });
    const [task = 0, next = 0] = await givenAll(
      [
        { ...inStep(1), ...BOTH, requirements: [{ type: 'Approval' }] },
        { ...inStep(2), status: 'NotStarted' },
      ],
      { workflows: [{ name: 'Giving up' }] },
    );
    const drop = { taskId: task, taskStatus: -1, finishDate: '0001-01-01T00:00:00', comments: '' };
    expect(await as.alice.legacy('UpdateTaskStatus', drop)).to.equal('done');
    expect(await sees('L', task)).to.match(/^Dropped/);
    expect(await as.jane.completeTask(task)).to.equal('Task dropped');
    expect(await element(next, 'TaskStatus')).to.equal('NotStarted');
  });

  it('74: the finish date of a task of two is its holder’s to correct, with the permission, and the supervisor’s', async () => {
    const { as, given } = scene;
    const corrected = (task: number) => ({ taskId: task, finishDate: '2024-04-01T12:00:00' });
    const task = await given({ ...BOTH, permissions: ['ChangeFinishdate'] });
    expect(await as.jane.completeTask(task)).to.equal('done');
    expect(await as.alice.completeTask(task)).to.equal('done');
    expect(await as.jane.legacy('UpdateTaskFinishDate', corrected(task))).to.equal('Access Denied');
    expect(await as.alice.legacy('UpdateTaskFinishDate', corrected(task))).to.equal('done');
    expect(await as.john.legacy('UpdateTaskFinishDate', corrected(task))).to.equal('done');
  });

  it('75: its assigner removes a task of two, whose assignments history keeps', async () => {
    const { as, given, sees, history, knex } = scene;
    const task = await given(BOTH);
    expect(await as.jane.put(task, 'jane', { message: 'Nearly done.' })).to.equal('done');
    expect(await as.john.legacy('DeleteTask', { taskId: task })).to.equal('done');
    expect(await sees('B', task)).to.equal('404');
    expect(await sees('L', task)).to.equal('Task not found');
    expect(await knex('task_shares').where({ task_id: task })).to.deep.equal([]);
    expect(JSON.stringify(await history(task, 'DeleteTask'))).to.include('Nearly done.');
  });
});
