/** Names and numbers the legacy answers print, spelled as they always were (docs/legacy/operations.md#enumerations). */
export const PRIORITY_NAMES: Readonly<Record<number, string>> = {
  0: 'NoPriortySetting',
  1: 'Low',
  5: 'Normal',
  10: 'High',
  11: 'Urgent',
};

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

/**
 * By number; the label of `READ` is on record, the others are plain English for the names
 * (docs/legacy/operations.md#right-types).
 */
export const RIGHT_TYPES: readonly { readonly name: string; readonly label: string }[] = [
  { name: 'NOACCESS', label: 'No Access' },
  { name: 'LIST', label: 'List' },
  { name: 'READ', label: 'Read Only' },
  { name: 'ADD', label: 'Add' },
  { name: 'ADDREAD', label: 'Add and Read' },
  { name: 'CHANGE', label: 'Change' },
  { name: 'FULLCONTROL', label: 'Full Control' },
];

/** In the order in which answers list them (docs/legacy/operations.md#other-enumerations). */
export const PERMISSIONS = [
  'EditDocument',
  'ChangeFinishdate',
  'Postpone',
  'ChangePriority',
  'EditNextStep',
  'EditAllSteps',
] as const;
