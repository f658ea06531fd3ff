import { z } from 'zod';
import { isRefused, type Refusal } from '../../../core/refusal.ts';
import { DELIVERY_STATES, MOST_DELIVERIES, type DeliveryChoice } from '../../../core/supervision/delivery.ts';
import type { Operations } from '../../../operations/index.ts';
import type { OffsetPage } from '../../../core/list-page.ts';
import { deliveryId, readDeliveryId } from '../../delivery-id.ts';
import { readBody, readQuery } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { id, Moment, moment, momentOrNull, namesOf, Person, type Naming } from '../objects.ts';
import { PAGE } from '../page.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

type List = Exclude<Awaited<ReturnType<Operations['listDeliveries']>>, { readonly refused: Refusal }>;

const State = z
  .enum(DELIVERY_STATES)
  .describe('pending: not tried yet. retrying: not taken, and tried again. given-up, dropped, sent: it has ended.');

const Delivery = z
  .object({
    id: z.string(),
    state: State,
    topic: z.string().describe('TaskAssigned, TaskReassigned, TaskOverdue and so on.'),
    task: z.object({ id: z.int(), name: z.string() }),
    document: z.string().nullable(),
    person: Person,
    address: z.string(),
    createdAt: Moment,
    nextTryAt: Moment.nullable(),
    endedAt: Moment.nullable().describe('When it was sent, given up or dropped.'),
    attempts: z.int(),
    error: z.string().nullable().describe('What the mail server said last, where it took no mail.'),
    droppedBy: z.string().nullable().describe('The login name of the administrator.'),
  })
  .meta({ id: 'HandoverDelivery', description: 'A mail about a task, from when it was called for to its end.' });

const Deliveries = z
  .object({
    counts: z
      .object({
        pending: z.int(),
        retrying: z.int(),
        'given-up': z.int(),
        dropped: z.int(),
        sentToday: z.int().describe('In the last 24 hours.'),
      })
      .describe('Of all mails, whatever the list is narrowed to.'),
    deliveries: z.array(Delivery),
    nextOffset: z.int().nullable().describe('Where the next page begins; null on the last one.'),
  })
  .meta({ id: 'HandoverDeliveries', description: 'A page of mails. Those that have ended are kept for 30 days.' });

const Query = z.strictObject({
  state: State.optional(),
  taskId: z.coerce.number<string>().pipe(id).optional(),
  personId: z.coerce.number<string>().pipe(id).optional().describe('The number of the person whom it is for.'),
  ...PAGE,
});

const DeliveryId = z.string().transform((text, context) => {
  const key = readDeliveryId(text);
  if (key) return key;
  context.addIssue({ code: 'custom', message: 'must be the id of a delivery such as 4812-TaskAssigned-15' });
  return z.NEVER;
});

const Choice = z
  .strictObject({
    ids: z.array(DeliveryId).min(1).max(MOST_DELIVERIES).optional(),
    filter: z.strictObject({ state: State.optional(), taskId: id.optional(), personId: id.optional() }).optional(),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    error: 'give either ids or a filter',
    path: ['ids'],
  })
  .meta({
    id: 'HandoverDeliveryChoice',
    description: 'Mails by their ids, or all that meet a filter, of which 1000 are taken at once.',
    example: { filter: { state: 'given-up' } },
  });

const Changed = z
  .object({ changed: z.int(), areMoreLeft: z.boolean().describe('Whether to call again for the rest.') })
  .meta({ id: 'HandoverDeliveriesChanged', description: 'How many mails were changed; others of the choice stay.' });

const listRoute = (operations: HandoverOperations): JsonRoute => ({
  method: 'get',
  path: '/handover/v1/deliveries',
  operation: 'listDeliveries',
  described: {
    summary: 'List mails, those that wait first',
    query: Query,
    answers: { 200: { description: 'A page of them.', schema: Deliveries }, ...problems(400) },
  },
  async answer({ message, query }) {
    const read = readQuery(query, Query);
    if (isTrouble(read)) return read;
    const { state, taskId, personId, ...page } = read.value;
    const credential = credentialOf(message);
    const filter = { state, taskId, recipientId: personId };
    const asked = { credential, client: message.client, subjectId: null };
    const list = await operations.listDeliveries({ ...asked, filter, page });
    const user = operations.loginOf(credential);
    if (isRefused(list)) return refusalReply(message, list.refused, user);
    return { status: 200, body: shown(list, page), outcome: 'done', user };
  },
});

const ACTIONS = [
  {
    path: '/handover/v1/deliveries/resend',
    operation: 'resendDeliveries',
    summary: 'Send mails again; of a filter without a state, those that are retrying or given up',
  },
  {
    path: '/handover/v1/deliveries/drop',
    operation: 'dropDeliveries',
    summary: 'Drop mails, so that they are not tried again; of a filter without a state, all that were not sent',
  },
] as const;

const actionRoute = (
  operations: HandoverOperations,
  { path, operation, summary }: (typeof ACTIONS)[number],
): JsonRoute => ({
  method: 'post',
  path,
  operation,
  described: {
    summary,
    body: { schema: Choice },
    answers: { 200: { description: 'Done.', schema: Changed }, ...problems(400, 413, 415) },
  },
  async answer({ message }) {
    const read = readBody(message, Choice);
    if (isTrouble(read)) return read;
    const { ids = [], filter } = read.value;
    const choice: DeliveryChoice = filter
      ? { filter: { state: filter.state, taskId: filter.taskId, recipientId: filter.personId } }
      : { keys: ids };
    const credential = credentialOf(message);
    const done = await operations[operation]({ credential, client: message.client, subjectId: null, choice });
    const user = operations.loginOf(credential);
    if (isRefused(done)) return refusalReply(message, done.refused, user);
    return { status: 200, body: done, outcome: 'done', user };
  },
});

export const deliveryRoutes = (operations: HandoverOperations): readonly JsonRoute[] => [
  listRoute(operations),
  ...ACTIONS.map((action) => actionRoute(operations, action)),
];

function shown(
  { counts, deliveries, areMore, names }: List,
  { offset, limit }: OffsetPage,
): z.infer<typeof Deliveries> {
  const naming = namesOf(names);
  return {
    counts,
    deliveries: deliveries.map((delivery) => shownDelivery(delivery, naming)),
    nextOffset: areMore ? offset + limit : null,
  };
}

const shownDelivery = (delivery: List['deliveries'][number], { person }: Naming): z.infer<typeof Delivery> => ({
  id: deliveryId(delivery),
  state: delivery.state,
  topic: delivery.topic,
  task: { id: delivery.taskId, name: delivery.taskName ?? '' },
  document: delivery.documentPath,
  person: person(delivery.recipientId),
  address: delivery.address,
  createdAt: moment(delivery.createdAt),
  nextTryAt: momentOrNull(delivery.nextTryAt),
  endedAt: momentOrNull(delivery.endedAt),
  attempts: delivery.attempts,
  error: delivery.lastError,
  droppedBy: delivery.droppedBy,
});
