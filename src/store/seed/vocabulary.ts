/** Words of a fixture, spelled as the legacy API spells them, with what the database keeps for each. */

/** The legacy API has two names for zero (docs/legacy/operations.md#priority). */
export const PRIORITIES: Readonly<Record<string, number>> = {
  NoPriortySetting: 0,
  NoPriority: 0,
  Low: 1,
  Normal: 5,
  High: 10,
  Urgent: 11,
};

/** The requirements that a task can have (docs/legacy/operations.md#requirement-types). */
export const REQUIREMENT_TYPES: Readonly<Record<string, number>> = {
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

/** The id of a right is its place in the list (docs/legacy/operations.md#right-types). */
export const RIGHT_TYPES = ['NOACCESS', 'LIST', 'READ', 'ADD', 'ADDREAD', 'CHANGE', 'FULLCONTROL'] as const;

/** Decisions as GetTask prints them (docs/legacy/operations.md#approval-status). */
export const APPROVAL_STATUSES = ['NoResult', 'Rejected', 'Approved'] as const;

/** The permissions that a task can give its assignee (docs/legacy/operations.md#other-enumerations). */
export const PERMISSIONS = [
  'EditDocument',
  'ChangeFinishdate',
  'Postpone',
  'ChangePriority',
  'EditNextStep',
  'EditAllSteps',
] as const;

/** The kinds of reviews, for the requirements ISOReview and SOXReview. */
export const REVIEW_KINDS = ['ISO', 'SOX'] as const;

export const ROLES = ['administrator', 'userManager', 'libraryManager'] as const;

/** How many tasks of a step have to be done. */
export const ENOUGH = ['all', 'any'] as const;
