import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { verifyPassword } from '../../src/store/access/passwords.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runHere, type Ran } from './run-here.ts';

/** All that a fixture says, but for the moments of the loading and the numbers that it gives. */
const TABLES: readonly (readonly [table: string, order: string, given: readonly string[]])[] = [
  ['users', 'id', ['created_at', 'last_password_change_at']],
  ['teams', 'id', []],
  ['team_members', 'team_id, user_id', []],
  ['libraries', 'id', []],
  ['folders', 'id', []],
  ['document_types', 'id', []],
  ['documents', 'id', ['uuid', 'created_at', 'modified_at']],
  ['document_versions', 'document_id, version', []],
  ['document_reads', 'document_id, user_id, version', []],
  ['document_reviews', 'id', []],
  ['workflow_definitions', 'id', []],
  ['workflows', 'id', []],
  ['workflow_steps', 'workflow_id, number', []],
  ['workflow_supervisors', 'workflow_id, user_id', []],
  ['workflow_supervisor_teams', 'workflow_id, team_id', []],
  ['tasks', 'id', ['created_at', 'updated_at']],
  ['task_attachments', 'task_id, document_id, version', []],
  ['task_shares', 'task_id, position', ['id', 'assigned_at', 'resolved_at']],
  ['task_sharing', 'task_id', ['claimed_at', 'claimed_share_id']],
  ['redirections', 'user_id', ['version']],
  ['api_keys', 'id', ['created_at']],
];

describe('handover export', () => {
  let demo: TestDatabase;
  let other: TestDatabase;
  let folder: string;

  const exportFrom = ({ url }: TestDatabase, ...args: string[]): Promise<Ran> =>
    runHere(['export', ...args], { DATABASE_URL: url });
  const sectionsOf = ({ output }: Ran): Record<string, Record<string, unknown>[]> =>
    JSON.parse(output) as Record<string, Record<string, unknown>[]>;

  before(async () => {
    demo = await createTestDatabase('export_from');
    other = await createTestDatabase('export_to');
    await loadDemo(demo.knex);
    folder = mkdtempSync(join(tmpdir(), 'handover-export-'));
  });
  after(async () => {
    await demo.drop();
    await other.drop();
    rmSync(folder, { recursive: true });
  });

  it('gives an empty database the same rows by seed, and by another export the same file', async () => {
    const all = await exportFrom(demo, '--secrets');
    const file = join(folder, 'all.json');
    writeFileSync(file, all.output);
    const seeded = await runHere(['seed', file], { DATABASE_URL: other.url });
    expect(seeded).to.include({ exitCode: 0 });
    for (const [table, order, given] of TABLES) {
      const rowsOf = async ({ knex }: TestDatabase): Promise<unknown[]> => {
        const { rows } = await knex.raw<{ rows: Record<string, unknown>[] }>(
          `select * from ${table} order by ${order}`,
        );
        // The deadline of what is not started is counted from the loading.
        const fromLoading = (row: Record<string, unknown>) => (row.started_at === null ? ['deadline_hours'] : []);
        return rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).filter(([column]) => ![...given, ...fromLoading(row)].includes(column)),
          ),
        );
      };
      const rows = await rowsOf(demo);
      expect(await rowsOf(other), table).to.deep.equal(rows);
    }
    expect((await exportFrom(other, '--secrets')).output).to.equal(all.output);
    const [jane] = await other.knex<{ login: string; password_hash: string }>('users').where({ login: 'jane.doe' });
    expect(await verifyPassword(jane?.password_hash ?? null, 'jane-demo')).to.equal(true);
  });

  it('has no secret unless it is asked for', async () => {
    const plain = await exportFrom(demo);
    expect(plain.told).to.include('Without passwords and API keys; --secrets writes');
    expect(plain.output).not.to.match(/argon2|digest/);
    expect(Object.keys(sectionsOf(plain))).to.deep.equal([
      'users',
      'teams',
      'documents',
      'workflows',
      'tasks',
      'redirections',
    ]);
  });

  it('has the sections and the open tasks alone where that is asked for', async () => {
    expect(Object.keys(sectionsOf(await exportFrom(demo, '--only', 'teams, users')))).to.deep.equal(['users', 'teams']);
    const { tasks = [] } = sectionsOf(await exportFrom(demo, '--only', 'tasks', '--open'));
    expect(tasks).not.to.be.empty;
    expect(tasks.filter(({ status }) => status === 'Completed' || status === 'Reassigned')).to.deep.equal([]);
    expect(tasks.filter((task) => 'reassignedFrom' in task)).to.deep.equal([]);
    expect((await exportFrom(demo, '--only', 'people')).exitCode).to.equal(2);
    expect((await exportFrom(demo, '--only', 'users,apiKeys')).told).to.include('nothing without --secrets');
  });

  it('writes the ends of the calendar of a server with a year of four digits, as seed reads them', async () => {
    const ends = [new Date(Date.UTC(10_000, 0, 1, 4, 59, 59, 999)), new Date(-62_135_600_000_000)];
    const [last = new Date(), first = new Date()] = ends;
    expect(first.getUTCFullYear()).to.equal(0);
    await other.knex('tasks').where({ id: 4812 }).update({ started_at: first, due_at: last });
    const { tasks = [] } = sectionsOf(await exportFrom(other, '--only', 'tasks'));
    const written = tasks.flatMap(({ id, startedAt, dueAt }) =>
      id === 4812 ? [String(dueAt), String(startedAt)] : [],
    );
    expect(written).to.deep.equal(['9999-12-31T14:59:59.999000-14:00', '0001-01-01T13:06:40.000000+14:00']);
    expect(written.map((text) => new Date(text))).to.deep.equal(ends);
  });

  it('reads more than a page', async () => {
    await other.knex.raw(`insert into teams (name) select 'team ' || n from generate_series(1, 1234) as n`);
    const { teams = [] } = sectionsOf(await exportFrom(other, '--only', 'teams'));
    const ids = teams.map(({ id }) => id);
    expect(ids.length).to.be.greaterThan(1234);
    expect(new Set(ids).size).to.equal(ids.length);
  });
});
