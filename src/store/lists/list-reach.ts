import type { Knex } from 'knex';
import type { Caller } from '../../core/access/caller.ts';
import type { Credential } from '../../core/access/credential.ts';
import type { TaskListPlan } from '../../core/lists/get-tasks.ts';
import type { AssigneeReach, KnownReach, ListCaller } from '../../operations/task-lists.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { execute, type Statement } from '../sql/statement.ts';
import type { Reached } from './task-filters.ts';

/** Supervisors of more workflows than this are few, and see more tasks than can be looked up one by one. */
const MANY_WORKFLOWS = 5000;

/** Is some task asked of this party that another holds? */
const asksOthersToo = (party: string, heldByAnother: string): string => `exists (
         select from task_shares s join tasks on tasks.id = s.task_id
          where ${party} and s.state = 'asked' and ${heldByAnother})`;

/** How much a caller sees, and whether tasks that others hold concern the caller, as columns of a statement. */
export const reachColumns = (caller: string): string => `
       (select count(*) > ${MANY_WORKFLOWS}
          from (select from workflow_supervisors where user_id = ${caller}
                union all
                select from workflow_supervisor_teams join team_members using (team_id) where user_id = ${caller}
                limit ${MANY_WORKFLOWS + 1}) as supervised) as wide,
       ${asksOthersToo(`s.user_id = ${caller}`, `tasks.assignee_id is distinct from ${caller}`)}
         or exists (
           select from team_members m
            where m.user_id = ${caller}
              and ${asksOthersToo('s.team_id = m.team_id', 'tasks.team_id is distinct from m.team_id')}) as "caller"`;

const asksAssigneeToo = (assignee: string): string =>
  asksOthersToo(`s.user_id = ${assignee}`, `tasks.assignee_id is distinct from ${assignee}`);

/** The columns of `KnownReach`. */
export const knownReachColumns = (caller: string, assignee: string): string => `${reachColumns(caller)},
       ${asksAssigneeToo(assignee)} as "assignee"`;

/** What a caller ($1) sees, and whether tasks that others hold concern an assignee ($2). */
const REACH: Statement = { name: 'get-tasks-reach', text: `select ${knownReachColumns('$1', '$2')}` };

/**
 * Reads how much somebody sees, and whom tasks that others hold concern, as far as a list depends on it.
 *
 * @param knex a connection on which statements are planned once: planning this one takes longer than finding a page
 * @param known what was read of the caller and the assignee already
 */
export async function readReach(
  knex: Knex,
  { visibleTo, filter: { assigneeId } }: Pick<TaskListPlan, 'visibleTo' | 'filter'>,
  known?: KnownReach | AssigneeReach,
): Promise<Reached> {
  const isOfAnyone = visibleTo === null;
  if (isOfAnyone && assigneeId === undefined) return { reach: 'everything' };
  if (isOfAnyone && known) return { reach: 'everything', asked: { assignee: known.assignee, caller: false } };
  const isKnown = known && 'wide' in known;
  const [row] = isKnown
    ? [known]
    : await execute<KnownReach>(knex, REACH, [visibleTo, known ? null : (assigneeId ?? null)]);
  if (!row) throw new Error('one question was asked and no row came back');
  const { wide, caller, assignee } = row;
  return {
    reach: isOfAnyone ? 'everything' : wide ? 'wide' : 'narrow',
    asked: { caller, assignee: known?.assignee ?? assignee },
  };
}

const CALLER: Statement = {
  name: 'get-tasks-caller',
  text: `
select callers.id, callers.roles, callers.login as "callerLogin",
       ${asksAssigneeToo('calls.assignee_id')} as "assignee"
  from (select $1::bytea as digest, $2::int as assignee_id) as calls${CALLER_TABLES}
 where callers.id is not null`,
};

/** Reads who asks for a list, and what depends on whose tasks are asked for; null without a live credential. */
export async function readListCaller(
  knex: Knex,
  credential: Credential,
  assigneeId: number | undefined,
): Promise<ListCaller | null> {
  const values = [digestOfCredential(credential), assigneeId ?? null];
  const rows = await execute<Caller & AssigneeReach & CallerLoginRow>(knex, CALLER, values);
  const [row] = noteLogins([{ credential }], rows);
  return row ? { caller: { id: row.id, roles: row.roles }, reach: { assignee: row.assignee } } : null;
}
