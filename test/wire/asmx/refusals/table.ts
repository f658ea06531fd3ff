import type { srv } from '../../../../src/wire/asmx/contract/srv.ts';

type OperationName = keyof typeof srv;

/** Something that is wrong with a call, and what its caller is told. */
export interface Refusal {
  /** As the end of a sentence that begins with the name of the operation. */
  readonly when: string;
  /** Values that take the place of those in the call. */
  readonly but: Readonly<Record<string, string>>;
  readonly says: string;
  /** The number of ERROR_CODES=on; null where there is none. */
  readonly number: string | null;
}

/** An operation, and the refusals it begins with. */
export interface Row {
  /** The document element of its answers. */
  readonly root: 'root' | 'response';
  /** An answer that no cache may keep, as it may hold a ticket. */
  readonly kept?: false;
  /** What the server is set to, where a refusal needs it. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A call with nothing wrong in it: a value for each parameter, with the placeholders of wire samples. */
  readonly call: Readonly<Record<string, string>>;
  /** In the order in which they are looked for: of two things that are wrong the first is told. */
  readonly refusals: readonly Refusal[];
}

const refusal = (
  when: string,
  but: Readonly<Record<string, string>>,
  says: string,
  number: string | null,
): Refusal => ({ when, but, says, number });

const ENDED = '[901] Session expired or Invalid ticket';
/** As the lists and the transfer of tasks spell it. */
const ENDED_CLOSE = '[901]Session expired or Invalid ticket';
const OF_LISTS = '[2730]Insufficient rights. Anonymous users cannot perform this action';
const OF_TRANSFER = 'access denied, coworker/administrator/library manager/user manager required';

const anonymous = (says = 'Access Denied', number: string | null = '4030') =>
  refusal('without a ticket', { authenticationTicket: '' }, says, number);
const badTickets = (says = ENDED, number: string | null = '4010') => [
  refusal('with a ticket that has ended', { authenticationTicket: '{{expired:jane.doe}}' }, says, number),
  refusal('with what is no ticket', { authenticationTicket: 'no-guid' }, says, number),
  refusal('with an unknown ticket', { authenticationTicket: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' }, says, number),
];
const tickets = [anonymous(), ...badTickets()];
const ticketsOfList = [anonymous(OF_LISTS), ...badTickets(ENDED_CLOSE)];

const unknownTask = refusal('for an unknown task', { taskId: '1' }, 'Task not found', '4000');
const stranger = (number: string, says = 'Access Denied') =>
  refusal('for a caller without a part in it', { authenticationTicket: '{{ticket:stan.stranger}}' }, says, number);
const offline = refusal('for a document that is offline', { taskId: '4820' }, 'Document offline', '4000');
const unknownUser = refusal('for an unknown user', { userName: 'nobody' }, 'User not found', '4041');
const unknownTarget = refusal('for an unknown target', { redirectTasksToUser: 'nobody' }, 'User not found', '4041');
const unknownDocument = refusal(
  'for an unknown document',
  { documentPath: '/Nothing/Here.pdf' },
  'Document not found',
  '4041',
);

const SORTS =
  'DefaultSort, DocumentID, Instruction, DateAssigned, RecurringEndBy, DueDate, ReminderDate, Priority, TaskStatus, ' +
  'FinishDate, Assignee, AssignedBy, WorkflowName, DocTypeName, DocumentLibrary, DocumentName, SuperVisor';
const listRefusals = [
  ...ticketsOfList,
  refusal(
    'for an unknown order',
    { SortBy: 'x' },
    `[SortBy] error:Requested value 'x' was not found. Valid values: ${SORTS}`,
    '4000',
  ),
  refusal(
    'for criteria that are no XML',
    { xmlcriteria: '<' },
    'xmlcriteria parsing error:Unexpected end of file has occurred. Line 1, position 2.',
    '4000',
  ),
];

const JANE = '{{ticket:jane.doe}}';
const DRAFT = '/Corporate/Legal/ContractDraft.pdf';
const model = (element: string, assignee: string) =>
  `<${element}><RequestedAssigneeName>${assignee}</RequestedAssigneeName></${element}>`;
const creationRefusals = (element: string) => [
  refusal(
    'for another document of parameters',
    { xmlParameters: '<Task />' },
    `xmlParameters parsing error:The root element is Task, expected ${element}.`,
    '5000',
  ),
];

/**
 * The refusals that operations have in common, with who may call (docs/legacy/operations.md#callers-and-roles), the
 * texts (docs/legacy/operations.md#exact-texts) and the numbers (docs/legacy/operations.md#error-numbers). A sample in
 * test/wire/samples shows what an operation has of its own; `GetTask/expired-*` are the bytes of these.
 */
export const REFUSALS: Readonly<Record<OperationName, Row>> = {
  AuthenticateUser: {
    root: 'root',
    kept: false,
    call: { UID: 'jane.doe', PWD: 'jane-pass' },
    refusals: [],
  },
  AuthenticateUser1: {
    root: 'root',
    kept: false,
    call: { UID: 'jane.doe', PWD: 'jane-pass', Lang: 'en' },
    refusals: [],
  },
  isValidTicket: { root: 'root', kept: false, call: { authenticationTicket: JANE }, refusals: badTickets() },
  RenewTicket: {
    root: 'root',
    kept: false,
    call: { UID: 'jane.doe', PWD: 'jane-pass', Lang: '', OldTicket: JANE },
    refusals: [refusal('with what is no ticket', { OldTicket: 'abc' }, 'invalid ticket format', '4000')],
  },
  LogOut: {
    root: 'root',
    call: { authenticationTicket: JANE },
    // One that has ended is removed: LogOut/expired-get.
    refusals: badTickets().slice(1),
  },
  CreateTicketforUser: {
    root: 'root',
    kept: false,
    call: { TrustedUserPwd: 'trusted-secret-of-16', UserName: 'jane.doe' },
    refusals: [],
  },
  GetCurrentUser: {
    root: 'root',
    call: { authenticationTicket: JANE },
    refusals: [anonymous(ENDED, '4010'), ...badTickets()],
  },
  // Has nothing to refuse.
  ServerInfo: { root: 'root', call: {}, refusals: [] },

  GetTask: {
    root: 'root',
    call: { authenticationTicket: JANE, taskId: '4812' },
    refusals: [...badTickets(), unknownTask, anonymous('Permission error')],
  },
  ReassignTask: {
    root: 'response',
    settings: { MAX_REASSIGNMENTS: '1' },
    call: {
      authenticationTicket: JANE,
      taskId: '4812',
      reassignTo: 'alice.jones',
      newDueDate: '{{+P7D}}',
      newInstructions: 'Please review and approve.',
      sendTaskNotice: 'true',
    },
    refusals: [
      ...tickets,
      { ...unknownTask, number: '4041' },
      refusal('for an unknown user', { reassignTo: 'nobody' }, 'User not found', '4041'),
      stranger('4030'),
      refusal('for a completed task', { taskId: '4804' }, 'Invalid status', '4000'),
      refusal('for a date in the past', { newDueDate: '{{-P1D}}' }, 'Past due date', '4000'),
      offline,
      refusal(
        'for a task that was reassigned as often as the server allows',
        { authenticationTicket: '{{ticket:john.smith}}', taskId: '4807' },
        'Task reassigned too often',
        '4000',
      ),
    ],
  },
  getTasks: {
    root: 'response',
    call: {
      authenticationTicket: '{{ticket:liz.lists}}',
      xmlcriteria: '<criteria/>',
      SortBy: 'DefaultSort',
      AscendingOrder: 'true',
    },
    refusals: listRefusals,
  },
  GetTasks1: {
    root: 'response',
    call: {
      authenticationTicket: '{{ticket:liz.lists}}',
      xmlcriteria: '<criteria/>',
      startingRow: '0',
      rowCount: '20',
      SortBy: 'DefaultSort',
      AscendingOrder: 'true',
    },
    refusals: listRefusals,
  },
  GetDocumentTasks: {
    root: 'response',
    call: {
      authenticationTicket: '{{ticket:liz.lists}}',
      documentPath: '/Corporate/Legal/Listed.xlsx',
      filter: 'current_tasks',
    },
    refusals: [...tickets, unknownDocument],
  },
  GetDueTaskDocuments: {
    root: 'root',
    call: { authenticationTicket: '{{ticket:liz.lists}}' },
    refusals: tickets,
  },
  GetUsersTaskPerformance: {
    root: 'response',
    call: { authenticationTicket: '{{ticket:liz.lists}}' },
    refusals: ticketsOfList,
  },

  CompleteTask: {
    root: 'root',
    call: { authenticationTicket: JANE, taskId: '4835', comments: 'Done.' },
    refusals: [...tickets, unknownTask, stranger('4030'), offline],
  },
  TestTaskCompletion: {
    root: 'root',
    call: { authenticationTicket: JANE, taskId: '4835', exceptTaskComments: 'false' },
    refusals: [...tickets, unknownTask, stranger('4030'), offline],
  },
  UpdateTaskStatus: {
    root: 'root',
    call: {
      authenticationTicket: JANE,
      taskId: '4835',
      taskStatus: '30',
      finishDate: '0001-01-01T00:00:00',
      comments: 'Done.',
    },
    refusals: [...tickets, unknownTask, stranger('4030'), offline],
  },
  UpdateTaskFinishDate: {
    root: 'root',
    call: { authenticationTicket: '{{ticket:john.smith}}', taskId: '4804', finishDate: '{{-P3D}}' },
    refusals: [...tickets, unknownTask, stranger('4030')],
  },
  DeleteTask: {
    root: 'root',
    call: { authenticationTicket: '{{ticket:john.smith}}', taskId: '4812' },
    refusals: [...tickets, unknownTask, stranger('4000', 'Permission error')],
  },
  ChangeTaskDueDate: {
    root: 'root',
    call: { authenticationTicket: JANE, taskId: '4812', newDueDate: '{{+P7D}}', allowedStartTimeSpan: '48' },
    refusals: [...tickets, unknownTask, stranger('4000')],
  },
  SetTaskComment: {
    root: 'root',
    call: { authenticationTicket: JANE, taskId: '4812', comments: 'Looks good.' },
    refusals: [...tickets, unknownTask, stranger('4000'), offline],
  },
  SetTaskPriority: {
    root: 'root',
    call: { authenticationTicket: JANE, taskId: '4835', taskPriority: '1' },
    refusals: [...tickets, unknownTask, stranger('4000')],
  },
  SetTaskApprovalStatus: {
    root: 'root',
    call: { authenticationTicket: JANE, taskId: '4812', approvalDecision: '6' },
    refusals: [...tickets, unknownTask, stranger('4030')],
  },
  AddWorkflowAttachment: {
    root: 'root',
    call: { authenticationTicket: JANE, taskId: '4812', documentPath: DRAFT, versionNumber: '0' },
    refusals: [...tickets, unknownTask, stranger('4030'), unknownDocument],
  },
  RemoveWorkflowAttachment: {
    root: 'root',
    call: {
      authenticationTicket: JANE,
      taskId: '4812',
      documentPath: '/Corporate/Legal/SupportingEvidence.pdf',
      versionNumber: '1000000',
    },
    refusals: [...tickets, unknownTask, stranger('4030'), unknownDocument],
  },

  CreateTask: {
    root: 'response',
    call: {
      authenticationTicket: JANE,
      documentPath: DRAFT,
      xmlParameters: model('TaskCreationRequestModel', 'stan.stranger'),
    },
    refusals: [
      ...tickets,
      unknownDocument,
      ...creationRefusals('TaskCreationRequestModel'),
      refusal(
        'for a document that is offline',
        { documentPath: '/Corporate/Legal/OfflineContract.pdf' },
        'Document offline',
        '4000',
      ),
      refusal(
        'for an unknown user',
        { xmlParameters: model('TaskCreationRequestModel', 'nobody.here') },
        'User not found',
        '4041',
      ),
    ],
  },
  CreateRelatedTask: {
    root: 'response',
    call: {
      authenticationTicket: JANE,
      taskId: '4812',
      xmlParameters: model('RelatedTaskRequestModel', 'stan.stranger'),
    },
    refusals: [
      ...tickets,
      ...creationRefusals('RelatedTaskRequestModel'),
      unknownTask,
      offline,
      refusal(
        'for an unknown user',
        { xmlParameters: model('RelatedTaskRequestModel', 'nobody.here') },
        'User not found',
        '4041',
      ),
    ],
  },
  TransferUserTasks: {
    root: 'root',
    call: { authenticationTicket: '{{ticket:ada.admin}}', fromUserName: 'liz.lists', toUserName: 'stan.stranger' },
    refusals: [
      anonymous(OF_TRANSFER, null),
      ...badTickets(ENDED_CLOSE, null),
      { ...stranger('4030'), number: null },
      refusal('for an unknown giver', { fromUserName: 'nobody.here' }, 'user not found', null),
      refusal('for an unknown taker', { toUserName: 'nobody.here' }, 'user not found', null),
    ],
  },

  SetUserTaskRedirection: {
    root: 'root',
    call: {
      authenticationTicket: JANE,
      userName: 'jane.doe',
      redirectTasksToUser: 'john.smith',
      startOn: '{{+P1D}}',
      endOn: '{{+P8D}}',
    },
    refusals: [...tickets, unknownUser, unknownTarget, stranger('4030')],
  },
  RerouteUserTaskRedirection: {
    root: 'root',
    call: { authenticationTicket: '{{ticket:dan.future}}', userName: 'dan.future', redirectTasksToUser: 'john.smith' },
    refusals: [...tickets, unknownUser, unknownTarget, stranger('4030')],
  },
  RemoveUserTaskRedirection: {
    root: 'root',
    call: { authenticationTicket: '{{ticket:dan.future}}', userName: 'dan.future' },
    refusals: [...tickets, unknownUser, stranger('4030')],
  },
  GetUserTaskRedirectionTo: {
    root: 'root',
    call: { authenticationTicket: '{{ticket:stan.stranger}}', userName: 'dan.future' },
    refusals: [...badTickets(), unknownUser],
  },
  GetUserTaskRedirectionsFrom: {
    root: 'root',
    call: { authenticationTicket: '{{ticket:stan.stranger}}', userName: 'alice.jones' },
    refusals: [...tickets, unknownUser],
  },

  AddISOComment: {
    root: 'root',
    call: { authenticationTicket: JANE, documentPath: DRAFT, CommentText: 'Checked & found < good: größe.' },
    refusals: [
      ...tickets,
      unknownDocument,
      refusal('for somebody without such a task', {}, 'There is no ISO Review Task assigned to you', '4030'),
    ],
  },
  AddSOXComment: {
    root: 'root',
    call: { authenticationTicket: JANE, documentPath: DRAFT, CommentText: 'Checked & found < good: größe.' },
    refusals: [
      ...tickets,
      unknownDocument,
      refusal(
        'for a document that is offline',
        { documentPath: '/Corporate/Legal/OfflineContract.pdf' },
        'Document is offline',
        '4000',
      ),
    ],
  },
};
