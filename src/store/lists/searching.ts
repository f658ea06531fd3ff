import type { TooLong } from '../../operations/human-task-search.ts';
import { isTimeout } from '../sql/faults.ts';

/** A place for each value of a statement. */
export type Bind = (value: unknown) => string;

/** The values of a statement, in the order in which they got their places. */
export function binding(): { readonly bind: Bind; readonly values: unknown[] } {
  const values: unknown[] = [];
  return { bind: (value) => `$${values.push(value)}`, values };
}

/** A search that the database broke off because it took too long is no fault. */
export async function inTime<Found>(run: () => Promise<Found>): Promise<Found | TooLong> {
  try {
    return await run();
  } catch (error) {
    if (isTimeout(error)) return 'too-long';
    throw error;
  }
}
