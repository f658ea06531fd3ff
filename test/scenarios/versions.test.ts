import { expect } from 'chai';
import { LOGINS, PEOPLE, type Told } from '../support/five-apis/office.ts';
import { newTask, outcomeOf } from './actors.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, alice } = LOGINS;

describe('versions of a task', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('versions');
  });

  after(() => scene.close());

  const update = (task: number, version: string): Promise<Told> =>
    scene.maxsight(
      'john',
      'PUT',
      `/tasks/${task}/update-assignment`,
      { unassign: { assigned_by_id: String(PEOPLE.john), assignment_comment: null } },
      version,
    );
  const soap = (task: number, ifMatch?: string): Promise<Told> => {
    const values = {
      authenticationTicket: scene.secretOf('ticket', 'jane'),
      taskId: String(task),
      ...newTask('alice'),
    };
    const parameters = Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`);
    return scene.call(
      'POST',
      '/srv.asmx',
      {
        'Content-Type': 'text/xml; charset=utf-8',
        SOAPAction: '"http://tempuri.org/ReassignTask"',
        ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
      },
      `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>` +
        `<ReassignTask xmlns="http://tempuri.org/">${parameters.join('')}</ReassignTask></soap:Body></soap:Envelope>`,
    );
  };

  it('76: Maxsight’s If-Match is stale after an escalation', async () => {
    const { given, version, catchUp } = scene;
    const task = await given({ tiers: [{ user: jane, slaMinutes: 20 }, { user: alice }], tierStartedAt: '-PT21M' });
    const before = await version(task);
    await catchUp();
    const refused = await update(task, before);
    expect(refused.status).to.equal(409);
    expect((await update(task, String(refused.json.updated_at))).status).to.equal(200);
  });

  it('76: … and after a change by any other API', async () => {
    const { as, given, version } = scene;
    const task = await given();
    const changes: (() => Promise<string>)[] = [
      () => as.jane.claim(task),
      () => as.jane.save(task, { seen: true }),
      () => as.jane.release(task),
      () => as.jane.legacy('SetTaskComment', { taskId: task, comments: 'Soon.' }),
      () => as.john.legacy('SetTaskPriority', { taskId: task, taskPriority: '10' }),
      () => as.john.add(task, 'alice'),
      () => as.jane.put(task, 'jane', { message: 'Sooner.' }),
      () => as.john.changeAssignees(task, 'jane'),
      () => as.jane.claimStep(task),
    ];
    for (const change of changes) {
      const before = await version(task);
      expect(await change()).to.equal('done');
      expect((await update(task, before)).status, String(change)).to.equal(409);
    }
  });

  it('77: two changes within a millisecond are versions that differ by one', async () => {
    const { as, given, version, knex } = scene;
    const task = await given();
    // As if the change before had been made by a clock that is ahead: the next one cannot be later by itself.
    const [ahead] = await knex('tasks')
      .where({ id: task })
      .update({ updated_at: knex.raw(`date_trunc('milliseconds', clock_timestamp()) + interval '1 minute'`) })
      .returning<{ updated_at: Date }[]>('updated_at');
    const moments = [ahead?.updated_at.getTime() ?? 0];
    for (const say of ['one', 'two', 'three']) {
      expect(await as.jane.legacy('SetTaskComment', { taskId: task, comments: say })).to.equal('done');
      moments.push(new Date(await version(task)).getTime());
    }
    expect(moments.map((moment) => moment - (moments[0] ?? 0))).to.deep.equal([0, 1, 2, 3]);
  });

  it('78: of 64 tasks that are changed at once each has one version more, and none a version twice', async () => {
    const { as, givenAll, knex } = scene;
    const tasks = await givenAll(Array.from({ length: 64 }, () => ({})));
    const versions = new Map<number, Set<number>>(tasks.map((task) => [task, new Set()]));
    const note = async (): Promise<void> => {
      const rows = await knex('tasks')
        .whereIn('id', [...tasks])
        .select<{ id: number; updated_at: Date }[]>('id', 'updated_at');
      for (const row of rows) versions.get(row.id)?.add(row.updated_at.getTime());
    };
    await note();
    for (const comments of ['one', 'two']) {
      await Promise.all(tasks.map((taskId) => as.jane.legacy('SetTaskComment', { taskId, comments })));
      await note();
    }
    expect([...versions.values()].map(({ size }) => size)).to.deep.equal(tasks.map(() => 3));
    expect(
      await knex('tasks')
        .whereIn('id', [...tasks])
        .distinct()
        .pluck('version'),
    ).to.deep.equal([3]);
  });

  it('79: ReassignTask over SOAP is refused under the version of an old GetTask', async () => {
    const { as, given, legacy } = scene;
    const task = await given();
    const old = (await legacy('jane', 'GetTask', { taskId: task })).headers.get('etag') ?? '';
    expect(old).to.match(/^"\d{4}-.*Z"$/);
    expect(await as.jane.legacy('SetTaskComment', { taskId: task, comments: 'Soon.' })).to.equal('done');
    expect(outcomeOf(await soap(task, old))).to.equal('Task has been changed by another user');
    const now = (await legacy('jane', 'GetTask', { taskId: task })).headers.get('etag') ?? '';
    expect(outcomeOf(await soap(task, now))).to.equal('done');
  });

  it('80: … and without a version works as it always has', async () => {
    const { as, given, sees } = scene;
    const task = await given();
    expect(await as.jane.legacy('SetTaskComment', { taskId: task, comments: 'Soon.' })).to.equal('done');
    expect(outcomeOf(await soap(task))).to.equal('done');
    expect(await sees('L', task)).to.equal('Reassigned jane');
  });
});
