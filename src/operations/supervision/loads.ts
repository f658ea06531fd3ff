import type { Access } from '../../core/access/access.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { decideLoads, type LoadsPlan, type PersonLoad } from '../../core/supervision/person-load.ts';
import { admitting, type AdmittingStore } from '../admitted.ts';
import type { ListReader, ReaderReach } from '../sharing/shared-task-list.ts';
import type { Page } from './supervision-store.ts';

export interface PersonLoads {
  /** The people on all pages. */
  readonly total: number;
  /** Who is late with most tasks first. */
  readonly people: readonly PersonLoad[];
}

/** The part of the store that tells what people have to do. */
export interface LoadStore {
  readonly readListReader: (access: Access) => Promise<ListReader>;
  readonly searching: <Found>(search: () => Promise<Found>) => Promise<Found | null>;
  readonly listPersonLoads: (plan: LoadsPlan, reach: ReaderReach, page: Page) => Promise<PersonLoads>;
}

export interface LoadOperations {
  /** @param request `now` is the moment whose week is meant */
  listLoads(
    request: Access & { readonly page: Page; readonly now: Date },
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
      const found = await store.searching(() => store.listPersonLoads(plan, reach, request.page));
      return found ?? refused('server-busy');
    },
  };
}
