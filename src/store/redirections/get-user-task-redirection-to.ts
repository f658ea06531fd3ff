import type { Knex } from 'knex';
import type {
  RedirectionQuestion,
  RedirectionToSnapshot,
} from '../../core/redirections/get-user-task-redirection-to.ts';
import { noteLogins } from '../access/caller-logins.ts';
import { digestOfCredential } from '../access/digest.ts';
import { questionSnapshot, QUESTION_COLUMNS, QUESTION_TABLES, type QuestionRow } from './redirection-question.ts';
import { execute, type Statement } from '../sql/statement.ts';

const READ: Statement = {
  name: 'get-user-task-redirection-to-read',
  text: `
select ${QUESTION_COLUMNS}
  ${QUESTION_TABLES}
  left join redirections on redirections.user_id = named.id
  left join users parties on parties.id = redirections.target_id`,
};

/** Reads who gets somebody's tasks. */
export async function readRedirectionTo(
  knex: Knex,
  { credential, userName }: RedirectionQuestion,
): Promise<RedirectionToSnapshot> {
  const values = [digestOfCredential(credential), userName];
  const rows = noteLogins([{ credential }], await execute<QuestionRow>(knex, READ, values));
  const { redirections, ...snapshot } = questionSnapshot(rows);
  return { ...snapshot, redirection: redirections[0] ?? null };
}
