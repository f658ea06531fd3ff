import type { ListOrder } from '../list-page.ts';
import type { ShownCredential } from '../shown-credential.ts';

/**
 * The calls of one client: of an account, through one call of an API, from one kind of program, with one kind of
 * credential.
 */
export interface ClientUsage {
  /** 0 where no account was known. */
  readonly userId: number;
  readonly api: string;
  readonly operation: string;
  readonly binding: string;
  readonly agent: string;
  /** What its calls were made with; 'unknown' also where that was not counted yet. */
  readonly credential: ShownCredential;
  readonly calls: number;
  readonly refusals: number;
  /** Calls that used a spelling which is accepted for old clients alone. */
  readonly deprecatedCalls: number;
  /** The bits of those spellings, as the wire has them. */
  readonly spellings: number;
  readonly lastAt: Date;
  /** Where the last call came from. */
  readonly lastAddress: string;
  /** Days with calls, in order: 2031-04-15. */
  readonly days: readonly { readonly day: string; readonly calls: number }[];
}

/** Who called last first; then what tells clients apart, the last of it the digest of program and credential. */
export const USAGE_ORDER: ListOrder = [
  { kind: 'moment', isDescending: true },
  { kind: 'int' },
  { kind: 'text' },
  { kind: 'text' },
  { kind: 'text' },
  { kind: 'text' },
];

/** Conditions, all of which calls have to meet. */
export interface UsageFilter {
  readonly api?: string | undefined;
  readonly operation?: string | undefined;
  readonly userId?: number | undefined;
}

/** The first of so many days of which today is the last, by the calendar where the server stands: 2031-04-15. */
export function firstDay(now: Date, days: number): string {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - (days - 1));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${first.getFullYear()}-${two(first.getMonth() + 1)}-${two(first.getDate())}`;
}
