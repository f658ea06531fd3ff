import type { Claim, Party, Share, Sharing } from '../../core/shares/share.ts';

/**
 * What is kept of a task's shares, with those of the caller's teams that they name, as one JSON column of a statement
 * that joins `tasks` and `callers`. Nothing is looked for where nothing is kept, which is true of most tasks.
 */
export const SHARING_COLUMN = `
       case when tasks.sharing > 0 then (
         select json_build_object(
                  'rule', kept.rule, 'afterTiers', kept.after_tiers, 'output', kept.output,
                  'claimedAt', kept.claimed_at, 'claimantId', kept.claimant_id, 'claimantName', kept.claimant_name,
                  'claimantAs', kept.claimant_as, 'claimedShareId', kept.claimed_share_id,
                  'shares', (
                    select coalesce(json_agg(json_build_object(
                             'id', s.id, 'state', s.state, 'userId', s.user_id, 'teamId', s.team_id,
                             'outsideName', s.outside_name, 'namedAs', s.named_as,
                             'redirectedFromId', s.redirected_from_id, 'assignedById', s.assigned_by_id,
                             'assignedAt', s.assigned_at, 'assignerComment', s.assigner_comment, 'message', s.message,
                             'decision', s.decision, 'resolution', s.resolution, 'resolvedById', s.resolved_by_id,
                             'resolvedAt', s.resolved_at, 'slaMinutes', s.sla_minutes, 'endsAt', s.ends_at)
                             order by s.position), '[]')
                      from task_shares s where s.task_id = tasks.id),
                  'callerTeamIds', array(
                    select distinct m.team_id
                      from task_shares s join team_members m on m.team_id = s.team_id and m.user_id = callers.id
                     where s.task_id = tasks.id))
           from task_sharing kept where kept.task_id = tasks.id
       ) end as "sharing"`;

interface ShareJson extends Omit<Share, 'party' | 'assignedAt' | 'resolvedAt' | 'endsAt'> {
  readonly userId: number | null;
  readonly teamId: number | null;
  readonly outsideName: string | null;
  readonly assignedAt: string;
  readonly resolvedAt: string | null;
  readonly endsAt: string | null;
}

/** The column `sharing`. */
export interface SharingJson extends Omit<Sharing, 'shares' | 'claim'> {
  readonly shares: readonly ShareJson[];
  readonly claimedAt: string | null;
  readonly claimantId: number | null;
  readonly claimantName: string | null;
  readonly claimantAs: Claim['namedAs'];
  readonly claimedShareId: number | null;
  readonly callerTeamIds: readonly number[];
}

/** Puts together what the column holds; null for a task of which nothing is kept. */
export function sharingFrom(column: SharingJson | null): Sharing | null {
  if (!column) return null;
  const { rule, afterTiers, output, shares } = column;
  return { rule, afterTiers, output, shares: shares.map(shareFrom), claim: claimFrom(column) };
}

function shareFrom({ userId, teamId, outsideName, assignedAt, resolvedAt, endsAt, ...share }: ShareJson): Share {
  return {
    ...share,
    party: partyFrom(userId, teamId, outsideName),
    assignedAt: new Date(assignedAt),
    resolvedAt: resolvedAt === null ? null : new Date(resolvedAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
  };
}

function partyFrom(userId: number | null, teamId: number | null, outsideName: string | null): Party {
  if (userId !== null) return { kind: 'user', id: userId };
  return teamId === null ? { kind: 'outside', name: outsideName ?? '' } : { kind: 'team', id: teamId };
}

function claimFrom({ claimedAt, claimantId, claimantName, claimantAs, claimedShareId }: SharingJson): Claim | null {
  if (claimedAt === null) return null;
  return {
    claimant: claimantId === null ? { kind: 'outside', name: claimantName ?? '' } : { kind: 'user', id: claimantId },
    namedAs: claimantAs,
    claimedAt: new Date(claimedAt),
    shareId: claimedShareId,
  };
}
