import type { Access } from '../../core/access/access.ts';
import type { Caller } from '../../core/access/caller.ts';
import { decideStanding } from '../../core/access/rights.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { decideGetTasks, type TaskFilter } from '../../core/lists/get-tasks.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { isRepeated } from '../../core/repeats.ts';
import { doersOf, loadAfter, NO_LOAD, type Load, type MovedTask } from '../../core/supervision/load.ts';
import {
  decideMove,
  MOST_MOVES,
  type MovableTask,
  type Move,
  type MoveAnswer,
  type MoveRefusal,
  type Mover,
  type NamedTask,
} from '../../core/supervision/move.ts';
import { plannedMails, type PlannedMail } from '../../core/supervision/planned-mail.ts';
import type { ReassignmentLimit } from '../../core/tasks/reassignments.ts';
import { admitting, lookingUp } from '../admitted.ts';
import type { KnownReach } from '../task-lists.ts';
import { createTurns } from '../turns.ts';
import { factsAt, mentionedBy, refusalOfAll, type WholeMoveRefusal } from './moves.ts';
import type { MentionedIds, Names, SupervisionStore } from './supervision-store.ts';

/**
 * Which tasks are meant: those named; all of the caller's list that meet a filter; or what was moved for the absence of
 * an account and nobody has touched since.
 */
export type TaskChoice =
  | { readonly tasks: readonly NamedTask[] }
  /** With what has been read of who asks and of whom the filter names, where that was done. */
  | { readonly filter: TaskFilter; readonly reach?: KnownReach }
  | { readonly absenteeId: number };

export interface MovePreviewRequest extends Access, Mover {
  readonly move: Move;
  readonly choice: TaskChoice;
}

/** What would become of one task. */
export interface PreviewedTask {
  readonly id: number;
  /** Null where there is no such task. */
  readonly task: MovableTask | null;
  readonly came: PreviewedOutcome;
}

export type PreviewedOutcome =
  | {
      readonly to: 'reassigned';
      readonly answer: Omit<MoveAnswer, 'taskId'>;
      readonly dueAt: Date | null;
      /** Who would have the task to do. */
      readonly doers: readonly number[];
      readonly mails: readonly PlannedMail[];
    }
  | { readonly to: 'refused'; readonly refusal: MoveRefusal };

/** What somebody who would get tasks has to do, before and after. */
export interface PreviewedLoad {
  readonly userId: number;
  readonly before: Load;
  readonly after: Load;
}

export interface MovePreview {
  /** Those of the choice, of which `tasks` has the first MOST_MOVES. */
  readonly taskCount: number;
  readonly tasks: readonly PreviewedTask[];
  readonly loads: readonly PreviewedLoad[];
  readonly names: Names;
}

export interface MovePreviewOperations {
  /** Changes nothing. */
  previewMove(request: MovePreviewRequest): Promise<MovePreview | Refused<WholeMoveRefusal | 'server-busy'>>;
}

export function createMovePreviewOperations(store: SupervisionStore, limit: ReassignmentLimit): MovePreviewOperations {
  const admit = admitting(store);
  const lookUp = lookingUp(store);
  const searches = createTurns();

  /** The ids of the tasks that meet a filter, with how many there are: the list of the caller who could assign them. */
  const find = async (
    request: MovePreviewRequest,
    { filter, reach }: Extract<TaskChoice, { filter: TaskFilter }>,
  ): Promise<{ tasks: readonly NamedTask[]; taskCount: number } | Refused<AccessRefusal | 'server-busy'>> => {
    const caller = await lookUp(request);
    if (isRefused(caller)) return caller;
    const standing = decideStanding(caller, 'assign');
    if (isRefused(standing)) return standing;
    const order = { key: 'DefaultSort', ascending: true } as const;
    const plan = decideGetTasks({ credential: request.credential, selection: { filter, order } }, standing);
    if (isRefused(plan))
      return plan.refused === 'criteria-invalid' ? { tasks: [], taskCount: 0 } : refused(plan.refused);
    const end = await searches(caller.id);
    try {
      const page = { startingRow: 0, rowCount: MOST_MOVES };
      const found = await store.searching(() => store.readTaskIds(plan, page, reach));
      if (!found) return refused('server-busy');
      return { tasks: [...found.ids].map((id) => ({ id })), taskCount: found.taskCount };
    } finally {
      end();
    }
  };

  const chosen = async ({ choice, ...request }: MovePreviewRequest) => {
    if ('filter' in choice) return find({ ...request, choice }, choice);
    if ('tasks' in choice) return { tasks: choice.tasks, taskCount: choice.tasks.length };
    const ids = await store.readAbsenceMoves(choice.absenteeId);
    return { tasks: ids.slice(0, MOST_MOVES).map((id) => ({ id })), taskCount: ids.length };
  };

  return {
    async previewMove(request) {
      const choice = await chosen(request);
      if (isRefused(choice)) return choice;
      const taskIds = choice.tasks.map(({ id }) => id);
      // Also where no task is meant: who may not ask at all is told so.
      const snapshot = await store.readMove({ ...request, to: request.move.to, taskIds, repeat: undefined });
      const caller = admit(request, snapshot.access);
      const refusal = refusalOfAll(request, snapshot, caller);
      if (refusal) return refusal;
      const tasks = onceEach(
        choice.tasks.map((named, index) => previewOf(request, named, { ...factsAt(snapshot, index), caller }, limit)),
      );
      const moved = movedOf(tasks);
      const receivers = [
        ...new Set(tasks.flatMap(({ came }) => (came.to === 'reassigned' ? [came.answer.assigneeId] : []))),
      ];
      const { loads, names } = await store.readLoads(receivers, mentionedIn(tasks));
      return {
        taskCount: choice.taskCount,
        tasks,
        loads: receivers.map((userId) => {
          const before = loads.get(userId) ?? NO_LOAD;
          return { userId, before, after: loadAfter(before, userId, moved, snapshot.now) };
        }),
        names,
      };
    },
  };
}

function previewOf(
  request: MovePreviewRequest,
  named: NamedTask,
  facts: ReturnType<typeof factsAt> & { readonly caller: Caller | Refused<AccessRefusal> },
  limit: ReassignmentLimit,
): PreviewedTask {
  const { task } = facts;
  const plan = decideMove(request, request.move, named, facts, limit);
  if (isRefused(plan) || isRepeated(plan) || !task) {
    const refusal = isRefused(plan) ? plan.refused : 'task-not-found';
    return { id: named.id, task, came: { to: 'refused', refusal } };
  }
  const mails = plannedMails(task, plan);
  const doers = doersOf(plan.assigneeId, plan.carried?.sharing);
  return { id: named.id, task, came: { to: 'reassigned', answer: plan.answer, dueAt: plan.dueAt, doers, mails } };
}

/** A task that is named again has changed by then: its first move closes it. */
function onceEach(tasks: readonly PreviewedTask[]): readonly PreviewedTask[] {
  const moved = new Set<number>();
  return tasks.map((each) => {
    if (each.came.to === 'refused') return each;
    if (moved.has(each.id)) return { ...each, came: { to: 'refused', refusal: 'version-mismatch' } };
    moved.add(each.id);
    return each;
  });
}

const movedOf = (tasks: readonly PreviewedTask[]): readonly MovedTask[] =>
  tasks.flatMap(({ task, came }) =>
    came.to === 'reassigned' && task
      ? [
          {
            before: doersOf(task.assigneeId, task.sharing),
            after: came.doers,
            oldDueAt: task.dueAt,
            newDueAt: came.dueAt,
          },
        ]
      : [],
  );

/** The numbers of all people, and of all teams, that the answer mentions. */
function mentionedIn(tasks: readonly PreviewedTask[]): MentionedIds {
  const people = new Set<number>();
  const teams = new Set<number>();
  for (const { task, came } of tasks) {
    if (task?.assigneeId) people.add(task.assigneeId);
    if (task?.teamId) teams.add(task.teamId);
    if (came.to !== 'reassigned') continue;
    for (const id of mentionedBy(came.answer)) people.add(id);
    for (const { to } of came.mails) (to.kind === 'user' ? people : teams).add(to.id);
  }
  return { people: [...people], teams: [...teams] };
}
