import type { Knex } from 'knex';
import { pendingMigrations, readServer, refuseServer, unknownMigrations } from '../../store/schema/migrate.ts';
import { execute } from '../../store/sql/statement.ts';
import type { CommandName } from '../call-name.ts';
import { ok, wrong, type Finding } from './finding.ts';

/** Tickets, due dates and repeats are decided by two clocks, which then have to agree. */
const MOST_APART_MS = 5000;

export async function checkServer(knex: Knex, name: string): Promise<Finding> {
  const server = await readServer(knex);
  try {
    refuseServer(server);
  } catch (error) {
    return wrong('database', `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return ok('database', `${name}, PostgreSQL ${Math.floor(server.version / 10_000)}.${server.version % 10_000}`);
}

export async function checkMigrations(knex: Knex, command: CommandName): Promise<Finding> {
  const [pending, unknown] = [await pendingMigrations(knex), await unknownMigrations(knex)];
  if (unknown.length > 0) return wrong('tables', `migrated by a newer version of Handover: ${unknown.join(', ')}`);
  if (pending.length === 0) return ok('tables', 'up to date');
  return wrong(
    'tables',
    `${pending.length} ${pending.length === 1 ? 'migration' : 'migrations'} to do, from ${pending[0]} on: ${command('migrate')}, or a start`,
  );
}

export async function checkClock(knex: Knex): Promise<Finding> {
  const before = Date.now();
  const [row] = await execute<{ now: Date }>(knex, { text: 'select clock_timestamp() as now' }, []);
  const after = Date.now();
  const there = row?.now.getTime() ?? 0;
  // Between the two the database has looked at its clock.
  const apart = Math.max(before - there, there - after, 0);
  const seconds = (apart / 1000).toFixed(1);
  if (apart <= MOST_APART_MS) return ok('clock', `within ${seconds} s of the database's`);
  return wrong(
    'clock',
    `${seconds} s ${there > after ? 'behind' : 'ahead of'} the database's: set the time of both by NTP`,
  );
}
