import type { Knex } from 'knex';
import type { Access, AccessFacts, KeyFacts } from '../../core/access/access.ts';
import type { Caller } from '../../core/access/caller.ts';
import { isRight } from '../../core/access/rights.ts';
import { noteLogins, type CallerLoginRow } from './caller-logins.ts';
import { digestOfCredential } from './digest.ts';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * Joins to `calls (digest, subject_id, …)` everything that tells who calls in a JSON dialect, by one look-up of the
 * digest: `callers` is the enabled account acted for, and null columns where there is none. Whether the credential may
 * act for it, `decideAccess` says; what a statement reads besides is not to be answered before.
 */
export const ACCESS_TABLES = `
  left join credentials on credentials.digest = calls.digest and credentials.expires_at > now()
  left join api_keys on api_keys.id = credentials.key_id
  left join users key_accounts on key_accounts.id = api_keys.user_id and key_accounts.enabled
  left join users holders on holders.id = credentials.user_id and holders.enabled
  left join users callers on callers.id = case when holders.id is not null then coalesce(calls.subject_id, holders.id) end
                         and callers.enabled`;

/**
 * The columns of an `AccessRow`. Without `offset 0` a single secret that nobody has made PostgreSQL read all secrets
 * there are, once in every statement for several calls.
 */
export const ACCESS_COLUMNS = `
       holders.id as "holderId", holders.roles as "holderRoles",
       callers.id as "callerId", case when callers.id <> holders.id then callers.roles end as "callerRoles",
       callers.login as "callerLogin",
       credentials.key_id as "keyId", api_keys.name as "keyName", api_keys.rights as "keyRights",
       nullif(api_keys.addresses, '{}')::text[] as "keyAddresses", key_accounts.id as "keyAccountId",
       case when key_accounts.id is distinct from holders.id then key_accounts.roles end as "keyAccountRoles",
       case when credentials.digest is null
            then exists (select from credentials ended where ended.digest = calls.digest offset 0)
            else false end as "hasEnded"`;

/** What a statement with ACCESS_COLUMNS says of a caller. */
export interface AccessRow extends CallerLoginRow {
  readonly holderId: number | null;
  readonly holderRoles: readonly string[] | null;
  readonly callerId: number | null;
  /** Null where the caller is the holder; so of the key's account. */
  readonly callerRoles: readonly string[] | null;
  readonly keyId: number | null;
  readonly keyName: string | null;
  readonly keyRights: readonly string[] | null;
  /** Null for a key that is bound to none. */
  readonly keyAddresses: readonly string[] | null;
  readonly keyAccountId: number | null;
  readonly keyAccountRoles: readonly string[] | null;
  readonly hasEnded: boolean;
}

/** What a row says of who calls. */
export const accessOf = (row: AccessRow): AccessFacts => {
  const holder = accountOf(row.holderId, row.holderRoles);
  return {
    holder,
    subject: otherThan(holder, row.callerId, row.callerRoles),
    key: keyOf(row, holder),
    ...(row.hasEnded && { hasEnded: true }),
  };
};

const accountOf = (id: number | null, roles: readonly string[] | null): Caller | null =>
  id === null ? null : { id, roles: roles ?? [] };

/** An account whose roles are read where it is not the holder. */
const otherThan = (holder: Caller | null, id: number | null, roles: readonly string[] | null): Caller | null =>
  id === holder?.id ? holder : accountOf(id, roles);

const keyOf = (row: AccessRow, holder: Caller | null): KeyFacts | null =>
  row.keyId === null
    ? null
    : {
        id: row.keyId,
        name: row.keyName ?? '',
        // A right of a later version is none here.
        rights: row.keyRights?.filter(isRight) ?? null,
        addresses: row.keyAddresses ?? [],
        account: otherThan(holder, row.keyAccountId, row.keyAccountRoles),
      };

const READ: Statement = {
  name: 'access-read',
  text: `
select ${ACCESS_COLUMNS}
  from (select $1::bytea as digest, $2::int as subject_id) as calls${ACCESS_TABLES}`,
};

/** Reads who calls where a call reads nothing else. */
export async function readAccess(knex: Knex, access: Access): Promise<AccessFacts> {
  const { credential, subjectId } = access;
  const rows = await execute<AccessRow>(knex, READ, [digestOfCredential(credential), subjectId]);
  const [row] = noteLogins([access], rows);
  if (!row) throw new Error('who calls was asked and not answered');
  return accessOf(row);
}
