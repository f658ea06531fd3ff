import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyPassword } from '../../../src/store/access/passwords.ts';
import { loadFixture, type Counts } from '../../../src/store/seed/load.ts';
import { listApiKeys } from '../../../src/store/access/api-keys.ts';
import { readProject } from '../../docs/tables.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { runCli, runCliProcess } from '../run-cli.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const EXAMPLE = new URL('./seed-example.json', import.meta.url);
const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);

const TABLES = ['users', 'teams', 'documents', 'libraries', 'workflows', 'tasks', 'redirections', 'api_keys'];
const EMPTY =
  'truncate users, teams, libraries, document_types, workflow_definitions, tasks, task_attachments, task_shares, task_sharing restart identity cascade';

interface Chain {
  id: number;
  reassigned_from_id: number | null;
  reassigned_to_id: number | null;
  reassignments: number;
}

describe('loadFixture', () => {
  let database: TestDatabase;

  const load = (fixture: object): Promise<Counts> =>
    loadFixture(database.knex, JSON.stringify(fixture), 'some.json', NOW);

  async function problemsOf(fixture: object): Promise<string[]> {
    const error = await rejectionOf(load(fixture));
    expect(error.name).to.equal('FixtureError');
    return error.message.split('\n  ').slice(1);
  }

  async function query<Row>(sql: string): Promise<Row[]> {
    const { rows } = await database.knex.raw<{ rows: Row[] }>(sql);
    return rows;
  }

  async function nextId(table: string): Promise<number> {
    const [row] = await query<{ id: number }>(`select nextval('${table}_id_seq') as id`);
    return row?.id ?? 0;
  }

  before(async () => {
    database = await createTestDatabase('seed');
  });
  beforeEach(() => database.knex.raw(EMPTY));
  after(() => database.drop());

  it('loads the example of the page about fixtures', async () => {
    const [, example = ''] = /^```json\n(.*?)\n```$/ms.exec(readProject('docs/fixtures.md')) ?? [];
    const counts = await loadFixture(database.knex, example, 'example.json', NOW);
    expect(counts).to.include({ users: 2, documents: 1, workflows: 1, tasks: 1 });
  });

  describe('with the example of the ReassignTask document', () => {
    beforeEach(async () => {
      await loadFixture(database.knex, await readFile(EXAMPLE, 'utf8'), 'seed-example.json', NOW);
    });

    it('makes 4813 the next task', async () => {
      expect(await nextId('tasks')).to.equal(4813);
    });

    it('keeps every word of task 4812', async () => {
      const [task] = await query<object>('select * from tasks where id = 4812');
      expect(task).to.deep.include({
        name: 'LegalReview',
        status: 'InProgress',
        priority: 5,
        workflow_id: 225,
        step_number: 1,
        step_name: 'Review',
        assignee_id: 12,
        assigned_by_id: 7,
        supervisor_id: 7,
        document_id: 1024,
        start_version: 3,
        started_at: new Date('2026-03-09T12:00:00Z'),
        due_at: new Date('2026-03-15T12:00:00Z'),
        deadline_hours: 144,
        instructions: 'Please review the contract carefully.',
        permissions: ['Postpone'],
        requirements: [
          { type: 'Approval', objectId: 0, definition: '' },
          { type: 'Comments', objectId: 0, definition: '' },
        ],
      });
    });

    it('attaches with the version, the step and the workflow', async () => {
      expect(await query('select * from task_attachments')).to.deep.equal([
        {
          task_id: 4812,
          document_id: 1025,
          version: 1,
          attached_by_id: 12,
          attached_at: new Date('2026-03-10T10:00:00Z'),
          workflow_id: 225,
          step_number: 1,
          step_name: 'Review',
        },
      ]);
    });

    it('starts and ends tasks that say nothing of it at the moment of loading', async () => {
      const tasks = await query<object>('select id, started_at, finished_at, end_version from tasks where id < 4811');
      expect(tasks).to.deep.equal([
        { id: 4807, started_at: null, finished_at: null, end_version: null },
        { id: 4808, started_at: NOW, finished_at: NOW, end_version: 3 },
        { id: 4809, started_at: NOW, finished_at: NOW, end_version: 3 },
        { id: 4810, started_at: NOW, finished_at: null, end_version: null },
      ]);
    });

    it('makes the library of the first segment and folders of the whole path', async () => {
      expect(await query('select name from libraries')).to.deep.equal([{ name: 'Corporate' }]);
      const folders = await query('select path from folders order by path');
      expect(folders).to.deep.equal([{ path: '/Corporate/Archive' }, { path: '/Corporate/Legal' }]);
    });

    it('refuses to load it twice, and says why', async () => {
      const error = await rejectionOf(
        loadFixture(database.knex, await readFile(EXAMPLE, 'utf8'), 'seed-example.json', NOW),
      );
      expect(error.message).to.match(
        /^seed-example\.json cannot be loaded:\n {2}users\[0\]\.login: "john\.smith" is in/,
      );
    });
  });

  describe('with the demo data', () => {
    let counts: Counts;

    beforeEach(async () => {
      counts = await loadFixture(database.knex, await readFile(DEMO, 'utf8'), 'demo.json', NOW);
    });

    it('has a task in every status, and 4813 comes next', async () => {
      const statuses = await query<{ status: string }>('select distinct status from tasks order by status');
      expect(statuses.map(({ status }) => status)).to.deep.equal([
        'Reassigned',
        'Dropped',
        'NotStarted',
        'InProgress',
        'DueDateChanged',
        'Completed',
      ]);
      expect(await nextId('tasks')).to.equal(4813);
      expect(counts.tasks).to.equal(34);
    });

    it('lets jane.doe hand 4812, a workflow task with evidence, to alice.jones, who is 15', async () => {
      const [row] = await query(`
        select a.login as assignee, s.login as supervisor, d.offline, t.status, alice.id as alice,
               t.due_at > '${NOW.toISOString()}' as due, (select count(*) from task_attachments where task_id = t.id)
          from tasks t join users a on a.id = assignee_id join documents d on d.id = t.document_id
          join workflow_supervisors ws on ws.workflow_id = t.workflow_id join users s on s.id = ws.user_id,
               users alice
         where t.id = 4812 and alice.login = 'alice.jones'`);
      expect(row).to.deep.equal({
        assignee: 'jane.doe',
        supervisor: 'john.smith',
        offline: false,
        status: 'InProgress',
        alice: 15,
        due: true,
        count: 1,
      });
    });

    it('links a task to its origin both ways', async () => {
      const tasks = await query<Chain>(
        'select id, reassigned_from_id, reassigned_to_id, reassignments from tasks where id between 4790 and 4792 order by id',
      );
      expect(tasks).to.deep.equal([
        { id: 4790, reassigned_from_id: null, reassigned_to_id: 4791, reassignments: 0 },
        { id: 4791, reassigned_from_id: 4790, reassigned_to_id: 4792, reassignments: 1 },
        { id: 4792, reassigned_from_id: 4791, reassigned_to_id: null, reassignments: 2 },
      ]);
    });

    it('asks several, one after the other, nobody, and people from outside', async () => {
      const tasks = await query(`
        select t.id, t.sharing, rule, after_tiers, coalesce(claimant.login, claimant_name) as claimed_by,
               array(select coalesce(u.login, g.name, outside_name) || ' ' || state
                            || coalesce(' ' || sla_minutes, '')
                       from task_shares s left join users u on u.id = user_id left join teams g on g.id = team_id
                      where s.task_id = t.id order by position) as shares
          from tasks t join task_sharing k on k.task_id = t.id left join users claimant on claimant.id = claimant_id
         order by t.id`);
      const row = (id: number, sharing: number, shares: string[], more: object = {}) => ({
        ...{ id, sharing, rule: 'all', after_tiers: 'open', claimed_by: null, shares },
        ...more,
      });
      expect(tasks).to.deep.equal([
        row(4779, 1, ['daniel.okafor left', 'carol.white done'], { rule: 'any' }),
        row(4780, 2, ['alice.jones done', 'daniel.okafor asked', 'Quality Board asked']),
        row(4781, 2, ['lena.fischer asked', 'daniel.okafor asked'], { rule: 'any' }),
        row(4782, 1, ['Quality Board asked'], { claimed_by: 'lena.fischer' }),
        row(4783, 1, ['daniel.okafor asked 15', 'lena.fischer later 30', 'john.smith later 0'], { rule: 'any' }),
        row(4784, 1, ['carol.white asked 43200', 'Finance later 43200', 'Weber & Partner later 43200'], {
          ...{ rule: 'any', after_tiers: 'terminate' },
        }),
        row(4785, 1, []),
        row(4786, 1, ['Weber & Partner asked']),
        row(4787, 1, ['Legal asked'], { claimed_by: 'Okoye Translations' }),
      ]);
    });

    it('has a key of an administrator, and one for some rights from some networks', async () => {
      expect(await listApiKeys(database.knex)).to.deep.equal([
        { name: 'crm', login: 'integration', rights: null, addresses: [], lastUsedAt: null },
        { name: 'demo-administrator', login: 'maria.keller', rights: null, addresses: [], lastUsedAt: null },
        {
          name: 'demo-integration',
          login: 'integration',
          rights: ['read', 'assign', 'claim'],
          addresses: ['127.0.0.0/8', '::1', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
          lastUsedAt: null,
        },
      ]);
    });

    it('redirects along a chain now, once in the past and once in the future', async () => {
      const redirections = await query(`
        select u.login as from, t.login as to, starts_at <= '${NOW.toISOString()}' as begun,
               ends_at <= '${NOW.toISOString()}' as over
          from redirections join users u on u.id = user_id join users t on t.id = target_id order by u.login`);
      expect(redirections).to.deep.equal([
        { from: 'bob.jones', to: 'alice.jones', begun: true, over: false },
        { from: 'carol.white', to: 'bob.jones', begun: true, over: false },
        { from: 'daniel.okafor', to: 'lena.fischer', begun: false, over: false },
        { from: 'lena.fischer', to: 'daniel.okafor', begun: true, over: true },
      ]);
    });

    it('has an account that is closed and one that is barred from tickets', async () => {
      const barred = await query(
        'select login, enabled from users where not enabled or not tickets_allowed order by id',
      );
      expect(barred).to.deep.equal([
        { login: 'sysadmin', enabled: true },
        { login: 'tom.archer', enabled: false },
      ]);
    });
  });

  it('stores passwords as argon2id and keys as SHA-256, and neither in the clear', async () => {
    await load({
      users: [{ login: 'x', password: 'hunter22' }, { login: 'y' }],
      apiKeys: [{ name: 'crm', key: 'demo-api-key', actsAs: 'x' }],
    });
    const users = await query<{ password_hash: string | null }>('select password_hash from users order by id');
    expect(users[0]?.password_hash).to.match(/^\$argon2id\$/);
    expect(await verifyPassword(users[0]?.password_hash ?? null, 'hunter22')).to.be.true;
    expect(users[1]?.password_hash).to.be.null;
    const [key] = await query<{ digest: Buffer }>('select digest from api_keys');
    expect(key?.digest.toString('hex')).to.equal(createHash('sha256').update('demo-api-key').digest('hex'));
  });

  it('keeps the rights of a key, and the addresses it works from', async () => {
    const addresses = ['10.0.0.0/8', '192.0.2.7'];
    await load({
      users: [{ login: 'x' }],
      apiKeys: [
        { name: 'crm', key: 'one', actsAs: 'x', rights: ['assign', 'read', 'assign'], addresses },
        { name: 'erp', key: 'two', actsAs: 'x', rights: null },
      ],
    });
    expect(await listApiKeys(database.knex)).to.deep.equal([
      { name: 'crm', login: 'x', rights: ['assign', 'read'], addresses, lastUsedAt: null },
      { name: 'erp', login: 'x', rights: null, addresses: [], lastUsedAt: null },
    ]);
  });

  it('gives ids past the given ones, and moves every sequence past them', async () => {
    await load({
      users: [{ login: 'a' }, { id: 40, login: 'b' }, { login: 'c' }],
      teams: [{ id: 8, name: 'T' }],
      documents: [{ id: 30, path: '/L/d' }],
      workflows: [{ id: 20, name: 'W', definition: { id: 10, name: 'D' } }],
      tasks: [{ assignee: 'a' }, { id: 100, assignee: 'a' }],
    });
    expect(await query('select id, login from users order by login')).to.deep.equal([
      { id: 41, login: 'a' },
      { id: 40, login: 'b' },
      { id: 42, login: 'c' },
    ]);
    const tables = [
      'users',
      'teams',
      'documents',
      'workflows',
      'workflow_definitions',
      'tasks',
      'libraries',
      'folders',
    ];
    expect(await Promise.all(tables.map(nextId))).to.deep.equal([43, 9, 31, 21, 11, 102, 2, 2]);
  });

  it('leaves ids to give after the highest that a file may have', async () => {
    await load({
      users: [{ id: 2_000_000_000, login: 'a' }],
      tasks: [{ id: 2_000_000_000, assignee: 'a' }, { assignee: 'a' }],
    });
    expect(await query('select id from tasks order by id')).to.deep.equal([
      { id: 2_000_000_000 },
      { id: 2_000_000_001 },
    ]);
    expect(await Promise.all(['users', 'tasks'].map(nextId))).to.deep.equal([2_000_000_001, 2_000_000_002]);
  });

  it('never moves a sequence back', async () => {
    await database.knex.raw(`select setval('tasks_id_seq', 500)`);
    await load({ users: [{ login: 'a' }], tasks: [{ id: 7, assignee: 'a' }, { assignee: 'a' }] });
    expect(await query('select id from tasks order by id')).to.deep.equal([{ id: 7 }, { id: 501 }]);
    expect(await nextId('tasks')).to.equal(502);
  });

  it('leaves the sequences of what it does not load alone', async () => {
    await load({});
    expect(await nextId('tasks')).to.equal(1);
  });

  it('loads the longest names and paths there may be', async () => {
    // Three bytes each, in an order that PostgreSQL cannot shorten.
    const long = (length: number) =>
      Array.from({ length }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919) % 20_000))).join('');
    const [login, name, path] = [long(255), long(255), `/${long(399)}/${long(399)}`];
    await load({
      users: [{ login, email: `${long(250)}@a.b` }],
      teams: [{ name }],
      documents: [{ path, type: name }],
      workflows: [{ name }],
      apiKeys: [{ name, key: 'k', actsAs: login }],
    });
    expect(await query('select path from documents')).to.deep.equal([{ path }]);
  });

  it('keeps who started a workflow and how many tasks of a step are enough', async () => {
    await load({ users: [{ login: 'a' }] });
    await load({
      workflows: [
        { name: 'V' },
        {
          name: 'W',
          submitter: 'A',
          steps: [{ number: 2, enough: 'any' }, { number: 1, enough: 'all' }, { number: 3 }],
        },
      ],
    });
    expect(await query('select submitter_id from workflows order by id')).to.deep.equal([
      { submitter_id: null },
      { submitter_id: 1 },
    ]);
    expect(await query('select * from workflow_steps order by number')).to.deep.equal([
      { workflow_id: 2, number: 1, enough: 'all' },
      { workflow_id: 2, number: 2, enough: 'any' },
      { workflow_id: 2, number: 3, enough: 'all' },
    ]);
  });

  it('finds people, teams and documents ignoring case, in the file and in the database', async () => {
    await load({
      users: [{ login: 'Jane.Doe' }],
      teams: [{ name: 'Legal' }],
      documents: [{ path: '/Lib/Doc.pdf', type: 'Contract', version: 4 }],
    });
    await load({
      users: [{ login: 'bob' }],
      documents: [{ path: '/LIB/other.pdf', type: 'CONTRACT' }],
      workflows: [{ name: 'W', supervisors: ['JANE.DOE', 'jane.doe'], supervisorTeams: ['LEGAL'] }],
      tasks: [
        { assignee: 'jane.DOE', assignedBy: 'BOB', document: '/lib/DOC.PDF', workflow: 'w' },
        { team: 'legal', attachments: [{ document: '/lib/doc.pdf' }] },
      ],
    });
    const tasks = await query('select assignee_id, assigned_by_id, team_id, start_version from tasks order by id');
    expect(tasks).to.deep.equal([
      { assignee_id: 1, assigned_by_id: 2, team_id: null, start_version: 4 },
      { assignee_id: null, assigned_by_id: null, team_id: 1, start_version: 1 },
    ]);
    expect(await query('select version from task_attachments')).to.deep.equal([{ version: 4 }]);
    expect(await query('select user_id from workflow_supervisors')).to.deep.equal([{ user_id: 1 }]);
    expect(await query('select count(*) from libraries')).to.deep.equal([{ count: 1 }]);
    expect(await query('select count(*) from document_types')).to.deep.equal([{ count: 1 }]);
  });

  for (const zone of ['America/New_York', 'Asia/Tokyo']) {
    it(`keeps the first and the last moment of the calendar in ${zone}`, async () => {
      const before = process.env.TZ;
      process.env.TZ = zone;
      try {
        const [first, last] = ['0001-01-01T00:00:00', '9999-12-31T23:59:59'];
        await load({
          users: [{ login: 'a' }],
          documents: [{ path: '/L/d', versions: [{ version: 1, at: first }] }],
          tasks: [{ assignee: 'a', startedAt: first, dueAt: last, reminderHours: 1 }],
        });
        const tasks = await query('select started_at, due_at from tasks');
        expect(tasks).to.deep.equal([{ started_at: new Date(first), due_at: new Date(last) }]);
        expect(await query('select created_at from document_versions')).to.deep.equal([
          { created_at: new Date(first) },
        ]);
      } finally {
        if (before === undefined) delete process.env.TZ;
        else process.env.TZ = before;
      }
    });
  }

  it('shares a definition among the workflows that name it', async () => {
    const workflows = [
      { name: 'first', definition: { id: 126, name: 'Approval' } },
      { name: 'second', definition: { name: 'Approval' } },
      { name: 'third' },
    ];
    await load({ workflows });
    await load({ workflows: [{ name: 'fourth', definition: { id: 126, name: 'Approval' } }, { name: 'third' }] });
    expect(await query('select definition_id from workflows order by id')).to.deep.equal(
      [126, 126, 127, 126, 127].map((id) => ({ definition_id: id })),
    );
  });

  it('names every reference that leads nowhere, at once', async () => {
    const problems = await problemsOf({
      users: [{ login: 'a' }],
      teams: [{ name: 'T', members: ['a', 'q'] }],
      documents: [{ path: '/L/d', checkedOutBy: 'q', owner: 'r' }],
      workflows: [{ id: 1, name: 'W', document: '/L/e', supervisors: ['r'], supervisorTeams: ['U'] }, { name: 'w' }],
      tasks: [
        { assignee: 'x', workflow: 9, document: '/L/z', attachments: [{ document: '/L/y', attachedBy: 'p' }] },
        { team: 'V', workflow: 'w', supervisor: 's', assignedBy: 'b' },
        { assignee: 'a', workflow: 'none', reassignedFrom: 8, redirectedFrom: 'c' },
      ],
      redirections: [{ user: 'e', to: 'f' }],
      apiKeys: [{ name: 'x', key: 'k', actsAs: 'g' }],
    });
    expect(problems).to.have.members([
      'teams[0].members[1]: no user with login "q"',
      'documents[0].checkedOutBy: no user with login "q"',
      'documents[0].owner: no user with login "r"',
      'workflows[0].document: no document with path "/L/e"',
      'workflows[0].supervisors[0]: no user with login "r"',
      'workflows[0].supervisorTeams[0]: no team with name "U"',
      'tasks[0].assignee: no user with login "x"',
      'tasks[0].workflow: no workflow with id 9',
      'tasks[0].document: no document with path "/L/z"',
      'tasks[0].attachments[0].document: no document with path "/L/y"',
      'tasks[0].attachments[0].attachedBy: no user with login "p"',
      'tasks[1].team: no team with name "V"',
      'tasks[1].workflow: 2 workflows have the name "w"; expected an id',
      'tasks[1].supervisor: no user with login "s"',
      'tasks[1].assignedBy: no user with login "b"',
      'tasks[2].workflow: no workflow in this file with name "none"',
      'tasks[2].reassignedFrom: no task in this file with id 8',
      'tasks[2].redirectedFrom: no user with login "c"',
      'redirections[0].user: no user with login "e"',
      'redirections[0].to: no user with login "f"',
      'and 1 more',
    ]);
  });

  it('names an origin that was not reassigned', async () => {
    const tasks = [
      { id: 5, assignee: 'a' },
      { assignee: 'a', reassignedFrom: 5 },
    ];
    expect(await problemsOf({ users: [{ login: 'a' }], tasks })).to.deep.equal([
      'tasks[1].reassignedFrom: task 5 is InProgress, expected Reassigned',
    ]);
  });

  it('ties a task to the one it is related to, and names one that is not there', async () => {
    await load({
      users: [{ login: 'a' }],
      tasks: [
        { id: 6, assignee: 'a', relatedTo: 5 },
        { id: 5, assignee: 'a' },
      ],
    });
    expect(await query('select id, parent_id from tasks order by id')).to.deep.equal([
      { id: 5, parent_id: null },
      { id: 6, parent_id: 5 },
    ]);
    expect(await problemsOf({ tasks: [{ assignee: 'a', relatedTo: 5 }] })).to.deep.equal([
      'tasks[0].relatedTo: no task in this file with id 5',
    ]);
  });

  it('knows a shortcut from a document', async () => {
    await load({ documents: [{ path: '/L/d' }, { path: '/L/s', shortcut: true }] });
    expect(await query('select name, shortcut from documents order by name')).to.deep.equal([
      { name: 'd', shortcut: false },
      { name: 's', shortcut: true },
    ]);
  });

  it('names a document that is attached twice', async () => {
    const tasks = [{ assignee: 'a', attachments: [{ document: '/L/d' }, { document: '/l/D', version: 1 }] }];
    expect(await problemsOf({ users: [{ login: 'a' }], documents: [{ path: '/L/d' }], tasks })).to.deep.equal([
      'tasks[0].attachments[1]: the same document and version as attachments[0]',
    ]);
  });

  it('names what is in the way of what the database holds', async () => {
    const uuid = '11111111-2222-3333-4444-555555555555';
    const fixture = {
      users: [
        { id: 3, login: 'a', uuid },
        { id: 4, login: 'b' },
      ],
      teams: [{ id: 3, name: 'T' }],
      documents: [{ id: 3, path: '/L/d' }],
      workflows: [{ id: 3, name: 'W', definition: { id: 9, name: 'D' } }],
      tasks: [{ id: 3, assignee: 'a' }],
      redirections: [{ user: 'a', to: 'b' }],
      apiKeys: [{ name: 'crm', key: 'k', actsAs: 'a' }],
    };
    await load(fixture);
    expect(
      await problemsOf({
        users: [{ id: 3, login: 'c' }, { login: 'B' }, { login: 'd', uuid: uuid.toUpperCase() }],
        teams: [{ name: 't' }],
        documents: [{ path: '/l/D' }],
        workflows: [{ id: 3, name: 'W', definition: { id: 9, name: 'E' } }],
        tasks: [{ assignee: 'b' }, { id: 3, assignee: 'b' }],
        redirections: [{ user: 'a', to: 'b' }],
        apiKeys: [
          { name: 'crm', key: 'other', actsAs: 'a' },
          { name: 'crm2', key: 'k', actsAs: 'a' },
        ],
      }),
    ).to.have.members([
      'users[0].id: 3 is in the database already',
      'users[1].login: "B" is in the database already',
      `users[2].uuid: ${uuid} is in the database already`,
      'teams[0].name: "t" is in the database already',
      'documents[0].path: "/l/D" is in the database already',
      'workflows[0].id: 3 is in the database already',
      'workflows[0].definition.id: 9 is the definition "D"',
      'tasks[1].id: 3 is in the database already',
      'redirections[0].user: has a redirection in the database already',
      'apiKeys[0].name: "crm" is in the database already',
      'apiKeys[1].key: is in the database already, as "crm"',
    ]);
  });

  it('loads all or nothing, even when the database refuses the last row', async () => {
    await database.knex.raw('alter table api_keys add constraint never check (false) not valid');
    try {
      const fixture = JSON.parse(await readFile(DEMO, 'utf8')) as object;
      expect((await rejectionOf(load(fixture))).message).to.include('never');
      const counts = await Promise.all(
        TABLES.map((table) => query<{ count: number }>(`select count(*) from ${table}`)),
      );
      expect(counts.flat()).to.deep.equal(TABLES.map(() => ({ count: 0 })));
    } finally {
      await database.knex.raw('alter table api_keys drop constraint never');
    }
  });

  it('keeps the order and the number of more rows than one statement takes', async () => {
    const tasks = Array.from({ length: 5000 }, (_, index) => ({ name: `t${index}`, assignee: 'a' }));
    expect((await load({ users: [{ login: 'a' }], tasks })).tasks).to.equal(5000);
    expect(await query(`select count(*) from tasks where name = 't' || id - 1`)).to.deep.equal([{ count: 5000 }]);
  });

  describe('from the command line', () => {
    let directory: string;

    const runSeed = async (text: string | Uint8Array) => {
      const file = join(directory, 'mine.json');
      await writeFile(file, text);
      return runCli(database.url, ['seed', file]);
    };

    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'handover-seed-'));
    });
    after(() => rm(directory, { recursive: true }));

    it('loads a file and says how much', async () => {
      expect(await runSeed('{"users":[{"login":"a"}],"tasks":[{"assignee":"a"},{"team":"T"}],"teams":[{"name":"T"}]}'))
        .to // prettier-ignore
        .deep.equal({ exitCode: 0, output: 'Loaded 1 user, 1 team, 2 tasks.\n', complaint: '' });
      expect(await nextId('tasks')).to.equal(3);
    });

    it('refuses a bad file with its problems and nothing else', async () => {
      expect(await runSeed('{"tasks":[{"assignee":"nobody"}]}')).to.deep.equal({
        exitCode: 1,
        output: '',
        complaint: 'mine.json cannot be loaded:\n  tasks[0].assignee: no user with login "nobody"\n',
      });
    });

    it('refuses a file in another encoding, and loads nothing of it', async () => {
      const { exitCode, complaint } = await runSeed(
        Buffer.from('{"users":[{"login":"rene","firstName":"Ren\xe9"}]}', 'latin1'),
      );
      expect(exitCode).to.equal(1);
      expect(complaint).to.match(/^ {2}line 1, column 43: byte E9 .* is not UTF-8; the file is likely Windows-1252/m);
      expect(await query('select login from users')).to.deep.equal([]);
    });

    it('refuses a file with a section twice, and loads neither', async () => {
      const { complaint } = await runSeed('{"users":[{"login":"one"}],"users":[{"login":"two"}]}');
      expect(complaint).to.include('the key "users" is there twice, at line 1, column 2 and at line 1, column 28');
      expect(await query('select login from users')).to.deep.equal([]);
    });

    it('refuses a file that is not there', async () => {
      const { exitCode, complaint } = await runCli(database.url, ['seed', 'no-such-file.json']);
      expect(exitCode).to.equal(1);
      expect(complaint).to.equal('no-such-file.json cannot be read: no such file or directory.\n');
    });

    it('tells wrong usage apart by its exit code', async () => {
      expect(await runCliProcess(database.url, ['seed'])).to.deep.equal({
        exitCode: 2,
        output: '',
        complaint:
          "handover: missing required argument 'file'\nUsage: npx handover seed [options] <file>\nSee npx handover seed --help\n",
      });
    });
  });
});
