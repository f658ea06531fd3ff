import type { Knex } from 'knex';
import type { Names } from '../../operations/supervision/supervision-store.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** The columns of `Names`: of the people and teams whose ids these arrays have. */
export const nameColumns = (people: string, teams: string): string => `
       (select coalesce(json_agg(json_build_object('id', users.id, 'login', users.login, 'fullName', users.full_name)), '[]')
          from users where users.id = any (${people})) as people,
       (select coalesce(json_agg(json_build_object('id', teams.id, 'name', teams.name)), '[]')
          from teams where teams.id = any (${teams})) as teams`;

const READ: Statement = { name: 'names-read', text: `select${nameColumns('$1::int[]', '$2::int[]')}` };

/** Reads how those are called whom an answer mentions. */
export async function readNames(knex: Knex, userIds: readonly number[], teamIds: readonly number[]): Promise<Names> {
  const [row] = await execute<Names>(knex, READ, [userIds, teamIds]);
  return row ?? { people: [], teams: [] };
}
