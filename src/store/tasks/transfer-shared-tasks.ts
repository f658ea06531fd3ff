import type { Knex } from 'knex';
import type { TaskChange } from '../../core/tasks/task-change.ts';
import type { SharedTransferFacts, TransferPlan } from '../../core/tasks/transfer-user-tasks.ts';
import type { TransferredShare } from '../../operations/task-transfer.ts';
import { SHARING_COLUMN, sharingFrom, type SharingJson } from '../shares/sharing-column.ts';
import { isRetriedAlone } from '../sql/faults.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { writeTaskChanges } from './task-change.ts';

const READ: Statement = {
  name: 'transfer-shared-tasks-read',
  text: `
select tasks.id, tasks.version, tasks.status,${SHARING_COLUMN}
  from tasks cross join (select $2::int as id) as callers
 where tasks.id = any ($1::int[]) and tasks.sharing > 0
 order by tasks.id`,
};

/** Reads tasks of which shares are kept, in the order of their numbers. */
export async function readSharedTransfers(
  knex: Knex,
  { callerId }: TransferPlan,
  taskIds: readonly number[],
): Promise<SharedTransferFacts[]> {
  type Row = Omit<SharedTransferFacts, 'sharing'> & { readonly sharing: SharingJson | null };
  const rows = await execute<Row>(knex, READ, [taskIds, callerId]);
  return rows.flatMap(({ sharing: column, ...task }) => {
    const sharing = sharingFrom(column);
    return sharing ? [{ ...task, sharing }] : [];
  });
}

const TAKER: Statement = {
  name: 'transfer-shared-tasks-taker',
  text: 'select id from users where id = $1 and enabled for share',
};

/**
 * Writes what was decided of each task. The taker's account is kept from being disabled meanwhile; where that came
 * first, nothing moves. When the statement fails for what it met, each task is tried on its own.
 *
 * @param reportFailure told why a task could not be changed
 */
export async function transferSharedTasks(
  knex: Knex,
  plan: TransferPlan,
  changes: readonly TaskChange[],
  reportFailure: (error: unknown) => void,
): Promise<TransferredShare[]> {
  try {
    return await knex.transaction(async (trx) => {
      const taker = await execute(trx, TAKER, [plan.toId]);
      if (taker.length === 0) return changes.map(() => 'withheld');
      return (await writeTaskChanges(trx, changes)).map((written) => (written ? 'moved' : 'stale'));
    });
  } catch (error) {
    if (!isRetriedAlone(error)) throw error;
    if (changes.length === 1) {
      reportFailure(error);
      return ['failed'];
    }
    const moved: TransferredShare[] = [];
    for (const change of changes) moved.push(...(await transferSharedTasks(knex, plan, [change], reportFailure)));
    return moved;
  }
}
