import type { Knex } from 'knex';
import type { Counted, Spacing, Tally } from '../../core/access/sign-in-turn.ts';
import type { CountedTallies, SignInStore, Subject } from '../../operations/access/sign-in-guard.ts';
import { inPasswordLine } from './passwords.ts';
import { createRightSecrets } from './right-secrets.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** Names are folded by PostgreSQL, as they are where the account is looked up: no spelling of one is another's. */
const READ: Statement = {
  name: 'sign-in-tallies-read',
  text: `
with subject as (
  select $1 || ' ' || lower(btrim($2)) as name
), counted as (
  select counted, sha256(convert_to(text, 'UTF8')) as key
    from subject
   cross join lateral (values ('pair', $3 || ' ' || name), ('subject', name), ('network', $3)) as named (counted, text)
)
select counted, encode(key, 'hex') as key, coalesce(failures, 0) as failures,
       (extract(epoch from now() - last_failed_at) * 1000)::float8 as "quietMs",
       (extract(epoch from free_at - now()) * 1000)::float8 as "busyMs",
       (extract(epoch from now() - right_at) * 1000)::float8 as "rightMs"
  from counted left join sign_in_tallies using (key)`,
};

interface Row {
  readonly counted: Counted;
  readonly key: string;
  readonly failures: number;
  readonly quietMs: number | null;
  readonly busyMs: number | null;
  readonly rightMs: number | null;
}

/** Reads what is counted of a subject and a network; what never failed has a tally of none. */
export async function readSignInTallies(
  knex: Knex,
  subject: Subject,
  network: string,
): Promise<Omit<CountedTallies, 'rightBefore'>> {
  const rows = await execute<Row>(knex, READ, [subject.kind, subject.name, network]);
  const row = (counted: Counted): Row => {
    const found = rows.find((candidate) => candidate.counted === counted);
    if (!found) throw new Error(`no tally of the ${counted} was read`);
    return found;
  };
  const [pair, own, net] = [row('pair'), row('subject'), row('network')];
  return {
    pair: tallyOf(pair),
    subject: tallyOf(own),
    network: tallyOf(net),
    rightMs: pair.rightMs,
    keys: { pair: pair.key, subject: own.key, network: net.key },
  };
}

const tallyOf = ({ failures, quietMs, busyMs }: Row): Tally => ({
  failures,
  quietMs: quietMs ?? Infinity,
  busyMs: busyMs ?? 0,
});

/** Rows are locked in the order of their keys, here as where failures are counted. */
const TAKE: Statement = {
  name: 'sign-in-turn-take',
  text: `
with asked as (
  select decode(key, 'hex') as key, make_interval(secs => ms / 1000.0) as spacing
    from unnest($1::text[], $2::int[]) as asked (key, ms)
), held as (
  select tally.key, spacing, greatest(free_at, last_failed_at + spacing, now()) as turn
    from asked join sign_in_tallies tally on tally.key = asked.key
   order by tally.key
     for update of tally
), whole as (
  select max(turn) as turn from held
), taken as (
  update sign_in_tallies tally
     set free_at = held.turn + held.spacing
    from held, whole
   where tally.key = held.key and whole.turn <= now() + make_interval(secs => $3 / 1000.0)
  returning 1
)
select (extract(epoch from turn - now()) * 1000)::float8 as "waitMs"
  from whole
 where turn is null or exists (select from taken)`,
};

/**
 * Takes the next turn in every line that is spaced; gives how long until it comes. Null, and no turn, when it would
 * be longer than `longestMs`.
 */
export async function takeSignInTurn(
  knex: Knex,
  { keys }: Pick<CountedTallies, 'keys'>,
  spacing: Spacing,
  longestMs: number,
): Promise<number | null> {
  const spaced = (['pair', 'subject', 'network'] as const).filter((counted) => spacing[counted] > 0);
  const values = [spaced.map((counted) => keys[counted]), spaced.map((counted) => spacing[counted]), longestMs];
  const [turn] = await execute<{ waitMs: number | null }>(knex, TAKE, values);
  return turn ? (turn.waitMs ?? 0) : null;
}

const COUNT: Statement = {
  name: 'sign-in-failure-count',
  text: `
insert into sign_in_tallies as tally (key, failures, last_failed_at)
select decode(key, 'hex'), 1, now() from unnest($1::text[]) as failed (key) order by 1
on conflict (key) do update
   set last_failed_at = now(),
       failures = case when tally.last_failed_at > now() - make_interval(secs => $2 / 1000.0)
                       then least(tally.failures + 1, 1000000) else 1 end`,
};

/** Counts a failure wherever it counts; after `forgottenAfterMs` without one they begin at one again. */
export async function countSignInFailure(
  knex: Knex,
  { keys }: Pick<CountedTallies, 'keys'>,
  forgottenAfterMs: number,
): Promise<void> {
  await execute(knex, COUNT, [[keys.pair, keys.subject, keys.network], forgottenAfterMs]);
}

const NOTE: Statement = {
  name: 'sign-in-right-note',
  text: `
insert into sign_in_tallies as tally (key, right_at)
select decode(key, 'hex'), right_at
  from (values ($1, now()), ($2, null)) as right_now (key, right_at)
 where key is not null
 order by 1
on conflict (key) do update
   set right_at = coalesce(excluded.right_at, tally.right_at), failures = case when $3 then 0 else tally.failures end`,
};

/** Writes down that the subject was signed on to from the network; the first time both are cleared of failures. */
export async function noteSignIn(knex: Knex, { keys }: Pick<CountedTallies, 'keys'>, isFirst: boolean): Promise<void> {
  await execute(knex, NOTE, [keys.pair, isFirst ? keys.network : null, isFirst]);
}

const PRUNE: Statement = {
  name: 'sign-in-tallies-prune',
  text: `
delete from sign_in_tallies
 where coalesce(last_failed_at, '-infinity') < now() - make_interval(secs => $1 / 1000.0)
   and coalesce(right_at, '-infinity') < now() - make_interval(secs => $2 / 1000.0)`,
};

/** Removes what no longer counts. */
export async function pruneSignInTallies(knex: Knex, forgottenAfterMs: number, knownForMs: number): Promise<void> {
  await execute(knex, PRUNE, [forgottenAfterMs, knownForMs]);
}

/** The part of the store that signing on uses. */
export function createSignInStore(knex: Knex): SignInStore {
  const rightSecrets = createRightSecrets();
  return {
    async readSignInTallies(subject, network, secret) {
      const tallies = await readSignInTallies(knex, subject, network);
      return { ...tallies, rightBefore: rightSecrets.has(tallies.keys.pair, secret) };
    },
    takeSignInTurn: (tallies, spacing, longestMs) => takeSignInTurn(knex, tallies, spacing, longestMs),
    countSignInFailure: (tallies, forgottenAfterMs) => countSignInFailure(knex, tallies, forgottenAfterMs),
    noteSignIn: (tallies, isFirst) => noteSignIn(knex, tallies, isFirst),
    learnSecret({ keys, rightBefore }, secret, isRight) {
      if (isRight) rightSecrets.remember(keys.pair, secret);
      else if (rightBefore) rightSecrets.forget(keys.pair);
    },
    inPasswordLine,
  };
}
