import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { ROLES, type AccountEdit } from '../../core/access/account-edit.ts';
import type { Refused } from '../../core/refusal.ts';
import type { AdministrationStore, NotWritten } from '../../operations/administration/administration-store.ts';
import { changeRoles, editUser } from './account-changes.ts';
import { findAccounts, readAccount } from './account-search.ts';
import {
  AccountRefused,
  addUser,
  disableUser,
  enableUser,
  isStillAdministrator,
  setPassword,
  type NamedUser,
} from './accounts.ts';
import { addApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { PasswordQueueFull } from './passwords.ts';
import { addTeam, changeMembers, listTeams, renameTeam } from './teams.ts';

/** Accounts, teams and keys as administrators change them, by the statements of the command line. */
export const createAdministrationStore = (knex: Knex): AdministrationStore['administration'] => ({
  accounts: {
    find: (query) => findAccounts(knex, query),
    read: (login) => readAccount(knex, login),
    add: (account) => written(async () => ({ id: await addUser(knex, account) })),
    edit: (account, edit, callerId) => written(() => editAccount(knex, account, edit, callerId)),
    setPassword: (login, password) =>
      written(async () => {
        const madeUp = password === null ? makePassword() : null;
        await setPassword(knex, login, password ?? madeUp ?? '');
        return { madeUp };
      }),
  },
  teams: {
    list: () => listTeams(knex),
    add: (name, members) =>
      written(() =>
        knex.transaction(async (trx) => {
          await addTeam(trx, name);
          return changeMembers(trx, name, { add: members, remove: [] });
        }),
      ),
    edit: (name, { name: newName, ...members }) =>
      written(() =>
        knex.transaction(async (trx) => {
          const renamed = newName === undefined ? { name } : await renameTeam(trx, name, newName);
          return changeMembers(trx, renamed.name, members);
        }),
      ),
  },
  keys: {
    list: () => listApiKeys(knex),
    add: (key) => written(async () => ({ secret: await addApiKey(knex, key) })),
    revoke: (name) =>
      written(async () => {
        await revokeApiKey(knex, name);
        return { name };
      }),
  },
});

/** 144 bits. */
const makePassword = (): string => randomBytes(18).toString('base64url');

/** All of it or nothing. */
const editAccount = (
  knex: Knex,
  { id, login }: { readonly id: number; readonly login: string },
  { roles, enabled, ...texts }: AccountEdit,
  callerId: number,
): Promise<NamedUser | Refused<'access-denied'>> =>
  knex.transaction(async (trx) => {
    if (!(await isStillAdministrator(trx, callerId, id))) return { refused: 'access-denied' };
    const edited = await editUser(trx, login, texts);
    if (roles)
      await changeRoles(trx, edited.login, { add: roles, remove: ROLES.filter((role) => !roles.includes(role)) });
    if (enabled !== undefined) await (enabled ? enableUser : disableUser)(trx, edited.login);
    return edited;
  });

/** Gives as a value what is in the way of a change. */
async function written<Value extends object>(write: () => Promise<Value>): Promise<Value | NotWritten> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof PasswordQueueFull) return { refused: 'sign-ins-busy' } satisfies Refused<'sign-ins-busy'>;
    if (error instanceof AccountRefused) return { refused: error.reason };
    throw error;
  }
}
