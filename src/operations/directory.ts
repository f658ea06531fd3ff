import type { Access, AccessFacts } from '../core/access/access.ts';
import { decideStanding } from '../core/access/rights.ts';
import type { AccessRefusal } from '../core/assignment/sharing-facts.ts';
import { isRefused, type Refused } from '../core/refusal.ts';
import type { PersonView, TeamView } from '../core/shares/task-view.ts';
import { admitting, type AdmittingStore } from './admitted.ts';

/** An account with the teams that it is a member of. */
export interface ListedAccount extends PersonView {
  readonly teams: readonly TeamView[];
}

/** A page in the order of the numbers. */
export interface DirectoryRequest extends Access {
  readonly offset: number;
  readonly limit: number;
}

export interface AccountsRequest extends DirectoryRequest {
  /** Only members of this team; 0 for those who are in none, null for everybody. */
  readonly teamId: number | null;
}

export interface DirectoryPage<Entry> {
  readonly entries: readonly Entry[];
  /** The entries on all pages. */
  readonly total: number;
}

/** What the directory needs of the store. */
export interface DirectoryStore extends AdmittingStore {
  readonly listAccounts: (request: AccountsRequest) => Promise<DirectorySnapshot<ListedAccount>>;
  readonly listTeams: (request: DirectoryRequest) => Promise<DirectorySnapshot<TeamView>>;
}

/** A page, with who wants to see it. */
export interface DirectorySnapshot<Entry> {
  readonly access: AccessFacts;
  readonly page: DirectoryPage<Entry>;
}

/** The operations that name whom tasks can be assigned to; every account may look there. */
export interface DirectoryOperations {
  listAccounts(request: AccountsRequest): Promise<DirectoryPage<ListedAccount> | Refused<AccessRefusal>>;
  listTeams(request: DirectoryRequest): Promise<DirectoryPage<TeamView> | Refused<AccessRefusal>>;
}

export function createDirectoryOperations(store: DirectoryStore): DirectoryOperations {
  const admit = admitting(store);

  const shown = <Entry>(
    request: DirectoryRequest,
    { access, page }: DirectorySnapshot<Entry>,
  ): DirectoryPage<Entry> | Refused<AccessRefusal> => {
    const caller = admit(request, access);
    if (isRefused(caller)) return caller;
    const reader = decideStanding(caller, 'read');
    return isRefused(reader) ? reader : page;
  };

  return {
    listAccounts: async (request) => shown(request, await store.listAccounts(request)),
    listTeams: async (request) => shown(request, await store.listTeams(request)),
  };
}
