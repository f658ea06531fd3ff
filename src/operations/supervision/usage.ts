import type { Access } from '../../core/access/access.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { isRefused, type Refused } from '../../core/refusal.ts';
import { firstDay, type ClientUsage, type UsageFilter } from '../../core/supervision/usage.ts';
import { lookingUpAdministrators, type AdmittingStore, type ReadingAccess } from '../admitted.ts';
import type { Names, NamingStore, Page } from './supervision-store.ts';

export interface UsageList {
  /** The clients on all pages. */
  readonly total: number;
  /** Who called last first. */
  readonly clients: readonly ClientUsage[];
}

/** The part of the store that knows who calls. */
export interface UsageStore {
  readonly listUsage: (since: string, filter: UsageFilter, page: Page) => Promise<UsageList>;
}

export interface UsageOperations {
  /** Who has called in the last so many days, today included; for administrators. */
  listUsage(
    request: Access & { readonly filter: UsageFilter; readonly page: Page; readonly days: number; readonly now: Date },
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
      const found = await store.listUsage(since, request.filter, request.page);
      const names = await store.readNames([...new Set(found.clients.map(({ userId }) => userId))], []);
      return { ...found, since, names };
    },
  };
}
