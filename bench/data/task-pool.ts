export interface OpenTask {
  readonly taskId: number;
  /** The user id of somebody who may give it away; 0 when there is only one caller. */
  readonly chief: number;
}

/** Open tasks, taken from the front and, as successors, put back at the end: a run never uses them up. */
export interface TaskPool {
  readonly take: () => OpenTask;
  readonly put: (task: OpenTask) => void;
  /** The first one, which goes to the end: for whoever only reads it. */
  readonly turn: () => OpenTask;
  /** How many there were at the start. */
  readonly size: number;
}

/** More than there are chiefs. */
const CALLERS = 16;

/** @param tasks in the order in which they are to be used */
export function createTaskPool(tasks: readonly OpenTask[]): TaskPool {
  // Two numbers in one: a ring of a million objects would be the garbage collector's benchmark.
  const ring = new Float64Array(tasks.length + 1);
  tasks.forEach(({ taskId, chief }, index) => (ring[index] = taskId * CALLERS + chief));
  let first = 0;
  let free = tasks.length;
  const take = (): OpenTask => {
    if (first === free) throw new Error('There are fewer open tasks than connections.');
    const packed = ring[first] ?? 0;
    first = (first + 1) % ring.length;
    return { taskId: Math.floor(packed / CALLERS), chief: packed % CALLERS };
  };
  const put = ({ taskId, chief }: OpenTask): void => {
    ring[free] = taskId * CALLERS + chief;
    free = (free + 1) % ring.length;
  };
  const turn = (): OpenTask => {
    const task = take();
    put(task);
    return task;
  };
  return { take, put, turn, size: tasks.length };
}

/** Every number below `count` once, in an order that jumps about as callers do. */
export function scattered(count: number): number[] {
  const numbers = Array.from({ length: count }, (_, index) => index);
  // A fixed seed: two servers that are compared get the same tasks in the same order.
  let seed = 4812;
  for (let last = count - 1; last > 0; last -= 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = seed % (last + 1);
    [numbers[last], numbers[other]] = [numbers[other] ?? 0, numbers[last] ?? 0];
  }
  return numbers;
}
