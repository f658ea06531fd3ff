import type { Knex } from 'knex';
import { MOST_ROUND_CHAINS, type RoundChain, type RoundChainsPlan } from '../../core/supervision/round-chains.ts';
import type { FoundRoundChains } from '../../operations/supervision/round-chains.ts';
import { CALLER_ROLES } from '../access/caller-roles.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** Tasks of a chain that are looked at, from the present one back. */
const MOST_STEPS = 1000;

/**
 * Open tasks that were reassigned twice or more, each with everybody who had it: at the begin of a task of its chain, by
 * a change in place, and at its end. An index of `open_tasks` leaves few of a store to walk through.
 */
const READ: Statement = {
  name: 'round-chains-read',
  text: `
with recursive often as materialized (
  select tasks.id, tasks.reassigned_from_id as previous,
         (tasks.assigned_by_id = callers.id) is true as "callerIsAssigner",${CALLER_ROLES}
    from open_tasks
    join tasks on tasks.id = open_tasks.id
   cross join (select $1::int as id) as callers
   where open_tasks.reassigned_often
), walked as (
  select id as current, id, previous, 0 as step
    from often
   where $2::boolean or "callerIsAssigner" or "callerIsAssignee" or "callerIsSupervisor"
  union all
  select walked.current, tasks.id, tasks.reassigned_from_id, walked.step + 1
    from walked join tasks on tasks.id = walked.previous
   where walked.step < ${MOST_STEPS}
), held as (
  select walked.current, walked.step, changes.place, changes.half, changes.person
    from walked
   cross join lateral (
     select history.id as place, side.half, side.person
       from history
      cross join lateral (values (0, history.old_assignee_id),
                                 (1, case when history.successor_id is null then history.new_assignee_id end)
                         ) as side (half, person)
      where history.task_id = walked.id
      union all
     select null, 0, tasks.assignee_id from tasks where tasks.id = walked.id
   ) as changes
   where changes.person is not null
), taken as (
  select held.*, lag(person) over chain is distinct from person as comes
    from held
  window chain as (partition by current order by step desc, place nulls last, half)
), round as (
  select current, array_agg(person order by step desc, place nulls last, half) as holders
    from taken
   where comes
   group by current
  having count(*) > count(distinct person)
)
select tasks.id as "taskId", tasks.name, documents.path as "documentPath", tasks.due_at as "dueAt",
       tasks.reassignments, round.holders as "holderIds", (count(*) over ())::int as total
  from round
  join tasks on tasks.id = round.current
  left join documents on documents.id = tasks.document_id
 order by tasks.reassignments desc, tasks.id
 limit ${MOST_ROUND_CHAINS}`,
};

/** Reads the open tasks that somebody has got for the second time. */
export async function readRoundChains(knex: Knex, { callerId, seesAll }: RoundChainsPlan): Promise<FoundRoundChains> {
  const rows = await execute<RoundChain & { readonly total: number }>(knex, READ, [callerId, seesAll]);
  return { total: rows[0]?.total ?? 0, chains: rows.map(({ total: _, ...chain }) => chain) };
}
