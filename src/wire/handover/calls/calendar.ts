import { z } from 'zod';
import { isRefused, type Refused } from '../../../core/refusal.ts';
import { calendarAddress } from '../../calendar-address.ts';
import { askedOf } from '../../json/asked.ts';
import type { JsonCall, JsonReply, JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { Moment, moment, momentOrNull } from '../objects.ts';
import { refusalReply, type HandoverOperations, type HandoverRefusal } from '../problem.ts';

const Address = z
  .object({ madeAt: Moment.nullable().describe('null: there is no address.') })
  .meta({ id: 'HandoverCalendar', description: 'Since when your calendar has an address, never the address.' });

const MadeAddress = z
  .object({
    address: z.url().describe('The address, secret and all. It is shown this once.'),
    madeAt: Moment,
  })
  .meta({
    id: 'HandoverMadeCalendar',
    description: 'The address that was made for your calendar.',
  });

const PATH = '/handover/v1/calendar';

type Asked = ReturnType<typeof askedOf>;

/** The secret address of the caller's own calendar. */
export const calendarRoutes = (operations: HandoverOperations): readonly JsonRoute[] => {
  const route = <Done extends object>(
    { method, operation, summary, answer }: Pick<JsonRoute, 'method' | 'operation'> & Described,
    run: (asked: Asked) => Promise<Done | Refused<HandoverRefusal>>,
    shown: (done: Done, call: JsonCall) => unknown,
  ): JsonRoute => ({
    method,
    path: PATH,
    operation,
    described: { summary, answers: { 200: answer, ...problems() } },
    async answer(call): Promise<JsonReply> {
      const credential = credentialOf(call.message);
      const done = await run(askedOf(call, { api: 'handover', operation, credential }));
      const user = operations.loginOf(credential);
      if (isRefused(done)) return refusalReply(call.message, done.refused, user);
      return { status: 200, body: shown(done, call), outcome: 'done', user };
    },
  });

  return [
    route(
      {
        method: 'get',
        operation: 'readCalendarAddress',
        summary: 'See whether your calendar of absences and duties has an address',
        answer: { description: 'Since when.', schema: Address },
      },
      (asked) => operations.ownCalendarAddress(asked),
      ({ madeAt }) => ({ madeAt: momentOrNull(madeAt) }),
    ),
    route(
      {
        method: 'post',
        operation: 'makeCalendarAddress',
        summary: 'Make the address of your calendar, which is shown this once; the one before ends',
        answer: { description: 'The address.', schema: MadeAddress },
      },
      (asked) => operations.makeCalendarAddress(asked),
      ({ secret, madeAt }, { message }) => ({ address: calendarAddress(message, secret), madeAt: moment(madeAt) }),
    ),
    route(
      {
        method: 'delete',
        operation: 'withdrawCalendarAddress',
        summary: 'End the address of your calendar',
        answer: { description: 'There is none now.', schema: Address },
      },
      (asked) => operations.withdrawCalendarAddress(asked),
      ({ madeAt }) => ({ madeAt: momentOrNull(madeAt) }),
    ),
  ];
};

interface Described {
  readonly summary: string;
  readonly answer: { readonly description: string; readonly schema: z.ZodType };
}
