import { DEMAND_WORDS } from '../demand-words.ts';
import type { Operations, RefusalsOf } from '../../operations/index.ts';

/** The part of the operations that this dialect speaks for. */
export type OrkesOperations = Pick<
  Operations,
  | 'assignTask'
  | 'claimTask'
  | 'dropTasks'
  | 'issueOrkesToken'
  | 'listTaskNames'
  | 'loginOf'
  | 'readLoggedTask'
  | 'readOwnAccount'
  | 'releaseTask'
  | 'searchTasks'
  | 'skipTier'
  | 'updateOutput'
>;

export type OrkesRefusal = RefusalsOf<OrkesOperations>;

export interface Words {
  readonly status: number;
  readonly message: string;
  readonly isRetryable?: boolean;
}

/**
 * What clients are told. Of a task that is not there only GET says 404; the others say 400, as the vendor's pages have
 * it.
 */
export const WORDS = {
  anonymous: { status: 401, message: 'No token was sent in X-Authorization.' },
  'ticket-invalid': { status: 401, message: 'The token is not valid.' },
  'authentication-failed': { status: 401, message: 'The credentials are not valid.' },
  'tickets-not-allowed': { status: 401, message: 'This account gets no token.' },
  'sign-in-throttled': { status: 401, message: 'Signing on has failed too often: try again in a while.' },
  'sign-ins-busy': { status: 503, message: 'The server is busy. Please try again.', isRetryable: true },
  'access-denied': { status: 403, message: 'The caller has no right to do this.' },
  'task-not-found': { status: 400, message: 'There is no such task.' },
  'task-claimed': { status: 400, message: 'The task is claimed; it has to be released first.' },
  'task-not-claimed': { status: 400, message: 'The task is not claimed.' },
  'nobody-assigned': { status: 400, message: 'The task is assigned to nobody.' },
  'nobody-named': { status: 400, message: 'At least one assignment is required.' },
  'tier-without-turn': { status: 400, message: 'Nobody would be asked after an assignment without limit.' },
  'too-many-shares': { status: 400, message: 'A task takes 20 assignments at the most.' },
  'share-not-found': { status: 400, message: 'There is no such assignment.' },
  'share-resolved': { status: 400, message: 'The assignment is done.' },
  'resolution-unfit': { status: 400, message: 'The task takes no such decision.' },
  'task-not-started': { status: 400, message: 'The task has not started: it is PENDING.' },
  'task-completed': { status: 400, message: 'The task is in a final state: it is COMPLETED.' },
  'task-dropped': { status: 400, message: 'The task is in a final state: it is DELETED.' },
  'task-reassigned': {
    status: 400,
    message: 'The task is in a final state: it is DELETED, and another took its place.',
  },
  'too-many-reassignments': { status: 400, message: 'The task has been reassigned as often as is allowed.' },
  'document-offline': { status: 400, message: 'The document of the task is offline.' },
  'user-not-found': { status: 400, message: 'there is no such user' },
  'user-disabled': { status: 400, message: 'the account is disabled' },
  'user-ambiguous': { status: 400, message: 'several accounts answer to this name' },
  'team-not-found': { status: 400, message: 'there is no such group' },
  'comments-required': { status: 400, message: DEMAND_WORDS['comments-required'] },
  'document-unread': { status: 400, message: DEMAND_WORDS['document-unread'] },
  'start-not-allowed-yet': { status: 400, message: DEMAND_WORDS['start-not-allowed-yet'] },
  'document-checked-out': { status: 400, message: DEMAND_WORDS['document-checked-out'] },
  'review-required': { status: 400, message: DEMAND_WORDS['review-required'] },
  'edit-required': { status: 400, message: DEMAND_WORDS['edit-required'] },
  'approval-required': { status: 400, message: DEMAND_WORDS['approval-required'] },
  'attachment-required': { status: 400, message: DEMAND_WORDS['attachment-required'] },
  'output-too-long': { status: 400, message: 'The output is longer than 1 MiB.' },
  'search-too-wide': {
    status: 400,
    message: 'The search takes too long: narrow it down by people, workflows or dates.',
  },
  'server-busy': { status: 503, message: 'The server is busy. Please try again.', isRetryable: true },
  'version-mismatch': { status: 409, message: 'The task has changed meanwhile.', isRetryable: true },
  conflict: { status: 409, message: 'The task kept changing meanwhile: try again.', isRetryable: true },
  'key-reused': { status: 422, message: 'This Idempotency-Key was used for another call.' },
} as const satisfies Record<OrkesRefusal, Words>;
