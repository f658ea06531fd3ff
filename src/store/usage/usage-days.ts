import type { Knex } from 'knex';
import type { FoundPage, ListPage } from '../../core/list-page.ts';
import { USAGE_ORDER, type ClientUsage, type UsageFilter } from '../../core/supervision/usage.ts';
import { binding } from '../sql/binding.ts';
import { foundIn, keyJson, pageClauses, type PageClauses, type PageColumns } from '../sql/keyset.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** What a process has counted. */
interface Counted {
  readonly day: string;
  readonly login: string;
  readonly api: string;
  readonly operation: string;
  readonly binding: string;
  readonly agent: string;
  readonly credential: string;
  readonly calls: number;
  readonly refusals: number;
  readonly deprecatedCalls: number;
  readonly spellings: number;
  readonly lastAt: Date;
  readonly lastAddress: string;
}

/**
 * In one order, so that processes which write the same rows wait for each other instead of deadlocking. `agent` is the
 * digest of the program and the credential: two texts without a line end.
 */
const ADD: Statement = {
  name: 'usage-add',
  text: `
with counted as materialized (
  select sent.day, coalesce(users.id, 0) as user_id, sent.api, sent.operation, sent.binding, sent.agent, sent.credential,
         sha256(convert_to(sent.credential || chr(10) || sent.agent, 'UTF8')) as digest, sum(sent.calls) as calls,
         sum(sent.refusals) as refusals, sum(sent.deprecated_calls) as deprecated_calls, bit_or(sent.spellings) as spellings,
         max(sent.last_at) as last_at, (array_agg(sent.last_address order by sent.last_at desc))[1] as last_address
    from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[],
                $9::bigint[], $10::bigint[], $11::int[], $12::timestamptz[], $13::text[])
         as sent (day, login, api, operation, binding, agent, credential, calls, refusals, deprecated_calls, spellings,
                  last_at, last_address)
    left join users on lower(users.login) = lower(sent.login)
   group by 1, 2, 3, 4, 5, 6, 7
), named as (
  insert into usage_agents (digest, agent, credential)
  select distinct digest, agent, credential from counted order by digest
      on conflict do nothing
)
insert into usage_days
       (day, user_id, api, operation, binding, agent, calls, refusals, deprecated_calls, spellings, last_at, last_address)
select day, user_id, api, operation, binding, digest, calls, refusals, deprecated_calls, spellings, last_at, last_address
  from counted
 order by day, user_id, api, operation, binding, digest
    on conflict (day, user_id, api, operation, binding, agent) do update
   set calls = usage_days.calls + excluded.calls, refusals = usage_days.refusals + excluded.refusals,
       deprecated_calls = usage_days.deprecated_calls + excluded.deprecated_calls,
       spellings = usage_days.spellings | excluded.spellings,
       last_address = case when excluded.last_at >= usage_days.last_at then excluded.last_address
                           else usage_days.last_address end,
       last_at = greatest(usage_days.last_at, excluded.last_at)`,
};

/** Adds what a process has counted to what is stored. */
export async function addUsage(knex: Knex, counts: readonly Counted[]): Promise<void> {
  const column = <Name extends keyof Counted>(name: Name): Counted[Name][] => counts.map((count) => count[name]);
  await execute(knex, ADD, [
    column('day'),
    column('login'),
    column('api'),
    column('operation'),
    column('binding'),
    column('agent'),
    column('credential'),
    column('calls'),
    column('refusals'),
    column('deprecatedCalls'),
    column('spellings'),
    column('lastAt'),
    column('lastAddress'),
  ]);
}

const PRUNE: Statement = {
  name: 'usage-prune',
  text: `
with old as (
  delete from usage_days where day < current_date - $1::int
)
delete from usage_agents
 where not exists (select from usage_days where usage_days.agent = usage_agents.digest and day >= current_date - $1::int)`,
};

/** Deletes calls of more than so many days ago, and agents that nobody names any more. */
export const pruneUsage = (knex: Knex, days: number): Promise<unknown> => execute(knex, PRUNE, [days]);

const BY = ['last_at', 'user_id', 'api', 'operation', 'binding', "encode(agent, 'hex')"];

const listStatement = ({ where, orderBy, limits }: PageClauses): string => `
with clients as (
  select user_id, api, operation, binding, agent, sum(calls) as calls, sum(refusals) as refusals,
         sum(deprecated_calls) as deprecated_calls, bit_or(spellings) as spellings, max(last_at) as last_at,
         (array_agg(last_address order by last_at desc))[1] as last_address,
         json_agg(json_build_object('day', day, 'calls', calls) order by day) as days
    from usage_days
   where day >= $1::date
     and ($2::text is null or api = $2) and ($3::text is null or lower(operation) = lower($3)) and ($4::int is null or user_id = $4)
   group by user_id, api, operation, binding, agent
), page as (
  select *, ${keyJson(USAGE_ORDER, BY)} as key, row_number() over (order by ${orderBy}) as position
    from clients
   where ${where}
   order by ${orderBy} ${limits}
)
select (select count(*)::int from clients) as total, page.key, page.user_id as "userId", page.api, page.operation, page.binding,
       usage_agents.agent, usage_agents.credential, page.calls::float8 as calls, page.refusals::float8 as refusals,
       page.deprecated_calls::float8 as "deprecatedCalls", page.spellings, page.last_at as "lastAt",
       page.last_address as "lastAddress", page.days
  from page
  join usage_agents on usage_agents.digest = page.agent
 order by page.position`;

/** Reads who has called since a day, who called last first. */
export async function listUsage(
  knex: Knex,
  since: string,
  { api, operation, userId }: UsageFilter,
  page: ListPage,
): Promise<FoundPage<ClientUsage>> {
  const { bind, values } = binding([since, api ?? null, operation ?? null, userId ?? null]);
  const text = listStatement(pageClauses(USAGE_ORDER, BY, page, bind));
  return foundIn(await execute<ClientUsage & PageColumns>(knex, { text }, values));
}
