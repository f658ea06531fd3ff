import type { Knex } from 'knex';
import type { Access } from '../../core/access/access.ts';
import type { SharedTaskListPlan, TaskCondition } from '../../core/lists/shared-task-list.ts';
import type { ShownTasks, TooLong } from '../../operations/human-task-search.ts';
import type { ListReader, ReaderReach } from '../../operations/sharing/shared-task-list.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from '../access/access.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { SHOWN_TASK_COLUMNS, shownTaskOf, TASK_VIEW_JOINS, type TaskViewRow } from '../shares/task-view-columns.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { reachColumns } from './list-reach.ts';
import { binding, type Bind } from '../sql/binding.ts';
import { inTime } from './searching.ts';
import { countedWhere } from './task-counts.ts';
import { allVisibleTo, ASKED, held, IS_HELD, isVisibleTo } from './task-filters.ts';

const READER: Statement = {
  name: 'shared-task-list-reader',
  text: `
select ${ACCESS_COLUMNS},${reachColumns('callers.id')}
  from (select $1::bytea as digest, $2::int as subject_id) as calls${ACCESS_TABLES}`,
};

/** Reads who calls, and how what he sees is found. */
export async function readListReader(knex: Knex, access: Access): Promise<ListReader> {
  const values = [digestOfCredential(access.credential), access.subjectId];
  const [row] = noteLogins([access], await execute<AccessRow & ReaderReach>(knex, READER, values));
  if (!row) throw new Error('who calls was asked and not answered');
  return { access: accessOf(row), reach: { wide: row.wide, caller: row.caller } };
}

const PATH = '(select documents.path from documents where documents.id = tasks.document_id)';
const NAME = `coalesce(nullif(tasks.name, ''), tasks.step_name)`;
const WORKFLOW = '(select workflows.name from workflows where workflows.id = tasks.workflow_id)';
const TEXTS = { name: NAME, workflowName: WORKFLOW, document: PATH } as const;

/** @param finds tasks are found through this condition, and not looked at one by one */
function conditionText(condition: TaskCondition, bind: Bind, finds: boolean): string {
  if ('oneOf' in condition) {
    const list = bind(condition.oneOf);
    return condition.of === 'id' ? `tasks.id = any (${list}::int[])` : `tasks.status::text = any (${list}::text[])`;
  }
  if ('like' in condition) {
    const pattern = condition.like.replaceAll(/[\\_]/g, '\\$&');
    return `lower(${TEXTS[condition.of]}) like lower(${bind(pattern)}::text)`;
  }
  switch (condition.of) {
    case 'priority':
      return `tasks.priority = ${bind(condition.is)}::int`;
    case 'workflow':
      return `tasks.workflow_id = ${bind(condition.is)}::int`;
    case 'assignee': {
      const person = `${bind(condition.is)}::int`;
      return `(${finds ? held() : IS_HELD} or ${ASKED})`.replaceAll('$', () => person);
    }
    case 'name':
    case 'workflowName':
    case 'document':
      return `lower(${TEXTS[condition.of]}) = lower(${bind(condition.is)}::text)`;
  }
}

/** Conditions whose tasks are counted, so that nobody has to look at them. */
const COUNTED: readonly TaskCondition['of'][] = ['priority', 'status'];

/** Conditions that name few tasks, which an index finds. */
const NARROW: readonly TaskCondition['of'][] = ['id', 'assignee', 'workflow'];

/**
 * Finds a page of the tasks that somebody sees, with all that is shown of them, and how many there are on all pages. One
 * person sees few tasks, which are found first, unless a condition names fewer; the list of every task, and of one that
 * is counted, comes off the index of their numbers.
 */
export const listSharedTasks = (
  knex: Knex,
  { conditions, joined, offset, limit, callerId, visibleTo }: SharedTaskListPlan,
  { wide, caller }: ReaderReach,
): Promise<ShownTasks | TooLong> =>
  inTime(async () => {
    const { bind, values } = binding();
    const isNarrow = joined === 'and' && conditions.some(({ of }) => NARROW.includes(of));
    const isFirst = visibleTo !== null && !wide && !isNarrow;
    const finds = isNarrow || (!isFirst && conditions.every(({ of }) => NARROW.includes(of)));
    const wanted = conditions.map((condition) => conditionText(condition, bind, finds)).join(` ${joined} `);
    const me = `${bind(callerId)}::int`;
    const seen = isFirst ? allVisibleTo({ caller }) : isVisibleTo(wide, { caller });
    const visible = visibleTo === null ? '' : seen.replaceAll('$', () => me);
    const from = isFirst ? `(select * from tasks where ${visible} offset 0) as tasks` : 'tasks';
    const all = [...(wanted === '' ? [] : [`(${wanted})`]), ...(visible === '' || isFirst ? [] : [visible])];
    const where = all.length === 0 ? '' : `where ${all.join('\n     and ')}`;
    const limits = `limit ${bind(limit)} offset ${bind(offset)}`;
    const isCounted = visible === '' && conditions.every(({ of }) => COUNTED.includes(of));
    const found = isCounted
      ? `
with page as (
  select tasks.id from tasks ${where} order by tasks.id ${limits}
), counted as (
  select (${countedWhere(where)}) as total
)`
      : `
with found as materialized (
  select tasks.id from ${from} ${where}
), page as (
  select found.id from found order by found.id ${limits}
), counted as (
  select count(*)::int as total from found
)`;
    const text = `${found}
select counted.total,${SHOWN_TASK_COLUMNS}
  from counted
  left join page on true
  left join tasks on tasks.id = page.id${TASK_VIEW_JOINS}
  left join users callers on callers.id = ${me}
 order by page.id`;
    const rows = await execute<TaskViewRow & { readonly total: number }>(knex, { text }, values);
    return { total: rows[0]?.total ?? 0, tasks: rows.flatMap((row) => shownTaskOf(row) ?? []) };
  });
