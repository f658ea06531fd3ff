import type { Knex } from 'knex';
import type { Credential } from '../../core/access/credential.ts';
import type { Caller } from '../../core/access/caller.ts';
import { digestOfTicket } from './digest.ts';
import { execute, type Statement } from '../sql/statement.ts';

const READ: Statement = {
  name: 'caller-read',
  text: `
select users.id, users.roles
  from tickets join users on users.id = tickets.user_id and users.enabled
 where tickets.digest = $1 and tickets.expires_at > now()`,
};

/** Reads whose live ticket this is; null without one. */
export async function readCaller(knex: Knex, credential: Credential): Promise<Caller | null> {
  const [caller] = await execute<Caller>(knex, READ, [digestOfTicket(credential)]);
  return caller ?? null;
}
