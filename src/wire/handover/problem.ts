import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { MoveRefusal } from '../../core/supervision/move.ts';
import type { AdministrationOperations } from '../../operations/administration/administration.ts';
import type { Operations, RefusalsOf } from '../../operations/index.ts';
import type { SupervisionOperations } from '../../operations/supervision/supervision.ts';
import type { Message } from '../dialect.ts';
import type { JsonReply, Trouble } from '../json/json-dialect.ts';

/** The part of the operations that this dialect speaks for. */
export type HandoverOperations = AdministrationOperations &
  SupervisionOperations &
  Pick<Operations, 'noteDocument' | 'previewLevelOut' | 'loginOf'>;

/** Every reason that an answer can give: for a call as a whole, or for one task of it. */
export type HandoverRefusal = RefusalsOf<HandoverOperations> | MoveRefusal | 'conflict';

interface Words {
  readonly status: number;
  /** What it means, and what to do. */
  readonly detail: string;
}

/** The status is that of a call which is refused as a whole; in the line of one task only the words are said. */
export const WORDS = {
  anonymous: { status: 401, detail: 'Send an API key or a ticket: Authorization: Bearer …' },
  'ticket-invalid': { status: 401, detail: 'The API key or ticket is not valid, or not any more.' },
  'access-denied': { status: 403, detail: 'The caller may not do this.' },
  'task-not-found': { status: 404, detail: 'There is no such task.' },
  'user-not-found': { status: 422, detail: 'No enabled account has this login name.' },
  'user-disabled': { status: 422, detail: 'The account of the former assignee is disabled: name somebody else.' },
  'tasks-left': { status: 409, detail: 'Unfinished tasks hang on the account: move them, or say leaveTasks.' },
  'own-account': { status: 409, detail: 'It is your own account: another administrator has to disable it.' },
  'not-of-person': { status: 409, detail: 'It is not a task that the person of inPlaceOf has to do.' },
  'person-not-found': { status: 404, detail: 'No account has this number.' },
  'redirection-missing': { status: 409, detail: 'The person is not absent, now or later: set an absence.' },
  'redirection-ended': { status: 422, detail: 'The absence would be over already.' },
  'date-range-invalid': { status: 422, detail: 'The absence has to end after it begins.' },
  'self-redirect': { status: 422, detail: 'Nobody stands in for himself or herself.' },
  'target-disabled': { status: 422, detail: 'The account of the substitute is disabled: name somebody else.' },
  'periods-overlap': { status: 409, detail: 'The person stands in for somebody else in this time.' },
  'target-redirecting': { status: 409, detail: 'The substitute is absent in this time.' },
  'version-mismatch': { status: 409, detail: 'The task has changed since it was looked at: look at it again.' },
  'status-not-eligible': { status: 409, detail: 'The task is closed, or not started yet.' },
  'due-date-past': { status: 422, detail: 'The due date must lie ahead: give a new one.' },
  'document-offline': { status: 409, detail: 'The document of the task is offline.' },
  'never-reassigned': { status: 409, detail: 'No reassignment made this task: there is nobody to give it back to.' },
  'no-former-assignee': { status: 409, detail: 'The task did not come from a person: reassign it to somebody.' },
  'task-touched': { status: 409, detail: 'Something was done with the task since it came: return it instead.' },
  'too-many-reassignments': {
    status: 409,
    detail: 'The task has been reassigned as often as this server allows: do it, or undo a reassignment.',
  },
  'document-not-found': { status: 404, detail: 'There is no such document.' },
  'version-not-found': { status: 422, detail: 'The document has no such version: tell of the version first.' },
  'version-known': { status: 409, detail: 'Somebody else is on record as the author of this version.' },
  'moment-ahead': { status: 422, detail: 'The moment lies ahead: only what has happened is told.' },
  'account-not-found': { status: 404, detail: 'No account has this login.' },
  'team-not-found': { status: 404, detail: 'There is no team of this name.' },
  'key-not-found': { status: 404, detail: 'There is no API key of this name.' },
  'name-taken': { status: 409, detail: 'The login or name is taken: choose another one.' },
  'sign-ins-busy': { status: 503, detail: 'Too many passwords are being computed: try again in a few seconds.' },
  'key-reused': { status: 422, detail: 'The Idempotency-Key was used for something else: take a new one.' },
  conflict: { status: 409, detail: 'Other calls kept changing the same thing: try again.' },
  'server-busy': { status: 503, detail: 'Too many searches run at once: try again in a few seconds.' },
} as const satisfies Record<HandoverRefusal, Words>;

/** RFC 9457. The kinds of problems are told apart by `reason`. */
export const Problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().describe('The words of the HTTP status.'),
    status: z.int(),
    detail: z.string().describe('What is wrong and what to do, for people.'),
    reason: z.string().describe('What is wrong, as one word for programs.'),
    pointer: z.string().optional().describe('The place of what is wrong in the body, as a JSON Pointer (RFC 6901).'),
    requestId: z.string().describe('The X-Request-Id of the answer, which the log of the server has.'),
  })
  .meta({
    id: 'HandoverProblem',
    description: 'What is wrong with a call (RFC 9457, application/problem+json).',
    example: {
      type: 'about:blank',
      title: 'Forbidden',
      status: 403,
      detail: 'The caller may not do this.',
      reason: 'access-denied',
      requestId: 'b0f1c1de-7c9f-4c3f-8f5e-0d7c3a1b2c3d',
    },
  });

export const PROBLEM_TYPE = 'application/problem+json';

const problem = (
  { requestId }: Message,
  { status, detail, reason, pointer }: Words & { readonly reason: string; readonly pointer?: string },
): z.infer<typeof Problem> => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  reason,
  ...(pointer === undefined ? {} : { pointer }),
  requestId,
});

/** The answer to a call that is refused as a whole. */
export function refusalReply(message: Message, reason: HandoverRefusal, user: string | undefined): JsonReply {
  const { status, detail } = WORDS[reason];
  return {
    status,
    body: problem(message, { status, detail, reason }),
    headers: {
      'Content-Type': PROBLEM_TYPE,
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...(status === 503 ? { 'Retry-After': '1' } : {}),
    },
    outcome: reason,
    user,
  };
}

/** The body of the answer to what is wrong before an operation is asked. */
export function troubleProblem(trouble: Trouble, message: Message): z.infer<typeof Problem> {
  const reason = trouble.trouble;
  switch (trouble.trouble) {
    case 'no-such-address':
      return problem(message, { status: 404, reason, detail: 'There is nothing at this address.' });
    case 'method-not-allowed':
      return problem(message, { status: 405, reason, detail: `This address takes ${trouble.allowed.join(', ')}.` });
    case 'body-too-large':
      return problem(message, { status: 413, reason, detail: 'The body is longer than the server takes.' });
    case 'media-type-unsupported':
      return problem(message, { status: 415, reason, detail: 'Send JSON in UTF-8: Content-Type: application/json.' });
    case 'body-missing':
      return problem(message, { status: 400, reason, detail: 'The call needs a body.' });
    case 'body-unreadable': {
      const { field, message: detail } = trouble;
      const pointer = field === '' ? '' : `/${field.replaceAll('.', '/')}`;
      // What is wrong in a query has no place in a body.
      const place = message.method === 'GET' || message.method === 'HEAD' ? {} : { pointer };
      return problem(message, { status: 400, reason, detail: sentence(field, detail), ...place });
    }
    case 'too-many-calls':
      return problem(message, { status: 429, reason, detail: 'Too many calls with this credential: wait a little.' });
    case 'no-room':
      return problem(message, { status: 503, reason, detail: 'Too many bodies are in hand: try again.' });
    case 'fault':
      return problem(message, { status: 500, reason, detail: 'The server has failed; its log says why.' });
  }
}

const sentence = (field: string, detail: string): string =>
  field === '' ? `${detail.slice(0, 1).toUpperCase()}${detail.slice(1)}.` : `${field}: ${detail}.`;
