import type { Knex } from 'knex';
import type { Task } from '../../core/tasks/get-task.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { OUTSIDE_NAME } from './task-columns.ts';

const READ: Statement = {
  name: 'outside-names-read',
  text: `
select tasks.id, ${OUTSIDE_NAME} as name
  from unnest($1::int[]) as listed (id) join tasks on tasks.id = listed.id`,
};

type Named = Pick<Task, 'id' | 'assigneeId' | 'assigneeLogin'>;

/** No account has an empty login; a team may have an empty name. */
const isOfSomebodyOutside = (row: Named | { readonly id: null }): row is Named =>
  row.id !== null && row.assigneeId === null && row.assigneeLogin === '';

/**
 * Names the assignees from outside among tasks that were read with TASK_COLUMNS. Hardly a task has one: all others do
 * without a further exchange, and without the look-ups for it in the plan of the statement that read them.
 */
export async function withOutsideNames<Row extends Named | { readonly id: null }>(
  knex: Knex,
  rows: Row[],
): Promise<Row[]> {
  const ids = rows.filter(isOfSomebodyOutside).map(({ id }) => id);
  if (ids.length === 0) return rows;
  const found = await execute<{ readonly id: number; readonly name: string | null }>(knex, READ, [ids]);
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return rows.map((row) => {
    if (!isOfSomebodyOutside(row)) return row;
    const name = names.get(row.id) ?? null;
    return { ...row, assigneeLogin: name, assigneeFullName: name };
  });
}
