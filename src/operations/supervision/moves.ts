import type { Access } from '../../core/access/access.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { decideStanding } from '../../core/access/rights.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { isRepeated, type AskedRepeat } from '../../core/repeats.ts';
import {
  decideMove,
  type Move,
  type MoveAnswer,
  type MovePlan,
  type MoveRefusal,
  type Mover,
  type NamedTask,
} from '../../core/supervision/move.ts';
import type { ReassignmentLimit } from '../../core/tasks/reassignments.ts';
import { admitting } from '../admitted.ts';
import type { MoveSnapshot, Names, SupervisionStore, TaskRepeats } from './supervision-store.ts';

/** Several tasks that are to go to somebody else, each in the version that the caller has seen. */
export interface MoveRequest extends Access, Mover {
  readonly move: Move;
  /** At least one, and MOST_MOVES at the most. */
  readonly tasks: readonly (NamedTask & { readonly version: number })[];
  /** Present when the call may be a repeat. */
  readonly repeat: AskedRepeat | undefined;
}

/** What became of one task. */
export interface MoveResult {
  readonly id: number;
  /** '' where the task is not known. */
  readonly name: string;
  readonly came: MoveOutcome;
}

export type MoveOutcome =
  | { readonly to: 'reassigned'; readonly answer: MoveAnswer }
  /** `version` is the present one, where the task is known. */
  | { readonly to: 'refused'; readonly refusal: MoveRefusal | 'conflict'; readonly version: number | null }
  /** The database would not change the task; why is in the log. */
  | { readonly to: 'failed' };

export interface MoveReport {
  /** In the order of the request. */
  readonly results: readonly MoveResult[];
  readonly names: Names;
}

/** Why nothing was done at all. */
export type WholeMoveRefusal = AccessRefusal | 'user-not-found';

/** The operation that gives many tasks to somebody else, or back: each is decided and written for itself. */
export interface MoveOperations {
  moveTasks(request: MoveRequest): Promise<MoveReport | Refused<WholeMoveRefusal>>;
  /** The same, for who does not ask for names, or asks for them later: in one exchange less. */
  moveUnnamed(request: MoveRequest): Promise<Pick<MoveReport, 'results'> | Refused<WholeMoveRefusal>>;
}

/** Tasks that are read together, and locked together: a few milliseconds. */
const BATCH = 64;

const ATTEMPTS = 3;

export function createMoveOperations(store: SupervisionStore, limit: ReassignmentLimit): MoveOperations {
  const admit = admitting(store);

  const moveBatch = async (
    request: MoveRequest,
    tasks: MoveRequest['tasks'],
    repeats: TaskRepeats | undefined,
  ): Promise<readonly MoveResult[] | Refused<WholeMoveRefusal>> => {
    const results = new Map<NamedTask, MoveResult>();
    let left = tasks;
    for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt++) {
      const snapshot = await store.readMove({ ...request, to: request.move.to, taskIds: left.map(({ id }) => id) });
      const caller = admit(request, snapshot.access);
      const refusal = refusalOfAll(request, snapshot, caller);
      if (refusal && attempt === 1) return refusal;
      if (refusal) {
        for (const named of left) results.set(named, refusedResult(named.id, refusal.refused));
        break;
      }
      const asked = left;
      const came = await Promise.all(
        asked.map(async (named, index) => {
          const facts = { ...factsAt(snapshot, index), caller };
          const mark = isRefused(caller) ? undefined : repeats?.(named, caller.id, caller.key?.id ?? 0);
          const plan = decideMove(request, request.move, named, facts, limit, mark);
          if (isRefused(plan)) return { to: 'refused', ...refusedTo(plan, facts.task?.version) } as const;
          if (isRepeated(plan)) return { to: 'reassigned', answer: plan.repeated } as const;
          return outcomeOf(plan, await store.writeMove(plan));
        }),
      );
      for (const [index, named] of asked.entries()) {
        const outcome = came[index] ?? CONFLICT;
        const name = factsAt(snapshot, index).task?.name ?? '';
        results.set(named, { id: named.id, name, came: outcome });
      }
      left = asked.filter((named) => results.get(named)?.came === CONFLICT);
    }
    return tasks.flatMap((named) => results.get(named) ?? []);
  };

  const moveUnnamed: MoveOperations['moveUnnamed'] = async (request) => {
    const repeats = request.repeat && store.repeatsOfTasks(request.repeat.call, request.move);
    const results: MoveResult[] = [];
    for (let start = 0; start < request.tasks.length; start += BATCH) {
      const batch = request.tasks.slice(start, start + BATCH);
      const moved = await moveBatch(request, batch, repeats);
      if (!isRefused(moved)) results.push(...moved);
      else if (start === 0) return moved;
      // The credential, the right or the account has gone meanwhile: what was done before stays done.
      else results.push(...batch.map(({ id }) => refusedResult(id, moved.refused)));
    }
    return { results };
  };

  return {
    moveUnnamed,
    async moveTasks(request) {
      const moved = await moveUnnamed(request);
      return isRefused(moved) ? moved : { ...moved, names: await store.readNames(mentionedIn(moved.results), []) };
    },
  };
}

export const factsAt = ({ now, named, tasks }: MoveSnapshot, index: number) => ({
  now,
  named,
  task: tasks[index]?.task ?? null,
  earlier: tasks[index]?.earlier ?? null,
});

/** Why no task of the call moves, whatever it is; null when that is for each to see. */
export function refusalOfAll(
  { move }: Pick<MoveRequest, 'move'>,
  { named, tasks }: Pick<MoveSnapshot, 'named' | 'tasks'>,
  caller: Parameters<typeof decideStanding>[0] | Refused<AccessRefusal>,
): Refused<WholeMoveRefusal> | null {
  if (isRefused(caller)) return caller;
  const standing = decideStanding(caller, 'assign');
  if (isRefused(standing)) return standing;
  if (move.to.kind !== 'login' || named?.enabled) return null;
  // Of a call that is sent again, what was done before is told, though nothing is left to be done.
  return tasks.some(({ earlier }) => earlier) ? null : refused('user-not-found');
}

const CONFLICT: MoveOutcome = { to: 'refused', refusal: 'conflict', version: null };

const refusedTo = ({ refused: refusal }: Refused<MoveRefusal>, version: number | undefined) => ({
  refusal,
  version: version ?? null,
});

const refusedResult = (id: number, refusal: WholeMoveRefusal): MoveResult => ({
  id,
  name: '',
  came: { to: 'refused', refusal, version: null },
});

function outcomeOf({ answer }: MovePlan, written: { readonly successorId: number } | 'failed' | null): MoveOutcome {
  if (written === 'failed') return { to: 'failed' };
  return written ? { to: 'reassigned', answer: { taskId: written.successorId, ...answer } } : CONFLICT;
}

const mentionedIn = (results: readonly MoveResult[]): number[] => [
  ...new Set(results.flatMap(({ came }) => (came.to === 'reassigned' ? mentionedBy(came.answer) : []))),
];

/** Everybody whom the answer about a moved task names by a number. */
export const mentionedBy = ({
  assigneeId,
  redirectPath,
  notFollowed,
}: Omit<MoveAnswer, 'taskId'>): readonly number[] => [assigneeId, ...(redirectPath ?? []), ...(notFollowed ?? [])];
