import type { z } from 'zod';
import type { Refusal } from '../../core/refusal.ts';
import type { Message } from '../dialect.ts';
import type { JsonCall, JsonReply, RouteDescription, Trouble } from '../json/json-dialect.ts';
import { ErrorBody } from './schemas.ts';
import { TROUBLE_WORDS, type Words } from './words.ts';

const HELP = 'https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/';

const errorBody = (
  { status, code, message, reason, name }: Words,
  { requestId }: Pick<Message, 'requestId'>,
): z.output<typeof ErrorBody> => ({
  type: 'error',
  status,
  code,
  message,
  context_info:
    reason === undefined ? null : { errors: [{ reason, ...(name === undefined ? {} : { name }), message }] },
  help_url: HELP,
  request_id: requestId,
});

/** The body of what is wrong before an operation is asked. */
export function troubleBody(trouble: Trouble, message: Message): z.output<typeof ErrorBody> {
  const words = TROUBLE_WORDS[trouble.trouble];
  if (trouble.trouble !== 'body-unreadable') return errorBody(words, message);
  const { field } = trouble;
  const said = field === '' ? `The body cannot be read: ${trouble.message}.` : `${field} ${trouble.message}.`;
  return errorBody(
    { ...words, message: said, reason: 'invalid_parameter', ...(field === '' ? {} : { name: field }) },
    message,
  );
}

export const refusalReply = (
  refusal: Refusal | 'unreadable',
  words: Words,
  { message }: Pick<JsonCall, 'message'>,
  user?: string,
): JsonReply => ({
  status: words.status,
  body: errorBody(words, message),
  outcome: refusal,
  user,
  headers: HEADERS[words.status] ?? {},
});

/** SDKs look for these words before they get themselves a new token. */
const HEADERS: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: {
    'WWW-Authenticate':
      'Bearer realm="Handover", error="invalid_token", error_description="The access token is missing, unknown or expired."',
  },
  503: { 'Retry-After': '1' },
};

type Answers = RouteDescription['answers'];

const error = (description: string): Answers[number] => ({ description, schema: ErrorBody });

/** The answers that every call with a token can give. */
export const SHARED_ANSWERS: Answers = {
  401: error('No token, one that is not known, or one that is not to be used from this address.'),
  403: error('The account may not do that, or `As-User` names one that it may not act for.'),
  429: error('Too many calls with this token; `Retry-After` tells when to go on.'),
  500: error('The server failed.'),
  503: error('The server is busy; `Retry-After` tells when to go on.'),
};

/** Those that only a call with a body can give. */
export const BODY_ANSWERS: Answers = {
  400: error('The body cannot be read, or says what cannot be; `context_info` names the field.'),
  413: error('The body is too long.'),
  415: error('The body is not JSON in UTF-8.'),
};

/** Those that only a change can give. */
export const CHANGE_ANSWERS: Answers = {
  403: error('The account may not do that, or nobody may: the task is closed or not started, or its file is offline.'),
  409: error('Others kept changing the task, or the user has resolved an assignment of it already.'),
  422: error('The `Idempotency-Key` was used for another call.'),
};

export const notFoundAnswer = (what: string): Answers => ({ 404: error(`There is no such ${what}.`) });
