import type { IncomingMessage, ServerResponse } from 'node:http';
import { Router, type ErrorRequestHandler, type Request, type Response } from 'express';
import type { Credential } from '../../core/access/credential.ts';
import type { Answer, Dialect, EarlyEnd, Message, TextAnswer } from '../dialect.ts';
import type { Listener } from '../http/http.ts';
import { pathOf } from '../http/request-target.ts';
import type { CallRate } from './call-rate.ts';
import { crossOriginHeaders, preflightHeaders } from './cross-origin.ts';
import { directoryOf } from './direct.ts';
import {
  isTrouble,
  type JsonCall,
  type JsonDialect,
  type JsonReply,
  type JsonRoute,
  type Trouble,
  type TroubleKind,
} from './json-dialect.ts';

export interface JsonOptions {
  /** Origins whose pages may call; '*' for all. */
  readonly corsOrigins: readonly string[];
  /** Null: calls are not counted. */
  readonly rate: CallRate | null;
}

const STATUS: Readonly<Record<TroubleKind, number>> = {
  'no-such-address': 404,
  'method-not-allowed': 405,
  'body-too-large': 413,
  'media-type-unsupported': 415,
  'body-missing': 400,
  'body-unreadable': 400,
  'too-many-calls': 429,
  'no-room': 503,
  fault: 500,
};

/** A JSON dialect on its addresses. */
export interface MountedJson {
  readonly router: Router;
  /** Answers a call past Express where its route is plain; false where it is not, and nothing has been done. */
  readonly take: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/**
 * Routes the addresses of a JSON dialect. Every address below it is answered in the dialect's own form, also those that
 * nothing is at: clients take HTML for a server that is ill, and try again.
 * @param serve puts what answers one call on a socket
 */
export function mountJson(
  dialect: JsonDialect,
  serve: (dialect: Dialect) => Listener,
  options: JsonOptions,
): MountedJson {
  const router = Router({ caseSensitive: true });
  const respond =
    (answer: (message: Message, shown: Credential, request: Request) => Promise<Answer>) =>
    (request: Request, response: Response): void =>
      serve(speaking(dialect, options, (message, shown) => answer(message, shown, request)))(request, response);

  for (const path of new Set(dialect.routes.map((route) => route.path))) {
    const routes = dialect.routes.filter((route) => route.path === path);
    const allowed = methodsOf(routes);
    const at = router.route(path);
    for (const route of routes)
      at[route.method](
        respond((message, shown, request) => call(dialect, route, { message, shown, params: paramsOf(request) })),
      );
    at.options(respond((message) => Promise.resolve(optionsAnswer(message, allowed))));
    at.all(
      respond((message) =>
        Promise.resolve(troubleAnswer(dialect, { trouble: 'method-not-allowed', allowed }, message)),
      ),
    );
  }
  const lost = respond((message) => Promise.resolve(troubleAnswer(dialect, { trouble: 'no-such-address' }, message)));
  router.use(lost);
  // A path that cannot be decoded names nothing.
  const undecodable: ErrorRequestHandler = (_error, request, response, _next) => lost(request, response);
  router.use(undecodable);

  const directory = directoryOf(dialect.routes);
  return {
    router,
    take(request, response) {
      const directed = directory(request.method ?? '', pathOf(request.url ?? ''));
      if (!directed) return false;
      const { route, params } = directed;
      serve(speaking(dialect, options, (message, shown) => call(dialect, route, { message, shown, params })))(
        request,
        response,
      );
      return true;
    },
  };
}

const paramsOf = ({ params }: Request): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));

const methodsOf = (routes: readonly JsonRoute[]): string[] => {
  const methods = routes.map(({ method }) => method.toUpperCase());
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
};

/** One call as the server puts it on a socket. */
const speaking = (
  dialect: JsonDialect,
  { corsOrigins, rate }: JsonOptions,
  answer: (message: Message, shown: Credential) => Promise<Answer>,
): Dialect => {
  const shared = <Given extends Answer>(message: Message, given: Given): Given => ({
    ...given,
    headers: { ...given.headers, ...crossOriginHeaders(message, corsOrigins) },
  });
  return {
    async answer(message) {
      const shown = dialect.credentialOf(message);
      const isCounted = rate && message.method !== 'OPTIONS' && shown.kind !== 'anonymous';
      const retryAfterSeconds = isCounted ? rate.take(shown.secret) : null;
      if (retryAfterSeconds === null) return shared(message, await answer(message, shown));
      return shared(message, troubleAnswer(dialect, { trouble: 'too-many-calls', retryAfterSeconds }, message));
    },
    ended: (message, why) => shared(message, troubleAnswer(dialect, TROUBLE_OF[why], message)),
    fault: (message) => shared(message, troubleAnswer(dialect, { trouble: 'fault' }, message)),
  };
};

const TROUBLE_OF: Readonly<Record<EarlyEnd, Trouble>> = {
  'no-room': { trouble: 'no-room' },
  damaged: { trouble: 'body-unreadable', field: '', message: 'the body is not what its Content-Encoding says' },
  'unknown-coding': { trouble: 'media-type-unsupported' },
};

async function call(
  dialect: JsonDialect,
  route: JsonRoute,
  { message, shown, params }: Pick<JsonCall, 'message' | 'params'> & { readonly shown: Credential },
): Promise<Answer> {
  const reply = await route.answer({ message, params, query: new URLSearchParams(message.query) });
  const credential = route.described.isOpen ? 'sign-in' : shown.kind;
  const called = { operation: route.operation, binding: 'json', credential } as const;
  if (!isTrouble(reply)) {
    return { ...written(reply), call: { ...called, outcome: reply.outcome, user: reply.user } };
  }
  const reason = reply.trouble === 'body-unreadable' ? reply.field : undefined;
  return {
    ...troubleAnswer(dialect, reply, message),
    call: { ...called, outcome: 'unreadable', reason: [reply.trouble, reason].filter(Boolean).join(' ') },
  };
}

/** A token may be in any answer, and a task in an old one. */
const NOT_KEPT = { 'Cache-Control': 'no-store' };

const written = ({ status, body, headers }: Pick<JsonReply, 'status' | 'body' | 'headers'>): TextAnswer => ({
  status,
  headers: { ...NOT_KEPT, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
  body: body === undefined ? '' : JSON.stringify(body),
});

const troubleAnswer = (dialect: JsonDialect, trouble: Trouble, message: Message): TextAnswer =>
  written({
    status: STATUS[trouble.trouble],
    body: dialect.errorOf(trouble, message),
    headers: { ...(dialect.errorType && { 'Content-Type': dialect.errorType }), ...headersOf(trouble) },
  });

function headersOf(trouble: Trouble): Readonly<Record<string, string>> {
  if (trouble.trouble === 'method-not-allowed') return { Allow: trouble.allowed.join(', ') };
  if (trouble.trouble === 'too-many-calls') return { 'Retry-After': String(trouble.retryAfterSeconds) };
  return trouble.trouble === 'no-room' ? { 'Retry-After': '1' } : {};
}

const optionsAnswer = (message: Message, allowed: readonly string[]): TextAnswer => ({
  status: 204,
  headers: { Allow: allowed.join(', '), ...preflightHeaders(message, allowed) },
  body: '',
});
