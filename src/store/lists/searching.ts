import type { TooLong } from '../../operations/human-task-search.ts';
import { isTimeout } from '../sql/faults.ts';

/** A search that the database broke off because it took too long is no fault. */
export async function inTime<Found>(run: () => Promise<Found>): Promise<Found | TooLong> {
  try {
    return await run();
  } catch (error) {
    if (isTimeout(error)) return 'too-long';
    throw error;
  }
}
