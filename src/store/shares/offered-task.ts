import type {
  CompletionRule,
  Decision,
  NamedAs,
  Resolution,
  Share,
  ShareState,
  Sharing,
} from '../../core/shares/share.ts';
import type { AssignedView } from '../../core/shares/task-view.ts';
import type { OfferedTask } from '../../operations/sharing/sharing-store.ts';
import { CALLER_IS_SUPERVISOR } from '../access/caller-roles.ts';
import { personJson } from './people-json.ts';
import { claimFrom, inOrder, partyFrom, shareFrom, type ClaimJson, type ShareJson } from './sharing-column.ts';

const isCallersTeam = (teamId: string): string =>
  `
       ${teamId} is not null
         and exists (select from team_members m
                      where m.team_id = ${teamId} and m.user_id = callers.id offset 0)`.trimStart();

/**
 * An OfferedTask, as columns of a statement that joins `tasks`, `callers` and the tables of OFFERED_TASK_TABLES.
 * Columns as they are, wherever it can be: JSON takes PostgreSQL three times as long as what it is made from. So does
 * the first share, which most tasks have no other beside.
 */
export const OFFERED_TASK_COLUMNS = `
       callers.uuid as "callerUuid", callers.email as "callerEmail", callers.full_name as "callerFullName",
       tasks.id, tasks.uuid, tasks.version, tasks.status, tasks.approval_status as "approvalStatus", tasks.name,
       tasks.step_name as "stepName", tasks.comments, tasks.created_at as "createdAt",
       tasks.updated_at as "updatedAt", tasks.started_at as "startedAt", tasks.finished_at as "finishedAt",
       tasks.assignee_id as "assigneeId", tasks.team_id as "teamId", tasks.assigned_by_id as "assignedById",
       tasks.redirected_from_id as "redirectedFromId", tasks.reassignments,
       ${CALLER_IS_SUPERVISOR} as "callerIsSupervisor",
       ${isCallersTeam('tasks.team_id')} as "callerIsInTeam",
       documents.offline is true as "documentOffline", documents.id as "documentId", documents.uuid as "documentUuid",
       documents.name as "documentName", documents.version as "documentVersion",
       workflows.id as "workflowId", workflows.definition_id as "workflowDefinitionId",
       case when tasks.reassigned_to_id is not null then (
         select json_build_object('id', next.id, 'uuid', next.uuid, 'createdAt', next.created_at)
           from tasks next where next.id = tasks.reassigned_to_id) end as "successor",
       (select installation.id from installation) as "installationId",
       kept.rule, kept.after_tiers as "afterTiers", kept.output,
       case when kept.claimed_at is not null then to_json(kept) end as "claim",
       case when kept.claimant_id is not null then (
         select ${personJson('u').trimStart()} from users u where u.id = kept.claimant_id) end as "claimant",
       shares.id as "shareId", shares.state as "shareState",
       shares.user_id as "shareUserId", shares.team_id as "shareTeamId", shares.outside_name as "shareOutsideName",
       shares.named_as as "shareNamedAs", shares.redirected_from_id as "shareRedirectedFromId",
       shares.assigned_by_id as "shareAssignedById", shares.assigned_at as "shareAssignedAt",
       shares.assigner_comment as "shareAssignerComment", shares.message as "shareMessage",
       shares.decision as "shareDecision", shares.resolution as "shareResolution",
       shares.resolved_by_id as "shareResolvedById", shares.resolved_at as "shareResolvedAt",
       shares.sla_minutes as "shareSlaMinutes", shares.ends_at as "shareEndsAt",
       ${isCallersTeam('shares.team_id')} as "callerIsInShareTeam",
       case when kept.task_id is not null then (
         select json_agg(json_build_object('share', s, 'callerIsInTeam', ${isCallersTeam('s.team_id')}))
           from task_shares s where s.task_id = kept.task_id and s.id <> shares.id) end as "moreShares"`;

/** Each is an index look-up; of a task of which no shares are kept none is looked for. */
export const OFFERED_TASK_TABLES = `
  left join documents on documents.id = tasks.document_id
  left join workflows on workflows.id = tasks.workflow_id
  left join task_sharing kept on kept.task_id = case when tasks.sharing > 0 then tasks.id end
  left join lateral (
         select s.* from task_shares s where s.task_id = kept.task_id order by s.position limit 1) as shares on true`;

export interface OfferedTaskRow extends Omit<
  OfferedTask,
  'id' | 'callerTeamIds' | 'sharing' | 'document' | 'workflow' | 'successor' | 'people'
> {
  readonly callerId: number | null;
  readonly callerLogin: string | null;
  readonly callerUuid: string;
  readonly callerEmail: string;
  readonly callerFullName: string;
  /** Null where there is no task. */
  readonly id: number | null;
  readonly callerIsInTeam: boolean;
  readonly documentId: number | null;
  readonly documentUuid: string;
  readonly documentName: string;
  readonly documentVersion: number;
  readonly workflowId: number | null;
  readonly workflowDefinitionId: number;
  readonly successor: { readonly id: number; readonly uuid: string; readonly createdAt: string } | null;
  /** Null for a task of which no shares are kept. */
  readonly rule: CompletionRule | null;
  readonly afterTiers: Sharing['afterTiers'];
  readonly output: Sharing['output'];
  readonly claim: ClaimJson | null;
  readonly claimant: AssignedView['people'][number] | null;
  /** Null where there is no share. */
  readonly shareId: number | null;
  readonly shareState: ShareState;
  readonly shareUserId: number | null;
  readonly shareTeamId: number | null;
  readonly shareOutsideName: string | null;
  readonly shareNamedAs: NamedAs | null;
  readonly shareRedirectedFromId: number | null;
  readonly shareAssignedById: number | null;
  readonly shareAssignedAt: Date;
  readonly shareAssignerComment: string | null;
  readonly shareMessage: string | null;
  readonly shareDecision: Decision;
  readonly shareResolution: Resolution | null;
  readonly shareResolvedById: number | null;
  readonly shareResolvedAt: Date | null;
  readonly shareSlaMinutes: number | null;
  readonly shareEndsAt: Date | null;
  readonly callerIsInShareTeam: boolean;
  readonly moreShares: readonly { readonly share: ShareJson; readonly callerIsInTeam: boolean }[] | null;
}

/** Puts together what the columns hold; null where there is no task. */
export function offeredTaskOf(row: OfferedTaskRow): OfferedTask | null {
  if (row.id === null) return null;
  return {
    id: row.id,
    uuid: row.uuid,
    version: row.version,
    status: row.status,
    approvalStatus: row.approvalStatus,
    name: row.name,
    stepName: row.stepName,
    comments: row.comments,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    assigneeId: row.assigneeId,
    teamId: row.teamId,
    assignedById: row.assignedById,
    redirectedFromId: row.redirectedFromId,
    reassignments: row.reassignments,
    callerIsSupervisor: row.callerIsSupervisor,
    callerTeamIds: teamsOfCaller(row),
    documentOffline: row.documentOffline,
    document:
      row.documentId === null
        ? null
        : {
            id: row.documentId,
            uuid: row.documentUuid,
            name: row.documentName,
            version: row.documentVersion,
          },
    workflow: row.workflowId === null ? null : { id: row.workflowId, definitionId: row.workflowDefinitionId },
    successor: row.successor && { ...row.successor, createdAt: new Date(row.successor.createdAt) },
    installationId: row.installationId,
    people: peopleOf(row),
    sharing: sharingOf(row),
  };
}

function teamsOfCaller(row: OfferedTaskRow): readonly number[] {
  const teams = row.callerIsInTeam ? [row.teamId] : [];
  if (row.callerIsInShareTeam) teams.push(row.shareTeamId);
  for (const { share, callerIsInTeam } of row.moreShares ?? []) if (callerIsInTeam) teams.push(share.team_id);
  return teams.filter((id) => id !== null);
}

/** The caller, and whoever has claimed the task. */
function peopleOf(row: OfferedTaskRow): AssignedView['people'] {
  const { callerId: id, callerLogin: login, callerUuid: uuid, callerEmail: email, callerFullName: fullName } = row;
  const caller = id === null ? [] : [{ id, uuid, login: login ?? '', email, fullName }];
  return row.claimant ? [...caller, row.claimant] : caller;
}

function sharingOf(row: OfferedTaskRow): Sharing | null {
  const { rule, afterTiers, output, claim, moreShares } = row;
  if (rule === null) return null;
  const first = shareOf(row);
  const more = inOrder((moreShares ?? []).map(({ share }) => share)).map(shareFrom);
  return { rule, afterTiers, output, shares: first ? [first, ...more] : more, claim: claim && claimFrom(claim) };
}

const shareOf = (row: OfferedTaskRow): Share | null =>
  row.shareId === null
    ? null
    : {
        id: row.shareId,
        party: partyFrom(row.shareUserId, row.shareTeamId, row.shareOutsideName),
        state: row.shareState,
        namedAs: row.shareNamedAs,
        redirectedFromId: row.shareRedirectedFromId,
        assignedById: row.shareAssignedById,
        assignedAt: row.shareAssignedAt,
        assignerComment: row.shareAssignerComment,
        message: row.shareMessage,
        decision: row.shareDecision,
        resolution: row.shareResolution,
        resolvedById: row.shareResolvedById,
        resolvedAt: row.shareResolvedAt,
        slaMinutes: row.shareSlaMinutes,
        endsAt: row.shareEndsAt,
      };
