import { viewOf, type Mentioned, type ShownTask, type TaskView } from '../../core/shares/task-view.ts';
import type { Share } from '../../core/shares/share.ts';
import type { ChangedTask, TaskChange } from '../../core/tasks/task-change.ts';
import type { Expected } from './sharing-store.ts';

/** The task as this change will leave it. */
export function expectedTask(shown: ShownTask, mentioned: Mentioned, change: TaskChange): Expected {
  const { fields, sharing } = change;
  const before = viewOf(shown);
  const after = sharing ?? before.sharing;
  const task: TaskView = {
    ...before,
    status: fields.status ?? before.status,
    approvalStatus: fields.approvalStatus ?? before.approvalStatus,
    priority: fields.priority ?? before.priority,
    comments: fields.comments ?? before.comments,
    instructions: fields.instructions ?? before.instructions,
    requirements: fields.requirements ?? before.requirements,
    startedAt: kept(fields.startedAt, before.startedAt),
    finishedAt: kept(fields.finishedAt, before.finishedAt),
    dueAt: kept(fields.dueAt, before.dueAt),
    assigneeId: kept(fields.assigneeId, before.assigneeId),
    teamId: kept(fields.teamId, before.teamId),
    redirectedFromId: kept(fields.redirectedFromId, before.redirectedFromId),
    people: distinct([...before.people, ...mentioned.people]),
    teams: distinct([...before.teams, ...mentioned.teams]),
    sharing: after,
  };
  return { task, newest: after.shares.findIndex(({ id }) => id === null) };
}

/** The same with what the database gave it. */
export function finishedTask({ task }: Expected, { version, updatedAt, shareIds }: ChangedTask): TaskView {
  const shares = numbered(task.sharing.shares, shareIds);
  return {
    ...task,
    version: version ?? task.version,
    updatedAt: updatedAt ?? task.updatedAt,
    sharing: { ...task.sharing, shares },
  };
}

/** Shares with the numbers that the database gave to those that are new. */
export const numbered = (
  shares: readonly Share[],
  shareIds: ChangedTask['shareIds'],
): readonly (Share & { readonly id: number })[] =>
  shares.map((share, index) => ({ ...share, id: share.id ?? Number(shareIds?.[index]) }));

/** What a change says of a field; undefined leaves one as it is, and null empties it. */
export const kept = <Value>(said: Value | undefined, before: Value): Value => (said === undefined ? before : said);

export const distinct = <Item extends { readonly id: number }>(items: readonly Item[]): readonly Item[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];
