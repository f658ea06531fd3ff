import type { z } from 'zod';
import type { Refusal, Refused } from '../../core/refusal.ts';
import type { AssignedView } from '../../core/shares/task-view.ts';
import type { JsonReply, RouteDescription, Trouble } from '../json/json-dialect.ts';
import { ErrorBody, Task } from './schemas.ts';
import { taskObject } from './task-object.ts';
import { TROUBLE_WORDS, type Words } from './words.ts';

export const taskReply = (task: AssignedView, user: string | undefined): JsonReply => ({
  status: 200,
  body: taskObject(task),
  outcome: 'done',
  user,
});

/** What an answer says beside the words of its refusal. */
export type More = Partial<Pick<z.output<typeof ErrorBody>, 'field' | 'updated_at'>>;

export const refusalReply = (
  refusal: Refusal | 'unreadable',
  { status, code, message }: Words,
  more: More = {},
  user?: string,
): JsonReply => ({
  status,
  body: { code, message, ...more },
  outcome: refusal,
  user,
  ...(status === 401 ? { headers: { 'WWW-Authenticate': 'apikey' } } : {}),
});

/** The version that a refusal tells of. */
export const versionIn = ({ changedAt }: Refused<Refusal>): More =>
  changedAt ? { updated_at: changedAt.toISOString() } : {};

export function troubleBody(trouble: Trouble): z.output<typeof ErrorBody> {
  const words = TROUBLE_WORDS[trouble.trouble];
  if (trouble.trouble !== 'body-unreadable') return words;
  const { field, message } = trouble;
  return { code: words.code, message, ...(field === '' ? {} : { field }) };
}

type Answers = RouteDescription['answers'];

const error = (description: string): Answers[number] => ({ description, schema: ErrorBody });

/** The answers that every call can give. */
export const SHARED_ANSWERS: Answers = {
  200: { description: 'The task.', schema: Task },
  401: error('No API key, one that is not known, or one that is not to be used from this address.'),
  403: error('The key, or the account that it acts as, may not do that.'),
  404: error('There is no such task.'),
  429: error('Too many calls with this key; `Retry-After` tells when to go on.'),
  500: error('The server failed.'),
  503: error('The server is busy; `Retry-After` tells when to go on.'),
};

/** Those that only a call with a body can give. */
export const CHANGE_ANSWERS: Answers = {
  ...SHARED_ANSWERS,
  200: { description: 'The task as it is now.', schema: Task },
  400: error('The body cannot be read, or names nobody; `field` tells where.'),
  409: error('The task has changed since: read it again.'),
  413: error('The body is too long.'),
  415: error('The body is not JSON in UTF-8.'),
  422: error('The task is closed or has not started, its document is offline, or the Idempotency-Key was used before.'),
  428: error('`If-Match` is missing.'),
};
