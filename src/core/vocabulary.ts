/**
 * What a task can demand before it is completed, with the number the legacy API has for each
 * (docs/legacy/operations.md#requirement-types).
 */
export const REQUIREMENT_NUMBERS: Readonly<Record<string, number>> = {
  NoRequirement: 0,
  Sign: 1,
  Edit: 2,
  LastestVersionRead: 4,
  Comments: 8,
  Approval: 16,
  Archive: 32,
  SOXReview: 64,
  ISOReview: 128,
  Dispose: 256,
  Downgrade: 512,
  Declassify: 1024,
  PublishedVersionRead: 2048,
  Transfer: 4096,
  Attachment: 8192,
  FormTemplate: 16384,
  MetaData: 32768,
  ReproptPassword: 65536,
};

/** How urgent a task is, by name, with the number the legacy API has for each (docs/legacy/operations.md#priority). */
export const PRIORITIES = { NoPriortySetting: 0, Low: 1, Normal: 5, High: 10, Urgent: 11 } as const;

/** What a task may allow its assignee, in the order in which answers list it (docs/legacy/operations.md#other-enumerations). */
export const PERMISSIONS = [
  'EditDocument',
  'ChangeFinishdate',
  'Postpone',
  'ChangePriority',
  'EditNextStep',
  'EditAllSteps',
] as const;

export type TaskPermission = (typeof PERMISSIONS)[number];

/** What the assignee may do with the task's document; the number of each is its place (docs/legacy/operations.md#right-types). */
export const RIGHT_TYPES = ['NOACCESS', 'LIST', 'READ', 'ADD', 'ADDREAD', 'CHANGE', 'FULLCONTROL'] as const;
