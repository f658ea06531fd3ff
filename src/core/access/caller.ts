import type { Credential } from './credential.ts';
import { refused, type Refused } from '../refusal.ts';
import type { CallerKey } from './rights.ts';

/** The account behind a credential. */
export interface Caller {
  readonly id: number;
  readonly roles: readonly string[];
  /** Absent for a ticket. */
  readonly key?: CallerKey | undefined;
}

/** Why the caller is unknown: no ticket at all, or one that is not alive. */
export type CallerRefusal = 'anonymous' | 'ticket-invalid';

/** The caller of an operation that is open to every account, and to nobody without one. */
export function decideCaller(credential: Credential, caller: Caller | null): Caller | Refused<CallerRefusal> {
  if (credential.kind === 'anonymous') return refused('anonymous');
  return caller ?? refused('ticket-invalid');
}

/**
 * An administrator passes every check of a right, but where the contract names what is the assignee's own work: to hand
 * a task over, to complete it, to put it into another state, to comment on it and to decide it
 * (docs/legacy/operations.md#callers-and-roles).
 */
export const isAdministrator = ({ roles }: Caller): boolean => roles.includes('administrator');
