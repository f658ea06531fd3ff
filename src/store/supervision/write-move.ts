import type { MovePlan } from '../../core/supervision/move.ts';
import { isRetriedAlone } from '../sql/faults.ts';

type Written = { readonly successorId: number } | null;

/**
 * Writes a move, and keeps what the database would not do from those beside it: one task that cannot be changed must not
 * hide what became of a thousand others.
 *
 * @param reportFailure told why the task could not be changed
 */
export const writingMoves =
  (write: (plan: MovePlan) => Promise<Written>, reportFailure: (error: unknown) => void) =>
  async (plan: MovePlan): Promise<Written | 'failed'> => {
    try {
      return await write(plan);
    } catch (error) {
      if (!isRetriedAlone(error)) throw error;
      reportFailure(error);
      return 'failed';
    }
  };
