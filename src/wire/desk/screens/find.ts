import type { DeskNeeds } from '../desk-operations.ts';
import { redirect, type Screen } from '../frame/screen.ts';
import { readWorkAddress } from '../parts/work-address.ts';
import { workWordsIn } from '../parts/work-words.ts';
import { showWork } from './work.ts';

/** The field at the top: a number leads to the task, words to all open work with them. */
export const findScreen = (needs: Pick<DeskNeeds, 'listDeskTasks'>): Screen => ({
  path: '/desk/find',
  name: 'find',
  whoOf: ({ query }) => (numberIn(query) === undefined ? readWorkAddress(query).who : null),
  slow: {
    title: (language) => workWordsIn(language).title,
    page(call) {
      const id = numberIn(call.query);
      return id === undefined ? showWork(needs, call, readWorkAddress(call.query)) : redirect(`/desk/tasks/${id}`);
    },
  },
});

const numberIn = (query: URLSearchParams): string | undefined =>
  /^#?(\d{1,10})$/.exec((query.get('q') ?? '').trim())?.[1];
