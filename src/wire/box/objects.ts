import type { z } from 'zod';
import type { Party, Share } from '../../core/shares/share.ts';
import type { AssignedView, PersonView, TaskView } from '../../core/shares/task-view.ts';
import { momentText } from './dates.ts';
import type { FileMini, TaskAssignments, UserMini, WholeTask, WholeTaskAssignment } from './schemas.ts';

type Written<Schema extends z.ZodType> = z.output<Schema>;

/** An account as Box shows it where it shows little. */
export const userMini = ({
  id,
  fullName,
  email,
  login,
}: Pick<PersonView, 'id' | 'fullName' | 'email' | 'login'>): Written<typeof UserMini> => ({
  type: 'user',
  id: String(id),
  name: fullName === '' ? login : fullName,
  login: email === '' ? login : email,
});

const personMini = ({ people }: AssignedView, id: number | null): Written<typeof UserMini> | null => {
  const person = people.find((each) => each.id === id);
  return person ? userMini(person) : null;
};

/** Clients want somebody with a text for an id: teams and names from outside are written as such. */
function partyMini(task: AssignedView, party: Party): Written<typeof UserMini> {
  if (party.kind === 'user') {
    return personMini(task, party.id) ?? { type: 'user', id: String(party.id), name: '', login: '' };
  }
  const name = party.kind === 'team' ? (task.teams.find(({ id }) => id === party.id)?.name ?? '') : party.name;
  return { type: 'user', id: party.kind === 'team' ? `team-${party.id}` : `external:${name}`, name, login: name };
}

const fileMini = ({ document }: AssignedView): Written<typeof FileMini> | null =>
  document && {
    type: 'file',
    id: String(document.id),
    sequence_id: String(document.version),
    etag: String(document.version),
    name: document.name,
  };

export const assignmentObject = (task: AssignedView, share: Share): WholeTaskAssignment => ({
  type: 'task_assignment',
  id: String(share.id),
  item: fileMini(task),
  assigned_to: partyMini(task, share.party),
  message: share.message ?? share.assignerComment ?? '',
  completed_at: share.resolvedAt && momentText(share.resolvedAt),
  assigned_at: momentText(share.assignedAt),
  reminded_at: null,
  resolution_state: share.resolution ?? 'incomplete',
  assigned_by: personMini(task, share.assignedById),
});

/** The shares that Box knows of: tiers whose turn has not come are none. */
export const sharesShown = ({ sharing }: AssignedView): readonly Share[] =>
  sharing.shares.filter(({ state }) => state !== 'later');

export const assignmentList = (task: TaskView): Written<typeof TaskAssignments> => {
  const entries = sharesShown(task).map((share) => assignmentObject(task, share));
  return { total_count: entries.length, entries };
};

export const taskObject = (task: TaskView): WholeTask => ({
  type: 'task',
  id: String(task.id),
  item: fileMini(task),
  due_at: task.dueAt && momentText(task.dueAt),
  action: task.requirements.some(({ type }) => type === 'Approval') ? 'review' : 'complete',
  message: task.instructions,
  task_assignment_collection: assignmentList(task),
  is_completed: task.status === 'Completed',
  created_by: personMini(task, task.assignedById),
  created_at: momentText(task.createdAt),
  completion_rule: task.sharing.rule === 'all' ? 'all_assignees' : 'any_assignee',
});
