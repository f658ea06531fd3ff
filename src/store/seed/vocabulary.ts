/** Words of a fixture, spelled as the legacy API spells them, with what the database keeps for each. */

/** operations.md 1.2; the legacy API has two names for zero. */
export const PRIORITIES: Readonly<Record<string, number>> = {
  NoPriortySetting: 0,
  NoPriority: 0,
  Low: 1,
  Normal: 5,
  High: 10,
  Urgent: 11,
};

/** operations.md 1.3. */
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

/** operations.md 1.4; the id is the place in the list. */
export const RIGHT_TYPES = ['NOACCESS', 'LIST', 'READ', 'ADD', 'ADDREAD', 'CHANGE', 'FULLCONTROL'] as const;

/** operations.md 1.5, as GetTask prints them. */
export const APPROVAL_STATUSES = ['NoResult', 'Rejected', 'Approved'] as const;

/** operations.md 1.8. */
export const PERMISSIONS = [
  'EditDocument',
  'ChangeFinishdate',
  'Postpone',
  'ChangePriority',
  'EditNextStep',
  'EditAllSteps',
] as const;

/** What a document can be reviewed by, for the requirements ISOReview and SOXReview. */
export const REVIEW_KINDS = ['ISO', 'SOX'] as const;

export const ROLES = ['administrator', 'userManager', 'libraryManager'] as const;

/** How many tasks of a step have to be done. */
export const ENOUGH = ['all', 'any'] as const;
