import type { Refused } from '../../../core/refusal.ts';
import type { AsmxOperations, AsmxRefusal, RefusalsOfMethod } from '../asmx-operations.ts';
import type { Dispatched } from '../call.ts';
import { DEMAND_WORDS } from '../../demand-words.ts';
import { element, type StreamedDocument, type XmlElement } from './document.ts';

/** The document element of an operation's answers (docs/legacy/operations.md#index-of-operations, column R). */
export type Root = 'root' | 'response';

interface Words {
  /** The `error` attribute. */
  readonly text: string;
  /**
   * The newer API's number, sent only when ERROR_CODES=on (docs/legacy/operations.md#error-numbers); null where it has
   * none.
   */
  readonly code: number | null;
}

/**
 * How the legacy API says no (docs/legacy/operations.md#exact-texts); an operation that says it otherwise names
 * its own words.
 */
export const WORDS = {
  anonymous: { text: 'Access Denied', code: 4030 },
  'ticket-invalid': { text: '[901] Session expired or Invalid ticket', code: 4010 },
  'ticket-malformed': { text: 'invalid ticket format', code: 4000 },
  'authentication-failed': { text: '[900] Authentication failed', code: 4010 },
  'tickets-not-allowed': { text: '[902] Ticket generation not allowed', code: 4030 },
  // The contract has no word for either. Whoever guesses is told what it always was.
  'sign-in-throttled': { text: '[900] Authentication failed', code: 4010 },
  'sign-ins-busy': { text: 'SystemError:Too many logons at once. Try again.', code: null },
  'task-not-found': { text: 'Task not found', code: 4000 },
  'user-not-found': { text: 'User not found', code: 4041 },
  'access-denied': { text: 'Access Denied', code: 4030 },
  'status-not-eligible': { text: 'Invalid status', code: 4000 },
  'task-not-started': { text: 'Task not started', code: 4000 },
  'task-not-completed': { text: 'Task not completed', code: 4000 },
  'task-completed': { text: 'Task completed', code: 4000 },
  'task-dropped': { text: 'Task dropped', code: 4000 },
  'task-reassigned': { text: 'Task reassigned', code: 4000 },
  'due-date-past': { text: 'Past due date', code: 4000 },
  'document-offline': { text: 'Document offline', code: 4000 },
  'too-many-reassignments': { text: 'Task reassigned too often', code: 4000 },
  'document-not-found': { text: 'Document not found', code: 4041 },
  'review-task-missing': { text: 'There is no ISO Review Task assigned to you', code: 4030 },
  'document-is-shortcut': { text: 'A shortcut takes no tasks; assign them on the document it stands for.', code: 4000 },
  'version-not-found': { text: 'Version not found', code: 4041 },
  'priority-unknown': { text: 'Invalid priority', code: 4000 },
  'decision-unknown': { text: 'Invalid decision', code: 4000 },
  'definition-changed': { text: 'Workflow mismatch', code: 4000 },
  'comments-required': { text: DEMAND_WORDS['comments-required'], code: 4000 },
  'document-unread': { text: DEMAND_WORDS['document-unread'], code: 4000 },
  'start-not-allowed-yet': { text: DEMAND_WORDS['start-not-allowed-yet'], code: 4000 },
  'document-checked-out': { text: DEMAND_WORDS['document-checked-out'], code: 4000 },
  'review-required': { text: DEMAND_WORDS['review-required'], code: 4000 },
  'edit-required': { text: DEMAND_WORDS['edit-required'], code: 4000 },
  'approval-required': { text: DEMAND_WORDS['approval-required'], code: 4000 },
  'attachment-required': { text: DEMAND_WORDS['attachment-required'], code: 4000 },
  'criteria-invalid': { text: 'xmlcriteria parsing error:', code: 4000 },
  'model-invalid': { text: 'xmlParameters parsing error:', code: 5000 },
  'form-template-missing': { text: 'A FormTemplate requirement needs the ObjectId of its template.', code: 4000 },
  'redirection-missing': { text: 'No existing redirection', code: 4000 },
  'redirection-ended': { text: 'Task redirection end date cannot be in the past.', code: 4000 },
  'date-range-invalid': { text: 'Invalid date range', code: 4000 },
  'self-redirect': { text: 'Self-redirect', code: 4000 },
  'target-disabled': { text: 'Target user disabled', code: 4000 },
  'periods-overlap': { text: 'Overlapping period', code: 4000 },
  'target-redirecting': { text: 'Target already redirecting', code: 4000 },
  'version-mismatch': { text: 'Task has been changed by another user', code: 4090 },
  'key-reused': { text: 'Idempotency-Key was used for another request', code: 4090 },
  conflict: { text: 'Invalid status', code: 4090 },
  'server-busy': { text: 'The server is busy. Please try again.', code: 5030 },
} satisfies Readonly<Record<AsmxRefusal, Words>>;

export type OtherWords<R extends AsmxRefusal> = Partial<Readonly<Record<R, Partial<Words>>>>;

/** The words of one operation, or several, for reasons that they can meet. */
export type OwnWords<Method extends keyof AsmxOperations> = OtherWords<RefusalsOfMethod<Method>>;

type Attributes = Readonly<Record<string, string>>;

/** Builds the documents that answer calls. */
export interface Outcomes {
  done(root: Root, content?: readonly XmlElement[], attributes?: Attributes): Dispatched;
  /** Reports success with a list too long to be held: the only child of the root, named `list`. */
  streamed(root: Root, list: string, batches: StreamedDocument['batches'], attributes?: Attributes): Dispatched;
  refused<R extends AsmxRefusal>(root: Root, refusal: Refused<R>, own?: OtherWords<NoInfer<R>>): Dispatched;
}

const SUCCESS: Attributes = { success: 'true' };

export const createOutcomes = (errorCodes: boolean): Outcomes => ({
  done: (root, content = [], attributes) => ({
    document: element(root, content, attributes ? { success: 'true', ...attributes } : SUCCESS),
    outcome: 'done',
  }),

  streamed: (root, list, batches, attributes = {}) => ({
    document: { root: element(root, [], { success: 'true', ...attributes }), list, batches },
    outcome: 'done',
  }),

  refused(root, { refused: refusal }, own = {}) {
    const { text, code } = { ...WORDS[refusal], ...own[refusal] };
    const attributes = {
      success: 'false',
      error: text,
      ...(errorCodes && code !== null ? { errorCode: String(code) } : {}),
    };
    return { document: element(root, [], attributes), outcome: refusal };
  },
});
