import type { Knex } from 'knex';
import type { TransferFacts, TransferPlan, TransferRequest } from '../../core/tasks/transfer-user-tasks.ts';
import type { TransferredBatch } from '../../operations/task-transfer.ts';
import { noteLogins, type CallerLoginRow } from '../access/caller-logins.ts';
import { CALLER_TABLES } from '../access/caller.ts';
import { digestOfCredential } from '../access/digest.ts';
import { isRetriedAlone } from '../sql/faults.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { packedIds, unpackIds } from '../lists/task-ids.ts';
import { WAITING_TASKS } from '../supervision/belongings.ts';

const READ: Statement = {
  name: 'transfer-user-tasks-read',
  text: `
select callers.id as "callerId",
       callers.login as "callerLogin",
       callers.roles as "callerRoles",
       givers.id as "fromId",
       takers.id as "toId",
       takers.enabled as "toEnabled"
  from (select $1::bytea as digest, $2::text as "from", $3::text as "to") as calls${CALLER_TABLES}
  left join users givers on lower(givers.login) = lower(btrim(calls."from"))
  left join users takers on lower(takers.login) = lower(btrim(calls."to"))`,
};

interface ReadRow extends CallerLoginRow {
  readonly callerId: number | null;
  readonly callerRoles: readonly string[];
  readonly fromId: number | null;
  readonly toId: number | null;
  readonly toEnabled: boolean;
}

/** Reads the caller and both users. */
export async function readTransfer(
  knex: Knex,
  { credential, fromUserName, toUserName }: TransferRequest,
): Promise<TransferFacts> {
  const values = [digestOfCredential(credential), fromUserName, toUserName];
  const [row] = noteLogins([{ credential }], await execute<ReadRow>(knex, READ, values));
  if (!row) throw new Error('one call was read and no row came back');
  return {
    caller: row.callerId === null ? null : { id: row.callerId, roles: row.callerRoles },
    from: row.fromId === null ? null : { id: row.fromId },
    to: row.toId === null ? null : { id: row.toId, enabled: row.toEnabled },
  };
}

/** The states a transfer moves: 0, 10 and 20 (docs/legacy/operations.md#transferusertasks). */
const UNFINISHED = `tasks.status in ('NotStarted', 'InProgress', 'DueDateChanged')`;

const FIND: Statement = {
  name: 'transfer-user-tasks-find',
  text: `
select ${packedIds(`
  select open_tasks.id from open_tasks where open_tasks.assignee_id = $1
   union${WAITING_TASKS('$1')}
   union
  select tasks.id
    from task_shares s join tasks on tasks.id = s.task_id and ${UNFINISHED}
   where s.user_id = $1 and s.state in ('asked', 'later')
   order by id`)} as ids`,
};

/** Finds what somebody has to do, or is asked for, now or later; in the order of task ids. */
export async function readUnfinishedTaskIds(knex: Knex, userId: number): Promise<Int32Array> {
  const [row] = await execute<{ ids: Buffer | null }>(knex, FIND, [userId]);
  return unpackIds(row?.ids ?? null);
}

/**
 * Moves what is still unfinished and still the giver's of the tasks named: a version does not have to be carried,
 * because the locked row itself is looked at. Those of which shares are kept are only named. The taker's account is kept from being disabled meanwhile; where that
 * came first, nothing moves. Locks are taken in the order of task ids, as everywhere.
 */
const WRITE: Statement = {
  name: 'transfer-user-tasks-write',
  text: `
with taker as materialized (
  select id from users where id = $3 and enabled for share
), locked as materialized (
  select tasks.id, tasks.sharing
    from tasks
   where tasks.id = any ($1::int[]) and (tasks.assignee_id = $2 or tasks.sharing > 0) and ${UNFINISHED}
     and exists (select from taker)
   order by tasks.id
     for update of tasks
), moved as (
  update tasks
     set assignee_id = $3,
         version = tasks.version + 1,
         updated_at = greatest(clock_timestamp(), tasks.updated_at + interval '1 millisecond')
    from locked
   where tasks.id = locked.id and locked.sharing = 0
  returning tasks.id, tasks.status
), recorded as (
  insert into history (
    task_id, user_id, credential, api, operation, old_status, new_status, old_assignee_id, new_assignee_id, request_id)
  select id, $4::int, $5::text, $6::text, 'TransferUserTasks', status, status, $2, $3, $7::text
    from moved
   order by id
)
select exists (select from taker) as "takerEnabled",
       array(select id from locked where sharing > 0) as "shared"`,
};

/**
 * Moves tasks in one statement; those that have ended or gone to somebody else meanwhile are left alone, and those of
 * which shares are kept are named. When the statement fails for what it met, each task is tried on its own, so that one
 * that cannot be changed keeps none back.
 *
 * @param reportFailure told why a task could not be changed
 */
export async function transferTasks(
  knex: Knex,
  plan: TransferPlan,
  taskIds: readonly number[],
  reportFailure: (error: unknown) => void,
): Promise<TransferredBatch> {
  try {
    const { takerEnabled, shared } = await move(knex, plan, taskIds);
    return { withheld: takerEnabled ? [] : taskIds, failed: [], shared };
  } catch (error) {
    if (!isRetriedAlone(error)) throw error;
    if (taskIds.length > 1) return transferOneByOne(knex, plan, taskIds, reportFailure);
    reportFailure(error);
    return { withheld: [], failed: taskIds, shared: [] };
  }
}

async function transferOneByOne(
  knex: Knex,
  plan: TransferPlan,
  taskIds: readonly number[],
  reportFailure: (error: unknown) => void,
): Promise<TransferredBatch> {
  const batches: TransferredBatch[] = [];
  for (const taskId of taskIds) batches.push(await transferTasks(knex, plan, [taskId], reportFailure));
  return {
    withheld: batches.flatMap(({ withheld }) => withheld),
    failed: batches.flatMap(({ failed }) => failed),
    shared: batches.flatMap(({ shared }) => shared),
  };
}

interface MoveRow {
  /** False when nothing could be moved, because the taker's account is disabled. */
  readonly takerEnabled: boolean;
  readonly shared: readonly number[];
}

async function move(
  knex: Knex,
  { fromId, toId, callerId, credentialKind, context }: TransferPlan,
  taskIds: readonly number[],
): Promise<MoveRow> {
  const values = [taskIds, fromId, toId, callerId, credentialKind, context.api, context.requestId];
  const [row] = await execute<MoveRow>(knex, WRITE, values);
  return row ?? { takerEnabled: false, shared: [] };
}
