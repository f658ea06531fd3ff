import type { Knex } from 'knex';
import type { Credential } from '../../core/access/credential.ts';
import type { Caller } from '../../core/access/caller.ts';
import { noteLogins, type CallerLoginRow } from './caller-logins.ts';
import { digestOfTicket } from './digest.ts';
import { execute, type Statement } from '../sql/statement.ts';

const READ: Statement = {
  name: 'caller-read',
  text: `
select users.id, users.roles, users.login as "callerLogin"
  from tickets join users on users.id = tickets.user_id and users.enabled
 where tickets.digest = $1 and tickets.expires_at > now()`,
};

/** Reads whose live ticket this is; null without one. */
export async function readCaller(knex: Knex, credential: Credential): Promise<Caller | null> {
  const rows = await execute<Caller & CallerLoginRow>(knex, READ, [digestOfTicket(credential)]);
  const [caller] = noteLogins([{ credential }], rows);
  return caller ? { id: caller.id, roles: caller.roles } : null;
}
