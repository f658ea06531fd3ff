import type { JsonReply, Trouble } from '../json/json-dialect.ts';

/** One thing that is wrong, as every answer of this dialect names it. */
export interface WorldServerError {
  readonly code: number;
  readonly type: string;
  readonly message: string;
}

const TYPES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'RESOURCE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'IDEMPOTENCY_KEY_REUSED',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};

export const errorWith = (code: number, message: string): WorldServerError => ({
  code,
  type: TYPES[code] ?? 'ERROR',
  message,
});

/** Whether something could not be read. */
export const isError = (read: object): read is WorldServerError => 'code' in read;

export const badRequest = (message: string): WorldServerError => errorWith(400, message);

/** The body of every answer that is an error as a whole: clients look for `errors` at its top. */
export const errorBody = (...errors: readonly WorldServerError[]) => ({ status: 'ERROR', errors });

/** The answer to a call that is refused as a whole. */
export const refusedWith = (error: WorldServerError, outcome: string, user?: string): JsonReply => ({
  status: error.code,
  body: errorBody(error),
  outcome,
  user,
});

export const UNAUTHORIZED = errorWith(401, 'No session token provided or invalid token');

export const BODY_NOT_VALID = 'Not valid JSON body sent';

/** What is wrong before an operation is asked, in the words of this dialect. */
export function errorOfTrouble(trouble: Trouble): WorldServerError {
  switch (trouble.trouble) {
    case 'no-such-address':
      return errorWith(404, 'Resource not found');
    case 'method-not-allowed':
      return errorWith(405, `Method not allowed, use ${trouble.allowed.join(', ')}`);
    case 'body-too-large':
      return errorWith(413, 'The body is too large');
    case 'media-type-unsupported':
      return errorWith(415, 'Content-Type must be application/json');
    case 'body-missing':
      return badRequest(BODY_NOT_VALID);
    case 'body-unreadable':
      return badRequest(trouble.message);
    case 'too-many-calls':
      return errorWith(429, `Too many calls, try again in ${trouble.retryAfterSeconds} s`);
    case 'no-room':
      return errorWith(503, 'The server is busy, try again');
    case 'fault':
      return errorWith(500, 'Internal error');
  }
}

/**
 * A body that is not there or cannot be read, in the words that the call has for it; where it is one text that cannot be
 * stored, the answer names its place.
 */
export function wordedTrouble(trouble: Trouble, words: string, missing = words): Trouble {
  if (trouble.trouble === 'body-missing') return { trouble: 'body-unreadable', field: '', message: missing };
  if (trouble.trouble !== 'body-unreadable') return trouble;
  const { field, message } = trouble;
  return { ...trouble, message: field === '' ? words : `Field ${field} ${message}` };
}
