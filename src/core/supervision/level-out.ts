/** A task that may move, and who has it. */
export interface LevelTask {
  readonly id: number;
  readonly assigneeId: number | null;
  /** Null for none. */
  readonly dueAt: Date | null;
}

/** Who takes part: everybody may give, and those who are there may take. */
export interface Sharer {
  readonly id: number;
  readonly mayTake: boolean;
}

/** Tasks that would go from one person to another. */
export interface LevelMove<Task extends LevelTask> {
  readonly fromId: number;
  readonly toId: number;
  readonly tasks: readonly Task[];
}

export interface Levelled<Task extends LevelTask> {
  readonly moves: readonly LevelMove<Task>[];
  /** Open tasks of each person, in the order of the people. */
  readonly loads: readonly { readonly id: number; readonly before: number; readonly after: number }[];
}

/** People who are levelled out at once. */
export const MOST_SHARERS = 20;

/** Due last first, those without a date before all: they are missed least where they are. */
const lastFirst = (one: LevelTask, other: LevelTask): number =>
  (other.dueAt?.getTime() ?? Infinity) - (one.dueAt?.getTime() ?? Infinity) || other.id - one.id;

/**
 * Shares tasks out so that nobody has two more than somebody who may take one: one by one, from whoever has most to
 * whoever has least. No task moves twice.
 */
export function levelOut<Task extends LevelTask>(people: readonly Sharer[], tasks: readonly Task[]): Levelled<Task> {
  const piles = people.map(({ id, mayTake }) => {
    const own = tasks.filter(({ assigneeId }) => assigneeId === id).sort(lastFirst);
    return { id, mayTake, before: own.length, count: own.length, own };
  });
  const moves = new Map<string, { fromId: number; toId: number; tasks: Task[] }>();
  for (;;) {
    const [giver] = [...piles].sort((one, other) => other.count - one.count);
    const [taker] = piles.filter(({ mayTake }) => mayTake).sort((one, other) => one.count - other.count);
    if (!giver || !taker || giver.count - taker.count < 2) break;
    const task = giver.own.shift();
    if (!task) break;
    giver.count -= 1;
    taker.count += 1;
    const key = `${giver.id} ${taker.id}`;
    const move = moves.get(key) ?? { fromId: giver.id, toId: taker.id, tasks: [] };
    move.tasks.push(task);
    moves.set(key, move);
  }
  return {
    moves: [...moves.values()],
    loads: piles.map(({ id, before, count }) => ({ id, before, after: count })),
  };
}
