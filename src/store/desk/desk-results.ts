import type { Knex } from 'knex';
import type { DeskResult } from '../../core/desk/desk-result.ts';
import type { NamedResult } from '../../operations/desk/desk-results.ts';
import { execute, type Statement } from '../sql/statement.ts';

const KEEP: Statement = {
  name: 'desk-result-keep',
  text: 'insert into desk_results (id, user_id, report) values ($1, $2, $3) on conflict (id) do nothing',
};

/** Keeps what became of an action; of one that is sent twice the first result stays. */
export async function keepDeskResult(knex: Knex, id: string, userId: number, result: DeskResult): Promise<void> {
  await execute(knex, KEEP, [id, userId, JSON.stringify(result)]);
}

interface Row {
  readonly report: DeskResult;
  readonly people: NamedResult['names']['people'];
}

const READ: Statement = {
  name: 'desk-result-read',
  text: `
select report,
       (select coalesce(json_agg(json_build_object('id', users.id, 'login', users.login, 'fullName', users.full_name)), '[]')
          from users
         where users.id = any (array(
           select jsonb_path_query(report, mentioned)::int
             from (values ('$.lines[*].assigneeId'::jsonpath), ('$.lines[*].pathIds[*]'), ('$.lines[*].notFollowedIds[*]'))
                  as paths (mentioned)))) as people
  from desk_results
 where id = $1 and user_id = $2`,
};

/** Reads what became of an action of this account; null where there is none of this number. */
export async function readDeskResult(knex: Knex, id: string, userId: number): Promise<NamedResult | null> {
  const [row] = await execute<Row>(knex, READ, [id, userId]);
  return row ? { ...row.report, names: { people: row.people } } : null;
}

/** Days for which a result is kept. */
const KEPT_DAYS = 30;

const PRUNE: Statement = {
  name: 'desk-results-prune',
  text: 'delete from desk_results where created_at < now() - make_interval(days => $1)',
};

/** Removes results that nobody goes back to any more. */
export async function pruneDeskResults(knex: Knex): Promise<void> {
  await execute(knex, PRUNE, [KEPT_DAYS]);
}
