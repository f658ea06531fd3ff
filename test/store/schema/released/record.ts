import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { z } from 'zod';
import { createTestDatabase, stopTestServer } from '../../../support/database.ts';
import { startSampleServer } from '../../../support/samples/servers.ts';
import type { Release } from './release.ts';

/**
 * Records what this version leaves behind, for the test that upgrades from it: the demo data as it stores them, and the
 * statements that it sends for a few calls. Run at a release: `node --import tsx test/store/schema/released/record.ts`.
 */
const database = await createTestDatabase('record');
const { knex, url } = database;
const env = { ...process.env, DATABASE_URL: url };
execFileSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'seed', 'fixtures/demo.json'], {
  env,
  stdio: 'inherit',
});
const server = await startSampleServer(knex, {});
const call = async (operation: string, parameters: Readonly<Record<string, string>>): Promise<string> => {
  const query = new URLSearchParams(parameters).toString();
  const answer = await (await fetch(`http://127.0.0.1:${server.port}/srv.asmx/${operation}?${query}`)).text();
  await server.settle();
  if (!answer.includes('success="true"')) throw new Error(`${operation}: ${answer}`);
  return answer;
};

const signedOn = await call('AuthenticateUser', { UID: 'john.smith', PWD: 'john-demo' });
const ticket = / ticket="([^"]+)"/.exec(signedOn)?.[1] ?? '';
const rows = await readRows();
const statements = await recorded(async () => {
  await call('GetTask', { authenticationTicket: ticket, taskId: '4812' });
  await call('ReassignTask', {
    authenticationTicket: ticket,
    taskId: '4812',
    reassignTo: 'alice.jones',
    newDueDate: '2098-12-31T17:00:00',
    newInstructions: 'Please.',
    sendTaskNotice: 'true',
  });
  await call('SetTaskPriority', { authenticationTicket: ticket, taskId: '4810', taskPriority: '1' });
  await call('GetTasks1', {
    AuthenticationTicket: ticket,
    xmlcriteria: '<criteria />',
    startingRow: '1',
    rowCount: '10',
    SortBy: 'DefaultSort',
    AscendingOrder: 'true',
  });
});
const [lastMigration = ''] = await knex('knex_migrations').orderBy('name', 'desc').limit(1).pluck<string[]>('name');
const release: Release = { lastMigration, ticket, statements, rows };
writeFileSync(new URL(`${lastMigration}.json`, import.meta.url), `${JSON.stringify(release, null, 2)}\n`);
await server.stop();
await database.drop();
await stopTestServer();

/** All rows, without what the database computes by itself. */
async function readRows(): Promise<Release['rows']> {
  const tables = await knex('pg_class')
    .whereRaw(`relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'knex%'`)
    .orderBy('relname')
    .pluck<string[]>('relname');
  const found: Release['rows'] = {};
  for (const table of tables) {
    const computed = await knex('information_schema.columns')
      .where({ table_name: table, is_generated: 'ALWAYS' })
      .pluck<string[]>('column_name');
    const { rows } = await knex.raw<{ rows: { row: Record<string, unknown> }[] }>(
      'select to_jsonb(t) - ?::text[] as row from ?? t',
      [computed, table],
    );
    if (rows.length > 0) found[table] = rows.map(({ row }) => row);
  }
  return found;
}

/** The prepared statements that the driver is given meanwhile, each with the values it came with last. */
async function recorded(action: () => Promise<void>): Promise<Release['statements']> {
  const named = z.object({ name: z.string(), text: z.string(), values: z.array(z.unknown()) });
  const found: Release['statements'] = {};
  const { prototype } = pg.Client;
  const query = Object.getOwnPropertyDescriptor(prototype, 'query')?.value as (...args: unknown[]) => unknown;
  const watched = function (this: pg.Client, ...args: unknown[]): unknown {
    const asked = named.safeParse(args[0]);
    if (asked.success) found[asked.data.name] = { text: asked.data.text, values: asked.data.values.map(asJson) };
    return query.apply(this, args);
  };
  Object.defineProperty(prototype, 'query', { value: watched, writable: true, configurable: true });
  try {
    await action();
    return found;
  } finally {
    Object.defineProperty(prototype, 'query', { value: query, writable: true, configurable: true });
  }
}

function asJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJson);
  return Buffer.isBuffer(value) ? { bytea: value.toString('hex') } : value;
}
