import type { Knex } from 'knex';
import type { Cursor, CursorPage, Keyed, ListOrder, ListPage, EntryKey } from '../../core/list-page.ts';
import {
  DELIVERIES_ORDER,
  ENDED_ORDER,
  MOST_DELIVERIES,
  WAITING_ORDER,
  type Delivery,
  type DeliveryFilter,
  type DeliveryPlan,
  type DeliveryState,
} from '../../core/supervision/delivery.ts';
import type { DeliveriesChanged, DeliveryCounts } from '../../operations/supervision/deliveries.ts';
import { binding } from '../sql/binding.ts';
import { keyJson, pageClauses, readingOrder } from '../sql/keyset.ts';
import { execute } from '../sql/statement.ts';

const STATE = `case when n.sent_at is not null then 'sent'
            when n.given_up_at is not null then case when n.dropped_by is null then 'given-up' else 'dropped' end
            when n.last_error is not null then 'retrying'
            else 'pending' end`;

const WAITING = 'n.sent_at is null and n.given_up_at is null';
const ENDED_AT = 'coalesce(n.sent_at, n.given_up_at)';

/** The conditions of each state, in the words of the index that finds it. */
const CONDITIONS: Readonly<Record<DeliveryState, string>> = {
  pending: `${WAITING} and n.last_error is null`,
  retrying: `${WAITING} and n.last_error is not null`,
  'given-up': 'n.given_up_at is not null and n.dropped_by is null',
  dropped: 'n.given_up_at is not null and n.dropped_by is not null',
  sent: `${ENDED_AT} is not null and n.sent_at is not null`,
};

const isWaiting = (state: DeliveryState): boolean => state === 'pending' || state === 'retrying';

const narrowed = ({ taskId, recipientId }: DeliveryFilter, values: unknown[]): string => {
  const conditions = [
    ...(taskId === undefined ? [] : [`n.task_id = $${values.push(taskId)}::int`]),
    ...(recipientId === undefined ? [] : [`n.recipient_id = $${values.push(recipientId)}::int`]),
  ];
  return conditions.map((condition) => ` and ${condition}`).join('');
};

/** The two parts of the list. */
const PARTS = [
  { isEnded: false, order: WAITING_ORDER, at: () => 'n.send_at', whole: WAITING },
  {
    isEnded: true,
    order: ENDED_ORDER,
    at: (state?: DeliveryState) => (state === 'given-up' || state === 'dropped' ? 'n.given_up_at' : ENDED_AT),
    whole: `${ENDED_AT} is not null`,
  },
] as const;

const KEY = ['n.task_id', 'n.topic', 'n.recipient_id'];

/** How the two are put together: of the moments each has one. */
const TOGETHER: ListOrder = [
  { kind: 'int' },
  { kind: 'moment', mayBeNull: true },
  { kind: 'moment', mayBeNull: true, isDescending: true },
  ...WAITING_ORDER.slice(1),
];
const TOGETHER_BY = ['n.part', 'case when n.part = 0 then n.send_at end', 'n.ended_at', ...KEY];

/** Where a part begins for a cursor in one of the two; null where it is not read. */
function beginOf(part: number, { cursor }: CursorPage): { readonly cursor: Cursor | null } | null {
  if (!cursor) return { cursor };
  const { side, key } = cursor;
  const [at, ...rest] = key;
  if (at === part) return { cursor: { side, key: rest } };
  return (side === 'after') === part > Number(at) ? { cursor: null } : null;
}

/**
 * Reads a page of mails: first what waits, by when it is tried, then what has ended, the latest first. Each is read off
 * the index of its own, no further than the page goes.
 */
export async function listDeliveries(knex: Knex, filter: DeliveryFilter, page: ListPage): Promise<Keyed<Delivery>[]> {
  const { bind, values } = binding();
  const { state } = filter;
  const and = narrowed(filter, values);
  const side = 'cursor' in page ? page.cursor?.side : undefined;
  const parts = PARTS.flatMap(({ isEnded, order, at, whole }, part) => {
    if (state !== undefined && isWaiting(state) === isEnded) return [];
    const by = [at(state), ...KEY];
    const begin = 'offset' in page ? page : beginOf(part, page);
    if (!begin) return [];
    const clauses =
      'offset' in begin
        ? pageClauses(order, by, { offset: 0, limit: begin.offset + begin.limit }, bind)
        : pageClauses(order, by, { ...begin, limit: page.limit }, bind);
    return [
      `
  (select n.*, ${part} as part, ${isEnded ? ENDED_AT : 'null::timestamptz'} as ended_at
     from notices n where ${state === undefined ? whole : CONDITIONS[state]}${and} and ${clauses.where}
    order by ${clauses.orderBy} ${clauses.limits})`,
    ];
  });
  if (parts.length === 0) return [];
  const orderBy = readingOrder(TOGETHER, TOGETHER_BY, side);
  const limits =
    'offset' in page
      ? `offset ${bind(page.offset)}::int limit ${bind(page.limit)}::int`
      : `limit ${bind(page.limit + 1)}::int`;
  const text = `
select n.task_id as "taskId", n.topic, n.recipient_id as "recipientId", ${STATE} as state,
       tasks.name as "taskName", documents.path as "documentPath", coalesce(users.email, '') as address,
       n.created_at as "createdAt", case when n.part = 0 then n.send_at end as "nextTryAt", n.ended_at as "endedAt",
       n.attempts, n.last_error as "lastError", n.dropped_by as "droppedBy",
       ${keyJson(DELIVERIES_ORDER, ['n.part', 'case when n.part = 0 then n.send_at else n.ended_at end', ...KEY])} as key
  from (${parts.join('\n  union all')}) as n
  left join tasks on tasks.id = n.task_id
  left join documents on documents.id = tasks.document_id
  left join users on users.id = n.recipient_id
 order by ${orderBy} ${limits}`;
  const rows = await execute<Delivery & { readonly key: EntryKey }>(knex, { text }, values);
  return rows.map(({ key, ...delivery }) => ({ key, entry: delivery }));
}

/** Counts mails by their state, without looking at all that were ever sent. */
export async function countDeliveries(knex: Knex): Promise<DeliveryCounts> {
  const [counts] = await execute<DeliveryCounts>(
    knex,
    {
      name: 'deliveries-count',
      text: `
select waiting.pending, waiting.retrying, ended."given-up", ended.dropped,
       (select count(*)::int from notices n
         where ${ENDED_AT} > now() - interval '1 day' and n.sent_at is not null) as "sentToday"
  from (select count(*) filter (where n.last_error is null)::int as pending,
               count(*) filter (where n.last_error is not null)::int as retrying
          from notices n where ${WAITING}) as waiting
 cross join (select count(*) filter (where n.dropped_by is null)::int as "given-up",
                    count(*) filter (where n.dropped_by is not null)::int as dropped
               from notices n where n.given_up_at is not null) as ended`,
    },
    [],
  );
  return counts ?? { pending: 0, retrying: 0, 'given-up': 0, dropped: 0, sentToday: 0 };
}

/** All of a mail that waits for another try: they go again together, under the name that it had. */
const WITH_FELLOWS = `
  union
  select n.task_id, n.topic, n.recipient_id
    from picked join notices n on n.recipient_id = picked.recipient_id and n.gathered_at = picked.gathered_at
   where ${WAITING}`;

/** The rows of a choice, locked in the order in which the relay locks them; how many there were to choose from. */
function chosen({ choice, states }: DeliveryPlan, fellows: string, values: unknown[]): string {
  const among = states.length === 0 ? 'false' : `(${states.map((state) => `(${CONDITIONS[state]})`).join(' or ')})`;
  const and =
    'keys' in choice
      ? ` and (n.task_id, n.topic, n.recipient_id) in (
            select * from unnest($${values.push(choice.keys.map(({ taskId }) => taskId))}::int[],
                                 $${values.push(choice.keys.map(({ topic }) => topic))}::text[],
                                 $${values.push(choice.keys.map(({ recipientId }) => recipientId))}::int[]))`
      : narrowed(choice.filter, values);
  return `
with picked as materialized (
  select n.task_id, n.topic, n.recipient_id, n.gathered_at
    from notices n
   where ${among}${and}
   order by n.task_id, n.topic, n.recipient_id
   limit ${MOST_DELIVERIES}
), keys as (
  select task_id, topic, recipient_id from picked${fellows}
), chosen as materialized (
  select n.task_id, n.topic, n.recipient_id, ${WAITING} and n.attempts > 0 as tried
    from keys join notices n using (task_id, topic, recipient_id)
   where ${among}
   order by n.task_id, n.topic, n.recipient_id
     for update of n
)`;
}

const CHOSEN = 'n.task_id = chosen.task_id and n.topic = chosen.topic and n.recipient_id = chosen.recipient_id';

async function act(knex: Knex, text: string, values: unknown[]): Promise<DeliveriesChanged> {
  const [done] = await execute<{ changed: number; picked: number }>(knex, { text }, values);
  return { changed: done?.changed ?? 0, areMoreLeft: done?.picked === MOST_DELIVERIES };
}

/**
 * Has mails sent again, as soon as the pace of the relay allows. What waits after an attempt keeps its name and what it
 * was gathered with, as that attempt may have reached the mail server; whatever has ended begins anew, in another turn, so
 * that no sender of the old one can mark it. What was sent is another mail the second time.
 */
export function resendDeliveries(knex: Knex, plan: DeliveryPlan): Promise<DeliveriesChanged> {
  const values: unknown[] = [];
  const text = `${chosen(plan, WITH_FELLOWS, values)}, resent as (
  update notices n
     set send_at = now(),
         created_at = case when n.sent_at is null then n.created_at else clock_timestamp() end,
         attempts = case when chosen.tried then n.attempts else 0 end,
         gathered_at = case when chosen.tried then n.gathered_at end,
         turn = case when chosen.tried then n.turn else n.turn + 1 end,
         last_error = case when chosen.tried then n.last_error end,
         sent_at = null, given_up_at = null, dropped_by = null
    from chosen
   where ${CHOSEN}
  returning 1
)
select (select count(*)::int from resent) as changed, (select count(*)::int from picked) as picked`;
  return act(knex, text, values);
}

/**
 * Drops mails that were not sent: nobody tries them again. One that is being sent at this moment may still go out, and
 * is then marked as sent.
 * @param by the login of whoever does it
 */
export function dropDeliveries(knex: Knex, plan: DeliveryPlan, by: string): Promise<DeliveriesChanged> {
  const values: unknown[] = [];
  const text = `${chosen(plan, '', values)}, dropped as (
  update notices n set given_up_at = coalesce(n.given_up_at, now()), dropped_by = $${values.push(by)}::text
    from chosen
   where ${CHOSEN}
  returning 1
)
select (select count(*)::int from dropped) as changed, (select count(*)::int from picked) as picked`;
  return act(knex, text, values);
}
