import type { Knex } from 'knex';
import { execute, type Statement } from '../sql/statement.ts';

/** Which notice; `attempt` says whose turn it is, so that a sender whose lease ran out changes nothing. */
export interface NoticeKey {
  readonly taskId: number;
  readonly topic: string;
  readonly recipientId: number;
  /** 1 for the first time it is claimed. */
  readonly attempt: number;
}

/** Everything a mail about a task needs. Names are display names, logins where those are empty. */
export interface ClaimedNotice extends NoticeKey {
  readonly createdAt: Date;
  /** Null when the account is gone; so are the other recipient fields then. */
  readonly recipientName: string | null;
  readonly recipientEmail: string | null;
  readonly recipientLanguage: string | null;
  readonly recipientEnabled: boolean | null;
  /** True when the task's predecessor was on the recipient's list, in person or through a team. */
  readonly recipientWasAssignee: boolean;
  /** Null when the task is gone; '' for an ad hoc task without a name. */
  readonly taskName: string | null;
  readonly taskIsOpen: boolean;
  /** The task this one was made from by a reassignment. */
  readonly originalTaskId: number | null;
  readonly documentPath: string | null;
  readonly workflowName: string | null;
  readonly dueAt: Date | null;
  readonly instructions: string;
  /** As operations.md 1.2 numbers it; 5 is normal. */
  readonly priority: number;
  readonly actorId: number | null;
  readonly actorName: string | null;
  readonly assigneeName: string | null;
  readonly assigneeIsTeam: boolean;
  readonly previousAssigneeName: string | null;
  /** Whom the caller named, when a redirection sent the task on. */
  readonly redirectedFromName: string | null;
}

/**
 * Takes notices that are due and puts them out of everybody's reach for the length of the lease: rows another
 * process is claiming are skipped, and the moved send_at hides them from the next. Should this process die,
 * they are due again by themselves.
 */
const CLAIM: Statement = {
  name: 'notices-claim',
  text: `
with due as (
  select task_id, topic, recipient_id
    from notices
   where sent_at is null and given_up_at is null and send_at <= now()
   order by send_at
   limit $1::int
     for update skip locked
), claimed as (
  update notices
     set send_at = clock_timestamp() + $2::int * interval '1 millisecond',
         attempts = notices.attempts + 1
    from due
   where notices.task_id = due.task_id
     and notices.topic = due.topic
     and notices.recipient_id = due.recipient_id
  returning notices.*
)
select claimed.task_id as "taskId",
       claimed.topic,
       claimed.recipient_id as "recipientId",
       claimed.attempts as "attempt",
       claimed.created_at as "createdAt",
       coalesce(nullif(recipients.full_name, ''), recipients.login) as "recipientName",
       recipients.email as "recipientEmail",
       recipients.language as "recipientLanguage",
       recipients.enabled as "recipientEnabled",
       (originals.assignee_id = claimed.recipient_id
         or exists (select from team_members m
                     where m.team_id = originals.team_id and m.user_id = claimed.recipient_id)
       ) is true as "recipientWasAssignee",
       tasks.name as "taskName",
       (tasks.status in ('InProgress', 'DueDateChanged')) is true as "taskIsOpen",
       originals.id as "originalTaskId",
       documents.path as "documentPath",
       workflows.name as "workflowName",
       tasks.due_at as "dueAt",
       coalesce(tasks.instructions, '') as "instructions",
       coalesce(tasks.priority, 5) as "priority",
       claimed.actor_id as "actorId",
       coalesce(nullif(actors.full_name, ''), actors.login) as "actorName",
       coalesce(nullif(assignees.full_name, ''), assignees.login, teams.name) as "assigneeName",
       tasks.team_id is not null as "assigneeIsTeam",
       coalesce(nullif(previous.full_name, ''), previous.login, previous_teams.name) as "previousAssigneeName",
       coalesce(nullif(named.full_name, ''), named.login) as "redirectedFromName"
  from claimed
  left join users recipients on recipients.id = claimed.recipient_id
  left join users actors on actors.id = claimed.actor_id
  left join tasks on tasks.id = claimed.task_id
  left join users assignees on assignees.id = tasks.assignee_id
  left join teams on teams.id = tasks.team_id
  left join users named on named.id = tasks.redirected_from_id
  left join workflows on workflows.id = tasks.workflow_id
  left join documents on documents.id = coalesce(tasks.document_id, workflows.document_id)
  left join tasks originals on originals.id = tasks.reassigned_from_id
  left join users previous on previous.id = originals.assignee_id
  left join teams previous_teams on previous_teams.id = originals.team_id
 order by claimed.created_at, claimed.task_id`,
};

/** Claims up to `limit` notices that are due, for `leaseMs`; nobody else is given them before that time is over. */
export const claimNotices = (knex: Knex, limit: number, leaseMs: number): Promise<ClaimedNotice[]> =>
  execute<ClaimedNotice>(knex, CLAIM, [limit, leaseMs]);

/** Not bound to the attempt: a mail that has gone out is out, whoever holds the notice by now. */
const MARK_SENT: Statement = {
  name: 'notices-mark-sent',
  text: `
update notices set sent_at = now(), given_up_at = null, last_error = null
 where task_id = $1::int and topic = $2::text and recipient_id = $3::int and sent_at is null`,
};

/** Records that the mail has been handed over; it is never claimed again. */
export async function markNoticeSent(knex: Knex, { taskId, topic, recipientId }: NoticeKey): Promise<void> {
  await execute(knex, MARK_SENT, [taskId, topic, recipientId]);
}

const HELD = `
 where task_id = $1::int and topic = $2::text and recipient_id = $3::int and attempts = $4::smallint
   and sent_at is null and given_up_at is null`;

const holder = ({ taskId, topic, recipientId, attempt }: NoticeKey) => [taskId, topic, recipientId, attempt];

const MARK_FAILED: Statement = {
  name: 'notices-mark-failed',
  text: `
update notices set last_error = $5::text, send_at = now() + $6::int * interval '1 millisecond' ${HELD}`,
};

/** Records why it was not sent, in words that hold no secret, and makes it due again after `retryInMs`. */
export async function markNoticeFailed(knex: Knex, key: NoticeKey, reason: string, retryInMs: number): Promise<void> {
  await execute(knex, MARK_FAILED, [...holder(key), reason, Math.round(retryInMs)]);
}

const GIVE_UP: Statement = {
  name: 'notices-give-up',
  text: `
update notices set last_error = $5::text, given_up_at = now() ${HELD}`,
};

/** Records that it will never be sent, and why. */
export async function giveUpNotice(knex: Knex, key: NoticeKey, reason: string): Promise<void> {
  await execute(knex, GIVE_UP, [...holder(key), reason]);
}

const RETURN: Statement = {
  name: 'notices-return',
  text: `
update notices set attempts = attempts - 1, send_at = now() ${HELD}`,
};

/** Gives back a notice that was claimed and not tried: due now, and the attempt does not count. */
export async function returnNotice(knex: Knex, key: NoticeKey): Promise<void> {
  await execute(knex, RETURN, holder(key));
}

const PRUNE: Statement = {
  name: 'notices-prune',
  text: `
delete from notices
 where created_at < now() - interval '30 days'
   and coalesce(sent_at, given_up_at) < now() - interval '30 days'
returning task_id`,
};

/** Deletes what was sent or given up more than 30 days ago; gives how many. */
export const pruneNotices = async (knex: Knex): Promise<number> => (await execute(knex, PRUNE, [])).length;

/** What the relay needs of the store. */
export interface NoticeStore {
  readonly claim: (limit: number, leaseMs: number) => Promise<readonly ClaimedNotice[]>;
  readonly markSent: (key: NoticeKey) => Promise<void>;
  readonly markFailed: (key: NoticeKey, reason: string, retryInMs: number) => Promise<void>;
  readonly giveUp: (key: NoticeKey, reason: string) => Promise<void>;
  readonly giveBack: (key: NoticeKey) => Promise<void>;
  readonly prune: () => Promise<number>;
}

/** Builds the relay's view of the notices in one database. */
export const createNoticeStore = (knex: Knex): NoticeStore => ({
  claim: (limit, leaseMs) => claimNotices(knex, limit, leaseMs),
  markSent: (key) => markNoticeSent(knex, key),
  markFailed: (key, reason, retryInMs) => markNoticeFailed(knex, key, reason, retryInMs),
  giveUp: (key, reason) => giveUpNotice(knex, key, reason),
  giveBack: (key) => returnNotice(knex, key),
  prune: () => pruneNotices(knex),
});
