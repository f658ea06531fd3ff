import type { z } from 'zod';
import { isRefused, type Refused } from '../../../core/refusal.ts';
import type { AdministrationRequest } from '../../../operations/administration/administration.ts';
import { askedOf } from '../../json/asked.ts';
import { readBody, readQuery } from '../../json/body.ts';
import { isTrouble, type JsonCall, type JsonRoute, type RouteDescription } from '../../json/json-dialect.ts';
import { findUnstorable } from '../../json/unstorable.ts';
import { problems, type ProblemStatus } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { refusalReply, type HandoverOperations, type HandoverRefusal } from '../problem.ts';

/** A call of an administrator: its body or query, what it asks, and how it is answered. */
export interface AdministrationCall<Said, Done extends object> {
  readonly method: JsonRoute['method'];
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly answer: { readonly description: string; readonly schema: z.ZodType };
  readonly statuses?: readonly ProblemStatus[];
  readonly run: (
    request: AdministrationRequest,
    said: Said,
    call: JsonCall,
  ) => Promise<Done | Refused<HandoverRefusal>>;
  readonly shown: (done: Done) => unknown;
}

const described = <Said, Done extends object>(
  { summary, params, answer, statuses = [] }: AdministrationCall<Said, Done>,
  said: Pick<RouteDescription, 'query' | 'body'>,
): RouteDescription => {
  const wrong = said.body ? ([400, 413, 415, 422] as const) : said.query ? ([400] as const) : [];
  return {
    summary,
    ...(params && { path: params }),
    ...said,
    answers: { 200: answer, ...problems(...statuses, ...wrong) },
  };
};

async function answered<Said, Done extends object>(
  operations: HandoverOperations,
  { operation, run, shown }: AdministrationCall<Said, Done>,
  said: Said,
  call: JsonCall,
) {
  // Like a path that cannot be decoded, it names nothing.
  if (findUnstorable(call.params)) return { trouble: 'no-such-address' } as const;
  const credential = credentialOf(call.message);
  const done = await run(askedOf(call, { api: 'handover', operation, credential }), said, call);
  const user = operations.loginOf(credential);
  if (isRefused(done)) return refusalReply(call.message, done.refused, user);
  return { status: 200, body: shown(done), outcome: 'done', user };
}

/** A call that sends nothing. */
export const bodilessRoute = <Done extends object>(
  operations: HandoverOperations,
  asks: AdministrationCall<null, Done>,
): JsonRoute => ({
  method: asks.method,
  path: asks.path,
  operation: asks.operation,
  described: described(asks, {}),
  answer: (call) => answered(operations, asks, null, call),
});

/** A call that asks by its query. */
export const queryRoute = <Schema extends z.ZodObject, Done extends object>(
  operations: HandoverOperations,
  schema: Schema,
  asks: AdministrationCall<z.output<Schema>, Done>,
): JsonRoute => ({
  method: asks.method,
  path: asks.path,
  operation: asks.operation,
  described: described(asks, { query: schema }),
  async answer(call) {
    const read = readQuery(call.query, schema);
    return isTrouble(read) ? read : answered(operations, asks, read.value, call);
  },
});

/** A call with a body. */
export const bodyRoute = <Schema extends z.ZodType, Done extends object>(
  operations: HandoverOperations,
  schema: Schema,
  asks: AdministrationCall<z.output<Schema>, Done>,
): JsonRoute => ({
  method: asks.method,
  path: asks.path,
  operation: asks.operation,
  described: described(asks, { body: { schema } }),
  async answer(call) {
    const read = readBody(call.message, schema);
    return isTrouble(read) ? read : answered(operations, asks, read.value, call);
  },
});
