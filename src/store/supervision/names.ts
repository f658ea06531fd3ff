import type { Knex } from 'knex';
import type { Names } from '../../operations/supervision/supervision-store.ts';
import { execute, type Statement } from '../sql/statement.ts';

const READ: Statement = {
  name: 'names-read',
  text: `
select (select coalesce(json_agg(json_build_object('id', users.id, 'login', users.login, 'fullName', users.full_name)), '[]')
          from users where users.id = any ($1::int[])) as people,
       (select coalesce(json_agg(json_build_object('id', teams.id, 'name', teams.name)), '[]')
          from teams where teams.id = any ($2::int[])) as teams`,
};

/** Reads how those are called whom an answer mentions. */
export async function readNames(knex: Knex, userIds: readonly number[], teamIds: readonly number[]): Promise<Names> {
  const [row] = await execute<Names>(knex, READ, [userIds, teamIds]);
  return row ?? { people: [], teams: [] };
}
