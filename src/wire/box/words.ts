import type { RefusalsOf } from '../../operations/index.ts';
import { DEMAND_WORDS } from '../demand-words.ts';
import type { TroubleKind } from '../json/json-dialect.ts';
import type { BoxTaskOperations } from './box.ts';

/** How a refusal is told. */
export interface Words {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Why, more closely, and the field that it is about. */
  readonly reason?: string;
  readonly name?: string;
}

const UNAUTHORIZED: Words = {
  status: 401,
  code: 'unauthorized',
  message: 'The access token is missing, unknown or expired.',
};

const forbidden = (reason: string, message: string): Words => ({ status: 403, code: 'forbidden', message, reason });

const notFound = (name: string, message: string): Words => ({
  status: 404,
  code: 'not_found',
  message,
  reason: 'invalid_parameter',
  name,
});

const bad = (name: string, message: string, reason = 'invalid_parameter'): Words => ({
  status: 400,
  code: 'bad_request',
  message,
  reason,
  name,
});

const conflict = (message: string): Words => ({ status: 409, code: 'conflict', message });

const unmet = (message: string): Words => bad('resolution_state', message, 'task_requirement_unmet');

export const WORDS = {
  anonymous: UNAUTHORIZED,
  'ticket-invalid': UNAUTHORIZED,
  'access-denied': forbidden('access_denied_insufficient_permissions', 'You may not do that.'),
  'task-not-found': notFound('task', 'There is no such task.'),
  'share-not-found': notFound('task_assignment', 'There is no such task assignment.'),
  'document-not-found': notFound('item', 'There is no such file.'),
  'task-completed': forbidden('task_completed', 'The task is completed.'),
  'task-dropped': forbidden('task_closed', 'The task was given up.'),
  'task-reassigned': forbidden('task_closed', 'The task was reassigned: another one took its place.'),
  'task-not-started': forbidden('task_not_started', 'The task has not started.'),
  'document-offline': forbidden('access_denied_item_locked', 'The file is offline.'),
  'document-is-shortcut': forbidden('access_denied_item_locked', 'The file is a shortcut to another.'),
  'definition-changed': forbidden('task_closed', 'The workflow of the task is defined otherwise by now.'),
  'user-not-found': bad('assign_to', 'There is no such user.'),
  'user-disabled': bad('assign_to', 'The user is disabled.', 'task_assignee_not_allowed'),
  'user-ambiguous': bad('assign_to', 'Several users have this login: give an id.'),
  'team-not-found': bad('assign_to', 'There is no such team.'),
  'nobody-named': bad('assign_to', 'Nobody is named.'),
  'too-many-shares': bad('assign_to', 'The task has as many assignments as a task may have.'),
  'share-resolved': forbidden('task_completed', 'The assignment is resolved already.'),
  'resolution-unfit': bad('resolution_state', 'A task that is to be completed is neither approved nor rejected.'),
  'due-date-past': bad('due_at', 'The due date is in the past.'),
  'priority-unknown': bad('priority', 'There is no such priority.'),
  'comments-required': unmet(DEMAND_WORDS['comments-required']),
  'document-unread': unmet(DEMAND_WORDS['document-unread']),
  'start-not-allowed-yet': unmet(DEMAND_WORDS['start-not-allowed-yet']),
  'document-checked-out': unmet(DEMAND_WORDS['document-checked-out']),
  'review-required': unmet(DEMAND_WORDS['review-required']),
  'edit-required': unmet(DEMAND_WORDS['edit-required']),
  'approval-required': unmet(DEMAND_WORDS['approval-required']),
  'attachment-required': unmet(DEMAND_WORDS['attachment-required']),
  'version-mismatch': conflict('The task has changed.'),
  conflict: conflict('Others kept changing the task: try again.'),
  'key-reused': { status: 422, code: 'bad_request', message: 'This Idempotency-Key was used for another call.' },
  'server-busy': { status: 503, code: 'unavailable', message: 'The server is busy: try again.' },
} as const satisfies Readonly<Record<RefusalsOf<BoxTaskOperations>, Words>>;

/** Somebody who has done his part is not asked again. */
export const ASKED_AND_DONE = conflict('This user has resolved an assignment of the task already.');

/** What is wrong before an operation is asked. */
export const TROUBLE_WORDS: Readonly<Record<TroubleKind, Words>> = {
  'no-such-address': { status: 404, code: 'not_found', message: 'Nothing is at this address.' },
  'method-not-allowed': { status: 405, code: 'method_not_allowed', message: 'This address does not take this method.' },
  'body-too-large': { status: 413, code: 'bad_request', message: 'The body is too long.' },
  'media-type-unsupported': { status: 415, code: 'bad_request', message: 'The body has to be JSON in UTF-8.' },
  'body-missing': { status: 400, code: 'bad_request', message: 'The body is missing.' },
  'body-unreadable': { status: 400, code: 'bad_request', message: 'The body cannot be read.' },
  'too-many-calls': { status: 429, code: 'too_many_requests', message: 'Too many calls: try again later.' },
  'no-room': { status: 503, code: 'unavailable', message: 'The server is busy: try again.' },
  fault: { status: 500, code: 'internal_server_error', message: 'Internal server error.' },
};
