import type { Knex } from 'knex';
import type { Account } from '../../core/access/session.ts';
import type { ProvenIdentity } from '../../core/desk/sign-on.ts';
import { PROFILE_COLUMNS } from '../access/profile.ts';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * The first time, an identity takes the enabled account of its login, unless another identity of the provider has it:
 * a login that is given to somebody else there opens nothing here.
 */
const FIND: Statement = {
  name: 'sign-on-identity-find',
  text: `
with known as (
  select user_id from sign_on_identities where issuer = $1 and subject = $2
), linked as (
  insert into sign_on_identities (issuer, subject, user_id)
  select $1, $2, users.id
    from users
   where lower(users.login) = lower(btrim($3)) and users.enabled
     and not exists (select from known)
     and not exists (select from sign_on_identities other where other.issuer = $1 and other.user_id = users.id)
  on conflict do nothing
  returning user_id
)
select ${PROFILE_COLUMNS.trimStart()}, users.enabled, users.tickets_allowed as "ticketsAllowed",
       users.password_hash as "passwordHash"
  from users
 where users.id in (select user_id from known union all select user_id from linked)`,
};

/** Finds the account of an identity, and links them the first time; null where there is none. */
export async function findAccountOfIdentity(
  knex: Knex,
  { issuer, subject, login }: ProvenIdentity,
): Promise<Account | null> {
  const [account] = await execute<Account>(knex, FIND, [issuer, subject, login]);
  return account ?? null;
}

const SET_ADMINISTRATOR: Statement = {
  name: 'user-set-administrator',
  text: `
update users
   set roles = case when $2 then array_append(array_remove(roles, 'administrator'), 'administrator')
                    else array_remove(roles, 'administrator') end
 where id = $1 and ('administrator' = any (roles)) <> $2`,
};

/** Makes an account an administrator, or one no more. */
export async function setAdministrator(knex: Knex, userId: number, isAdministrator: boolean): Promise<void> {
  await execute(knex, SET_ADMINISTRATOR, [userId, isAdministrator]);
}
