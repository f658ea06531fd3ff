import { PRIORITY_NUMBERS } from '../values/vocabulary.ts';
import { DATE_TIME, holding, INT, part, TEXT, type Part } from './answer.ts';
import { BOOLEAN, permissionsPart, rightTypePart, STATUSES } from './task-parts.ts';

const NO_DATE = '0001-01-01T00:00:00';

const PRIORITY_NAMES = [...PRIORITY_NUMBERS].map(([name, number]) => (number === 0 ? 'NoPriority' : name));

/** A task as GetDocumentTasks shows it. */
export const executingTaskPart: Part = holding('WorkflowExecutingTask', 'One task', {
  occurs: 'many',
  children: [
    part('TaskId', INT, 'Its number'),
    part('FlowId', INT, 'The workflow', '0'),
    part('FlowDefId', INT, 'The definition that the workflow was made from', '0'),
    part('FlowName', TEXT, 'The name of the workflow', ''),
    part('StepNumber', INT, 'The step of the workflow, from 1', '0'),
    part('StepName', TEXT, 'Its name', ''),
    part('TaskDefId', INT, 'The definition of the task', '0'),
    part('TaskName', TEXT, 'The name that its definition gives it', ''),
    part('ShortInstruction', TEXT, 'The first 255 characters of its instructions', ''),
    part('ShortComments', TEXT, "The first 255 characters of the assignee's comment", ''),
    part('StartDate', DATE_TIME, 'When it started', NO_DATE),
    part('FinishDate', DATE_TIME, 'When it ended', NO_DATE),
    part('DueDate', DATE_TIME, 'When it is due', NO_DATE),
    part('DeadLine', INT, 'Hours from its making to its due date', '0'),
    rightTypePart,
    permissionsPart,
    part('Priority', PRIORITY_NAMES, 'How urgent it is'),
    part('TaskStatus', STATUSES, 'Its state; work goes on in InProgress and DueDateChanged'),
    part('ApprovalStatus', ['NoResult', 'Reject', 'Approve'], 'The decision of its assignee'),
    part('AssigneeId', INT, 'Who has it: a user, or the team that AssigneeType says', '0'),
    part('AssigneeType', ['User', 'Group'], 'Which of them'),
    part('AssigneeName', TEXT, 'The login name of the assignee', ''),
    part('AssignedById', INT, 'Who assigned it', '0'),
    part('AssignedByName', TEXT, 'The login name', ''),
    part('SupervisorId', INT, 'Who supervises it', '0'),
    part('SupervisorName', TEXT, 'The login name', ''),
    part('DocumentId', INT, 'Its document'),
    part('DocumentName', TEXT, 'The name of the document'),
    part('DocumentFolderId', INT, 'Where the document is'),
    part('DocumentLibraryId', INT, 'The library of that folder'),
    part('DocumentLibraryName', TEXT, 'Its name'),
    part('DocumentTypeId', INT, 'The type of the document', '0'),
    part('DocumentTypeName', TEXT, 'Its name', ''),
    part('DocumentCheckedOutById', INT, 'Who has checked the document out', '0'),
    part('DocumentCheckedOutByName', TEXT, 'The login name', ''),
    part('DocumentTemplateId', INT, 'The template of the document', '0'),
    part('StartVersionNumber', INT, "The document's version when the task was made"),
    part('EndVersionNumber', INT, "The document's version when the task ended; the current one before"),
    part('LinkedTaskId', INT, 'The task that it came from, or stands beside', '0'),
    part('AdHoc', BOOLEAN, 'Whether somebody added it by hand, as no definition says'),
    part('AllowedStartTimeSpan', INT, 'Hours before the due date from which it may be completed', '0'),
    part('AllowedStartDate', DATE_TIME, 'When that is', NO_DATE),
    part('ReminderTimeSpan', INT, 'Hours before the due date at which the assignee gets a mail', '0'),
    part('ReminderDate', DATE_TIME, 'When that is', NO_DATE),
    part('SupervisorNotificationOnDue', INT, 'Hours before the due date at which the supervisor gets a mail', '0'),
    part('SupervisorNotificationDate', DATE_TIME, 'When that is', NO_DATE),
    part('RedirectedFromUserId', INT, 'Whose redirection sent the task on to the assignee', '0'),
    part('RedirectedFromUserName', TEXT, 'The login name', ''),
  ],
});
