import type { Knex } from 'knex';

/** Fills an empty database with the people and tasks of the ReassignTask document's example, after the call. */
export async function insertOffice(knex: Knex): Promise<void> {
  await knex.raw(`
    insert into users (id, login, first_name, last_name, email, language, enabled) values
      (7, 'john.smith', 'John', 'Smith', 'john.smith@example.com', 'en', true),
      (9, 'bob.jones', 'Bob', 'Jones', 'bob.jones@example.com', 'en', true),
      (12, 'jane.doe', 'Jane', 'Doe', 'jane.doe@example.com', 'de', true),
      (15, 'alice.jones', 'Alice', 'Jones', 'alice.jones@example.com', 'en', true),
      (16, 'gone.user', 'Gone', 'User', 'gone.user@example.com', 'en', false),
      (17, 'no.address', '', '', '', 'en', true);
    insert into teams (id, name) values (3, 'Legal');
    insert into team_members (team_id, user_id) values (3, 9), (3, 15);
    insert into libraries (id, name) values (1, 'Corporate');
    insert into folders (id, library_id, path) values (1, 1, '/Corporate/Legal');
    insert into documents (id, folder_id, name, path)
      values (1024, 1, 'ContractDraft.pdf', '/Corporate/Legal/ContractDraft.pdf');
    insert into workflow_definitions (id, name) values (126, 'ContractApproval');
    insert into workflows (id, definition_id, document_id, name) values (225, 126, 1024, 'ContractApproval');
    insert into tasks (id, status, name, workflow_id, document_id, assignee_id, assigned_by_id, instructions) values
      (4812, 'Reassigned', 'LegalReview', 225, 1024, 12, 7, 'Please review the contract carefully.');
    insert into tasks (id, status, name, workflow_id, document_id, assignee_id, assigned_by_id, redirected_from_id,
                       reassigned_from_id, due_at, priority, instructions) values
      (4813, 'InProgress', 'LegalReview', 225, 1024, 15, 7, 9, 4812, '2024-04-15T15:00:00Z', 10,
       'Please review and approve by end of month.');
    insert into tasks (id, status, team_id) values (4900, 'Reassigned', 3);
    insert into tasks (id, status, team_id, reassigned_from_id) values (4901, 'InProgress', 3, 4900)`);
}

export interface NewNotice {
  readonly taskId?: number;
  readonly topic?: string;
  readonly recipientId?: number;
  readonly actorId?: number | null;
}

/** Writes a notice that is due now; by default the one to alice.jones about task 4813. */
export async function insertNotice(knex: Knex, { taskId, topic, recipientId, actorId }: NewNotice = {}): Promise<void> {
  await knex('notices').insert({
    task_id: taskId ?? 4813,
    topic: topic ?? 'TaskAssigned',
    recipient_id: recipientId ?? 15,
    actor_id: actorId === undefined ? 7 : actorId,
  });
}

/** Writes `count` tasks of alice.jones from 10000 on, with a notice each. */
export async function insertManyNotices(knex: Knex, count: number): Promise<void> {
  await knex.raw(
    `with added as (
       insert into tasks (id, status, name, assignee_id, assigned_by_id)
       select 9999 + number, 'InProgress', 'Task of many', 15, 7 from generate_series(1, ?::int) number
       returning id)
     insert into notices (task_id, topic, recipient_id, actor_id) select id, 'TaskAssigned', 15, 7 from added`,
    [count],
  );
}

/** Writes `count` people from 10000 on, unless they are there, each with a task of the same number and a notice. */
export async function insertManyRecipients(knex: Knex, count: number): Promise<void> {
  await knex.raw(
    `insert into users (id, login, email, language)
     select id, 'person' || id, 'person' || id || '@example.com', 'en' from generate_series(10000, 9999 + ?::int) id
         on conflict do nothing`,
    [count],
  );
  await knex.raw(
    `with added as (
       insert into tasks (id, status, name, assignee_id, assigned_by_id)
       select id, 'InProgress', 'Task of many', id, 7 from generate_series(10000, 9999 + ?::int) id
       returning id
     )
     insert into notices (task_id, topic, recipient_id, actor_id) select id, 'TaskAssigned', id, 7 from added`,
    [count],
  );
}

export async function removeNotices(knex: Knex): Promise<void> {
  await knex.raw('truncate notices, mail_turns');
  await knex('tasks').where('id', '>=', 10_000).delete();
}

/** A notice as it stands in the table. */
export interface NoticeRow {
  readonly task_id: number;
  readonly topic: string;
  readonly recipient_id: number;
  readonly attempts: number;
  readonly send_at: Date;
  readonly gathered_at: Date | null;
  readonly sent_at: Date | null;
  readonly given_up_at: Date | null;
  readonly last_error: string | null;
}

export const readNotices = (knex: Knex): Promise<NoticeRow[]> =>
  knex<NoticeRow>('notices').select('*').orderBy(['task_id', 'recipient_id', 'topic']);
