import type { Access } from '../../core/access/access.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { planPage, turnPage, type Around, type AskedPage, type Keyed, type ListPage } from '../../core/list-page.ts';
import { isRefused, type Refused } from '../../core/refusal.ts';
import {
  DELIVERIES_ORDER,
  planDeliveries,
  type Delivery,
  type DeliveryAction,
  type DeliveryChoice,
  type DeliveryFilter,
  type DeliveryPlan,
  type DeliveryState,
} from '../../core/supervision/delivery.ts';
import { lookingUpAdministrators, type AdmittingStore, type ReadingAccess } from '../admitted.ts';
import type { NamingStore, Names, TellingLogins } from './supervision-store.ts';

/** How many mails there are of each state; those sent in the last 24 hours. */
export type DeliveryCounts = Readonly<Record<Exclude<DeliveryState, 'sent'>, number>> & { readonly sentToday: number };

/** What an action did: how many mails it changed, and whether more of the choice are left. */
export interface DeliveriesChanged {
  readonly changed: number;
  readonly areMoreLeft: boolean;
}

/** The part of the store that tells of mail on its way. */
export interface DeliveryStore {
  readonly listDeliveries: (filter: DeliveryFilter, page: ListPage) => Promise<readonly Keyed<Delivery>[]>;
  readonly countDeliveries: () => Promise<DeliveryCounts>;
  readonly resendDeliveries: (plan: DeliveryPlan) => Promise<DeliveriesChanged>;
  /** `by` is the login of whoever drops them. */
  readonly dropDeliveries: (plan: DeliveryPlan, by: string) => Promise<DeliveriesChanged>;
}

export interface DeliveryList {
  readonly counts: DeliveryCounts;
  readonly deliveries: readonly Delivery[];
  /** Whether there is another page, of one that was asked for by an offset. */
  readonly areMore: boolean;
  readonly around: Around;
  readonly names: Names;
}

/** The operations on mail about tasks; they are for administrators. */
export interface DeliveryOperations {
  listDeliveries(
    request: Access & { readonly filter: DeliveryFilter; readonly page: AskedPage },
  ): Promise<DeliveryList | Refused<AccessRefusal>>;
  resendDeliveries(
    request: Access & { readonly choice: DeliveryChoice },
  ): Promise<DeliveriesChanged | Refused<AccessRefusal>>;
  dropDeliveries(
    request: Access & { readonly choice: DeliveryChoice },
  ): Promise<DeliveriesChanged | Refused<AccessRefusal>>;
}

export function createDeliveryOperations(
  store: AdmittingStore & DeliveryStore & NamingStore & ReadingAccess & TellingLogins,
): DeliveryOperations {
  const administrator = lookingUpAdministrators(store);

  const act =
    (action: DeliveryAction, write: (plan: DeliveryPlan, by: string) => Promise<DeliveriesChanged>) =>
    async (request: Access & { readonly choice: DeliveryChoice }) => {
      const caller = await administrator(request, 'change');
      if (isRefused(caller)) return caller;
      return write(planDeliveries(action, request.choice), store.loginOf(request.credential) ?? '');
    };

  return {
    async listDeliveries(request) {
      const caller = await administrator(request, 'look');
      if (isRefused(caller)) return caller;
      const { page, filter } = request;
      // One more than an offset asks for, to know whether there is another page.
      const asked = 'offset' in page ? { ...page, limit: page.limit + 1 } : page;
      const planned = planPage(asked, DELIVERIES_ORDER);
      const [counts, found] = await Promise.all([store.countDeliveries(), store.listDeliveries(filter, planned.page)]);
      const { entries, around } = turnPage(found, planned);
      const deliveries = entries.slice(0, page.limit);
      const names = await store.readNames([...new Set(deliveries.map(({ recipientId }) => recipientId))], []);
      return { counts, deliveries, areMore: entries.length > page.limit, around, names };
    },
    resendDeliveries: act('resend', (plan) => store.resendDeliveries(plan)),
    dropDeliveries: act('drop', (plan, by) => store.dropDeliveries(plan, by)),
  };
}
