/** What becomes of the due dates of tasks that go to somebody else. */
export type DueChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'set'; readonly at: Date }
  /** Days are those of the calendar where the server stands: the time of day stays, also over a change of clocks. */
  | { readonly kind: 'shift'; readonly days: number; readonly ms: number };

/** The last moment that every API can say. */
const LAST = Date.UTC(9999, 11, 31);

/** A task's due date after the change; a task without one gets none by a shift. */
export function changedDueAt(dueAt: Date | null, change: DueChange): Date | null {
  if (change.kind === 'set') return change.at;
  if (change.kind === 'keep' || dueAt === null) return dueAt;
  const shifted = new Date(dueAt);
  shifted.setDate(shifted.getDate() + change.days);
  return new Date(Math.min(shifted.getTime() + change.ms, Math.max(LAST, dueAt.getTime())));
}
