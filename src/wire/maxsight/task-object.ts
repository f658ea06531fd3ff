import type { z } from 'zod';
import { isAsked, isSameParty, type Party, type Share } from '../../core/shares/share.ts';
import type { AssignedView } from '../../core/shares/task-view.ts';
import { isClosed } from '../../core/tasks/task-status.ts';
import { nameUuid } from './name-uuid.ts';
import type { Assignment, Task } from './schemas.ts';

/** A task as answers show it. */
export function taskObject(task: AssignedView): z.output<typeof Task> {
  const { workflow, installationId } = task;
  const uuidOf = (name: string): string => nameUuid(installationId, name);
  return {
    assessment_id: workflow && uuidOf(`assessment/${workflow.id}`),
    assessment_template_id: workflow && uuidOf(`assessment-template/${workflow.definitionId}`),
    assignment: assignmentOf(task),
    c_name: task.name || task.stepName || `Task ${task.id}`,
    created_at: task.createdAt.toISOString(),
    custom_metadata: task.successor ? { reassigned_to: task.successor.uuid } : {},
    data_version: task.version,
    entity_id: task.document?.uuid ?? null,
    id: task.uuid,
    institution_id: uuidOf('institution'),
    locked_at: lockedAt(task)?.toISOString() ?? null,
    microfrontend_id: null,
    name: null,
    status: statusOf(task),
    step_name: task.stepName || null,
    updated_at: task.updatedAt.toISOString(),
    workflow_instance_id: workflow && uuidOf(`workflow-instance/${workflow.id}`),
  };
}

function statusOf({ status, approvalStatus }: AssignedView): z.output<typeof Task>['status'] {
  if (status !== 'Completed') return 'INCOMPLETE';
  return approvalStatus === 'Rejected' ? 'COMPLETED_FAIL' : 'COMPLETED_PASS';
}

/** When the task was closed; of one that was reassigned no such moment is kept, but that of its successor is. */
function lockedAt({ status, finishedAt, successor, updatedAt }: AssignedView): Date | null {
  if (!isClosed(status)) return null;
  return status === 'Reassigned' ? (successor?.createdAt ?? updatedAt) : (finishedAt ?? updatedAt);
}

/** Of several who are asked the first; of a closed task whoever had it then. */
function assignmentOf(task: AssignedView): z.output<typeof Assignment> | null {
  const asked = task.sharing.shares.find(isAsked);
  const party = asked ? asked.party : isClosed(task.status) ? formerHolder(task) : null;
  if (!party) return null;
  const share = asked ?? shareOfHolder(task, party);
  return {
    assigned_by_id: personUuid(task, share ? share.assignedById : task.assignedById),
    ...assignedTo(task, party),
    assignment_comment: share?.assignerComment ?? null,
  };
}

function formerHolder({ teamId, assigneeId, status, sharing: { claim, shares } }: AssignedView): Party | null {
  if (teamId !== null) return { kind: 'team', id: teamId };
  if (assigneeId !== null) return { kind: 'user', id: assigneeId };
  if (claim) return claim.claimant;
  // The columns of a task name no one from outside.
  const state = status === 'Completed' ? 'done' : 'left';
  return shares.findLast((share) => share.state === state && share.party.kind === 'outside')?.party ?? null;
}

const shareOfHolder = ({ sharing: { shares, claim } }: AssignedView, holder: Party): Share | undefined =>
  shares.findLast(({ party }) => isSameParty(party, holder)) ??
  shares.find(({ id }) => claim !== null && id === claim.shareId);

function assignedTo(
  task: AssignedView,
  party: Party,
): Pick<z.output<typeof Assignment>, 'assigned_to_id' | 'assigned_to_type'> {
  if (party.kind === 'outside') return { assigned_to_id: `external:${party.name}`, assigned_to_type: 'USER' };
  if (party.kind === 'user') return { assigned_to_id: personUuid(task, party.id), assigned_to_type: 'USER' };
  return { assigned_to_id: task.teams.find(({ id }) => id === party.id)?.uuid ?? null, assigned_to_type: 'TEAM' };
}

/** Null for nobody, and for an account that is not there any more. */
const personUuid = ({ people }: AssignedView, id: number | null): string | null =>
  people.find((person) => person.id === id)?.uuid ?? null;
