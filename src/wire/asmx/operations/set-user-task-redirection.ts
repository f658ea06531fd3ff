import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';

/**
 * Sends a user's future tasks to another user for a period of time
 * (docs/legacy/operations.md#setusertaskredirection).
 */
export const setUserTaskRedirection: Handler<'SetUserTaskRedirection'> = simple((operations, asked, parameters) =>
  operations.setRedirection({
    ...asked,
    userName: parameters.userName ?? '',
    targetName: parameters.redirectTasksToUser ?? '',
    startsAt: parameters.startOn,
    endsAt: parameters.endOn,
  }),
);
