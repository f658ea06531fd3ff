import type { Task } from '../../../../src/core/tasks/get-task.ts';
import { element, renderInline, type XmlElement } from '../../../../src/wire/asmx/answer/document.ts';
import { userElement } from '../../../../src/wire/asmx/operations/get-current-user.ts';
import { documentElement } from '../../../../src/wire/asmx/operations/get-due-task-documents.ts';
import { redirectionElement } from '../../../../src/wire/asmx/operations/redirection-element.ts';
import { sessionAttributes } from '../../../../src/wire/asmx/operations/session-attributes.ts';
import { listedTaskElement, taskElement } from '../../../../src/wire/asmx/operations/task-element.ts';
import { workflowExecutingTaskElement } from '../../../../src/wire/asmx/operations/workflow-executing-task-element.ts';
import { readXml, type XmlNode } from '../../../clients/xml.ts';

/** A task that has nothing it need not have. */
const TASK: Task = {
  id: 1,
  name: '',
  instructions: '',
  stepNumber: 0,
  stepName: '',
  workflowId: null,
  workflowName: null,
  workflowDefinitionId: null,
  priority: 5,
  status: 'NotStarted',
  approvalStatus: 'NoResult',
  startedAt: null,
  finishedAt: null,
  dueAt: null,
  comments: '',
  definitionId: 0,
  linkedTaskId: null,
  assigneeId: null,
  assigneeIsTeam: false,
  assigneeLogin: null,
  assigneeFullName: null,
  assignedById: null,
  assignedByLogin: null,
  assignedByFullName: null,
  supervisorId: null,
  supervisorLogin: null,
  supervisorFullName: null,
  documentId: null,
  documentName: null,
  documentVersion: null,
  startVersion: 0,
  endVersion: null,
  documentTypeId: null,
  documentTypeName: null,
  folderId: null,
  libraryId: null,
  libraryName: null,
  checkedOutById: null,
  checkedOutByLogin: null,
  checkedOutByFullName: null,
  templateId: 0,
  redirectedFromId: null,
  redirectedFromLogin: null,
  redirectedFromFullName: null,
  deadlineHours: 0,
  rightType: 2,
  permissions: [],
  requirements: [{ type: 'Comments', objectId: 0, definition: '' }],
  supervisorNoticeHours: 0,
  allowedStartHours: 0,
  reminderHours: 0,
  attachments: [
    {
      attachedAt: '2026-03-02T09:00:00Z',
      documentId: 1,
      documentName: 'Plan.pdf',
      folderPath: '/Plans',
      workflowId: null,
      stepNumber: 0,
      stepName: '',
      attachedById: null,
    },
  ],
};

/** GetDocumentTasks shows tasks with a document only. */
const ON_DOCUMENT: Task = {
  ...TASK,
  documentId: 1,
  documentName: 'Plan.pdf',
  documentVersion: 1,
  startVersion: 1,
  folderId: 1,
  libraryId: 1,
  libraryName: 'Plans',
};

const NOBODY = { id: 1, login: 'ann', firstName: '', lastName: '', fullName: '', email: '', roles: [], language: 'en' };

const PARTY = {
  userId: 1,
  login: 'ann',
  fullName: '',
  email: '',
  startsAt: new Date(2026, 2, 2),
  endsAt: null,
};

const redirection = redirectionElement(PARTY);

const user = userElement({ ...NOBODY, lastLogonAt: null, lastPasswordChangeAt: null, redirection: PARTY });

const document = documentElement({
  id: 1,
  name: 'Plan.pdf',
  path: '/Plans/Plan.pdf',
  folderPath: '/Plans',
  checkedOutById: null,
  checkedOutByLogin: null,
  ownerId: null,
  ownerLogin: null,
  ownerFullName: null,
  createdAt: new Date(2026, 2, 2),
  modifiedAt: new Date(2026, 2, 2),
  version: 1,
  libraryId: 1,
  libraryName: 'Plans',
  viewStatus: 0,
});

const root = (name: string, content: readonly XmlElement[], attributes: Readonly<Record<string, string>> = {}) =>
  readXml(renderInline(element(name, content, { success: 'true', ...attributes })));

const TICKET = '0190a5c0-0000-7000-8000-00000000000a';
const session = (ticket?: string) =>
  root('root', [], sessionAttributes({ profile: NOBODY, expiresAt: new Date(0) }, ticket));
const list = (attributes: Readonly<Record<string, string>>) =>
  root('response', [element('tasks', [listedTaskElement(TASK, 'empty')])], attributes);

/** What operations answer of things that have no more than they must: no sample has them all. */
export const ANSWERS_OF_NOTHING: Readonly<Record<string, XmlNode>> = {
  AuthenticateUser: session(TICKET),
  AuthenticateUser1: session(TICKET),
  RenewTicket: session(TICKET),
  isValidTicket: session(),
  GetCurrentUser: root('root', [user]),
  GetTask: root('root', [taskElement(TASK)]),
  getTasks: list({ taskCount: '1' }),
  GetTasks1: list({ taskCount: '1', startingRow: '0', rowCount: '1' }),
  GetDocumentTasks: root('response', [element('Value', [workflowExecutingTaskElement(ON_DOCUMENT)])]),
  GetDueTaskDocuments: root('root', [document]),
  GetUserTaskRedirectionTo: root('root', [redirection]),
  GetUserTaskRedirectionsFrom: root('root', [element('TaskRedirections', [redirection])]),
};
