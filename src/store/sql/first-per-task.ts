/**
 * Writes the first of several plans for one task, and gives each plan what came of it, or null where it was not the
 * first or the task had changed. One statement cannot change a row twice, and the others were decided on what the
 * first one leaves behind.
 *
 * @param write gives a row for each plan that still held
 */
export async function writeFirstPerTask<
  Plan extends { readonly taskId: number },
  Row extends { readonly taskId: number },
>(plans: readonly Plan[], write: (firsts: readonly Plan[]) => Promise<readonly Row[]>): Promise<(Row | null)[]> {
  const firstOf = new Map<number, Plan>();
  for (const plan of plans) if (!firstOf.has(plan.taskId)) firstOf.set(plan.taskId, plan);
  const rows = new Map((await write([...firstOf.values()])).map((row) => [row.taskId, row]));
  return plans.map((plan) => (firstOf.get(plan.taskId) === plan ? (rows.get(plan.taskId) ?? null) : null));
}
