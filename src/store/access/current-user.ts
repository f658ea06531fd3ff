import type { Knex } from 'knex';
import type { CurrentUser } from '../../core/access/session.ts';
import type { Credential } from '../../core/access/credential.ts';
import { noteLogin } from './caller-logins.ts';
import { digestOfCredential } from './digest.ts';
import { PROFILE_COLUMNS } from './profile.ts';
import { execute, type Statement } from '../sql/statement.ts';

const READ: Statement = {
  name: 'current-user-read',
  text: `
select ${PROFILE_COLUMNS}, users.last_logon_at as "lastLogonAt",
       users.last_password_change_at as "lastPasswordChangeAt",
       targets.id as "targetId", targets.login as "targetLogin", targets.full_name as "targetFullName",
       targets.email as "targetEmail", redirections.starts_at as "startsAt", redirections.ends_at as "endsAt"
  from credentials
  join users on users.id = credentials.user_id and users.enabled
  left join redirections on redirections.user_id = users.id
  left join users targets on targets.id = redirections.target_id
 where credentials.digest = $1 and credentials.expires_at > now()`,
};

type ReadRow = Omit<CurrentUser, 'redirection'> &
  (
    | { targetId: null }
    | {
        targetId: number;
        targetLogin: string;
        targetFullName: string;
        targetEmail: string;
        startsAt: Date;
        endsAt: Date | null;
      }
  );

/** Reads the account a live ticket belongs to; null without one. */
export async function readCurrentUser(knex: Knex, credential: Credential): Promise<CurrentUser | null> {
  const [row] = await execute<ReadRow>(knex, READ, [digestOfCredential(credential)]);
  noteLogin(credential, row?.login);
  if (!row) return null;
  const redirection =
    row.targetId === null
      ? null
      : {
          userId: row.targetId,
          login: row.targetLogin,
          fullName: row.targetFullName,
          email: row.targetEmail,
          startsAt: row.startsAt,
          endsAt: row.endsAt,
        };
  return { ...row, redirection };
}
