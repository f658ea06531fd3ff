import type { Handler } from '../handler.ts';
import { simple } from '../simple.ts';

/** Also a success when nothing was stored (docs/legacy/operations.md#removeusertaskredirection). */
export const removeUserTaskRedirection: Handler<'RemoveUserTaskRedirection'> = simple((operations, asked, parameters) =>
  operations.removeRedirection({ ...asked, userName: parameters.userName ?? '' }),
);
