import type { CompletionRule, NamedAs, Share, Sharing } from '../../core/shares/share.ts';
import type { AssignedView } from '../../core/shares/task-view.ts';
import type { OfferedTask } from '../../operations/sharing/sharing-store.ts';
import { CALLER_IS_SUPERVISOR } from '../access/caller-roles.ts';
import { personJson } from './people-json.ts';
import { claimFrom, inOrder, shareFrom, type ShareJson, type SharingJson } from './sharing-column.ts';

const isCallersTeam = (teamId: string): string =>
  `
       ${teamId} is not null
         and exists (select from team_members m
                      where m.team_id = ${teamId} and m.user_id = callers.id offset 0)`.trimStart();

/**
 * An OfferedTask, as columns of a statement that joins `tasks`, `callers` and the tables of OFFERED_TASK_TABLES.
 * Columns as they are for what is there of most tasks: JSON takes PostgreSQL three times as long as what it is made
 * from. What hardly any has comes as JSON where it is: a column is described and taken apart also where it holds nothing.
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
       kept.rule,
       case when kept.after_tiers <> 'open' or kept.output <> '{}' or kept.claimed_at is not null
            then to_json(kept) end as "kept",
       case when kept.claimant_id is not null then (
         select ${personJson('u').trimStart()} from users u where u.id = kept.claimant_id) end as "claimant",
       share.id as "shareId", share.position as "sharePosition", share.user_id as "shareUserId",
       share.named_as as "shareNamedAs", share.assigned_by_id as "shareAssignedById",
       share.assigned_at as "shareAssignedAt", share.assigner_comment as "shareAssignerComment",
       share.sla_minutes as "shareSlaMinutes",
       case when kept.task_id is not null and exists (
              select from task_shares s where s.task_id = kept.task_id and s.id is distinct from share.id offset 0)
            then (select json_agg(json_build_object('share', s, 'callerIsInTeam', ${isCallersTeam('s.team_id')}))
                    from task_shares s
                   where s.task_id = kept.task_id and s.id is distinct from share.id) end as "otherShares"`;

/**
 * Each is an index look-up; of a task of which no shares are kept none is looked for. `share` is the first of somebody
 * who is asked and has said nothing: most tasks have no other. Not `is not null`: the index of shares by people would
 * serve then, which PostgreSQL reads through for each task while it does not know how many shares there are.
 */
export const OFFERED_TASK_TABLES = `
  left join documents on documents.id = tasks.document_id
  left join workflows on workflows.id = tasks.workflow_id
  left join task_sharing kept on kept.task_id = case when tasks.sharing > 0 then tasks.id end
  left join lateral (
         select s.* from task_shares s
          where s.task_id = kept.task_id and s.state = 'asked' and s.decision = 'NoResult'
            and num_nonnulls(s.redirected_from_id, s.message, s.resolved_by_id, s.ends_at) = 0
            and num_nulls(s.user_id) = 0
          order by s.position limit 1) as share on true`;

export interface OfferedTaskRow extends Omit<
  OfferedTask,
  'id' | 'callerTeamIds' | 'sharing' | 'document' | 'workflow' | 'successor' | 'installationId' | 'people'
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
  /** Null where there is nothing of note but the rule. */
  readonly kept: SharingJson['kept'] | null;
  readonly claimant: AssignedView['people'][number] | null;
  /** Null where there is no such share. */
  readonly shareId: number | null;
  readonly sharePosition: number;
  readonly shareUserId: number;
  readonly shareNamedAs: NamedAs | null;
  readonly shareAssignedById: number | null;
  readonly shareAssignedAt: Date;
  readonly shareAssignerComment: string | null;
  readonly shareSlaMinutes: number | null;
  /** In no order; null for none. */
  readonly otherShares: readonly { readonly share: ShareJson; readonly callerIsInTeam: boolean }[] | null;
}

/** Puts together what the columns hold; null where there is no task. */
export function offeredTaskOf(row: OfferedTaskRow, installationId: string): OfferedTask | null {
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
    installationId,
    people: peopleOf(row),
    sharing: sharingOf(row),
  };
}

function teamsOfCaller({ callerIsInTeam, teamId, otherShares }: OfferedTaskRow): readonly number[] {
  const teams = callerIsInTeam && teamId !== null ? [teamId] : [];
  for (const { share, callerIsInTeam: isInTeam } of otherShares ?? [])
    if (isInTeam && share.team_id !== null) teams.push(share.team_id);
  return teams;
}

/** The caller, and whoever has claimed the task. */
function peopleOf(row: OfferedTaskRow): AssignedView['people'] {
  const { callerId: id, callerLogin: login, callerUuid: uuid, callerEmail: email, callerFullName: fullName } = row;
  const caller = id === null ? [] : [{ id, uuid, login: login ?? '', email, fullName }];
  return row.claimant ? [...caller, row.claimant] : caller;
}

function sharingOf(row: OfferedTaskRow): Sharing | null {
  const { rule, kept } = row;
  if (rule === null) return null;
  return {
    rule,
    afterTiers: kept?.after_tiers ?? 'open',
    output: kept?.output ?? {},
    shares: sharesOf(row),
    claim: kept && claimFrom(kept),
  };
}

function sharesOf(row: OfferedTaskRow): readonly Share[] {
  const share = shareOf(row);
  if (!row.otherShares) return share ? [share] : [];
  const others = inOrder(row.otherShares.map((other) => other.share));
  const before = share ? others.filter(({ position }) => position < row.sharePosition) : others;
  const shares = others.map(shareFrom);
  return share ? [...shares.slice(0, before.length), share, ...shares.slice(before.length)] : shares;
}

const shareOf = (row: OfferedTaskRow): Share | null =>
  row.shareId === null
    ? null
    : {
        id: row.shareId,
        party: { kind: 'user', id: row.shareUserId },
        state: 'asked',
        namedAs: row.shareNamedAs,
        redirectedFromId: null,
        assignedById: row.shareAssignedById,
        assignedAt: row.shareAssignedAt,
        assignerComment: row.shareAssignerComment,
        message: null,
        decision: 'NoResult',
        resolution: null,
        resolvedById: null,
        resolvedAt: null,
        slaMinutes: row.shareSlaMinutes,
        endsAt: null,
      };
