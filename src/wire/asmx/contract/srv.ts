// Generated from wsdl/srv.wsdl by npm run contract; change the WSDL instead.
import type { Operation } from './operation.ts';

/** The operations of wsdl/srv.wsdl by name, in its order. */
export const srv = {
  AuthenticateUser: {
    name: "AuthenticateUser",
    description: "Signs a user in with login name and password and returns an authentication ticket.",
    parameters: [
      { name: "UID", type: "string", optional: false, description: "Login name; case does not matter." },
      { name: "PWD", type: "string", optional: false, description: "Password of that user." },
    ],
  },
  AuthenticateUser1: {
    name: "AuthenticateUser1",
    description: "Signs a user in as AuthenticateUser does, and sets the language of the session.",
    parameters: [
      { name: "UID", type: "string", optional: false, description: "Login name; case does not matter." },
      { name: "PWD", type: "string", optional: false, description: "Password of that user." },
      { name: "Lang", type: "string", optional: true, description: "Language of the session. Empty: the language stored for the user." },
    ],
  },
  isValidTicket: {
    name: "isValidTicket",
    description: "Tells whose ticket this is and when it expires, without extending it.",
    parameters: [
      { name: "AuthenticationTicket", type: "string", optional: true, description: "Authentication ticket to look at. Empty: the ticket in the cookie named ticket." },
    ],
  },
  RenewTicket: {
    name: "RenewTicket",
    description: "Signs a user in again, extending a ticket that is still valid or returning a new one.",
    parameters: [
      { name: "UID", type: "string", optional: false, description: "Login name; case does not matter." },
      { name: "PWD", type: "string", optional: false, description: "Password of that user." },
      { name: "Lang", type: "string", optional: true, description: "Language of the session. Empty: the language stored for the user." },
      { name: "OldTicket", type: "string", optional: true, description: "Ticket to extend. Empty: the ticket in the cookie named ticket, else a new one is made." },
    ],
  },
  LogOut: {
    name: "LogOut",
    description: "Ends the session of a ticket, which cannot be used afterwards.",
    parameters: [
      { name: "AuthenticationTicket", type: "string", optional: true, description: "Authentication ticket to end. Empty: the ticket in the cookie named ticket." },
    ],
  },
  CreateTicketforUser: {
    name: "CreateTicketforUser",
    description: "Returns a ticket for any user to a trusted application that knows the secret of this server.",
    parameters: [
      { name: "TrustedUserPwd", type: "string", optional: false, description: "Secret that the operator of this server gave to the application." },
      { name: "UserName", type: "string", optional: false, description: "Login name of the user to act for." },
    ],
  },
  GetCurrentUser: {
    name: "GetCurrentUser",
    description: "Describes the user to whom a ticket belongs.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
    ],
  },
  ServerInfo: {
    name: "ServerInfo",
    description: "Describes this server: version, clock and what is switched on.",
    parameters: [],
  },
  GetTask: {
    name: "GetTask",
    description: "Describes one task in full, including its current status.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
    ],
  },
  ReassignTask: {
    name: "ReassignTask",
    description: "Reassigns an active workflow task to a different user with a new due date and instructions.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task to reassign." },
      { name: "reassignTo", type: "string", optional: false, description: "Login name of the user to reassign the task to; not a display name or an ID." },
      { name: "newDueDate", type: "dateTime", optional: false, description: "New due date, in the future. Recommended format: yyyy-MM-ddTHH:mm:ss." },
      { name: "newInstructions", type: "string", optional: false, description: "Instructions for the new assignee. Empty: the original instructions are used again, unless this server is set to clear them." },
      { name: "sendTaskNotice", type: "boolean", optional: false, description: "true sends an e-mail about the task to the new assignee; false does not." },
    ],
  },
  getTasks: {
    name: "getTasks",
    description: "Lists every task the caller may see that meets the criteria.",
    parameters: [
      { name: "AuthenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "xmlcriteria", type: "string", optional: false, description: "XML text: one root element whose children have the attributes NAME and VALUE, such as <criteria><param NAME=\"ASSIGNEEID\" VALUE=\"12\"/></criteria>. A root without children: all tasks." },
      { name: "SortBy", type: "string", optional: false, description: "What to sort by, such as DefaultSort, DueDate, Priority or DocumentName." },
      { name: "AscendingOrder", type: "boolean", optional: false, description: "true sorts in ascending order; false in descending." },
    ],
  },
  GetTasks1: {
    name: "GetTasks1",
    description: "Lists tasks as getTasks does, a page at a time.",
    parameters: [
      { name: "AuthenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "xmlcriteria", type: "string", optional: false, description: "XML text: one root element whose children have the attributes NAME and VALUE, such as <criteria><param NAME=\"ASSIGNEEID\" VALUE=\"12\"/></criteria>. A root without children: all tasks." },
      { name: "startingRow", type: "int", optional: false, description: "First task of the page, counted from 0." },
      { name: "rowCount", type: "int", optional: false, description: "Most tasks the page may have. 0: 100." },
      { name: "SortBy", type: "string", optional: false, description: "What to sort by, such as DefaultSort, DueDate, Priority or DocumentName." },
      { name: "AscendingOrder", type: "boolean", optional: false, description: "true sorts in ascending order; false in descending." },
    ],
  },
  GetDocumentTasks: {
    name: "GetDocumentTasks",
    description: "Lists the tasks of a document by due date.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "documentPath", type: "string", optional: false, description: "Path of the document, such as /Library/Folder/Name.pdf." },
      { name: "filter", type: "string", optional: true, description: "current_tasks for open tasks, task_history for closed ones. Anything else: all tasks." },
    ],
  },
  GetDueTaskDocuments: {
    name: "GetDueTaskDocuments",
    description: "Lists the documents the caller has open tasks on that are not overdue.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
    ],
  },
  CompleteTask: {
    name: "CompleteTask",
    description: "Completes a task of the user, once everything the task requires is done.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "comments", type: "string", optional: true, description: "Comment to keep with the task. Empty: the present comment stays." },
    ],
  },
  TestTaskCompletion: {
    name: "TestTaskCompletion",
    description: "Tells whether the user could complete a task now, and if not, what is missing first.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "exceptTaskComments", type: "boolean", optional: false, description: "true: a comment that is still missing does not count." },
    ],
  },
  DeleteTask: {
    name: "DeleteTask",
    description: "Removes a task, or drops an ad hoc one whose workflow definition has changed since.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task to remove." },
    ],
  },
  ChangeTaskDueDate: {
    name: "ChangeTaskDueDate",
    description: "Moves the due date of an active task; the task becomes DueDateChanged.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "newDueDate", type: "dateTime", optional: false, description: "New due date; must be a future date/time. Recommended format: yyyy-MM-ddTHH:mm:ss." },
      { name: "allowedStartTimeSpan", type: "int", optional: false, description: "Hours before the new due date from which the task may be completed; 0 for no such limit." },
    ],
  },
  UpdateTaskStatus: {
    name: "UpdateTaskStatus",
    description: "Puts a task of the user into another state.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "taskStatus", type: "int", optional: false, description: "-2 Reassigned, -1 Dropped, 0 NotStarted, 10 InProgress, 20 DueDateChanged, 30 Completed." },
      { name: "finishDate", type: "dateTime", optional: false, description: "When the task was finished, for -1 and 30 if the task allows to say so. 0001-01-01T00:00:00: now." },
      { name: "comments", type: "string", optional: true, description: "New comment. Empty clears it; left out, or only spaces, it stays as it is." },
    ],
  },
  UpdateTaskFinishDate: {
    name: "UpdateTaskFinishDate",
    description: "Corrects the finish date of a completed task.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the completed task." },
      { name: "finishDate", type: "dateTime", optional: false, description: "When the task was finished, past or future. Recommended format: yyyy-MM-ddTHH:mm:ss." },
    ],
  },
  SetTaskComment: {
    name: "SetTaskComment",
    description: "Stores the assignee's comment on an active task, which stays open.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "comments", type: "string", optional: false, description: "Comment to store in place of the present one. Empty: the present one is cleared." },
    ],
  },
  SetTaskPriority: {
    name: "SetTaskPriority",
    description: "Sets the priority of a task that is not completed.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "taskPriority", type: "int", optional: false, description: "0 none, 1 low, 5 normal, 10 high, 11 urgent." },
    ],
  },
  SetTaskApprovalStatus: {
    name: "SetTaskApprovalStatus",
    description: "Records the assignee's decision on an active task, which stays open.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "approvalDecision", type: "int", optional: false, description: "0 clears the decision, 5 rejects, 6 approves." },
    ],
  },
  CreateTask: {
    name: "CreateTask",
    description: "Creates a task on a document outside any workflow. Answers the new task's id and, where a redirection forwarded it, who got it.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Ticket from AuthenticateUser." },
      { name: "documentPath", type: "string", optional: false, description: "Full path of the document: /Library/Folder/Name.pdf." },
      { name: "xmlParameters", type: "string", optional: false, description: "What the task is to be: an XML document with root TaskCreationRequestModel." },
    ],
  },
  CreateRelatedTask: {
    name: "CreateRelatedTask",
    description: "Creates a task beside an active one, on the same document. Answers as CreateTask.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Ticket from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "Id of the task the new one is related to." },
      { name: "xmlParameters", type: "string", optional: false, description: "What the task is to be: an XML document with root RelatedTaskRequestModel." },
    ],
  },
  TransferUserTasks: {
    name: "TransferUserTasks",
    description: "Gives all unfinished tasks of one user to another. Administrators only; nobody is mailed.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Ticket from AuthenticateUser." },
      { name: "fromUserName", type: "string", optional: false, description: "Login name of the user who has the tasks." },
      { name: "toUserName", type: "string", optional: false, description: "Login name of the user who gets them." },
    ],
  },
  AddWorkflowAttachment: {
    name: "AddWorkflowAttachment",
    description: "Attaches a version of a document to an active task.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "documentPath", type: "string", optional: false, description: "Full path of the document." },
      { name: "versionNumber", type: "int", optional: false, description: "Version to attach as major*1000000 + minor*1000 + revision; 0 for the current one." },
    ],
  },
  RemoveWorkflowAttachment: {
    name: "RemoveWorkflowAttachment",
    description: "Takes an attached version of a document off an active task.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "taskId", type: "int", optional: false, description: "ID of the task." },
      { name: "documentPath", type: "string", optional: false, description: "Full path of the document." },
      { name: "versionNumber", type: "int", optional: false, description: "Attached version as major*1000000 + minor*1000 + revision; 0 for the current one." },
    ],
  },
  GetUsersTaskPerformance: {
    name: "GetUsersTaskPerformance",
    description: "Counts the open and the overdue tasks of every user who has any.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
    ],
  },
  SetUserTaskRedirection: {
    name: "SetUserTaskRedirection",
    description: "Sends a user's future tasks to another user for a period of time.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "userName", type: "string", optional: false, description: "Login of the user whose tasks are redirected." },
      { name: "redirectTasksToUser", type: "string", optional: false, description: "Login of the user who gets them." },
      { name: "startOn", type: "dateTime", optional: false, description: "When the redirection starts. A date in the past means now." },
      { name: "endOn", type: "dateTime", optional: false, wholeDay: true, description: "When the redirection ends. Must be in the future. A date without a time is all of that day, in the time zone of this server." },
    ],
  },
  RerouteUserTaskRedirection: {
    name: "RerouteUserTaskRedirection",
    description: "Sends the tasks that are redirected already to somebody else, for the same period.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "userName", type: "string", optional: false, description: "Login of the user whose tasks are redirected." },
      { name: "redirectTasksToUser", type: "string", optional: false, description: "Login of the user who gets them from now on." },
    ],
  },
  RemoveUserTaskRedirection: {
    name: "RemoveUserTaskRedirection",
    description: "Removes a user's redirection, if there is one.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "userName", type: "string", optional: false, description: "Login of the user whose tasks are redirected." },
    ],
  },
  GetUserTaskRedirectionTo: {
    name: "GetUserTaskRedirectionTo",
    description: "Returns the user to whom a user's tasks are redirected.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "userName", type: "string", optional: false, description: "Login of the user whose tasks are redirected." },
    ],
  },
  GetUserTaskRedirectionsFrom: {
    name: "GetUserTaskRedirectionsFrom",
    description: "Returns the users whose tasks are redirected to a user.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "userName", type: "string", optional: false, description: "Login of the user to whom tasks are redirected." },
    ],
  },
  AddISOComment: {
    name: "AddISOComment",
    description: "Records that a document has been reviewed for ISO compliance, by somebody with a task to do so.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "DocumentPath", type: "string", optional: false, description: "Full path of the document: /Library/Folder/Name.pdf." },
      { name: "CommentText", type: "string", optional: false, description: "What the review found." },
    ],
  },
  AddSOXComment: {
    name: "AddSOXComment",
    description: "Records that a document has been reviewed for Sarbanes-Oxley compliance.",
    parameters: [
      { name: "authenticationTicket", type: "string", optional: false, description: "Authentication ticket obtained from AuthenticateUser." },
      { name: "DocumentPath", type: "string", optional: false, description: "Full path of the document: /Library/Folder/Name.pdf." },
      { name: "CommentText", type: "string", optional: false, description: "What the review found." },
    ],
  },
} as const satisfies Record<string, Operation>;
