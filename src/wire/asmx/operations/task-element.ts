import { isAdHoc } from '../../../core/tasks/ad-hoc.ts';
import type { Attachment, Requirement, Task } from '../../../core/tasks/get-task.ts';
import { listDate, taskDate, type ListEmptyDates } from '../answer/date-texts.ts';
import { element, type XmlElement } from '../answer/document.ts';
import { REQUIREMENT_NUMBERS } from '../../../core/vocabulary.ts';
import { priorityName } from '../values/vocabulary.ts';
import { before, bool, number, permissionsElement, rightTypeElement, short, text } from './task-fields.ts';

const requirementElement = ({ type, objectId, definition }: Requirement): XmlElement =>
  element('Requirement', [
    text('Name', type),
    number('RequirementType', REQUIREMENT_NUMBERS[type] ?? 0),
    text('Definition', definition),
    number('ObjectId', objectId),
  ]);

const attachmentElement = (attachment: Attachment): XmlElement =>
  element('Attachment', [
    text('AttachmentDate', taskDate(new Date(attachment.attachedAt))),
    number('DocumentId', attachment.documentId),
    text('DocumentName', attachment.documentName),
    text('Path', attachment.folderPath),
    number('WorkflowId', attachment.workflowId),
    number('StepNumber', attachment.stepNumber),
    text('StepName', attachment.stepName),
    number('UserId', attachment.attachedById),
  ]);

/** The differences between the operations that answer tasks. */
interface Rendering {
  /** Chooses the login or the full name. */
  readonly name: (login: string | null, fullName: string | null) => string | null;
  readonly version: (number: number | null) => string;
  /** Writes a date that a task need not have: its end, or one computed from its due date and a span. */
  readonly date: (at: Date | null) => string;
  /**
   * GetTask: the document's current version; lists: the one it had at the task's end
   * (docs/legacy/operations.md#the-task-element).
   */
  readonly endVersion: (task: Task) => number | null;
  /** Elements 52 and 53. */
  readonly fullTexts: (task: Task) => readonly XmlElement[];
}

/**
 * A task as GetTask shows it: 54 elements, their order and spelling as they always were
 * (docs/legacy/operations.md#the-task-element).
 */
export const taskElement = (task: Task): XmlElement =>
  render(task, {
    name: (login) => login,
    date: taskDate,
    version: (number) => String(number ?? 0),
    endVersion: ({ documentVersion, endVersion }) => documentVersion ?? endVersion,
    fullTexts: ({ instructions, comments }) => [
      text('extendedInstruction', instructions),
      text('extendedComment', comments),
    ],
  });

/**
 * A task as getTasks and GetTasks1 show it: display names, `major.minor` versions, none where it has not ended, no full
 * texts (docs/legacy/operations.md#logins-and-display-names, docs/legacy/operations.md#version-numbers).
 */
export const listedTaskElement = (task: Task, emptyDates: ListEmptyDates): XmlElement =>
  render(task, {
    name: (_, fullName) => fullName,
    date: (at) => listDate(at, emptyDates),
    version: (number) => `${number ?? 0}.0`,
    endVersion: ({ endVersion }) => endVersion,
    fullTexts: () => [],
  });

function render(task: Task, { name, date, version, endVersion, fullTexts }: Rendering): XmlElement {
  const startDate = taskDate(task.startedAt);
  return element('Task', [
    number('TaskID', task.id),
    text('TaskName', task.name),
    text('ShortInstruction', short(task.instructions)),
    number('StepNumber', task.stepNumber),
    text('StepName', task.stepName),
    number('FlowID', task.workflowId),
    text('FlowName', task.workflowName),
    number('FlowDefID', task.workflowDefinitionId),
    text('Priority', priorityName(task.priority)),
    text('TaskStatus', task.status),
    text('ApprovalStatus', task.approvalStatus),
    text('StartDate', startDate),
    text('StartDtae', startDate),
    text('FinishDate', date(task.finishedAt)),
    text('DueDate', taskDate(task.dueAt)),
    text('ShortComments', short(task.comments)),
    number('TaskDefID', task.definitionId),
    number('LinkedTaskID', task.linkedTaskId),
    number('AssigneeID', task.assigneeId),
    text('AssigneeType', task.assigneeIsTeam ? 'Group' : 'User'),
    text('AssigneeName', name(task.assigneeLogin, task.assigneeFullName)),
    number('AssignedByID', task.assignedById),
    text('AssignedByName', name(task.assignedByLogin, task.assignedByFullName)),
    number('SuperVisorID', task.supervisorId),
    text('SupervisorName', name(task.supervisorLogin, task.supervisorFullName)),
    number('DocumentID', task.documentId),
    text('DocumentName', task.documentName),
    text('StartVersionNumber', version(task.startVersion)),
    text('EndVersionNumber', version(endVersion(task))),
    number('DocumentTypeId', task.documentTypeId),
    text('DocumentTypeName', task.documentTypeName),
    number('DocumentFolderID', task.folderId),
    number('DocumentLibraryID', task.libraryId),
    text('DocumentLibraryName', task.libraryName),
    number('DocumentCheckedOutByID', task.checkedOutById),
    text('DocumentCheckedOutByName', name(task.checkedOutByLogin, task.checkedOutByFullName)),
    number('DocumentTemplateID', task.templateId),
    number('RedirectedFrom_UserID', task.redirectedFromId),
    text('RedirectedFrom_UserName', name(task.redirectedFromLogin, task.redirectedFromFullName)),
    text('AdHoc', bool(isAdHoc(task))),
    number('DeadLine', task.deadlineHours),
    rightTypeElement(task.rightType),
    permissionsElement(task.permissions),
    element('RequirementDetails', task.requirements.map(requirementElement)),
    text('Requirements', ''),
    number('Supervisor_NotificationOnDue', task.supervisorNoticeHours),
    text('SupervisorNotificationDate', date(before(task.dueAt, task.supervisorNoticeHours))),
    number('AllowedStartTimeSpan', task.allowedStartHours),
    text('AllowedStartDate', date(before(task.dueAt, task.allowedStartHours))),
    number('ReminderTimeSpan', task.reminderHours),
    text('ReminderDate', date(before(task.dueAt, task.reminderHours))),
    ...fullTexts(task),
    element('Attachments', task.attachments.map(attachmentElement)),
  ]);
}
