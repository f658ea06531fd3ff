import type { Share, Sharing } from '../../core/shares/share.ts';

/** The columns of task_shares that a change writes; `id` is given where there is none. */
export const SHARE_COLUMNS: readonly string[] = [
  'position',
  'state',
  'user_id',
  'team_id',
  'outside_name',
  'named_as',
  'redirected_from_id',
  'assigned_by_id',
  'assigned_at',
  'assigner_comment',
  'message',
  'decision',
  'resolution',
  'resolved_by_id',
  'resolved_at',
  'sla_minutes',
  'ends_at',
];

const SHARING_COLUMNS = [
  'rule',
  'after_tiers',
  'claimed_at',
  'claimant_id',
  'claimant_name',
  'claimant_as',
  'claimed_share_id',
  'output',
];

const taken = (columns: readonly string[], from: string): string =>
  columns.map((column) => `${column} = ${from}.${column}`).join(', ');

/** From `changed` ("taskId", …): what holds for all shares of a task, where the column `from` says so. */
export const sharingUpsert = (from: string): string => `
  insert into task_sharing (task_id, ${SHARING_COLUMNS.join(', ')})
  select "taskId", ${SHARING_COLUMNS.map((column) => `kept.${column}`).join(', ')}
    from changed cross join lateral jsonb_populate_record(null::task_sharing, ${from}) as kept
   where ${from} is not null
      on conflict (task_id) do update set ${taken(SHARING_COLUMNS, 'excluded')}`;

/**
 * From `changed` ("taskId", sharing, …) to the rows of shares as they are to be: those that are not named any more go.
 * A task's row is locked by then, and every change of its shares raises its version, so the rows are those that the
 * change was decided on.
 */
export const SHARING_WRITTEN = `
shares_to_be as (
  select changed."taskId", share.*
    from changed cross join lateral jsonb_populate_recordset(null::task_shares, changed.sharing -> 'shares') as share
), shares_gone as (
  delete from task_shares using changed
   where changed.sharing is not null and task_shares.task_id = changed."taskId"
     and not exists (select from shares_to_be kept where kept.id = task_shares.id)
), shares_written as (
  insert into task_shares (id, task_id, ${SHARE_COLUMNS.join(', ')})
  select coalesce(id, nextval('task_shares_id_seq')), "taskId", ${SHARE_COLUMNS.join(', ')}
    from shares_to_be
   order by "taskId", position
      on conflict (id) do update set ${taken(SHARE_COLUMNS, 'excluded')}
   where task_shares.task_id = excluded.task_id
  returning id, task_id, position
), sharing_written as (${sharingUpsert('changed.sharing')}
)`;

/** The shares of a task as history keeps them, in their order. What is null of a share is not kept. */
export const sharesLogged = (taskId: string): string =>
  `(select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(s) - 'task_id' - 'position') order by s.position), '[]')
               from task_shares s where s.task_id = ${taskId})`;

/** The shares of a task as the statement reads them. */
export const sharingRow = (sharing: Sharing): Readonly<Record<string, unknown>> => ({
  ...sharingColumns(sharing),
  shares: sharing.shares.map((share, place) => shareRow(share, place)),
});

/** What holds for all shares of a task, as columns of task_sharing. */
export const sharingColumns = ({ rule, afterTiers, claim, output }: Sharing): Readonly<Record<string, unknown>> => ({
  rule,
  after_tiers: afterTiers,
  claimed_at: claim?.claimedAt,
  claimant_id: claim?.claimant.kind === 'user' ? claim.claimant.id : undefined,
  claimant_name: claim?.claimant.kind === 'outside' ? claim.claimant.name : undefined,
  claimant_as: claim?.namedAs ?? undefined,
  claimed_share_id: claim?.shareId ?? undefined,
  output,
});

/**
 * One share as statements read it; what is null is not sent.
 * @param place from 0; null where the order tells
 */
export const shareRow = (
  share: Share,
  place: number | null,
  momentOf: (at: Date) => Date | string = (at) => at,
): Readonly<Record<string, unknown>> => ({
  id: share.id ?? undefined,
  position: place === null ? undefined : place + 1,
  state: share.state,
  user_id: share.party.kind === 'user' ? share.party.id : undefined,
  team_id: share.party.kind === 'team' ? share.party.id : undefined,
  outside_name: share.party.kind === 'outside' ? share.party.name : undefined,
  named_as: share.namedAs ?? undefined,
  redirected_from_id: share.redirectedFromId ?? undefined,
  assigned_by_id: share.assignedById ?? undefined,
  assigned_at: momentOf(share.assignedAt),
  assigner_comment: share.assignerComment ?? undefined,
  message: share.message ?? undefined,
  decision: share.decision,
  resolution: share.resolution ?? undefined,
  resolved_by_id: share.resolvedById ?? undefined,
  resolved_at: share.resolvedAt ? momentOf(share.resolvedAt) : undefined,
  sla_minutes: share.slaMinutes ?? undefined,
  ends_at: share.endsAt ? momentOf(share.endsAt) : undefined,
});
