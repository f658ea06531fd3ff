import type { Knex } from 'knex';
import type { NoticeKey } from './notice-claim.ts';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * The rows of the given keys; locked in one order, so that two processes with the same ones wait instead of
 * deadlocking.
 */
const locked = (stillWaiting: string): string => `
with locked as materialized (
  select notices.task_id, notices.topic, notices.recipient_id
    from unnest($1::int[], $2::text[], $3::int[], $4::int[], $5::int[])
         as key (task_id, topic, recipient_id, attempts, turn)
    join notices on notices.task_id = key.task_id
                and notices.topic = key.topic
                and notices.recipient_id = key.recipient_id
                and notices.turn = key.turn
                and ${stillWaiting}
   order by notices.task_id, notices.topic, notices.recipient_id
     for update of notices
)`;

/** Held by the sender that asks: nobody has claimed the notice after it, and the notice has not ended. */
const HELD = locked('notices.attempts = key.attempts and notices.sent_at is null and notices.given_up_at is null');

const THESE = `
    from locked
   where notices.task_id = locked.task_id
     and notices.topic = locked.topic
     and notices.recipient_id = locked.recipient_id`;

/** Nothing has reached these recipients: they need not wait for their next mail. */
const TURNS_FREED = `
, freed as (
  update mail_turns set next_at = now() where recipient_id in (select recipient_id from locked)
)`;

const valuesOf = (keys: readonly NoticeKey[]): unknown[] => [
  keys.map(({ taskId }) => taskId),
  keys.map(({ topic }) => topic),
  keys.map(({ recipientId }) => recipientId),
  keys.map(({ attempt }) => attempt),
  keys.map(({ turn }) => turn),
];

/** Not bound to the attempt: a mail that was sent is sent, even if another relay has claimed the notice by now. */
const MARK_SENT: Statement = {
  name: 'notices-mark-sent',
  text: `${locked('notices.sent_at is null')}
update notices set sent_at = now(), given_up_at = null, dropped_by = null, last_error = null${THESE}`,
};

/** Records that their mail has been handed over; they are never claimed again. */
export async function markNoticesSent(knex: Knex, keys: readonly NoticeKey[]): Promise<void> {
  await execute(knex, MARK_SENT, valuesOf(keys));
}

const MARK_UNDELIVERED: Statement = {
  name: 'notices-mark-undelivered',
  text: `${HELD}${TURNS_FREED}
update notices set last_error = $6::text, send_at = now() + $7::int * interval '1 millisecond'${THESE}`,
};

/** Records that no mail server took their mail, in words that hold no secret; they are due again after `retryInMs`. */
export async function markNoticesUndelivered(
  knex: Knex,
  keys: readonly NoticeKey[],
  reason: string,
  retryInMs: number,
): Promise<void> {
  await execute(knex, MARK_UNDELIVERED, [...valuesOf(keys), reason, Math.round(retryInMs)]);
}

const MARK_REFUSED: Statement = {
  name: 'notices-mark-refused',
  text: `${HELD}
update notices
   set last_error = $6::text,
       send_at = now() + $7::int * interval '1 millisecond',
       gathered_at = case when not $8::boolean then gathered_at end${THESE}`,
};

/**
 * Records that their mail was refused, in words that hold no secret; they are due again after `retryInMs`, together as
 * before or `apart`, each as a mail of its own.
 */
export async function markNoticesRefused(
  knex: Knex,
  keys: readonly NoticeKey[],
  reason: string,
  { retryInMs, apart }: { readonly retryInMs: number; readonly apart: boolean },
): Promise<void> {
  await execute(knex, MARK_REFUSED, [...valuesOf(keys), reason, Math.round(retryInMs), apart]);
}

const GIVE_UP: Statement = {
  name: 'notices-give-up',
  text: `${HELD}
update notices set last_error = $6::text, given_up_at = now()${THESE}`,
};

/** Records that they will never be sent, and why. */
export async function giveUpNotices(knex: Knex, keys: readonly NoticeKey[], reason: string): Promise<void> {
  await execute(knex, GIVE_UP, [...valuesOf(keys), reason]);
}

const RETURN: Statement = {
  name: 'notices-return',
  text: `${HELD}${TURNS_FREED}
update notices
   set attempts = attempts - 1,
       send_at = now(),
       gathered_at = case when attempts > 1 then gathered_at end${THESE}`,
};

/** Gives back notices that were claimed and not tried: due now, and the attempt does not count. */
export async function returnNotices(knex: Knex, keys: readonly NoticeKey[]): Promise<void> {
  await execute(knex, RETURN, valuesOf(keys));
}
