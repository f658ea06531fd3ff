import type { Access } from '../../core/access/access.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import {
  planPage,
  turnPage,
  type Around,
  type AskedPage,
  type FoundPage,
  type ListPage,
} from '../../core/list-page.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { decideLoads, LOADS_ORDER, type LoadsPlan, type PersonLoad } from '../../core/supervision/person-load.ts';
import { admitting, type AdmittingStore } from '../admitted.ts';
import type { ListReader, ReaderReach } from '../sharing/shared-task-list.ts';

export interface PersonLoads {
  /** The people on all pages. */
  readonly total: number;
  /** Who is late with most tasks first. */
  readonly people: readonly PersonLoad[];
  readonly around: Around;
}

/** The part of the store that tells what people have to do. */
export interface LoadStore {
  readonly readListReader: (access: Access) => Promise<ListReader>;
  readonly searching: <Found>(search: () => Promise<Found>) => Promise<Found | null>;
  readonly listPersonLoads: (plan: LoadsPlan, reach: ReaderReach, page: ListPage) => Promise<FoundPage<PersonLoad>>;
}

export interface LoadOperations {
  /** @param request `now` is the moment whose week is meant */
  listLoads(
    request: Access & { readonly page: AskedPage; readonly now: Date },
  ): Promise<PersonLoads | Refused<AccessRefusal | 'server-busy'>>;
}

export function createLoadOperations(store: AdmittingStore & LoadStore): LoadOperations {
  const admit = admitting(store);
  return {
    async listLoads(request) {
      const { access, reach } = await store.readListReader(request);
      const caller = admit(request, access);
      if (isRefused(caller)) return caller;
      const plan = decideLoads(caller, request.now);
      if (isRefused(plan)) return plan;
      const planned = planPage(request.page, LOADS_ORDER);
      const loads = await store.searching(() => store.listPersonLoads(plan, reach, planned.page));
      if (!loads) return refused('server-busy');
      const { entries, around } = turnPage(loads.found, planned);
      return { total: loads.total, people: entries, around };
    },
  };
}
