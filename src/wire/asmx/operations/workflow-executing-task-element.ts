import { isAdHoc } from '../../../core/tasks/ad-hoc.ts';
import type { Task } from '../../../core/tasks/get-task.ts';
import { sentinelDateTime } from '../answer/date-texts.ts';
import { element, type XmlElement } from '../answer/document.ts';
import { priorityName } from '../values/vocabulary.ts';
import { before, bool, number, permissionsElement, rightTypeElement, short, text } from './task-fields.ts';

/**
 * Approval is spelled as SetTaskApprovalStatus takes it, unlike in a `<Task>`
 * (docs/legacy/operations.md#names-of-decisions).
 */
const APPROVALS: Readonly<Record<Task['approvalStatus'], string>> = {
  NoResult: 'NoResult',
  Rejected: 'Reject',
  Approved: 'Approve',
};

const date = (name: string, at: Date | null): XmlElement => text(name, sentinelDateTime(at));

/**
 * A task as GetDocumentTasks shows it, with names and a spelling of its own
 * (docs/legacy/operations.md#the-workflowexecutingtask-element).
 */
export const workflowExecutingTaskElement = (task: Task): XmlElement =>
  element('WorkflowExecutingTask', [
    number('TaskId', task.id),
    number('FlowId', task.workflowId),
    number('FlowDefId', task.workflowDefinitionId),
    text('FlowName', task.workflowName),
    number('StepNumber', task.stepNumber),
    text('StepName', task.stepName),
    number('TaskDefId', task.definitionId),
    text('TaskName', task.name),
    text('ShortInstruction', short(task.instructions)),
    text('ShortComments', short(task.comments)),
    date('StartDate', task.startedAt),
    date('FinishDate', task.finishedAt),
    date('DueDate', task.dueAt),
    number('DeadLine', task.deadlineHours),
    rightTypeElement(task.rightType),
    permissionsElement(task.permissions),
    text('Priority', task.priority === 0 ? 'NoPriority' : priorityName(task.priority)),
    text('TaskStatus', task.status),
    text('ApprovalStatus', APPROVALS[task.approvalStatus]),
    number('AssigneeId', task.assigneeId),
    text('AssigneeType', task.assigneeIsTeam ? 'Group' : 'User'),
    text('AssigneeName', task.assigneeLogin),
    number('AssignedById', task.assignedById),
    text('AssignedByName', task.assignedByLogin),
    number('SupervisorId', task.supervisorId),
    text('SupervisorName', task.supervisorLogin),
    number('DocumentId', task.documentId),
    text('DocumentName', task.documentName),
    number('DocumentFolderId', task.folderId),
    number('DocumentLibraryId', task.libraryId),
    text('DocumentLibraryName', task.libraryName),
    number('DocumentTypeId', task.documentTypeId),
    text('DocumentTypeName', task.documentTypeName),
    number('DocumentCheckedOutById', task.checkedOutById),
    text('DocumentCheckedOutByName', task.checkedOutByLogin),
    number('DocumentTemplateId', task.templateId),
    number('StartVersionNumber', task.startVersion),
    number('EndVersionNumber', task.endVersion ?? task.documentVersion),
    number('LinkedTaskId', task.linkedTaskId),
    text('AdHoc', bool(isAdHoc(task))),
    number('AllowedStartTimeSpan', task.allowedStartHours),
    date('AllowedStartDate', before(task.dueAt, task.allowedStartHours)),
    number('ReminderTimeSpan', task.reminderHours),
    date('ReminderDate', before(task.dueAt, task.reminderHours)),
    number('SupervisorNotificationOnDue', task.supervisorNoticeHours),
    date('SupervisorNotificationDate', before(task.dueAt, task.supervisorNoticeHours)),
    number('RedirectedFromUserId', task.redirectedFromId),
    text('RedirectedFromUserName', task.redirectedFromLogin),
  ]);
