/** What a document says an operation is called and takes, and how its answers begin. */
export interface IndexedOperation {
  readonly name: string;
  /** The document element of its answers, in the generation of the API that is served by default. */
  readonly root: 'root' | 'response';
  /** In the order of the wire: name and type, with a question mark where the parameter may be left out. */
  readonly parameters: readonly string[];
}

const TICKET = 'authenticationTicket string';

/**
 * The index of docs/legacy/operations.md#index-of-operations, with types and what is optional from each operation's
 * section.
 */
export const OPERATIONS_INDEX: readonly IndexedOperation[] = [
  { name: 'AuthenticateUser', root: 'root', parameters: ['UID string', 'PWD string'] },
  { name: 'AuthenticateUser1', root: 'root', parameters: ['UID string', 'PWD string', 'Lang string?'] },
  { name: 'isValidTicket', root: 'root', parameters: ['AuthenticationTicket string?'] },
  { name: 'RenewTicket', root: 'root', parameters: ['UID string', 'PWD string', 'Lang string?', 'OldTicket string?'] },
  { name: 'LogOut', root: 'root', parameters: ['AuthenticationTicket string?'] },
  { name: 'CreateTicketforUser', root: 'root', parameters: ['TrustedUserPwd string', 'UserName string'] },
  { name: 'GetCurrentUser', root: 'root', parameters: [TICKET] },
  { name: 'ServerInfo', root: 'root', parameters: [] },
  {
    name: 'ReassignTask',
    root: 'response',
    parameters: [
      TICKET,
      'taskId int',
      'reassignTo string',
      'newDueDate dateTime',
      'newInstructions string',
      'sendTaskNotice boolean',
    ],
  },
  { name: 'GetTask', root: 'root', parameters: [TICKET, 'taskId int'] },
  {
    name: 'getTasks',
    root: 'response',
    parameters: ['AuthenticationTicket string', 'xmlcriteria string', 'SortBy string', 'AscendingOrder boolean'],
  },
  {
    name: 'GetTasks1',
    root: 'response',
    parameters: [
      'AuthenticationTicket string',
      'xmlcriteria string',
      'startingRow int',
      'rowCount int',
      'SortBy string',
      'AscendingOrder boolean',
    ],
  },
  { name: 'GetDocumentTasks', root: 'response', parameters: [TICKET, 'documentPath string', 'filter string?'] },
  { name: 'GetDueTaskDocuments', root: 'root', parameters: [TICKET] },
  { name: 'CompleteTask', root: 'root', parameters: [TICKET, 'taskId int', 'comments string?'] },
  { name: 'TestTaskCompletion', root: 'root', parameters: [TICKET, 'taskId int', 'exceptTaskComments boolean'] },
  { name: 'DeleteTask', root: 'root', parameters: [TICKET, 'taskId int'] },
  {
    name: 'ChangeTaskDueDate',
    root: 'root',
    parameters: [TICKET, 'taskId int', 'newDueDate dateTime', 'allowedStartTimeSpan int'],
  },
  {
    name: 'UpdateTaskStatus',
    root: 'root',
    parameters: [TICKET, 'taskId int', 'taskStatus int', 'finishDate dateTime', 'comments string?'],
  },
  { name: 'UpdateTaskFinishDate', root: 'root', parameters: [TICKET, 'taskId int', 'finishDate dateTime'] },
  { name: 'SetTaskComment', root: 'root', parameters: [TICKET, 'taskId int', 'comments string'] },
  { name: 'SetTaskPriority', root: 'root', parameters: [TICKET, 'taskId int', 'taskPriority int'] },
  { name: 'SetTaskApprovalStatus', root: 'root', parameters: [TICKET, 'taskId int', 'approvalDecision int'] },
  { name: 'CreateTask', root: 'response', parameters: [TICKET, 'documentPath string', 'xmlParameters string'] },
  { name: 'CreateRelatedTask', root: 'response', parameters: [TICKET, 'taskId int', 'xmlParameters string'] },
  { name: 'TransferUserTasks', root: 'root', parameters: [TICKET, 'fromUserName string', 'toUserName string'] },
  {
    name: 'AddWorkflowAttachment',
    root: 'root',
    parameters: [TICKET, 'taskId int', 'documentPath string', 'versionNumber int'],
  },
  {
    name: 'RemoveWorkflowAttachment',
    root: 'root',
    parameters: [TICKET, 'taskId int', 'documentPath string', 'versionNumber int'],
  },
  { name: 'GetUsersTaskPerformance', root: 'response', parameters: [TICKET] },
  {
    name: 'SetUserTaskRedirection',
    root: 'root',
    parameters: [TICKET, 'userName string', 'redirectTasksToUser string', 'startOn dateTime', 'endOn dateTime'],
  },
  {
    name: 'RerouteUserTaskRedirection',
    root: 'root',
    parameters: [TICKET, 'userName string', 'redirectTasksToUser string'],
  },
  { name: 'RemoveUserTaskRedirection', root: 'root', parameters: [TICKET, 'userName string'] },
  { name: 'GetUserTaskRedirectionTo', root: 'root', parameters: [TICKET, 'userName string'] },
  { name: 'GetUserTaskRedirectionsFrom', root: 'root', parameters: [TICKET, 'userName string'] },
  { name: 'AddISOComment', root: 'root', parameters: [TICKET, 'DocumentPath string', 'CommentText string'] },
  { name: 'AddSOXComment', root: 'root', parameters: [TICKET, 'DocumentPath string', 'CommentText string'] },
];
