import { DEMAND_WORDS } from '../demand-words.ts';
import { badRequest, errorWith, UNAUTHORIZED, type WorldServerError } from './errors.ts';

/** What this dialect says for a refusal, of the task with this id. */
export type Words = (taskId: number) => WorldServerError;

const always =
  (error: WorldServerError): Words =>
  () =>
    error;

export const refusing = (message: string): Words => always(badRequest(message));

/** `right` is what the vendor calls the right that is missing. */
export const forbidden = (right: string): Words =>
  always(errorWith(403, `No rights to ${right} for resource type TASK`));

export const notFound = (resource: string): Words => always(errorWith(404, `Resource ${resource} not found`));

/** The refusals that every call on one task has. */
export const commonWords = (right: string) => ({
  anonymous: always(UNAUTHORIZED),
  'ticket-invalid': always(UNAUTHORIZED),
  'task-not-found': ((id) => errorWith(404, `Resource TASK (${id}) not found`)) satisfies Words,
  'access-denied': forbidden(right),
  'version-mismatch': always(errorWith(409, 'CONFLICT')),
  conflict: always(errorWith(409, 'CONFLICT')),
  'key-reused': always(errorWith(422, 'Idempotency-Key was used for another request')),
});

/** The same of a call that changes what is done about a task: these have one more. */
export const changeWords = (right: string) => ({ ...commonWords(right), 'document-offline': forbidden(right) });

/** The refusals of a task that nobody works at. */
export const closedWords = (words: Words) => ({
  'task-not-started': words,
  'task-completed': words,
  'task-dropped': words,
  'task-reassigned': words,
});

/** What a task demands before it can be completed. */
export const DEMANDS = {
  'comments-required': refusing(DEMAND_WORDS['comments-required']),
  'document-unread': refusing(DEMAND_WORDS['document-unread']),
  'start-not-allowed-yet': refusing(DEMAND_WORDS['start-not-allowed-yet']),
  'document-checked-out': refusing(DEMAND_WORDS['document-checked-out']),
  'review-required': refusing(DEMAND_WORDS['review-required']),
  'edit-required': refusing(DEMAND_WORDS['edit-required']),
  'approval-required': refusing(DEMAND_WORDS['approval-required']),
  'attachment-required': refusing(DEMAND_WORDS['attachment-required']),
};
