import { isRefused, refused, type Refusal, type Refused } from '../core/refusal.ts';

/** How to read the facts that a call depends on, decide it, and write the decision. */
export interface Change<Request, Snapshot, Plan extends object, Written extends object, R extends Refusal> {
  read(request: Request): Promise<Snapshot>;
  decide(request: Request, snapshot: Snapshot): Plan | Refused<R>;
  /** Null when what the plan was made on has changed since. */
  write(plan: Plan): Promise<Written | null>;
}

/** Turned down by the decision, or because somebody else kept changing the same thing. */
export type ChangeRefused<R extends Refusal> = Refused<R | 'conflict'>;

const ATTEMPTS = 3;

/**
 * For changes of a task that stays open: those of different callers seldom contradict each other, each is decided again
 * on what the others left, and each attempt that is lost was somebody else's change made.
 */
export const ATTEMPTS_IN_PLACE = 64;

/**
 * Reads, decides, writes; reads again when somebody else wrote first, and gives up when that many attempts are lost.
 */
export async function run<Request, Snapshot, Plan extends object, Written extends object, R extends Refusal>(
  change: Change<Request, Snapshot, Plan, Written, R>,
  request: Request,
  attempts = ATTEMPTS,
): Promise<{ readonly plan: Plan; readonly written: Written } | ChangeRefused<R>> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const plan = change.decide(request, await change.read(request));
    if (isRefused(plan)) return plan;
    const written = await change.write(plan);
    if (written) return { plan, written };
  }
  return refused('conflict');
}
