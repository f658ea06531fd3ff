import type { Attachment, Requirement, Task } from '../../../core/get-task.ts';
import { taskDate } from '../date-texts.ts';
import { element, type XmlElement } from '../document.ts';
import { PERMISSIONS, PRIORITY_NAMES, REQUIREMENT_NUMBERS, RIGHT_TYPES } from '../vocabulary.ts';

const HOUR_MS = 3_600_000;
const SHORT_LENGTH = 255;

/** The first 255 characters, counted so that none is cut in half (operations.md 3.5). */
const short = (text: string): string =>
  text.length <= SHORT_LENGTH ? text : [...text].slice(0, SHORT_LENGTH).join('');

const number = (name: string, value: number | null): XmlElement => element(name, String(value ?? 0));
const text = (name: string, value: string | null): XmlElement => element(name, value ?? '');
const bool = (value: boolean): string => (value ? 'True' : 'False');

/** A moment some hours before the due date; none when the span is off or nothing is due. */
const before = (dueAt: Date | null, hours: number): Date | null =>
  dueAt && hours > 0 ? new Date(dueAt.getTime() - hours * HOUR_MS) : null;

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

const rightTypeElement = (rightType: number): XmlElement => {
  const { name, label } = RIGHT_TYPES[rightType] ?? { name: '', label: '' };
  return element('RightType', [], { RightTypeId: String(rightType), RightTypeName: name, RightTypeText: label });
};

const permissionElements = (granted: readonly string[]): XmlElement[] =>
  PERMISSIONS.map((name) => element('Permission', [], { Name: name, Value: bool(granted.includes(name)) }));

/** A task as GetTask shows it: 54 elements, their order and spelling as they always were (operations.md 3.1). */
export const taskElement = (task: Task): XmlElement =>
  element('Task', [
    number('TaskID', task.id),
    text('TaskName', task.name),
    text('ShortInstruction', short(task.instructions)),
    number('StepNumber', task.stepNumber),
    text('StepName', task.stepName),
    number('FlowID', task.workflowId),
    text('FlowName', task.workflowName),
    number('FlowDefID', task.workflowDefinitionId),
    text('Priority', PRIORITY_NAMES[task.priority] ?? ''),
    text('TaskStatus', task.status),
    text('ApprovalStatus', task.approvalStatus),
    text('StartDate', taskDate(task.startedAt)),
    text('StartDtae', taskDate(task.startedAt)),
    text('FinishDate', taskDate(task.finishedAt)),
    text('DueDate', taskDate(task.dueAt)),
    text('ShortComments', short(task.comments)),
    number('TaskDefID', task.definitionId),
    number('LinkedTaskID', task.linkedTaskId),
    number('AssigneeID', task.assigneeId),
    text('AssigneeType', task.assigneeIsTeam ? 'Group' : 'User'),
    text('AssigneeName', task.assigneeLogin),
    number('AssignedByID', task.assignedById),
    text('AssignedByName', task.assignedByLogin),
    number('SuperVisorID', task.supervisorId),
    text('SupervisorName', task.supervisorLogin),
    number('DocumentID', task.documentId),
    text('DocumentName', task.documentName),
    number('StartVersionNumber', task.startVersion),
    number('EndVersionNumber', task.endVersion ?? task.documentVersion),
    number('DocumentTypeId', task.documentTypeId),
    text('DocumentTypeName', task.documentTypeName),
    number('DocumentFolderID', task.folderId),
    number('DocumentLibraryID', task.libraryId),
    text('DocumentLibraryName', task.libraryName),
    number('DocumentCheckedOutByID', task.checkedOutById),
    text('DocumentCheckedOutByName', task.checkedOutByLogin),
    number('DocumentTemplateID', task.templateId),
    number('RedirectedFrom_UserID', task.redirectedFromId),
    text('RedirectedFrom_UserName', task.redirectedFromLogin),
    text('AdHoc', bool(task.workflowId === null)),
    number('DeadLine', task.deadlineHours),
    rightTypeElement(task.rightType),
    element('Permissions', permissionElements(task.permissions)),
    element('RequirementDetails', task.requirements.map(requirementElement)),
    text('Requirements', ''),
    number('Supervisor_NotificationOnDue', task.supervisorNoticeHours),
    text('SupervisorNotificationDate', taskDate(before(task.dueAt, task.supervisorNoticeHours))),
    number('AllowedStartTimeSpan', task.allowedStartHours),
    text('AllowedStartDate', taskDate(before(task.dueAt, task.allowedStartHours))),
    number('ReminderTimeSpan', task.reminderHours),
    text('ReminderDate', taskDate(before(task.dueAt, task.reminderHours))),
    text('extendedInstruction', task.instructions),
    text('extendedComment', task.comments),
    element('Attachments', task.attachments.map(attachmentElement)),
  ]);
