import type { Knex } from 'knex';
import { hashPassword } from '../access/passwords.ts';
import { readFixture } from './reading/fixture.ts';
import type { Fixture } from './reading/fixture.ts';
import { insertRows, moveSequence } from './bulk.ts';
import type { Row } from './bulk.ts';
import { planDocuments } from './documents.ts';
import { planArrangements, planPeople } from './people.ts';
import type { Loading } from './loading.ts';
import { collectProblems } from './problems.ts';
import { planTasks } from './tasks.ts';
import { planWorkflows } from './workflows.ts';

/** How many entries of each kind were loaded. */
export interface Counts {
  readonly users: number;
  readonly teams: number;
  readonly documents: number;
  readonly workflows: number;
  readonly tasks: number;
  readonly attachments: number;
  readonly redirections: number;
  readonly apiKeys: number;
}

const WITH_SEQUENCE = [
  'users',
  'teams',
  'libraries',
  'folders',
  'document_types',
  'documents',
  'workflow_definitions',
  'workflows',
  'tasks',
] as const;

/** Other sessions may read meanwhile, and none takes an id or a name between the checks and the inserts. */
const LOCK = `set local statement_timeout = 0;
  lock table ${WITH_SEQUENCE.join(', ')}, redirections, api_keys in share row exclusive mode`;

/** Until autovacuum comes by, a statement planned over what was an empty table reads all of it. */
const ANALYZE = `analyze ${WITH_SEQUENCE.join(', ')}, team_members, workflow_supervisors, task_attachments, task_shares, task_sharing,
  redirections`;

/**
 * Loads a fixture (the format is in docs/fixtures.md), all of it or nothing. Relative dates count from `now`.
 *
 * @throws FixtureError naming every entry that is wrong, or in the way of what the database holds
 */
export async function loadFixture(knex: Knex, file: string | Uint8Array, fileName: string, now: Date): Promise<Counts> {
  const problems = collectProblems(fileName);
  const fixture = readFixture(file, now, problems);
  const passwordHashes = await hashPasswords(fixture);

  return knex.transaction(async (trx) => {
    await trx.raw(LOCK);
    const inserts: [table: string, rows: readonly Row[]][] = [];
    const loading: Loading = { trx, fixture, now, problems, insert: (table, rows) => inserts.push([table, rows]) };
    const people = await planPeople(loading, passwordHashes);
    const documents = await planDocuments(loading, people);
    const findWorkflow = await planWorkflows(loading, people, documents);
    const attachments = await planTasks(loading, { people, documents, findWorkflow });
    await planArrangements(loading, people);
    problems.stopIfAny();

    for (const [table, rows] of inserts) await insertRows(trx, table, rows);
    for (const table of WITH_SEQUENCE) await moveSequence(trx, table);
    await trx.raw(ANALYZE);
    return {
      users: fixture.users.length,
      teams: fixture.teams.length,
      documents: fixture.documents.length,
      workflows: fixture.workflows.length,
      tasks: fixture.tasks.length,
      attachments,
      redirections: fixture.redirections.length,
      apiKeys: fixture.apiKeys.length,
    };
  });
}

/** Two at a time, which is as fast as it gets, and leaves the queue of passwords to people who log on. */
async function hashPasswords(fixture: Fixture): Promise<(string | null)[]> {
  const hashes: (string | null)[] = fixture.users.map(() => null);
  const entries = fixture.users.entries();
  async function hashNext(): Promise<void> {
    for (const [index, { password, passwordHash }] of entries) {
      hashes[index] = password === undefined ? (passwordHash ?? null) : await hashPassword(password);
    }
  }
  await Promise.all([hashNext(), hashNext()]);
  return hashes;
}
