import type { ListOrder } from '../list-page.ts';

/**
 * How far a mail has come. Pending: never tried, or being tried for the first time. Retrying: a mail server did not take
 * it, and will be asked again. Given up: for good, or until an administrator has it sent again.
 */
export const DELIVERY_STATES = ['pending', 'retrying', 'given-up', 'dropped', 'sent'] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Which mail. There is at most one about a task, on a topic, for a person. */
export interface DeliveryKey {
  readonly taskId: number;
  readonly topic: string;
  readonly recipientId: number;
}

export interface Delivery extends DeliveryKey {
  readonly state: DeliveryState;
  /** Null where the task is gone. */
  readonly taskName: string | null;
  readonly documentPath: string | null;
  /** '' where the account has none, or is gone. */
  readonly address: string;
  readonly createdAt: Date;
  /** When it is tried next; null once it has ended. */
  readonly nextTryAt: Date | null;
  /** When it was sent, given up or dropped. */
  readonly endedAt: Date | null;
  readonly attempts: number;
  /** What the mail server said last, without a secret. */
  readonly lastError: string | null;
  /** The login of the administrator; null where nobody has dropped it. */
  readonly droppedBy: string | null;
}

/** Which mail. */
const KEY: ListOrder = [{ kind: 'int' }, { kind: 'text' }, { kind: 'int' }];

/** Mails that wait, by when they are tried next. */
export const WAITING_ORDER: ListOrder = [{ kind: 'moment' }, ...KEY];

/** Mails that have ended, the latest first. */
export const ENDED_ORDER: ListOrder = [{ kind: 'moment', isDescending: true }, ...KEY];

/** All of them: those that wait (0) before those that have ended (1), each in their own order. */
export const DELIVERIES_ORDER: ListOrder = [{ kind: 'int' }, ...WAITING_ORDER];

/** Conditions, all of which a mail has to meet; one that is left out lets every mail pass. */
export interface DeliveryFilter {
  readonly state?: DeliveryState | undefined;
  readonly taskId?: number | undefined;
  readonly recipientId?: number | undefined;
}

/** Which mails are meant: those named, or those that meet a filter. */
export type DeliveryChoice = { readonly keys: readonly DeliveryKey[] } | { readonly filter: DeliveryFilter };

export type DeliveryAction = 'resend' | 'drop';

/** Mails that one action changes at the most. */
export const MOST_DELIVERIES = 1000;

/** What an action is for where the filter names no state: nobody means mail that has arrived, or is on its way. */
const MEANT: Readonly<Record<DeliveryAction, readonly DeliveryState[]>> = {
  resend: ['retrying', 'given-up'],
  drop: ['pending', 'retrying', 'given-up'],
};

/** What an action can be done to at all: what was sent cannot be called back. */
const POSSIBLE: Readonly<Record<DeliveryAction, readonly DeliveryState[]>> = {
  resend: DELIVERY_STATES,
  drop: MEANT.drop,
};

/** What an action changes: those of a choice that are in one of these states; others stay as they are. */
export interface DeliveryPlan {
  readonly choice: DeliveryChoice;
  readonly states: readonly DeliveryState[];
}

export function planDeliveries(action: DeliveryAction, choice: DeliveryChoice): DeliveryPlan {
  if ('keys' in choice) return { choice, states: POSSIBLE[action] };
  const { state } = choice.filter;
  return { choice, states: state === undefined ? MEANT[action] : POSSIBLE[action].filter((each) => each === state) };
}
