import type { TaskCondition } from '../../core/lists/shared-task-list.ts';
import { isRefused } from '../../core/refusal.ts';
import type { RefusalsOf } from '../../operations/index.ts';
import { askedOf } from '../json/asked.ts';
import type { JsonCall, JsonReply } from '../json/json-dialect.ts';
import { badRequest, errorWith, refusedWith, type WorldServerError } from './errors.ts';
import { NAME, type Needs, type WorldServerOperations } from './needs.ts';
import { pageReply, type Page } from './page.ts';
import { credentialOf } from './session.ts';
import { taskObject } from './task-object.ts';
import { commonWords } from './words.ts';

const { anonymous, 'ticket-invalid': dead, 'access-denied': forbidden } = commonWords('VIEW');

export const WORDS = {
  anonymous: anonymous(0),
  'ticket-invalid': dead(0),
  'access-denied': forbidden(0),
  'server-busy': errorWith(503, 'The server is busy, try again'),
  'search-too-wide': badRequest('The search takes too long: name fewer tasks'),
} satisfies Readonly<Record<RefusalsOf<Pick<WorldServerOperations, 'listSharedTasks'>>, WorldServerError>>;

/** Which tasks a client wants to see of those that it may. */
export interface Wanted {
  readonly conditions: readonly TaskCondition[];
  readonly joined: 'and' | 'or';
}

/** The answer to a call that lists tasks. */
export async function answerTasks(
  call: JsonCall,
  { operations }: Needs,
  operation: string,
  page: Page,
  wanted: Wanted,
): Promise<JsonReply> {
  const credential = credentialOf(call.message);
  const { offset, limit } = page;
  const asked = askedOf(call, { api: NAME, operation, credential });
  const found = await operations.listSharedTasks({ ...asked, ...wanted, offset, limit });
  const user = operations.loginOf(credential);
  if (isRefused(found)) return refusedWith(WORDS[found.refused], found.refused, user);
  return pageReply(found.total, found.tasks.map(taskObject), page, user);
}
