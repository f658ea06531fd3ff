import { refused, type Refused } from '../refusal.ts';
import type { Caller } from './caller.ts';

/** What an account may be besides somebody who has tasks (docs/legacy/operations.md#callers-and-roles). */
export const ROLES = ['administrator', 'userManager', 'libraryManager'] as const;

export type Role = (typeof ROLES)[number];

export const isRole = (word: string): word is Role => ROLES.some((role) => role === word);

/** What of an account is to be another; the rest stays. */
export interface AccountEdit {
  readonly login?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly email?: string | undefined;
  readonly language?: string | undefined;
  readonly ticketsAllowed?: boolean | undefined;
  /** All the account is to have. */
  readonly roles?: readonly Role[] | undefined;
  readonly enabled?: boolean | undefined;
}

/** Nobody shuts himself out: so an administrator is left, whatever they do to each other. */
export const decideAccountEdit = (
  caller: Caller,
  account: { readonly id: number },
  { enabled, roles }: Pick<AccountEdit, 'enabled' | 'roles'>,
): Refused<'own-account'> | null =>
  account.id === caller.id && (enabled === false || roles?.includes('administrator') === false)
    ? refused('own-account')
    : null;
