import { expect } from 'chai';
import { revokeApiKey } from '../../src/store/access/api-keys.ts';
import { announceDueDates } from '../../src/store/notices/due-notices.ts';
import { LOGINS, PEOPLE, type Json, type Told } from '../support/five-apis/office.ts';
import { openScene, type Scene } from './scene.ts';

const { jane, john, carol, dave } = LOGINS;

describe('keys and tokens', () => {
  let scene: Scene;

  before(async () => {
    scene = await openScene('access', { TRUST_PROXY: '1' });
    await scene.given(
      {},
      {
        users: [{ login: 'chief', roles: ['administrator'] }],
        apiKeys: [
          { name: 'revoked', key: 'revoked-key', actsAs: jane },
          { name: 'chief', key: 'chief-key', actsAs: 'chief' },
          { name: 'bound', key: 'bound-key', actsAs: jane, addresses: ['10.0.0.0/8'] },
          { name: 'assigns', key: 'assigns-key', actsAs: dave, rights: ['read', 'assign'] },
          { name: 'acts', key: 'acts-key', actsAs: dave, rights: ['read', 'assign', 'act-as'] },
          { name: 'renews', key: 'renews-key', actsAs: john },
        ],
      },
    );
  });

  after(() => scene.close());

  const from = (address: string) => ({ 'X-Forwarded-For': address });
  const boxToken = async (name: string, more: Record<string, string> = {}, headers = {}): Promise<string> => {
    const form = { grant_type: 'client_credentials', client_id: name, client_secret: `${name}-key`, ...more };
    const { json, text } = await scene.call(
      'POST',
      '/oauth2/token',
      { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      new URLSearchParams(form).toString(),
    );
    if (typeof json.access_token !== 'string') throw new Error(text);
    return json.access_token;
  };
  const orkesToken = async (name: string, headers = {}): Promise<string> => {
    const asked = { keyId: name, keySecret: `${name}-key` };
    const { json, text } = await scene.call('POST', '/api/token', headers, asked);
    if (typeof json.token !== 'string') throw new Error(text);
    return json.token;
  };
  const box = (token: string, headers: Record<string, string> = {}): Promise<Told> =>
    scene.call('GET', '/2.0/users/me', { Authorization: `Bearer ${token}`, ...headers });
  const orkes = (token: string, headers: Record<string, string> = {}): Promise<Told> =>
    scene.call('GET', '/api/token/userInfo', { 'X-Authorization': token, ...headers });
  const assign = (token: string, task: number, to: number, headers: Record<string, string>): Promise<Told> =>
    scene.call(
      'POST',
      '/2.0/task_assignments',
      { Authorization: `Bearer ${token}`, ...headers },
      { task: { id: String(task), type: 'task' }, assign_to: { id: String(to) } },
    );

  it('81: tokens end with the key that they were got with', async () => {
    const ofBox = await boxToken('revoked');
    const ofOrkes = await orkesToken('revoked');
    expect([(await box(ofBox)).status, (await orkes(ofOrkes)).status]).to.deep.equal([200, 200]);
    await revokeApiKey(scene.knex, 'revoked');
    expect([(await box(ofBox)).status, (await orkes(ofOrkes)).status]).to.deep.equal([401, 401]);
  });

  it('82: a token for another person ends when the key’s account is no administrator any more', async () => {
    const bobs = await boxToken('chief', { box_subject_type: 'user', box_subject_id: String(PEOPLE.bob) });
    expect((await box(bobs)).json.id).to.equal(String(PEOPLE.bob));
    await scene.knex('users').where({ login: 'chief' }).update({ roles: [] });
    expect((await box(bobs)).status).to.equal(401);
  });

  it('83: the token of a key that is bound to a network does not work from elsewhere', async () => {
    const inside = from('10.1.2.3');
    const ofBox = await boxToken('bound', {}, inside);
    const ofOrkes = await orkesToken('bound', inside);
    expect([(await box(ofBox, inside)).status, (await orkes(ofOrkes, inside)).status]).to.deep.equal([200, 200]);
    const outside = from('192.0.2.7');
    expect([(await box(ofBox, outside)).status, (await orkes(ofOrkes, outside)).status]).to.deep.equal([401, 401]);
  });

  it('84: a key acts for somebody only with the right to', async () => {
    const task = await scene.given();
    const asJohn = { 'As-User': String(PEOPLE.john) };
    expect((await assign('assigns-key', task, PEOPLE.alice, asJohn)).status).to.equal(403);
    expect((await assign('assigns-key', task, PEOPLE.alice, {})).status).to.equal(201);
    expect((await assign('acts-key', task, PEOPLE.bob, asJohn)).status).to.equal(201);
  });

  it('85: a legacy ticket opens no other door', async () => {
    const ticket = scene.secretOf('ticket', 'jane');
    expect((await box(ticket)).status).to.equal(401);
    expect((await orkes(ticket)).status).to.equal(401);
    expect((await scene.call('GET', '/v5/tasks/1', { apikey: ticket })).status).to.equal(401);
    const token = scene.secretOf('box', 'jane');
    expect((await orkes(token)).status).to.equal(401);
  });

  it('86: a call repeated with a renewed token has its first answer again', async () => {
    const task = await scene.given();
    const repeat = { 'Idempotency-Key': 'scenario-86' };
    const first = await assign(await boxToken('renews'), task, PEOPLE.alice, repeat);
    expect(first.status).to.equal(201);
    expect(await scene.as.john.remove(task, 'alice')).to.equal('done');
    const second = await assign(await boxToken('renews'), task, PEOPLE.alice, repeat);
    expect([second.status, second.text]).to.deep.equal([201, first.text]);
    expect(await scene.sees('B', task)).to.equal('open [jane:incomplete]');
  });

  it('87: another body under the same key of a repeat is refused', async () => {
    const task = await scene.given();
    const repeat = { 'Idempotency-Key': 'scenario-87' };
    expect((await assign('renews-key', task, PEOPLE.alice, repeat)).status).to.equal(201);
    expect((await assign('renews-key', task, PEOPLE.bob, repeat)).status).to.equal(422);
    expect(await scene.sees('B', task)).to.equal('open [jane:incomplete alice:incomplete]');
  });
});

describe('names, dates and reminders', () => {
  let scene: Scene;
  const zoneBefore = process.env.TZ;

  before(async () => {
    // The server's zone, which SERVER_TIME_ZONE sets for a process.
    process.env.TZ = 'America/New_York';
    scene = await openScene('values');
  });

  after(async () => {
    await scene.close();
    if (zoneBefore === undefined) delete process.env.TZ;
    else process.env.TZ = zoneBefore;
  });

  it('88: a date without a zone is the server’s in the legacy API and in Box, and UTC in WorldServer', async () => {
    const { as, given, orkes, box, worldServer } = scene;
    const dueAt = async (task: number) => ((await orkes('jane', 'GET', `/${task}`)).json.input as Json).dueAt;
    const task = await given({ permissions: ['Postpone'] });
    const newDueDate = '2031-01-01T00:00:00';
    expect(await as.jane.legacy('ChangeTaskDueDate', { taskId: task, newDueDate, allowedStartTimeSpan: '0' })).to.equal(
      'done',
    );
    expect(await dueAt(task)).to.equal('2031-01-01T05:00:00.000Z');
    expect((await box('john', 'PUT', `/tasks/${task}`, { due_at: '2031-02-01T00:00:00' })).json.due_at).to.equal(
      '2031-02-01T00:00:00-05:00',
    );
    expect(await dueAt(task)).to.equal('2031-02-01T05:00:00.000Z');
    const patched = await worldServer('john', 'PATCH', '/tasks', [{ id: task, dueDate: '2031-03-01T00:00:00' }]);
    expect(patched.status).to.equal(200);
    expect(await dueAt(task)).to.equal('2031-03-01T00:00:00.000Z');
    const { json } = await scene.maxsight('jane', 'GET', `/tasks/${task}`);
    expect(json.updated_at).to.match(/\.\d{3}Z$/);
  });

  it('89: a name from outside that is somebody’s login is that account, and is written as it was', async () => {
    const { given, orkes, sees } = scene;
    const task = await given();
    const assignee = { userType: 'EXTERNAL_USER', user: 'ALICE.Jones' };
    expect((await orkes('john', 'POST', `/${task}/reassign`, [{ assignee, slaMinutes: 0 }])).status).to.equal(200);
    expect(await sees('L', task)).to.equal('InProgress alice');
    expect((await orkes('john', 'GET', `/${task}`)).json.assignee).to.deep.equal(assignee);
  });

  it('90: a name from outside stays one when an account of that name is made', async () => {
    const { given, orkes, sees } = scene;
    const task = await given();
    const assignee = { userType: 'EXTERNAL_USER', user: 'later.made' };
    expect((await orkes('john', 'POST', `/${task}/reassign`, [{ assignee, slaMinutes: 0 }])).status).to.equal(200);
    await given({}, { users: [{ login: 'later.made' }] });
    expect(await sees('L', task)).to.equal('InProgress later.made');
    expect(await scene.element(task, 'AssigneeID')).to.equal('0');
    expect(await sees('B', task)).to.equal('open [later.made:incomplete]');
  });

  it('92: a reminder goes to all three who are asked; to the claimant alone once it is claimed', async () => {
    const { as, givenAll, told, knex } = scene;
    const three = { assignees: [{ user: jane }, { user: carol }, { user: dave }], dueAt: '+PT1H', reminderHours: 2 };
    const [open = 0, claimed = 0] = await givenAll([three, three]);
    expect(await as.carol.claim(claimed)).to.equal('done');
    await announceDueDates(knex);
    expect(await told(open, 'TaskReminder')).to.deep.equal(['carol', 'dave', 'jane']);
    expect(await told(claimed, 'TaskReminder')).to.deep.equal(['carol']);
  });
});
