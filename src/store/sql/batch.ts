import { charactersIn } from './characters.ts';
import { isRetriedAlone } from './faults.ts';

/** Runs one statement for any number of items; gives one result an item, in their order. */
export type RunBatch<Item, Result> = (items: readonly Item[]) => Promise<readonly Result[]>;

export interface BatchLimits<Item> {
  /** Statements in flight at once, at the most. */
  readonly lanes: number;
  /** Milliseconds after which a statement counts as held up, and the next one goes beside it. */
  readonly patienceMs: number;
  /** Items in one statement at the most. */
  readonly size: number;
  /**
   * Characters of text in one statement at the most, but always one item. Items travel as JSON, six characters for a
   * control character, and a string of more than 2^29 fails for all of them.
   */
  readonly characters?: number;
  /** Counts those of an item; left out, all that it has, however deep. */
  readonly weigh?: (item: Item) => number;
  /** Told how many items go together in each statement. */
  readonly sent?: (count: number) => void;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Natural batching: what arrives while a statement is in flight goes together in the next one. A lone item waits
 * for nothing but the sockets that are readable at the same moment. One statement at a time makes the largest
 * batches, and they were a tenth faster than two at a time; only past one that is held up, by a lock say, the others
 * go on in another lane.
 * When a batch fails as a whole, its members are run one by one: one bad item never spoils its neighbours.
 */
export function batched<Item, Result>(
  run: RunBatch<Item, Result>,
  { lanes, patienceMs, size, characters = Infinity, weigh = charactersIn, sent }: BatchLimits<Item>,
): (item: Item) => Promise<Result> {
  let queue: Waiting<Item, Result>[] = [];
  let inFlight = 0;
  let heldUp = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || inFlight > heldUp || inFlight >= lanes || queue.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void take();
    });
  };

  const countThatFits = (): number => {
    const most = Math.min(queue.length, size);
    if (most === 1) return 1;
    let text = 0;
    const over = queue.findIndex(({ item }, index) => index >= most || (text += weigh(item)) > characters);
    return over < 0 ? most : Math.max(1, over);
  };

  const take = async (): Promise<void> => {
    const count = countThatFits();
    const batch = queue.length === count ? queue : queue.slice(0, count);
    queue = queue.length === count ? [] : queue.slice(count);
    inFlight += 1;
    sent?.(count);
    let isHeldUp = false;
    const patience = setTimeout(() => {
      isHeldUp = true;
      heldUp += 1;
      schedule();
    }, patienceMs);
    await settle(run, batch);
    clearTimeout(patience);
    if (isHeldUp) heldUp -= 1;
    inFlight -= 1;
    schedule();
  };

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      schedule();
    });
}

async function settle<Item, Result>(
  run: RunBatch<Item, Result>,
  batch: readonly Waiting<Item, Result>[],
): Promise<void> {
  try {
    const results = await run(batch.map(({ item }) => item));
    if (results.length !== batch.length) throw new Error(`${batch.length} asked, ${results.length} answered`);
    batch.forEach(({ resolve }, index) => resolve(results[index] as Result));
  } catch (error) {
    if (batch.length === 1 || !isRetriedAlone(error)) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const each of batch) await settle(run, [each]);
  }
}
