import type { Credential } from './credential.ts';
import { refused, type Refused } from './refusal.ts';
import type { Caller } from './task-facts.ts';

/** Who calls an operation that is open to every account and to nobody without one. */
export function decideCaller(credential: Credential, caller: Caller | null): Caller | Refused {
  if (credential.kind === 'anonymous') return refused('anonymous');
  return caller ?? refused('ticket-invalid');
}
