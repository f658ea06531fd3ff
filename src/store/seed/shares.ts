import type { Knex } from 'knex';
import type { HeldTask } from '../../core/shares/implied-share.ts';
import { shareRow, sharingColumns } from '../shares/sharing-write.ts';
import type { Row } from './bulk.ts';
import type { Fixture } from './reading/fixture.ts';
import type { Loading } from './loading.ts';
import { readParties } from './parties.ts';
import type { People } from './people.ts';
import { planSharing, shareCount } from './sharing.ts';

/** A task of the file. */
export interface TaskEntry {
  readonly task: Fixture['tasks'][number];
  /** As in "tasks[3]". */
  readonly where: string;
  /** The task as it is with its assignee or team alone. */
  readonly held: HeldTask;
}

/** Plans the shares of tasks; gives the columns of each task, in their order, that say who has it. */
export async function planShares(loading: Loading, people: People, entries: readonly TaskEntry[]): Promise<Row[]> {
  const { trx, now, insert } = loading;
  const parties = await readParties(loading, people);
  const numbers = await takeNumbers(
    trx,
    entries.reduce((sum, { task }) => sum + shareCount(task), 0),
  );
  const shares: Row[] = [];
  const sharings: Row[] = [];
  let used = 0;
  const columns = entries.map(({ task, where, held }) => {
    const mine = numbers.slice(used, used + shareCount(task));
    used += mine.length;
    const { fields, sharing } = planSharing(task, { where, held, numbers: mine, parties, now });
    if (sharing) {
      sharings.push({ task_id: held.id, ...sharingColumns(sharing) });
      shares.push(...sharing.shares.map((share, place) => ({ task_id: held.id, ...shareRow(share, place) })));
    }
    return {
      sharing: fields.sharing,
      assignee_id: fields.assigneeId,
      team_id: fields.teamId,
      redirected_from_id: fields.redirectedFromId,
      approval_status: fields.approvalStatus,
    };
  });
  insert('task_shares', shares);
  insert('task_sharing', sharings);
  return columns;
}

async function takeNumbers(trx: Knex, count: number): Promise<number[]> {
  const taken = await trx.raw<{ rows: { id: string }[] }>(
    `select nextval('task_shares_id_seq') as id from generate_series(1, ?::int)`,
    [count],
  );
  return taken.rows.map(({ id }) => Number(id));
}
