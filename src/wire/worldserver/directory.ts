import type { RefusalsOf } from '../../operations/index.ts';
import type { WorldServerError } from './errors.ts';
import type { WorldServerOperations } from './needs.ts';
import { commonWords } from './words.ts';

const { anonymous, 'ticket-invalid': dead, 'access-denied': forbidden } = commonWords('VIEW');

/** The words of the lists of users and workflow roles. */
export const DIRECTORY_WORDS = {
  anonymous: anonymous(0),
  'ticket-invalid': dead(0),
  'access-denied': forbidden(0),
} satisfies Readonly<Record<RefusalsOf<Pick<WorldServerOperations, 'listAccounts' | 'listTeams'>>, WorldServerError>>;
