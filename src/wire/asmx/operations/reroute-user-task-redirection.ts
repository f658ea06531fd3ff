import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';

/**
 * Sends the tasks that are redirected already to somebody else, for the same period
 * (docs/legacy/operations.md#rerouteusertaskredirection).
 */
export const rerouteUserTaskRedirection: Handler<'RerouteUserTaskRedirection'> = simple(
  (operations, asked, parameters) =>
    operations.rerouteRedirection({
      ...asked,
      userName: parameters.userName ?? '',
      targetName: parameters.redirectTasksToUser ?? '',
    }),
);
