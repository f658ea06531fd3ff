import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { Profile } from '../../core/access/session.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { isRefused, type Refused } from '../../core/refusal.ts';
import { admitting, type AdmittingStore } from '../admitted.ts';

/** The account that a call is made as. */
export interface OwnAccount extends Profile {
  readonly uuid: string;
  /** Names of the teams that it is a member of. */
  readonly teams: readonly string[];
}

export interface OwnAccountStore extends AdmittingStore {
  readonly readOwnAccount: (
    access: Access,
  ) => Promise<{ readonly access: AccessFacts; readonly account: OwnAccount | null }>;
}

export interface OwnAccountOperations {
  readOwnAccount(access: Access): Promise<OwnAccount | Refused<AccessRefusal>>;
}

export function createOwnAccountOperations(store: OwnAccountStore): OwnAccountOperations {
  const admit = admitting(store);
  return {
    async readOwnAccount(request) {
      const { access, account } = await store.readOwnAccount(request);
      const caller = admit(request, access);
      if (isRefused(caller)) return caller;
      if (!account) throw new Error('a caller was let in without an account');
      return account;
    },
  };
}
