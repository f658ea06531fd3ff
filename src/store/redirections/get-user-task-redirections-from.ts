import type { Knex } from 'knex';
import type { RedirectionQuestion } from '../../core/redirections/get-user-task-redirection-to.ts';
import type { RedirectionsFromSnapshot } from '../../core/redirections/get-user-task-redirections-from.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { questionSnapshot, QUESTION_COLUMNS, QUESTION_TABLES, type QuestionRow } from './redirection-question.ts';
import { execute, type Statement } from '../sql/statement.ts';

const READ: Statement = {
  name: 'get-user-task-redirections-from-read',
  text: `
select ${QUESTION_COLUMNS}
  ${QUESTION_TABLES}
  left join redirections on redirections.target_id = named.id
  left join users parties on parties.id = redirections.user_id
 order by parties.id`,
};

/** Reads whose tasks somebody gets, by the ids of these people. */
export const readRedirectionsFrom = async (
  knex: Knex,
  { credential, userName }: RedirectionQuestion,
): Promise<RedirectionsFromSnapshot> =>
  questionSnapshot(
    noteLogins([{ credential }], await execute<QuestionRow>(knex, READ, [digestOfCredential(credential), userName])),
  );
