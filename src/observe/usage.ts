import type { AnsweredCall } from '../wire/dialect.ts';

/** Calls that are alike, since they were last written. */
export interface UsageCount {
  /** Where the server stands: 2031-04-15. */
  readonly day: string;
  /** '' where no account was known. */
  readonly login: string;
  readonly api: string;
  readonly operation: string;
  readonly binding: string;
  readonly agent: string;
  /** What the calls were made with. */
  readonly credential: NonNullable<AnsweredCall['credential']>;
  calls: number;
  /** Calls that were turned down, or could not be read. */
  refusals: number;
  /** Calls with a deprecated spelling. */
  deprecatedCalls: number;
  /** The bits of the deprecated spellings they had. */
  spellings: number;
  lastAt: Date;
  lastAddress: string;
}

/** What calls that are alike have in common. */
type Key = Pick<UsageCount, 'login' | 'api' | 'operation' | 'binding' | 'agent' | 'credential'>;

export interface UsageCall extends Key {
  readonly isRefused: boolean;
  /** The bits of its deprecated spellings; 0 for none. */
  readonly spellings: number;
  readonly address: string;
}

/** Counts calls, and writes the counts from time to time. */
export interface Usage {
  readonly note: (call: UsageCall) => void;
  /** Writes what is counted, and no more. */
  readonly stop: () => Promise<void>;
}

export interface UsageOptions {
  /** Adds counts to those that are stored. */
  readonly write: (counts: readonly UsageCount[]) => Promise<unknown>;
  readonly reportFailure: (error: unknown) => void;
  readonly now?: () => Date;
  readonly intervalMs?: number;
  /** Different calls of accounts, and of nobody, that are told apart on a day. */
  readonly mostOfAccounts?: number;
  readonly mostOfNobody?: number;
}

/** What stands in the place of agents and accounts that are too many to be told apart. */
const OTHER = 'other';

const MINUTE_MS = 60_000;

/**
 * A call costs one look into a map. What clients make up, their agents above all, cannot fill it, nor the table: past so
 * many different calls of a day further ones are counted together, and those of nobody have a limit of their own, so that
 * whoever has no account takes no room from those who have one.
 */
export function createUsage({
  write,
  reportFailure,
  now = () => new Date(),
  intervalMs = MINUTE_MS,
  mostOfAccounts = 5000,
  mostOfNobody = 500,
}: UsageOptions): Usage {
  let counts = new Map<string, UsageCount>();
  let left = { ofAccounts: mostOfAccounts, ofNobody: mostOfNobody };
  let day = dayOf(now());
  let dayEnds = endOf(now());
  let writing: Promise<void> = Promise.resolve();

  const begin = (call: Key): UsageCount => ({
    day,
    login: call.login,
    api: call.api,
    operation: call.operation,
    binding: call.binding,
    agent: call.agent,
    credential: call.credential,
    calls: 0,
    refusals: 0,
    deprecatedCalls: 0,
    spellings: 0,
    lastAt: new Date(0),
    lastAddress: '',
  });

  const keyOf = ({ login, api, operation, binding, agent, credential }: Key): string =>
    `${api}\n${operation}\n${binding}\n${credential}\n${login}\n${agent}`;

  const countOf = (call: UsageCall): UsageCount => {
    const key = keyOf(call);
    const known = counts.get(key);
    if (known) return known;
    const kind = call.login === '' ? 'ofNobody' : 'ofAccounts';
    if (left[kind] > 0) {
      left[kind] -= 1;
      const made = begin(call);
      counts.set(key, made);
      return made;
    }
    const others = { ...call, login: '', agent: OTHER };
    const otherKey = keyOf(others);
    const counted = counts.get(otherKey) ?? begin(others);
    counts.set(otherKey, counted);
    return counted;
  };

  const flush = (): Promise<void> => {
    const some = [...counts.values()].filter(({ calls }) => calls > 0);
    if (some.length === 0) return writing;
    const sent = some.map((count) => ({ ...count }));
    for (const count of some) {
      count.calls = 0;
      count.refusals = 0;
      count.deprecatedCalls = 0;
      count.spellings = 0;
    }
    writing = writing
      .then(() => write(sent))
      .then(
        () => undefined,
        (error: unknown) => {
          // Counted again, and written with the next.
          for (const [index, count] of some.entries()) {
            count.calls += sent[index]?.calls ?? 0;
            count.refusals += sent[index]?.refusals ?? 0;
            count.deprecatedCalls += sent[index]?.deprecatedCalls ?? 0;
            count.spellings |= sent[index]?.spellings ?? 0;
          }
          reportFailure(error);
        },
      );
    return writing;
  };

  const turnDay = (moment: Date): void => {
    void flush();
    counts = new Map();
    left = { ofAccounts: mostOfAccounts, ofNobody: mostOfNobody };
    day = dayOf(moment);
    dayEnds = endOf(moment);
  };

  const timer = setInterval(() => void flush(), intervalMs).unref();

  return {
    note(call) {
      const moment = now();
      if (moment.getTime() >= dayEnds) turnDay(moment);
      const count = countOf(call);
      count.calls += 1;
      if (call.isRefused) count.refusals += 1;
      if (call.spellings !== 0) {
        count.deprecatedCalls += 1;
        count.spellings |= call.spellings;
      }
      count.lastAt = moment;
      count.lastAddress = call.address;
    },
    stop() {
      clearInterval(timer);
      return flush();
    },
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

const dayOf = (moment: Date): string =>
  `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;

const endOf = (moment: Date): number =>
  new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() + 1).getTime();
