import { PRIORITIES, RIGHT_TYPES } from '../../core/vocabulary.ts';
import { at, login } from './at.ts';

const priority = Object.entries(PRIORITIES)
  .map(([word, number]) => `when ${number} then '${word}'`)
  .join(' ');
const rightTypes = `array[${RIGHT_TYPES.map((word) => `'${word}'`).join(', ')}]`;

const team = (column: string): string => `(select teams.name from teams where teams.id = ${column})`;

const party = `'user', ${login('s.user_id')}, 'team', ${team('s.team_id')}, 'external', s.outside_name`;

const isTiered = `exists (select from task_shares s where s.task_id = tasks.id and s.sla_minutes is not null)`;

/** Those who are asked beside each other; of tiers those whose time is not over. */
const SHARES = `
 case when tasks.sharing <> 0 then case when ${isTiered}
   then (select json_agg(json_build_object(${party}, 'slaMinutes', s.sla_minutes) order by s.position)
           from task_shares s where s.task_id = tasks.id and s.state in ('asked', 'later'))
   else (select json_agg(json_build_object(${party}, 'comment', s.assigner_comment, 'message', s.message,
                                           'resolution', s.resolution) order by s.position)
           from task_shares s where s.task_id = tasks.id) end end`;

/** With $3 the open ones alone; a task refers to another one only where that is among them. */
export const TASKS = `
select tasks.id, ${isTiered} as "isTiered", ${SHARES} as shares, json_build_object(
         'id', tasks.id, 'uuid', tasks.uuid, 'name', tasks.name, 'workflow', tasks.workflow_id,
         'step', json_build_object('number', tasks.step_number, 'name', tasks.step_name), 'status', tasks.status,
         'assignee', ${login('tasks.assignee_id')}, 'team', ${team('tasks.team_id')},
         'completionRule', task_sharing.rule, 'afterTiers', task_sharing.after_tiers,
         'tierStartedAt', (select ${at(`coalesce(s.ends_at - make_interval(mins => s.sla_minutes), s.assigned_at)`)}
                             from task_shares s where s.task_id = tasks.id and s.state = 'asked'
                            order by s.position limit 1),
         'claimedBy', coalesce(${login('task_sharing.claimant_id')}, task_sharing.claimant_name),
         'output', nullif(task_sharing.output, '{}'),
         'assignedBy', ${login('tasks.assigned_by_id')}, 'supervisor', ${login('tasks.supervisor_id')},
         'redirectedFrom', ${login('tasks.redirected_from_id')},
         'reassignedFrom', case when not $3::boolean and prior.status = 'Reassigned' then prior.id end,
         'relatedTo', case when not $3::boolean or parent.status in ('NotStarted', 'InProgress', 'DueDateChanged') then parent.id end,
         'document', documents.path, 'startedAt', ${at('tasks.started_at')}, 'finishedAt', ${at('tasks.finished_at')},
         'dueAt', ${at('tasks.due_at')}, 'instructions', tasks.instructions, 'comments', tasks.comments,
         'priority', case tasks.priority ${priority} end, 'approvalStatus', tasks.approval_status,
         'rightType', (${rightTypes})[tasks.right_type + 1], 'permissions', tasks.permissions,
         'requirements', tasks.requirements,
         'attachments', (select json_agg(json_build_object('document', held.path, 'version', each.version,
                                  'attachedBy', ${login('each.attached_by_id')}, 'attachedAt', ${at('each.attached_at')})
                                  order by each.attached_at, held.id, each.version)
                           from task_attachments each join documents held on held.id = each.document_id
                          where each.task_id = tasks.id),
         'definitionId', tasks.definition_id, 'reminderHours', tasks.reminder_hours,
         'supervisorNoticeHours', tasks.supervisor_notice_hours, 'allowedStartHours', tasks.allowed_start_hours,
         'notifyOnCompletion', tasks.notify_on_completion) as entry
  from tasks
  left join task_sharing on task_sharing.task_id = tasks.id
  left join documents on documents.id = tasks.document_id
  left join tasks prior on prior.id = tasks.reassigned_from_id
  left join tasks parent on parent.id = tasks.parent_id
 where tasks.id > $1 and (not $3::boolean or tasks.status in ('NotStarted', 'InProgress', 'DueDateChanged'))
 order by tasks.id limit $2`;
