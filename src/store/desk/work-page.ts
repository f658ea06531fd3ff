import type { Knex } from 'knex';
import { SORT_KEYS } from '../../core/desk/work-order.ts';
import type { TaskFilter, TaskListPlan } from '../../core/lists/get-tasks.ts';
import type { CursorPage, Keyed, EntryKey } from '../../core/list-page.ts';
import type { FoundWork, WorkPlan } from '../../operations/desk/desk-lists.ts';
import { binding, type Bind } from '../sql/binding.ts';
import { composeCounted, composeList, isNarrow, type ListStatement, type Reached } from '../lists/task-filters.ts';
import { keyJson, pageClauses } from '../sql/keyset.ts';
import { execute } from '../sql/statement.ts';
import { LONGEST, waysFrom, type Way } from './work-ways.ts';

interface Row {
  readonly keys: readonly EntryKey[];
  readonly total: number;
  /** Further on there may be more than was met. */
  readonly isCut: boolean;
}

/**
 * Finds a page of the work and counts it, no further than `most` where there are many tasks and counting takes long.
 * Whoever sees many tasks meets a page of them soon, whatever the order. What few see, and what was not met, is found
 * as a whole and then sorted.
 */
export async function readWorkPage(
  knex: Knex,
  plan: WorkPlan,
  page: CursorPage,
  most: number,
  reached: Reached,
): Promise<FoundWork> {
  const meeting = meetingStatement(plan, page, most, reached);
  const met = meeting && (await find(knex, meeting));
  if (met && !met.isCut) return foundOf(met, most);
  return foundOf(await find(knex, findingStatement(plan, page, reached)), Infinity);
}

const foundOf = ({ keys, total }: Row, most: number): FoundWork => ({
  found: keys.map((key): Keyed<number> => ({ key, entry: Number(key.at(-1)) })),
  total: Math.min(total, most),
  isMore: total > most,
});

async function find(knex: Knex, { text, values }: ListStatement): Promise<Row> {
  const [row] = await execute<Row>(knex, { text }, [...values]);
  return row ?? { keys: [], total: 0, isCut: false };
}

/**
 * The statement that finds all tasks of a list, counts them and sorts them for a page. Places are written as JSON for the
 * page alone: doing it before sorting cost more than all the rest.
 */
export function findingStatement(plan: WorkPlan, page: CursorPage, { reach, asked }: Reached): ListStatement {
  const { columns, order } = plan;
  const clauses = composeList({ ...plan, order: { key: SORT_KEYS[order.sort], ascending: true } }, reach, asked);
  const { bind, values } = binding(clauses.values);
  const by = {
    task: [],
    due: [clauses.key],
    priority: [clauses.key],
    assignee: [clauses.key, 'coalesce(tasks.team_id, tasks.assignee_id)'],
    workflow: [clauses.key, 'tasks.workflow_id'],
  }[order.sort];
  const names = [...by.map((_, index) => `found.key_${index}`), 'found.id'];
  const { where, orderBy, limits } = pageClauses(columns, names, page, bind);
  const text = `
with found as materialized (
  select tasks.id${by.map((expression, index) => `, ${expression} as key_${index}`).join('')}
    from ${clauses.from} ${clauses.join}
   ${clauses.where}
)
select (select coalesce(json_agg(page.key), '[]')
          from (select ${keyJson(columns, names)} as key
                  from (select * from found where ${where} order by ${orderBy} ${limits}) as found) as page) as keys,
       (select count(*)::int from found) as total, false as "isCut"`;
  return { text, values };
}

/** The conditions of a filter that an index of due dates begins and ends at. */
const dueBounds = ({ completion, dueFrom, dueBefore, isUndated }: TaskFilter, bind: Bind): readonly string[] => [
  ...(completion === 'OverDue' ? ['tasks.due_at < now()'] : []),
  ...(dueFrom ? [`tasks.due_at >= ${bind(dueFrom)}`] : []),
  ...(dueBefore ? [`tasks.due_at < ${bind(dueBefore)}`] : []),
  ...(isUndated ? ['tasks.due_at is null'] : []),
];

/**
 * The statement that meets a page on the way from where it begins, and counts up to one more than `most`. Null where
 * the list is not of this kind: what few people see, and texts, are found otherwise.
 */
export function meetingStatement(
  plan: WorkPlan,
  page: CursorPage,
  most: number,
  { reach, asked }: Reached,
): ListStatement | null {
  if (reach === 'narrow' || isNarrow(plan) || plan.filter.text !== undefined) return null;
  const everyOrder: TaskListPlan = { ...plan, order: { key: 'DefaultSort', ascending: true } };
  const clauses = composeList(everyOrder, reach, asked);
  const { bind, values } = binding(clauses.values);
  const table = clauses.from === 'tasks' ? 'tasks' : 'open_tasks';
  const within = dueBounds(plan.filter, bind);
  const ways = waysFrom(table, plan.order, plan.columns, page, within, bind);
  const needed = page.limit + 1;
  const { text: pageText, keys, isCut } = meet(ways, clauses.where, needed);

  const counted = composeCounted(everyOrder);
  const walked = `select * from ${table} as tasks${within.length === 0 ? '' : ` where ${within.join(' and ')}`}
   order by ${within.length === 0 ? 'tasks.id' : 'tasks.due_at nulls first, tasks.id'}`;
  const count = counted
    ? `${counted.count}`
    : `select count(*)::int from (
    select from (${walked} limit ${LONGEST}) as tasks ${clauses.where} limit ${most + 1}) as met`;
  const countIsCut = counted
    ? 'false'
    : `case when counted.total > ${most} then false else exists (${walked} offset ${LONGEST}) end`;
  return {
    text: `
with ${pageText}, counted as materialized (
  select (${count}) as total
)
select ${keys} as keys, counted.total, ${isCut} or ${countIsCut} as "isCut"
  from counted`,
    values,
  };
}

/** The clauses `met_…`, one for each way, of which the next is gone only where the ones before are not enough. */
function meet(
  ways: readonly Way[],
  where: string,
  needed: number,
): { readonly text: string; readonly keys: string; readonly isCut: string } {
  const met = ways.map(({ query, orderBy, key, size }, index) => {
    const before = ways.slice(0, index).map((_, each) => `(select count(*) from met_${each})`);
    return `met_${index} as materialized (
  select ${key} as key, ${index} as stretch, row_number() over (order by ${orderBy}) as position
    from (${query} limit ${LONGEST}) as tasks
   ${where}
   order by ${orderBy}
   limit ${size === undefined ? '' : `case when ${size} = 0 then 0 else `}greatest(0, ${[needed, ...before].join(' - ')})${size === undefined ? '' : ' end'}
)`;
  });
  const all = ways.map((_, index) => `select * from met_${index}`).join(' union all ');
  const cuts = ways.map(({ isLonger }, index) => {
    const counts = ways.slice(0, index + 1).map((_, each) => `(select count(*) from met_${each})`);
    return `case when ${counts.join(' + ')} >= ${needed} then false
            else ${isLonger} end`;
  });
  return {
    text: met.join(', '),
    keys: `coalesce((select json_agg(met.key order by met.stretch, met.position) from (${all}) as met), '[]')`,
    isCut: `(${cuts.join('\n        or ')})`,
  };
}
