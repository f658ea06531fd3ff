import type { RefusalsOf } from '../../operations/index.ts';
import type { TroubleKind } from '../json/json-dialect.ts';
import type { MaxsightOperations } from './maxsight.ts';

/** How a refusal is told. */
export interface Words {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const UNAUTHORIZED: Words = { status: 401, code: 'UNAUTHORIZED', message: 'Unauthorized' };
const FORBIDDEN: Words = { status: 403, code: 'FORBIDDEN', message: 'This API key may not do that' };
const USER_NOT_FOUND: Words = { status: 400, code: 'USER_NOT_FOUND', message: 'User not found, or disabled' };
const INVALID_REQUEST: Words = { status: 400, code: 'INVALID_REQUEST', message: 'Invalid request' };
const VERSION_MISMATCH: Words = { status: 409, code: 'VERSION_MISMATCH', message: 'Version mismatch' };

const locked = (how: string): Words => ({ status: 422, code: 'TASK_LOCKED', message: `The task is ${how}` });

export const WORDS = {
  anonymous: UNAUTHORIZED,
  'ticket-invalid': UNAUTHORIZED,
  'access-denied': FORBIDDEN,
  'task-not-found': { status: 404, code: 'TASK_NOT_FOUND', message: 'Task not found' },
  'version-mismatch': VERSION_MISMATCH,
  conflict: VERSION_MISMATCH,
  'task-completed': locked('completed'),
  'task-dropped': locked('dropped'),
  'task-reassigned': locked('reassigned'),
  'task-not-started': { status: 422, code: 'TASK_NOT_STARTED', message: 'The task has not started' },
  'task-claimed': locked('claimed'),
  'user-not-found': USER_NOT_FOUND,
  'user-disabled': USER_NOT_FOUND,
  'user-ambiguous': USER_NOT_FOUND,
  'team-not-found': { status: 400, code: 'TEAM_NOT_FOUND', message: 'Team not found' },
  'nobody-named': INVALID_REQUEST,
  'too-many-shares': INVALID_REQUEST,
  'tier-without-turn': INVALID_REQUEST,
  'document-offline': { status: 422, code: 'DOCUMENT_OFFLINE', message: "The task's document is offline" },
  'too-many-reassignments': {
    status: 422,
    code: 'TASK_REASSIGNED_TOO_OFTEN',
    message: 'The task has been reassigned as often as is allowed',
  },
  'key-reused': {
    status: 422,
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: 'This Idempotency-Key was used for another call',
  },
} as const satisfies Readonly<Record<RefusalsOf<MaxsightOperations>, Words>>;

export const IF_MATCH_MISSING: Words = {
  status: 428,
  code: 'PRECONDITION_REQUIRED',
  message: "The header If-Match is required: send the task's updated_at",
};

/** What is wrong before an operation is asked; what is wrong with a body says more. */
export const TROUBLE_WORDS: Readonly<Record<TroubleKind, Omit<Words, 'status'>>> = {
  'no-such-address': { code: 'NOT_FOUND', message: 'Nothing is at this address' },
  'method-not-allowed': { code: 'METHOD_NOT_ALLOWED', message: 'This address does not take this method' },
  'body-too-large': { code: 'BODY_TOO_LARGE', message: 'The body is too long' },
  'media-type-unsupported': { code: 'UNSUPPORTED_MEDIA_TYPE', message: 'The body has to be JSON in UTF-8' },
  'body-missing': { code: 'INVALID_REQUEST', message: 'The body is missing' },
  'body-unreadable': { code: 'INVALID_REQUEST', message: 'The body cannot be read' },
  'too-many-calls': { code: 'RATE_LIMITED', message: 'Too many calls: try again after Retry-After seconds' },
  'no-room': { code: 'UNAVAILABLE', message: 'The server is busy: try again after Retry-After seconds' },
  fault: { code: 'INTERNAL', message: 'Internal error' },
};
