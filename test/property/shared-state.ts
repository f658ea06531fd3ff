import { expect } from 'chai';
import type { Knex } from 'knex';

export interface TaskState {
  readonly id: number;
  readonly version: number;
  readonly updated_at: string;
  readonly moment: string;
  readonly status: string;
  readonly assignee_id: number | null;
  readonly team_id: number | null;
  readonly sharing: number;
  readonly kept: {
    readonly rule: 'all' | 'any';
    readonly claimed_at: string | null;
    readonly claimant_id: number | null;
  } | null;
  readonly shares: readonly ShareState[];
}

interface ShareState {
  readonly id: string;
  readonly state: 'asked' | 'later' | 'done' | 'left';
  readonly user_id: number | null;
  readonly team_id: number | null;
}

export interface HistoryRow {
  readonly id: string;
  readonly task_id: number;
  readonly api: string;
  readonly credential: string;
  readonly operation: string;
  readonly details: { readonly old?: { readonly shares?: readonly { readonly id: number }[] } } | null;
}

export interface SharedState {
  readonly tasks: ReadonlyMap<number, TaskState>;
  readonly lastHistoryId: string;
}

const OPEN = new Set(['InProgress', 'DueDateChanged']);

/** All tasks with what is kept of their shares. */
export async function readState(knex: Knex): Promise<SharedState> {
  const { rows } = await knex.raw<{ rows: TaskState[] }>(
    `select id, version, updated_at::text, to_char(updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment,
            status, assignee_id, team_id, sharing,
            (select to_jsonb(k) from task_sharing k where k.task_id = tasks.id) as kept,
            (select coalesce(jsonb_agg(to_jsonb(s) - 'ends_at' || jsonb_build_object('id', s.id::text) order by s.position), '[]')
               from task_shares s where s.task_id = tasks.id) as shares
       from tasks order by id`,
  );
  const last = await knex.raw<{ rows: { id: string }[] }>('select coalesce(max(id), 0)::text as id from history');
  return { tasks: new Map(rows.map((row) => [row.id, row])), lastHistoryId: last.rows[0]?.id ?? '0' };
}

export const readHistorySince = async (knex: Knex, id: string): Promise<HistoryRow[]> =>
  (await knex.raw<{ rows: HistoryRow[] }>('select * from history where id > ? order by id', [id])).rows;

/** Each change raised the version, said so once in history, and lost no share without a word. */
export function expectChangesInHistory(before: SharedState, after: SharedState, added: readonly HistoryRow[]): void {
  for (const [id, task] of after.tasks) {
    const old = before.tasks.get(id);
    if (!old) continue;
    const rows = added.filter(({ task_id }) => task_id === id);
    expect(rows.length, `history of ${id}`).to.equal(task.version - old.version);
    if (task.version === old.version) {
      expect(task, `task ${id} changed under its version`).to.deep.equal(old);
      continue;
    }
    expect(task.updated_at > old.updated_at, `updated_at of ${id}`).to.equal(true);
    if (!OPEN.has(old.status) && old.status !== 'NotStarted') expect(task.status, `closed ${id}`).to.equal(old.status);
    const told = new Set(rows.flatMap(({ details }) => (details?.old?.shares ?? []).map((share) => String(share.id))));
    const lost = old.shares.filter((share) => !task.shares.some((each) => each.id === share.id));
    expect(
      lost.map((share) => share.id).filter((share) => !told.has(share)),
      `lost shares of ${id}`,
    ).to.deep.equal([]);
  }
  for (const id of before.tasks.keys()) {
    if (!after.tasks.has(id)) expect(added.map(({ task_id }) => task_id)).to.include(id);
  }
}

/** What the columns of a task and the rows of its shares say of each other (docs/data-model.md). */
export function expectSoundShares({ tasks }: SharedState): void {
  for (const task of tasks.values()) {
    const at = JSON.stringify(task);
    expect(task.assignee_id === null || task.team_id === null, at).to.equal(true);
    expect(task.kept === null, at).to.equal(task.sharing === 0);
    const { kept, shares, status } = task;
    if (!kept) {
      expect(shares, at).to.deep.equal([]);
      continue;
    }
    const asked = shares.filter(({ state }) => state === 'asked');
    const isDone = shares.some(({ state }) => state === 'done');
    if (OPEN.has(status)) {
      expectHolder(task, asked, at);
      const isMet =
        isDone && (kept.rule === 'any' || !shares.some(({ state }) => state === 'asked' || state === 'later'));
      expect(isMet, `met, and open: ${at}`).to.equal(false);
    } else {
      expect(
        shares.map(({ state }) => state),
        at,
      ).not.to.include.oneOf(['asked', 'later']);
      if (status === 'NotStarted') expect(kept.claimed_at, at).to.equal(null);
    }
    if (status === 'Completed') {
      const isMet = isDone && (kept.rule === 'any' || shares.every(({ state }) => state === 'done'));
      expect(isMet, `completed, and not met: ${at}`).to.equal(true);
    }
  }
}

function expectHolder(task: TaskState, asked: readonly ShareState[], at: string): void {
  const { kept } = task;
  if (kept && kept.claimed_at !== null) {
    expect([task.assignee_id, task.team_id, task.sharing], at).to.deep.equal([kept.claimant_id, null, 1]);
    return;
  }
  const [first] = asked;
  const level = asked.length > 1 ? 2 : 1;
  expect([task.assignee_id, task.team_id, task.sharing], at).to.deep.equal([
    first?.user_id ?? null,
    first?.team_id ?? null,
    level,
  ]);
}
