import type { OperationName } from './contract/parameters.ts';
import type { Value } from './contract/operation.ts';
import type { Dispatch } from './call.ts';
import { credentialOf, type Handler, type HandlerContext } from './handler.ts';
import { spellingsOf } from './spellings.ts';
import { addIsoComment } from './operations/add-iso-comment.ts';
import { addSoxComment } from './operations/add-sox-comment.ts';
import { addWorkflowAttachment } from './operations/add-workflow-attachment.ts';
import { authenticateUser, authenticateUser1 } from './operations/authenticate-user.ts';
import { changeTaskDueDate } from './operations/change-task-due-date.ts';
import { completeTask } from './operations/complete-task.ts';
import { createRelatedTask } from './operations/create-related-task.ts';
import { createTask } from './operations/create-task.ts';
import { createTicketForUser } from './operations/create-ticket-for-user.ts';
import { deleteTask } from './operations/delete-task.ts';
import { getCurrentUser } from './operations/get-current-user.ts';
import { getDocumentTasks } from './operations/get-document-tasks.ts';
import { getDueTaskDocuments } from './operations/get-due-task-documents.ts';
import { getTask } from './operations/get-task.ts';
import { getTasks } from './operations/get-tasks.ts';
import { getTasks1 } from './operations/get-tasks1.ts';
import { getUserTaskRedirectionTo } from './operations/get-user-task-redirection-to.ts';
import { getUserTaskRedirectionsFrom } from './operations/get-user-task-redirections-from.ts';
import { getUsersTaskPerformance } from './operations/get-users-task-performance.ts';
import { isValidTicket } from './operations/is-valid-ticket.ts';
import { logOut } from './operations/log-out.ts';
import { reassignTask } from './operations/reassign-task.ts';
import { removeUserTaskRedirection } from './operations/remove-user-task-redirection.ts';
import { removeWorkflowAttachment } from './operations/remove-workflow-attachment.ts';
import { renewTicket } from './operations/renew-ticket.ts';
import { rerouteUserTaskRedirection } from './operations/reroute-user-task-redirection.ts';
import { serverInfo } from './operations/server-info.ts';
import { setTaskApprovalStatus } from './operations/set-task-approval-status.ts';
import { setTaskComment } from './operations/set-task-comment.ts';
import { setTaskPriority } from './operations/set-task-priority.ts';
import { setUserTaskRedirection } from './operations/set-user-task-redirection.ts';
import { testTaskCompletion } from './operations/test-task-completion.ts';
import { transferUserTasks } from './operations/transfer-user-tasks.ts';
import { updateTaskFinishDate } from './operations/update-task-finish-date.ts';
import { updateTaskStatus } from './operations/update-task-status.ts';

/** One handler an operation of the WSDL; the compiler names the one that is missing. */
type Handlers = { readonly [Name in OperationName]: Handler<Name> };

const handlers: Handlers = {
  AuthenticateUser: authenticateUser,
  AuthenticateUser1: authenticateUser1,
  isValidTicket,
  RenewTicket: renewTicket,
  LogOut: logOut,
  CreateTicketforUser: createTicketForUser,
  GetCurrentUser: getCurrentUser,
  ServerInfo: serverInfo,
  GetTask: getTask,
  ReassignTask: reassignTask,
  getTasks,
  GetTasks1: getTasks1,
  GetDocumentTasks: getDocumentTasks,
  GetDueTaskDocuments: getDueTaskDocuments,
  GetUsersTaskPerformance: getUsersTaskPerformance,
  CompleteTask: completeTask,
  TestTaskCompletion: testTaskCompletion,
  DeleteTask: deleteTask,
  ChangeTaskDueDate: changeTaskDueDate,
  UpdateTaskStatus: updateTaskStatus,
  UpdateTaskFinishDate: updateTaskFinishDate,
  SetTaskComment: setTaskComment,
  SetTaskPriority: setTaskPriority,
  SetTaskApprovalStatus: setTaskApprovalStatus,
  CreateTask: createTask,
  CreateRelatedTask: createRelatedTask,
  TransferUserTasks: transferUserTasks,
  AddWorkflowAttachment: addWorkflowAttachment,
  RemoveWorkflowAttachment: removeWorkflowAttachment,
  SetUserTaskRedirection: setUserTaskRedirection,
  RerouteUserTaskRedirection: rerouteUserTaskRedirection,
  RemoveUserTaskRedirection: removeUserTaskRedirection,
  GetUserTaskRedirectionTo: getUserTaskRedirectionTo,
  GetUserTaskRedirectionsFrom: getUserTaskRedirectionsFrom,
  AddISOComment: addIsoComment,
  AddSOXComment: addSoxComment,
};

const isOperationName = (name: string): name is OperationName => Object.hasOwn(handlers, name);

/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair; the original's database dropped them too. */
const isStorable = (value: Value): boolean =>
  typeof value !== 'string' || (!value.includes('\0') && value.isWellFormed());

/** Parameters that are compared and never stored keep U+0000: without it a wrong password could be a right one. */
const COMPARED: ReadonlySet<string> = new Set(['PWD', 'TrustedUserPwd']);

const storable = (value: Value): Value =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;

/** Calls that show a password, or the secret of the server, and get a ticket. */
const SIGN_INS: ReadonlySet<string> = new Set<OperationName>([
  'AuthenticateUser',
  'AuthenticateUser1',
  'RenewTicket',
  'CreateTicketforUser',
]);

type Values = Readonly<Record<string, Value>>;

const storableValues = (values: Values): Values =>
  Object.values(values).every(isStorable)
    ? values
    : Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, COMPARED.has(name) ? value : storable(value)]),
      );

/** Sends each call to its operation's handler, and says for the log who called, and with what. */
export function createDispatch(context: HandlerContext): Dispatch {
  return async (call) => {
    const { name } = call.operation;
    if (!isOperationName(name)) throw new Error(`no handler for operation ${name}`);
    // The readers fill `values` from the same table the handlers' parameter types are computed from.
    const handler = handlers[name] as Handler<OperationName>;
    const dispatched = await handler(storableValues(call.values) as never, call, context);
    const credential = credentialOf(call);
    if (!credential) {
      return { credential: SIGN_INS.has(name) ? 'sign-in' : 'anonymous', spellings: call.spellings, ...dispatched };
    }
    const user = context.operations.loginOf(credential);
    return { user, credential: credential.kind, spellings: spellingsOf(call, credential), ...dispatched };
  };
}
