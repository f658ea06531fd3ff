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
import { isRefused, type Refused } from '../../core/refusal.ts';
import { firstDay, USAGE_ORDER, type ClientUsage, type UsageFilter } from '../../core/supervision/usage.ts';
import { lookingUpAdministrators, type AdmittingStore, type ReadingAccess } from '../admitted.ts';
import type { Names, NamingStore } from './supervision-store.ts';

export interface UsageList {
  /** The clients on all pages. */
  readonly total: number;
  /** Who called last first. */
  readonly clients: readonly ClientUsage[];
  readonly around: Around;
}

/** The part of the store that knows who calls. */
export interface UsageStore {
  readonly listUsage: (since: string, filter: UsageFilter, page: ListPage) => Promise<FoundPage<ClientUsage>>;
}

export interface UsageOperations {
  /** Who has called in the last so many days, today included; for administrators. */
  listUsage(
    request: Access & {
      readonly filter: UsageFilter;
      readonly page: AskedPage;
      readonly days: number;
      readonly now: Date;
    },
  ): Promise<(UsageList & { readonly since: string; readonly names: Names }) | Refused<AccessRefusal>>;
}

export function createUsageOperations(
  store: AdmittingStore & UsageStore & NamingStore & ReadingAccess,
): UsageOperations {
  const administrator = lookingUpAdministrators(store);
  return {
    async listUsage(request) {
      const caller = await administrator(request, 'look');
      if (isRefused(caller)) return caller;
      const since = firstDay(request.now, request.days);
      const planned = planPage(request.page, USAGE_ORDER);
      const { found, total } = await store.listUsage(since, request.filter, planned.page);
      const { entries: clients, around } = turnPage(found, planned);
      const names = await store.readNames([...new Set(clients.map(({ userId }) => userId))], []);
      return { total, clients, around, since, names };
    },
  };
}
