import { viewOf, type Mentioned, type ShownTask, type TaskView } from '../core/shares/task-view.ts';
import type { ChangedTask, TaskChange } from '../core/tasks/task-change.ts';
import type { Expected } from './sharing-store.ts';

/** The task as this change will leave it. */
export function expectedTask(shown: ShownTask, mentioned: Mentioned, change: TaskChange): Expected {
  const { fields, sharing } = change;
  const before = viewOf(shown);
  const after = sharing ?? before.sharing;
  const task: TaskView = {
    ...before,
    ...kept({
      status: fields.status,
      approvalStatus: fields.approvalStatus,
      priority: fields.priority,
      comments: fields.comments,
      instructions: fields.instructions,
      requirements: fields.requirements,
      startedAt: fields.startedAt,
      finishedAt: fields.finishedAt,
      dueAt: fields.dueAt,
      assigneeId: fields.assigneeId,
      teamId: fields.teamId,
      redirectedFromId: fields.redirectedFromId,
    }),
    people: distinct([...before.people, ...mentioned.people]),
    teams: distinct([...before.teams, ...mentioned.teams]),
    sharing: after,
  };
  return { task, newest: after.shares.findIndex(({ id }) => id === null) };
}

/** The same with what the database gave it. */
export function finishedTask({ task }: Expected, { version, updatedAt, shareIds }: ChangedTask): TaskView {
  const shares = task.sharing.shares.map((share, index) => ({ ...share, id: share.id ?? Number(shareIds?.[index]) }));
  return {
    ...task,
    version: version ?? task.version,
    updatedAt: updatedAt ?? task.updatedAt,
    sharing: { ...task.sharing, shares },
  };
}

/** The fields that a change names; undefined leaves one as it is. */
const kept = <Fields extends object>(fields: Fields): { [Name in keyof Fields]: Exclude<Fields[Name], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Fields]: Exclude<Fields[Name], undefined>;
  };

const distinct = <Item extends { readonly id: number }>(items: readonly Item[]): readonly Item[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];
