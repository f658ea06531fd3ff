import type { DeskNeeds } from '../desk-operations.ts';
import { redirect, type Screen } from '../frame/screen.ts';
import { readWorkAddress } from '../parts/work-address.ts';
import { showWork } from './work.ts';

/** The field at the top: a number leads to the task, words to all open work with them. */
export const findScreen = (needs: Pick<DeskNeeds, 'listDeskTasks' | 'findDeskPerson'>): Screen => ({
  path: '/desk/find',
  name: 'find',
  show(call) {
    const asked = (call.query.get('q') ?? '').trim();
    const [, id] = /^#?(\d{1,10})$/.exec(asked) ?? [];
    if (id !== undefined) return redirect(`/desk/tasks/${id}`);
    return showWork(needs, call, readWorkAddress(call.query));
  },
});
