import type { Knex } from 'knex';
import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { OwnAccount } from '../../operations/access/own-account.ts';
import { execute, type Statement } from '../sql/statement.ts';
import { ACCESS_COLUMNS, ACCESS_TABLES, accessOf, type AccessRow } from './access.ts';
import { noteLogins } from './caller-logins.ts';
import { digestOfCredential } from './digest.ts';

const READ: Statement = {
  name: 'own-account-read',
  text: `
select ${ACCESS_COLUMNS},
       callers.uuid as "ownUuid", callers.first_name as "firstName", callers.last_name as "lastName",
       callers.full_name as "fullName", callers.email, callers.language,
       array(select teams.name from team_members join teams on teams.id = team_members.team_id
              where team_members.user_id = callers.id order by lower(teams.name)) as teams
  from (select $1::bytea as digest, $2::int as subject_id) as calls${ACCESS_TABLES}`,
};

interface ReadRow
  extends AccessRow, Pick<OwnAccount, 'firstName' | 'lastName' | 'fullName' | 'email' | 'language' | 'teams'> {
  readonly ownUuid: string;
}

/** Reads who calls, with what the account shows of itself. */
export async function readOwnAccount(
  knex: Knex,
  access: Access,
): Promise<{ readonly access: AccessFacts; readonly account: OwnAccount | null }> {
  const rows = await execute<ReadRow>(knex, READ, [digestOfCredential(access.credential), access.subjectId]);
  const [row] = noteLogins([access], rows);
  if (!row) throw new Error('who calls was asked and not answered');
  const { callerId, callerLogin, ownUuid: uuid, firstName, lastName, fullName, email, language, teams } = row;
  const facts = accessOf(row);
  return {
    access: facts,
    account:
      callerId === null
        ? null
        : {
            id: callerId,
            login: callerLogin ?? '',
            roles: facts.subject?.roles ?? [],
            ...{ uuid, firstName, lastName, fullName, email, language, teams },
          },
  };
}
