import { PERMISSIONS, RIGHT_TYPES } from '../../../core/vocabulary.ts';
import { PRIORITY_NUMBERS, RIGHT_LABELS } from '../values/vocabulary.ts';
import { DATE, holding, INT, MAJOR_MINOR, part, TEXT, type Format, type Part } from './answer.ts';

export const STATUSES = ['NotStarted', 'InProgress', 'DueDateChanged', 'Completed', 'Dropped', 'Reassigned'];
export const BOOLEAN = ['True', 'False'];
const NO_DATE = '1900-01-01 00:00:00';

/** What both kinds of tasks in answers have. */
export const rightTypePart: Part = holding('RightType', 'What the assignee may do with the document', {
  attributes: [
    part('RightTypeId', INT, 'Its number'),
    part('RightTypeName', RIGHT_TYPES, 'Its name'),
    part('RightTypeText', Object.values(RIGHT_LABELS), 'Its name for people'),
  ],
});

export const permissionsPart: Part = holding('Permissions', 'What the assignee may do with the task', {
  children: [
    holding('Permission', 'One of six, always all in this order', {
      occurs: 'many',
      attributes: [part('Name', PERMISSIONS, 'Which'), part('Value', BOOLEAN, 'Whether it is granted')],
    }),
  ],
});

/** The differences between GetTask and the lists. */
interface Differences {
  /** What names of people are. */
  readonly person: string;
  readonly version: Format;
  readonly noVersion: string;
  readonly endVersion: string;
  /** What stands for a date that a task need not have. */
  readonly noDate: string;
  readonly fullTexts: readonly Part[];
}

const taskPart = ({ person, version, noVersion, endVersion, noDate, fullTexts }: Differences, occurs?: 'many'): Part =>
  holding('Task', 'One task', {
    ...(occurs && { occurs }),
    children: [
      part('TaskID', INT, 'Its number'),
      part('TaskName', TEXT, 'The name that its definition gives it', ''),
      part('ShortInstruction', TEXT, 'The first 255 characters of its instructions', ''),
      part('StepNumber', INT, 'The step of the workflow, from 1', '0'),
      part('StepName', TEXT, 'Its name', ''),
      part('FlowID', INT, 'The workflow', '0'),
      part('FlowName', TEXT, 'Its name', ''),
      part('FlowDefID', INT, 'The definition that the workflow was made from', '0'),
      part('Priority', [...PRIORITY_NUMBERS.keys()], 'How urgent it is'),
      part('TaskStatus', STATUSES, 'Its state; work goes on in InProgress and DueDateChanged'),
      part('ApprovalStatus', ['NoResult', 'Rejected', 'Approved'], 'The decision of its assignee'),
      part('StartDate', DATE, 'When it started', NO_DATE),
      part('StartDtae', DATE, 'The same; it was always spelled so', NO_DATE),
      part('FinishDate', DATE, 'When it ended', noDate),
      part('DueDate', DATE, 'When it is due', NO_DATE),
      part('ShortComments', TEXT, "The first 255 characters of the assignee's comment", ''),
      part('TaskDefID', INT, 'Its definition', '0'),
      part('LinkedTaskID', INT, 'The task that it came from, or stands beside', '0'),
      part('AssigneeID', INT, 'Who has it: a user, or the team that AssigneeType says', '0'),
      part('AssigneeType', ['User', 'Group'], 'Which of them'),
      part('AssigneeName', TEXT, `The ${person} of the assignee`, ''),
      part('AssignedByID', INT, 'Who assigned it', '0'),
      part('AssignedByName', TEXT, `The ${person}`, ''),
      part('SuperVisorID', INT, 'Who supervises it', '0'),
      part('SupervisorName', TEXT, `The ${person}`, ''),
      part('DocumentID', INT, 'Its document', '0'),
      part('DocumentName', TEXT, 'The name of the document', ''),
      part('StartVersionNumber', version, "The document's version when the task was made", noVersion),
      part('EndVersionNumber', version, endVersion, noVersion),
      part('DocumentTypeId', INT, 'The type of the document', '0'),
      part('DocumentTypeName', TEXT, 'Its name', ''),
      part('DocumentFolderID', INT, 'Where the document is', '0'),
      part('DocumentLibraryID', INT, 'The library of that folder', '0'),
      part('DocumentLibraryName', TEXT, 'Its name', ''),
      part('DocumentCheckedOutByID', INT, 'Who has checked the document out', '0'),
      part('DocumentCheckedOutByName', TEXT, `The ${person}`, ''),
      part('DocumentTemplateID', INT, 'The template of the document', '0'),
      part('RedirectedFrom_UserID', INT, 'Whose redirection sent the task on to the assignee', '0'),
      part('RedirectedFrom_UserName', TEXT, `The ${person}`, ''),
      part('AdHoc', BOOLEAN, 'Whether somebody added it by hand, as no definition says'),
      part('DeadLine', INT, 'Hours from its making to its due date', '0'),
      rightTypePart,
      permissionsPart,
      holding('RequirementDetails', 'What it demands before it can be completed; empty for nothing', {
        children: [
          holding('Requirement', 'One demand', {
            occurs: 'many',
            children: [
              part('Name', TEXT, 'Its type, such as `Approval`'),
              part('RequirementType', INT, 'The number of the type'),
              part('Definition', TEXT, 'More about it', ''),
              part('ObjectId', INT, 'What it is about, such as a template', '0'),
            ],
          }),
        ],
      }),
      part('Requirements', [''], 'Always empty'),
      part('Supervisor_NotificationOnDue', INT, 'Hours before the due date at which the supervisor gets a mail', '0'),
      part('SupervisorNotificationDate', DATE, 'When that is', noDate),
      part('AllowedStartTimeSpan', INT, 'Hours before the due date from which it may be completed', '0'),
      part('AllowedStartDate', DATE, 'When that is', noDate),
      part('ReminderTimeSpan', INT, 'Hours before the due date at which the assignee gets a mail', '0'),
      part('ReminderDate', DATE, 'When that is', noDate),
      ...fullTexts,
      holding('Attachments', 'What is attached to it; empty for nothing', {
        children: [
          holding('Attachment', 'A version of a document', {
            occurs: 'many',
            children: [
              part('AttachmentDate', DATE, 'When it was attached'),
              part('DocumentId', INT, 'The document'),
              part('DocumentName', TEXT, 'Its name'),
              part('Path', TEXT, 'Its library and folders, without its name'),
              part('WorkflowId', INT, 'The workflow in which it was attached', '0'),
              part('StepNumber', INT, 'The step', '0'),
              part('StepName', TEXT, 'Its name', ''),
              part('UserId', INT, 'Who attached it', '0'),
            ],
          }),
        ],
      }),
    ],
  });

/** As GetTask shows it. */
export const wholeTaskPart = taskPart({
  person: 'login name',
  version: INT,
  noVersion: '0',
  endVersion: "The document's current version",
  noDate: NO_DATE,
  fullTexts: [
    part('extendedInstruction', TEXT, 'The whole of its instructions', ''),
    part('extendedComment', TEXT, "The whole of the assignee's comment", ''),
  ],
});

/** As getTasks and GetTasks1 show it. */
export const listedTaskPart = taskPart(
  {
    person: 'full name',
    version: MAJOR_MINOR,
    noVersion: '0.0',
    endVersion: "The document's version when the task ended",
    noDate: '',
    fullTexts: [],
  },
  'many',
);
