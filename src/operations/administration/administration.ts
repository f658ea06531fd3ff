import type { Access } from '../../core/access/access.ts';
import { ACCOUNTS_ORDER } from '../../core/access/administration.ts';
import { decideAccountEdit, type AccountEdit } from '../../core/access/account-edit.ts';
import type { Caller } from '../../core/access/caller.ts';
import type { CallContext } from '../../core/access/credential.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { planPage, turnPage, type AskedPage } from '../../core/list-page.ts';
import { lookingUpAdministrators } from '../admitted.ts';
import type {
  Account,
  AccountQuery,
  AdministrationStore,
  FoundAccounts,
  Key,
  ListedKey,
  NewAccount,
  NotWritten,
  Team,
  TeamEdit,
} from './administration-store.ts';

/** What every call of an administrator is asked with. */
export interface AdministrationRequest extends Access {
  readonly context: CallContext;
  /** The call's name, for the log. */
  readonly operation: string;
}

/** A change that an administrator has made, for the log. Nothing in it is secret. */
export interface AdministrativeChange extends CallContext {
  readonly operation: string;
  /** The login of who did it. */
  readonly by: string;
  /** The name of the API key that it was done by. */
  readonly key?: string;
  /** What was changed: `account jane.doe`, `team Legal`, `key crm`. */
  readonly subject: string;
  /** What is another than before, without passwords and secrets. */
  readonly changed?: Readonly<Record<string, unknown>>;
}

export interface AdministrationPolicy {
  /** Told of each change. */
  readonly administered?: (change: AdministrativeChange) => void;
}

type Answer<Value> = Promise<Value | Refused<AccessRefusal>>;
type Changed<Value> = Promise<Value | Refused<AccessRefusal | 'account-not-found'> | NotWritten>;

/** Accounts, teams and API keys, for administrators. */
export interface AdministrationOperations {
  findAccounts(request: AdministrationRequest & AccountQuery<AskedPage>): Answer<FoundAccounts>;
  readAccount(
    request: AdministrationRequest & { readonly login: string },
  ): Answer<Account | Refused<'account-not-found'>>;
  addAccount(request: AdministrationRequest & { readonly account: NewAccount }): Changed<Account>;
  editAccount(
    request: AdministrationRequest & { readonly login: string; readonly edit: AccountEdit },
  ): Changed<Account | Refused<'own-account'>>;
  /** Gives the account a new password, one that is made up where `password` is null, and ends what was signed in. */
  setAccountPassword(
    request: AdministrationRequest & { readonly login: string; readonly password: string | null },
  ): Changed<{ readonly madeUp: string | null }>;
  listWholeTeams(request: AdministrationRequest): Answer<{ readonly teams: readonly Team[] }>;
  addTeam(
    request: AdministrationRequest & { readonly name: string; readonly members: readonly string[] },
  ): Changed<Team>;
  editTeam(request: AdministrationRequest & { readonly name: string; readonly edit: TeamEdit }): Changed<Team>;
  listKeys(request: AdministrationRequest): Answer<{ readonly keys: readonly ListedKey[] }>;
  /** Gives the secret of the key, which cannot be read again. */
  addKey(request: AdministrationRequest & { readonly key: Key }): Changed<{ readonly secret: string }>;
  revokeKey(request: AdministrationRequest & { readonly name: string }): Changed<{ readonly name: string }>;
}

export function createAdministrationOperations(
  store: AdministrationStore,
  { administered = () => undefined }: AdministrationPolicy,
): AdministrationOperations {
  const administrator = lookingUpAdministrators(store);
  const { accounts, teams, keys } = store.administration;

  /** Asks what only administrators may. */
  const asked =
    <Request extends AdministrationRequest, Value extends object>(
      run: (request: Request, caller: Caller) => Promise<Value>,
      intent: 'look' | 'change' = 'look',
    ) =>
    async (request: Request): Promise<Value | Refused<AccessRefusal>> => {
      const caller = await administrator(request, intent);
      return isRefused(caller) ? caller : run(request, caller);
    };

  /** The same, and says in the log what was changed. */
  const changing = <Request extends AdministrationRequest, Value extends object>(
    run: (request: Request, caller: Caller) => Promise<Value>,
    told: (request: Request, done: Value) => Pick<AdministrativeChange, 'subject' | 'changed'>,
  ) =>
    asked(async (request: Request, caller) => {
      const done = await run(request, caller);
      if (isRefused(done)) return done;
      administered({
        ...request.context,
        operation: request.operation,
        by: store.loginOf(request.credential) ?? String(caller.id),
        ...(caller.key && { key: caller.key.name }),
        ...told(request, done),
      });
      return done;
    }, 'change');

  const readNow = async (login: string): Promise<Account | Refused<'account-not-found'>> =>
    (await accounts.read(login)) ?? refused('account-not-found');

  return {
    findAccounts: asked(async ({ text, page }) => {
      const planned = planPage(page, ACCOUNTS_ORDER);
      const { found, total } = await accounts.find({ text, page: planned.page });
      const { entries, around } = turnPage(found, planned);
      return { total, accounts: entries, around };
    }),
    readAccount: asked(({ login }) => readNow(login)),
    addAccount: changing(
      async ({ account }) => {
        const added = await accounts.add(account);
        return isRefused(added) ? added : readNow(account.login);
      },
      ({ account: { password: _, ...account } }) => ({ subject: `account ${account.login}`, changed: account }),
    ),
    editAccount: changing(
      async ({ login, edit }, caller) => {
        const account = await readNow(login);
        if (isRefused(account)) return account;
        const refusal = decideAccountEdit(caller, account, edit);
        if (refusal) return refusal;
        const edited = await accounts.edit(account, edit, caller.id);
        return isRefused(edited) ? edited : readNow(edited.login);
      },
      ({ login, edit }) => ({ subject: `account ${login}`, changed: { ...edit } }),
    ),
    setAccountPassword: changing(
      async ({ login, password }) => {
        const account = await readNow(login);
        if (isRefused(account)) return account;
        return accounts.setPassword(login, password);
      },
      ({ login }) => ({ subject: `account ${login}` }),
    ),
    listWholeTeams: asked(async () => ({ teams: await teams.list() })),
    addTeam: changing(
      ({ name, members }) => teams.add(name, members),
      ({ name, members }) => ({ subject: `team ${name}`, changed: { members } }),
    ),
    editTeam: changing(
      ({ name, edit }) => teams.edit(name, edit),
      ({ name, edit }) => ({ subject: `team ${name}`, changed: { ...edit } }),
    ),
    listKeys: asked(async () => ({ keys: await keys.list() })),
    addKey: changing(
      ({ key }) => keys.add(key),
      ({ key: { name, ...key } }) => ({ subject: `key ${name}`, changed: key }),
    ),
    revokeKey: changing(
      ({ name }) => keys.revoke(name),
      ({ name }) => ({ subject: `key ${name}` }),
    ),
  };
}
