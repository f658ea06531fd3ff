import { ADVICE, type Advice } from '../../refusal-advice.ts';
import { WORDS, type OtherWords, type OwnWords } from '../answer/outcome.ts';
import type { AsmxOperations, AsmxRefusal, RefusalsOfMethod } from '../asmx-operations.ts';
import type { OperationName } from '../contract/parameters.ts';
import { WORDS as DUE_DATE } from '../operations/change-task-due-date.ts';
import { WORDS as COMPLETE } from '../operations/complete-task.ts';
import { WORDS as DELETE } from '../operations/delete-task.ts';
import { WORDS as GET } from '../operations/get-task.ts';
import { WORDS as REASSIGN } from '../operations/reassign-task.ts';
import { BARRED } from '../operations/renew-ticket.ts';
import { REVIEW_WORDS } from '../operations/review-words.ts';
import { WORDS as COMMENT } from '../operations/set-task-comment.ts';
import { WORDS as PRIORITY } from '../operations/set-task-priority.ts';
import { LIST_WORDS } from '../operations/task-list.ts';
import { WORDS as TEST } from '../operations/test-task-completion.ts';
import { SYSTEM_ERROR, WORDS as TRANSFER } from '../operations/transfer-user-tasks.ts';
import { WORDS as STATUS } from '../operations/update-task-status.ts';

/** One way in which an operation says no. */
export interface ErrorWords extends Advice {
  readonly reason: AsmxRefusal | 'fault';
  /** The attribute `error`; with an ellipsis where it goes on with what is wrong. */
  readonly says: string;
  /** The attribute `errorCode`, where the server is set to send it; null for none. */
  readonly number: number | null;
}

type Method = keyof AsmxOperations;

/** Beside the order: words of the operation's own, and what a reason means in it. */
interface Own<M extends Method> {
  readonly words?: OwnWords<M>;
  readonly means?: Partial<Readonly<Record<RefusalsOfMethod<M>, string>>>;
  readonly remedies?: Partial<Readonly<Record<RefusalsOfMethod<M>, string>>>;
}

/** Fails to compile where a reason is missing: the type names it. */
type Whole<Order extends readonly unknown[], R> = [Exclude<R, Order[number]>] extends [never]
  ? unknown
  : { readonly missing: Exclude<R, Order[number]> };

/** The errors of an operation in the order in which they are looked for, each reason once. */
const checks =
  <M extends Method>() =>
  <const Order extends readonly RefusalsOfMethod<M>[]>(
    order: Order & Whole<Order, RefusalsOfMethod<M>>,
    { words = {}, means = {}, remedies = {} }: Own<M> = {},
  ): readonly ErrorWords[] =>
    (order as readonly RefusalsOfMethod<M>[]).map((reason) => {
      const own: OtherWords<AsmxRefusal> = words;
      const { text, code } = { ...WORDS[reason as AsmxRefusal], ...own[reason] };
      const said = (sentences: object): string | undefined =>
        new Map<string, string>(Object.entries(sentences)).get(reason);
      return {
        reason,
        says: text,
        number: code,
        means: said(means) ?? ADVICE[reason].means,
        remedy: said(remedies) ?? ADVICE[reason].remedy,
      };
    });

const ASSIGNEE = 'The caller is not the assignee';
const OR_SUPERVISOR = 'The caller is neither the assignee nor a supervisor of the workflow';
const withRight = (right: string): string =>
  `The caller is neither a supervisor nor an assignee whom the task grants \`${right}\``;
const REASSIGN_FIRST = 'Let the assignee call, or reassign the task first';

const logon = ['sign-in-throttled', 'sign-ins-busy', 'authentication-failed', 'tickets-not-allowed'] as const;
const caller = ['ticket-invalid', 'anonymous'] as const;
const task = [...caller, 'task-not-found', 'access-denied', 'version-mismatch'] as const;
const unmet = [
  'comments-required',
  'document-unread',
  'start-not-allowed-yet',
  'document-checked-out',
  'review-required',
  'edit-required',
  'approval-required',
  'attachment-required',
] as const;
const closed = ['task-not-started', 'task-completed', 'task-dropped', 'task-reassigned'] as const;

/** A list's text names what cannot be read, in the order in which it is read. */
const listErrors: readonly ErrorWords[] = checks<'getTasks'>()([...caller, 'criteria-invalid', 'server-busy'], {
  words: LIST_WORDS,
}).flatMap((words) =>
  words.reason === 'criteria-invalid'
    ? [
        { ...words, says: '[SortBy] error:…', means: 'No order has this name', remedy: 'The text lists the names' },
        {
          ...words,
          says: `${words.says}…`,
          means: 'The criteria are no well-formed XML',
          remedy: 'Escape what stands in them',
        },
        { ...words, says: '[NAME] Parameter not found', means: 'No criterion has this name', remedy: 'See Criteria' },
        {
          ...words,
          says: '[NAME] error:…',
          means: 'The criterion cannot have this value',
          remedy: 'The text lists the values; see Criteria',
        },
      ]
    : [words],
);

const lengthened = (errors: readonly ErrorWords[]): readonly ErrorWords[] =>
  errors.map((words) => (words.reason === 'model-invalid' ? { ...words, says: `${words.says}…` } : words));

const newTask = [
  'document-is-shortcut',
  'document-offline',
  'user-not-found',
  'form-template-missing',
  'conflict',
] as const;

const redirecting = {
  means: { 'access-denied': 'The caller is neither the user nor a manager of users or libraries' },
};

const attachmentOrder = [...task, 'document-not-found', 'version-not-found', ...closed, 'conflict'] as const;
const ATTACHMENT_MEANS = { 'access-denied': OR_SUPERVISOR };

const reviewOrder = [...caller, 'document-not-found', 'review-task-missing', 'document-offline', 'conflict'] as const;

/** Takes out what the types of core allow and this operation never meets. */
const without = (reason: AsmxRefusal, errors: readonly ErrorWords[]): readonly ErrorWords[] =>
  errors.filter((each) => each.reason !== reason);

/** Operations that keep a comment that came with the call, though they refuse to complete the task. */
export const KEEP_COMMENTS: ReadonlySet<OperationName> = new Set<OperationName>(['CompleteTask', 'UpdateTaskStatus']);

/** How each operation says no, in the order in which it looks. */
export const ERRORS: Readonly<Record<OperationName, readonly ErrorWords[]>> = {
  AuthenticateUser: checks<'authenticate'>()(logon),
  AuthenticateUser1: checks<'authenticate'>()(logon),
  isValidTicket: checks<'checkTicket'>()(['ticket-invalid']),
  RenewTicket: checks<'renewTicket'>()(['ticket-malformed', ...logon], { words: BARRED }),
  LogOut: checks<'logOut'>()(['ticket-invalid']),
  CreateTicketforUser: checks<'impersonate'>()(['tickets-not-allowed', 'sign-in-throttled', 'authentication-failed'], {
    words: BARRED,
  }),
  GetCurrentUser: checks<'currentUser'>()(['ticket-invalid']),
  ServerInfo: [],
  GetTask: checks<'getTask'>()(['ticket-invalid', 'task-not-found', 'anonymous'], { words: GET }),
  ReassignTask: checks<'reassignTask'>()(
    [
      ...caller,
      'key-reused',
      'task-not-found',
      'user-not-found',
      'access-denied',
      'version-mismatch',
      'status-not-eligible',
      'due-date-past',
      'document-offline',
      'too-many-reassignments',
      'conflict',
    ],
    { words: REASSIGN, means: { 'access-denied': OR_SUPERVISOR } },
  ),
  getTasks: listErrors,
  GetTasks1: listErrors,
  GetDocumentTasks: checks<'getDocumentTasks'>()([...caller, 'document-not-found', 'server-busy']),
  GetDueTaskDocuments: checks<'getDueTaskDocuments'>()(caller),
  GetUsersTaskPerformance: checks<'getUsersTaskPerformance'>()([...caller, 'server-busy'], { words: LIST_WORDS }),
  CompleteTask: checks<'completeTask'>()([...task, ...closed, 'document-offline', ...unmet, 'conflict'], {
    words: COMPLETE,
    means: { 'access-denied': ASSIGNEE },
    remedies: { 'access-denied': REASSIGN_FIRST },
  }),
  TestTaskCompletion: checks<'testTaskCompletion'>()(
    [...caller, 'task-not-found', 'access-denied', 'status-not-eligible', 'document-offline', ...unmet],
    { words: TEST, means: { 'access-denied': ASSIGNEE }, remedies: { 'access-denied': REASSIGN_FIRST } },
  ),
  DeleteTask: checks<'deleteTask'>()([...task, 'definition-changed', 'conflict'], {
    words: DELETE,
    means: { 'access-denied': 'The caller neither assigned the task nor may remove tasks of the document' },
    remedies: { 'access-denied': "Let the assigner, the document's owner or a library manager call" },
  }),
  ChangeTaskDueDate: checks<'changeTaskDueDate'>()(
    [
      ...caller,
      'task-not-found',
      'version-mismatch',
      'status-not-eligible',
      'due-date-past',
      'access-denied',
      'conflict',
    ],
    { words: DUE_DATE, means: { 'access-denied': withRight('Postpone') } },
  ),
  UpdateTaskStatus: checks<'updateTaskStatus'>()(
    [
      ...task,
      'task-completed',
      'task-dropped',
      'task-reassigned',
      'task-not-started',
      'document-offline',
      'status-not-eligible',
      ...unmet,
      'conflict',
    ],
    {
      words: STATUS,
      means: { 'access-denied': ASSIGNEE, 'status-not-eligible': 'No state that can be set has this number' },
      remedies: { 'access-denied': REASSIGN_FIRST, 'status-not-eligible': 'Send -1, 0, 10, 20 or 30' },
    },
  ),
  UpdateTaskFinishDate: checks<'updateTaskFinishDate'>()([...task, 'task-not-completed', 'conflict'], {
    means: { 'access-denied': withRight('ChangeFinishdate') },
  }),
  SetTaskComment: checks<'setTaskComment'>()([...task, 'document-offline', ...closed, 'conflict'], {
    words: COMMENT,
    means: { 'access-denied': ASSIGNEE },
  }),
  SetTaskPriority: checks<'setTaskPriority'>()([...task, 'priority-unknown', 'task-completed', 'conflict'], {
    words: PRIORITY,
    means: { 'access-denied': withRight('ChangePriority') },
  }),
  SetTaskApprovalStatus: checks<'setTaskApprovalStatus'>()([...task, 'decision-unknown', ...closed, 'conflict'], {
    means: { 'access-denied': ASSIGNEE },
  }),
  CreateTask: lengthened(
    checks<'createTask'>()([...caller, 'key-reused', 'document-not-found', 'model-invalid', ...newTask]),
  ),
  CreateRelatedTask: lengthened(
    checks<'createRelatedTask'>()([...caller, 'key-reused', 'model-invalid', 'task-not-found', ...newTask], {
      means: { 'task-not-found': 'No task has this id, or it is not open' },
    }),
  ),
  TransferUserTasks: [
    ...checks<'transferUserTasks'>()([...caller, 'access-denied', 'user-not-found'], {
      words: TRANSFER,
      means: { 'access-denied': 'The caller is no administrator' },
    }),
    {
      reason: 'fault',
      says: SYSTEM_ERROR,
      number: null,
      means: 'The server failed; what was moved until then stays moved',
      remedy: 'Call again; the log says why',
    },
  ],
  AddWorkflowAttachment: checks<'addWorkflowAttachment'>()(attachmentOrder, { means: ATTACHMENT_MEANS }),
  RemoveWorkflowAttachment: checks<'removeWorkflowAttachment'>()(attachmentOrder, {
    means: { ...ATTACHMENT_MEANS, 'version-not-found': 'This version is not attached to the task' },
    remedies: { 'version-not-found': '`GetTask` lists what is attached' },
  }),
  SetUserTaskRedirection: checks<'setRedirection'>()(
    [
      ...caller,
      'user-not-found',
      'access-denied',
      'redirection-ended',
      'date-range-invalid',
      'self-redirect',
      'target-disabled',
      'periods-overlap',
      'target-redirecting',
      'conflict',
    ],
    redirecting,
  ),
  RerouteUserTaskRedirection: checks<'rerouteRedirection'>()(
    [
      ...caller,
      'user-not-found',
      'access-denied',
      'redirection-missing',
      'self-redirect',
      'target-disabled',
      'periods-overlap',
      'target-redirecting',
      'conflict',
    ],
    { means: { 'access-denied': 'The caller is neither the user, nor who gets the tasks now, nor a manager' } },
  ),
  RemoveUserTaskRedirection: checks<'removeRedirection'>()(
    [...caller, 'user-not-found', 'access-denied', 'conflict'],
    redirecting,
  ),
  GetUserTaskRedirectionTo: without(
    'anonymous',
    checks<'redirectionTo'>()(['ticket-invalid', 'user-not-found', 'anonymous']),
  ),
  GetUserTaskRedirectionsFrom: checks<'redirectionsFrom'>()([...caller, 'user-not-found']),
  AddISOComment: checks<'addIsoComment'>()(reviewOrder, { words: REVIEW_WORDS }),
  AddSOXComment: without('review-task-missing', checks<'addSoxComment'>()(reviewOrder, { words: REVIEW_WORDS })),
};
