import type { Access } from '../../core/access/access.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { isRefused, type Refused } from '../../core/refusal.ts';
import {
  planDeliveries,
  type Delivery,
  type DeliveryAction,
  type DeliveryChoice,
  type DeliveryFilter,
  type DeliveryPlan,
  type DeliveryState,
} from '../../core/supervision/delivery.ts';
import { lookingUpAdministrators, type AdmittingStore, type ReadingAccess } from '../admitted.ts';
import type { NamingStore, Names, Page, TellingLogins } from './supervision-store.ts';

/** How many mails there are of each state; those sent in the last 24 hours. */
export type DeliveryCounts = Readonly<Record<Exclude<DeliveryState, 'sent'>, number>> & { readonly sentToday: number };

/** What an action did: how many mails it changed, and whether more of the choice are left. */
export interface DeliveriesChanged {
  readonly changed: number;
  readonly areMoreLeft: boolean;
}

/** The part of the store that tells of mail on its way. */
export interface DeliveryStore {
  readonly listDeliveries: (filter: DeliveryFilter, page: Page) => Promise<readonly Delivery[]>;
  readonly countDeliveries: () => Promise<DeliveryCounts>;
  readonly resendDeliveries: (plan: DeliveryPlan) => Promise<DeliveriesChanged>;
  /** `by` is the login of whoever drops them. */
  readonly dropDeliveries: (plan: DeliveryPlan, by: string) => Promise<DeliveriesChanged>;
}

export interface DeliveryList {
  readonly counts: DeliveryCounts;
  readonly deliveries: readonly Delivery[];
  /** Whether there is another page. */
  readonly areMore: boolean;
  readonly names: Names;
}

/** The operations on mail about tasks; they are for administrators. */
export interface DeliveryOperations {
  listDeliveries(
    request: Access & { readonly filter: DeliveryFilter; readonly page: Page },
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
      const { offset, limit } = request.page;
      const [counts, found] = await Promise.all([
        store.countDeliveries(),
        store.listDeliveries(request.filter, { offset, limit: limit + 1 }),
      ]);
      const deliveries = found.slice(0, limit);
      const names = await store.readNames([...new Set(deliveries.map(({ recipientId }) => recipientId))], []);
      return { counts, deliveries, areMore: found.length > limit, names };
    },
    resendDeliveries: act('resend', (plan) => store.resendDeliveries(plan)),
    dropDeliveries: act('drop', (plan, by) => store.dropDeliveries(plan, by)),
  };
}
