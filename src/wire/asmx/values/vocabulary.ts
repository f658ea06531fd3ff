import type { RIGHT_TYPES } from '../../../core/vocabulary.ts';

/** Names and numbers the legacy answers print, spelled as they always were (docs/legacy/operations.md#enumerations). */
export const PRIORITY_NAMES: Readonly<Record<number, string>> = {
  0: 'NoPriortySetting',
  1: 'Low',
  5: 'Normal',
  10: 'High',
  11: 'Urgent',
};

/** The label of `READ` is on record, the others are plain English for the names (docs/legacy/operations.md#right-types). */
export const RIGHT_LABELS: Readonly<Record<(typeof RIGHT_TYPES)[number], string>> = {
  NOACCESS: 'No Access',
  LIST: 'List',
  READ: 'Read Only',
  ADD: 'Add',
  ADDREAD: 'Add and Read',
  CHANGE: 'Change',
  FULLCONTROL: 'Full Control',
};
