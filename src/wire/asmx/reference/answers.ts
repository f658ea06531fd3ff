import type { OperationName } from '../contract/parameters.ts';
import { DATE, DATE_TIME, DAY, GUID, holding, INT, NUMBER, part, TEXT, UTC, type Answer, type Part } from './answer.ts';
import { executingTaskPart } from './executing-task-part.ts';
import { listedTaskPart, wholeTaskPart } from './task-parts.ts';

const DONE: Answer = { root: 'root' };

const ticketPart = part('ticket', GUID, 'The ticket: send it with every other call');

const sessionParts: readonly Part[] = [
  part('userid', INT, 'The number of the account'),
  part('username', TEXT, 'Its login name'),
  part('firstName', TEXT, 'First name', ''),
  part('lastName', TEXT, 'Last name', ''),
  part('fullname', TEXT, 'Both, with a space between', ''),
  part('email', TEXT, 'E-mail address', ''),
  part('expireOn', UTC, 'When the ticket ends, unless it is used before'),
  part('isAuthenticated', ['True'], 'Always so'),
];

const SIGNED_IN: Answer = { root: 'root', attributes: [ticketPart, ...sessionParts] };

const redirectionParts = (whose: string): readonly Part[] => [
  part('UserId', INT, `The number of ${whose}`),
  part('UserName', TEXT, 'The login name'),
  part('FullName', TEXT, 'The full name', ''),
  part('Email', TEXT, 'The e-mail address', ''),
  part('StartDate', DAY, 'The first day'),
  part('EndDate', DAY, 'The last day', ''),
];

const NEW_TASK: Answer = {
  root: 'response',
  children: [
    holding('Value', 'What was made', {
      children: [
        part('TaskId', INT, 'The new task'),
        part('RedirectedUserName', TEXT, 'The login name of who has it, where a redirection sent it on', ''),
      ],
    }),
  ],
};

const EMPTY_DATES =
  'With `LIST_EMPTY_DATES=1900` dates that are empty here are `1900-01-01 00:00:00`, as `GetTask` writes them.';

const FLAG = ['true', 'false'];
const CAPITAL_FLAG = ['TRUE', 'FALSE'];

/** What each operation answers where it does what it was asked for; the wire samples hold it to be so. */
export const ANSWERS: Readonly<Record<OperationName, Answer>> = {
  AuthenticateUser: SIGNED_IN,
  AuthenticateUser1: SIGNED_IN,
  isValidTicket: { root: 'root', attributes: sessionParts },
  RenewTicket: SIGNED_IN,
  LogOut: DONE,
  CreateTicketforUser: { root: 'root', attributes: [ticketPart] },
  GetCurrentUser: {
    root: 'root',
    children: [
      holding('User', 'Whose ticket it is', {
        attributes: [
          part('exists', ['true'], 'Always so'),
          part('UserID', INT, 'The number of the account'),
          part('FirstName', TEXT, 'First name', ''),
          part('LastName', TEXT, 'Last name', ''),
          part('Email', TEXT, 'E-mail address', ''),
          part('Enabled', ['TRUE'], 'Always so: a disabled account has no ticket'),
          part('UserName', TEXT, 'The login name'),
          part('Domain', [''], 'Always empty'),
          part('LastLogonDate', DATE_TIME, 'The last time of signing on', ''),
          part('LastPasswordChangeDate', DATE_TIME, 'When the password was set', ''),
          part('AuthenticationAuthority', ['Native'], 'Always so'),
          part('ReadOnlyUser', CAPITAL_FLAG, 'Always FALSE'),
        ],
        children: [
          holding('Preferences', 'What the user prefers', {
            attributes: [
              part('Language', TEXT, 'The language, such as `en`'),
              part('DefaultPortal', [''], 'Always empty'),
              part('ShowArchives', CAPITAL_FLAG, 'Always FALSE'),
              part('ShowHiddens', CAPITAL_FLAG, 'Always FALSE'),
              part('NotificationType', ['INSTANT'], 'Always so'),
              part('NotificationTypeId', ['1'], 'Always so'),
              part('EmailType', ['HTML'], 'Always so'),
              part('AttachDocumentToEmail', CAPITAL_FLAG, 'Always FALSE'),
            ],
          }),
          {
            ...holding('TaskRedirection', "Who gets the user's new tasks; empty where nobody does", {
              children: redirectionParts('that user'),
            }),
            none: '',
          },
        ],
      }),
    ],
  },
  ServerInfo: {
    root: 'root',
    attributes: [
      part('VersionNumber', TEXT, 'The release of the original whose contract this server keeps'),
      part('Server_date_time', DATE_TIME, "The server's clock"),
      part('Coordinated_Universal_Time', UTC, 'The same moment'),
      part('UTC_Offset', NUMBER, "Hours from UTC to the server's zone"),
      part('Company', TEXT, 'Always Handover'),
      part('ServerName', TEXT, 'The name of the machine'),
      part('LicenseCount', INT, 'No limit: the largest number there is'),
      part('SubscriptionEndDate', UTC, 'A day far away: nothing ends'),
      part('WindowsAuthenticationIsOn', FLAG, 'Always false'),
      part('WorkflowIsOn', FLAG, 'Always true'),
      part('AnonymousAccessIsOn', FLAG, 'Always false'),
      part('ComplianceModuleIsOn', FLAG, 'Always true'),
    ],
  },
  GetTask: {
    root: 'root',
    children: [wholeTaskPart],
    note: 'The header `ETag` has the version of the task: sent back as `If-Match`, a change is made to this version only.',
  },
  ReassignTask: {
    root: 'response',
    children: [
      holding('Value', 'What was made', {
        children: [
          part('TaskId', INT, 'The new task, which takes the place of the old one'),
          part('AssigneeId', INT, 'Who has it; another than `reassignTo` where a redirection sent it on'),
          part('AssigneeFullName', TEXT, 'The full name'),
          part('RedirectedfromUserId', INT, 'The user `reassignTo`, where a redirection sent the task on', '0'),
          part('RedirectedfromUserFullName', TEXT, 'The full name of that user', ''),
        ],
      }),
    ],
  },
  getTasks: {
    root: 'response',
    attributes: [part('taskCount', INT, 'How many tasks the answer has')],
    children: [holding('tasks', 'The tasks in the order asked for; empty for none', { children: [listedTaskPart] })],
    note: EMPTY_DATES,
  },
  GetTasks1: {
    root: 'response',
    attributes: [
      part('taskCount', INT, 'How many tasks all pages have'),
      part('startingRow', INT, 'The first task of this page, counted from 0'),
      part('rowCount', INT, 'How many tasks this page has'),
    ],
    children: [holding('tasks', 'The tasks of this page; empty behind the last', { children: [listedTaskPart] })],
    note: EMPTY_DATES,
  },
  GetDocumentTasks: {
    root: 'response',
    children: [holding('Value', 'The tasks by due date; empty for none', { children: [executingTaskPart] })],
  },
  GetDueTaskDocuments: {
    root: 'root',
    children: [
      holding('document', 'One document; those with the earliest due date first', {
        occurs: 'many',
        attributes: [
          part('id', INT, 'Its number'),
          part('name', TEXT, 'Its name'),
          part('path', TEXT, 'Library, folders and name'),
          part('checkedout', FLAG, 'Whether somebody has checked it out'),
          part('checkoutby', TEXT, 'Who: the login name', ''),
          part('checkoutbyid', INT, 'Who: the number', '0'),
          part('owner', TEXT, 'The login name of its owner', ''),
          part('ownerid', INT, 'The number of its owner', '0'),
          part('ownerFullName', TEXT, 'The full name of its owner', ''),
          part('createdate', DATE, 'When this server came to know it'),
          part('modifydate', DATE, 'When it changed here'),
          part('versioncount', INT, 'How many versions it has'),
          part('currentversion', INT, 'The newest of them'),
          part('size', ['0'], 'Always so: this server does not keep its contents'),
          part('mimetype', TEXT, 'The media type that its name promises'),
          part('importance', ['0'], 'Always so'),
          part('expired', ['false'], 'Always so'),
          part('expirationdate', [''], 'Always empty'),
          part('domainname', TEXT, 'The name of its library'),
          part('domainid', INT, 'Its library'),
          part('UserViewStatus', ['0', '1', '2'], '0 never seen by the caller, 1 changed since, 2 seen as it is'),
          part('DocumentID', INT, 'Its number once more'),
          part('Name', TEXT, 'Its name once more'),
          part('Path', TEXT, 'Library and folders, with backslashes'),
        ],
      }),
    ],
  },
  GetUsersTaskPerformance: {
    root: 'response',
    children: [
      holding('ArrayOfUserTaskStatisticModel', 'Everybody with an open task, by name', {
        children: [
          holding('UserTaskStatisticModel', 'One user', {
            occurs: 'many',
            children: [
              part('AssigneeId', INT, 'The number of the user'),
              part('AssigneeName', TEXT, 'The full name'),
              part('DueCount', INT, 'Open tasks of the user, with those that are overdue'),
              part('OverdueCount', INT, 'Those of them whose due date has passed'),
            ],
          }),
        ],
      }),
    ],
  },
  CompleteTask: DONE,
  TestTaskCompletion: { ...DONE, note: 'A success says that the task could be completed now.' },
  DeleteTask: DONE,
  ChangeTaskDueDate: DONE,
  UpdateTaskStatus: DONE,
  UpdateTaskFinishDate: DONE,
  SetTaskComment: DONE,
  SetTaskPriority: DONE,
  SetTaskApprovalStatus: DONE,
  CreateTask: NEW_TASK,
  CreateRelatedTask: NEW_TASK,
  TransferUserTasks: {
    root: 'root',
    attributes: [{ ...part('warnings', TEXT, 'Which tasks stayed where they were, and why'), occurs: 'maybe' }],
    note: '`warnings` is there only where some tasks could not be moved.',
  },
  AddWorkflowAttachment: DONE,
  RemoveWorkflowAttachment: DONE,
  SetUserTaskRedirection: DONE,
  RerouteUserTaskRedirection: DONE,
  RemoveUserTaskRedirection: { ...DONE, note: 'Also where there was no redirection.' },
  GetUserTaskRedirectionTo: {
    root: 'root',
    children: [
      holding('TaskRedirection', 'Who gets the tasks; left out where nobody does', {
        occurs: 'maybe',
        children: redirectionParts('who gets the tasks'),
      }),
    ],
    note: 'Also a redirection that is over or has not begun. A call without a ticket is told of nobody.',
  },
  GetUserTaskRedirectionsFrom: {
    root: 'root',
    children: [
      holding('TaskRedirections', 'Whose tasks the user gets; empty for nobody', {
        children: [
          holding('TaskRedirection', 'One of them, also one that is over or has not begun', {
            occurs: 'many',
            children: redirectionParts('whose tasks they are'),
          }),
        ],
      }),
    ],
  },
  AddISOComment: DONE,
  AddSOXComment: DONE,
};
