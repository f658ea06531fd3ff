import type { Knex } from 'knex';
import type { Credential } from '../../core/access/credential.ts';
import type { Caller } from '../../core/access/caller.ts';
import { noteLogins, type CallerLoginRow } from './caller-logins.ts';
import { digestOfCredential } from './digest.ts';
import { execute, type Statement } from '../sql/statement.ts';

/**
 * The one way to know a caller: joins `callers`, the enabled account behind a live credential of any kind, to
 * `calls (digest, …)`. Null columns where there is none.
 */
export const CALLER_TABLES = `
  left join credentials on credentials.digest = calls.digest and credentials.expires_at > now()
  left join users callers on callers.id = credentials.user_id and callers.enabled`;

const READ: Statement = {
  name: 'caller-read',
  text: `
select callers.id, callers.roles, callers.login as "callerLogin"
  from (select $1::bytea as digest) as calls${CALLER_TABLES}
 where callers.id is not null`,
};

/** Reads whose live credential this is; null without one. */
export async function readCaller(knex: Knex, credential: Credential): Promise<Caller | null> {
  const rows = await execute<Caller & CallerLoginRow>(knex, READ, [digestOfCredential(credential)]);
  const [caller] = noteLogins([{ credential }], rows);
  return caller ? { id: caller.id, roles: caller.roles } : null;
}
