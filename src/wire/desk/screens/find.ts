import type { DeskNeeds } from '../desk-operations.ts';
import { redirect, type Screen } from '../frame/screen.ts';
import { readWorkAddress } from '../parts/work-address.ts';
import { showWork } from './work.ts';

/** The field at the top: a number leads to the task, words to all open work with them. */
export const findScreen = (needs: Pick<DeskNeeds, 'listDeskTasks'>): Screen => ({
  path: '/desk/find',
  name: 'find',
  whoOf: ({ query }) => (numberIn(query) === undefined ? readWorkAddress(query).who : null),
  show(call) {
    const id = numberIn(call.query);
    if (id !== undefined) return redirect(`/desk/tasks/${id}`);
    return showWork(needs, call, readWorkAddress(call.query));
  },
});

const numberIn = (query: URLSearchParams): string | undefined =>
  /^#?(\d{1,10})$/.exec((query.get('q') ?? '').trim())?.[1];
