import type {
  Claim,
  CompletionRule,
  Decision,
  NamedAs,
  Party,
  Resolution,
  Share,
  ShareState,
  Sharing,
} from '../../core/shares/share.ts';

/**
 * What is kept of a task's shares, with the caller's teams, as one JSON column of a statement that joins `tasks` and
 * `callers`. Nothing is looked for where nothing is kept, which is true of most tasks. Rows as they are: naming their
 * columns one by one, and putting the one or two there are in order, took PostgreSQL longer than reading them.
 */
export const SHARING_COLUMN = `
       case when tasks.sharing > 0 then (
         select json_build_object(
                  'kept', kept,
                  'shares', (select json_agg(s) from task_shares s where s.task_id = tasks.id),
                  'callerTeamIds', array(select m.team_id from team_members m where m.user_id = callers.id))
           from task_sharing kept where kept.task_id = tasks.id
       ) end as "sharing"`;

/** A row of task_shares. */
export interface ShareJson {
  readonly id: number;
  readonly position: number;
  readonly state: ShareState;
  readonly user_id: number | null;
  readonly team_id: number | null;
  readonly outside_name: string | null;
  readonly named_as: NamedAs | null;
  readonly redirected_from_id: number | null;
  readonly assigned_by_id: number | null;
  readonly assigned_at: string;
  readonly assigner_comment: string | null;
  readonly message: string | null;
  readonly decision: Decision;
  readonly resolution: Resolution | null;
  readonly resolved_by_id: number | null;
  readonly resolved_at: string | null;
  readonly sla_minutes: number | null;
  readonly ends_at: string | null;
}

/** What a row of task_sharing says of a claim. */
export interface ClaimJson {
  readonly claimed_at: string | null;
  readonly claimant_id: number | null;
  readonly claimant_name: string | null;
  readonly claimant_as: Claim['namedAs'];
  readonly claimed_share_id: number | null;
}

/** The column `sharing`. */
export interface SharingJson {
  /** A row of task_sharing. */
  readonly kept: ClaimJson & {
    readonly rule: CompletionRule;
    readonly after_tiers: Sharing['afterTiers'];
    readonly output: Sharing['output'];
  };
  /** In no order; null for none. */
  readonly shares: readonly ShareJson[] | null;
  readonly callerTeamIds: readonly number[];
}

/** Puts together what the column holds; null for a task of which nothing is kept. */
export function sharingFrom(column: SharingJson | null): Sharing | null {
  if (!column) return null;
  const { kept, shares } = column;
  return {
    rule: kept.rule,
    afterTiers: kept.after_tiers,
    output: kept.output,
    shares: inOrder(shares ?? []).map(shareFrom),
    claim: claimFrom(kept),
  };
}

export const inOrder = (shares: readonly ShareJson[]): readonly ShareJson[] =>
  shares.length < 2 ? shares : shares.toSorted((one, other) => one.position - other.position);

export const shareFrom = (row: ShareJson): Share => ({
  id: row.id,
  party: partyFrom(row.user_id, row.team_id, row.outside_name),
  state: row.state,
  namedAs: row.named_as,
  redirectedFromId: row.redirected_from_id,
  assignedById: row.assigned_by_id,
  assignedAt: new Date(row.assigned_at),
  assignerComment: row.assigner_comment,
  message: row.message,
  decision: row.decision,
  resolution: row.resolution,
  resolvedById: row.resolved_by_id,
  resolvedAt: row.resolved_at === null ? null : new Date(row.resolved_at),
  slaMinutes: row.sla_minutes,
  endsAt: row.ends_at === null ? null : new Date(row.ends_at),
});

export function partyFrom(userId: number | null, teamId: number | null, outsideName: string | null): Party {
  if (userId !== null) return { kind: 'user', id: userId };
  return teamId === null ? { kind: 'outside', name: outsideName ?? '' } : { kind: 'team', id: teamId };
}

export function claimFrom(kept: ClaimJson): Claim | null {
  if (kept.claimed_at === null) return null;
  const { claimant_id: id, claimant_name: name } = kept;
  return {
    claimant: id === null ? { kind: 'outside', name: name ?? '' } : { kind: 'user', id },
    namedAs: kept.claimant_as,
    claimedAt: new Date(kept.claimed_at),
    shareId: kept.claimed_share_id,
  };
}
