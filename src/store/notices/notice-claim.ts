import type { Knex } from 'knex';
import { execute, type Statement } from '../sql/statement.ts';

/** Which notice; `attempt` says whose turn it is, so that a sender whose lease ran out changes nothing. */
export interface NoticeKey {
  readonly taskId: number;
  readonly topic: string;
  readonly recipientId: number;
  /** 1 for the first time it is claimed. */
  readonly attempt: number;
  /** How often it became due again for something new: what was claimed before is then another mail. */
  readonly turn: number;
}

/** Everything a mail about a task needs. Names are display names, logins where those are empty. */
export interface ClaimedNotice extends NoticeKey {
  readonly createdAt: Date;
  /** The same for all notices of one mail; null for a notice that is a mail of its own. */
  readonly gatheredAt: Date | null;
  /** Null when the account is gone; so are the other recipient fields then. */
  readonly recipientName: string | null;
  readonly recipientEmail: string | null;
  readonly recipientLanguage: string | null;
  readonly recipientEnabled: boolean | null;
  /** True when the task's predecessor was on the recipient's list, in person or through a team. */
  readonly recipientWasAssignee: boolean;
  /** False for the news, or a reminder, that one is asked, where that is not so any more. */
  readonly recipientIsAsked: boolean;
  /** The team of the recipient that is asked; null when the recipient is asked in person. */
  readonly recipientTeamName: string | null;
  /** Null when the task is gone; '' for an ad hoc task without a name. */
  readonly taskName: string | null;
  readonly taskIsOpen: boolean;
  /** The task this one was made from by a reassignment. */
  readonly originalTaskId: number | null;
  readonly documentPath: string | null;
  readonly workflowName: string | null;
  readonly dueAt: Date | null;
  readonly instructions: string;
  /** As docs/legacy/operations.md#priority numbers it; 5 is normal. */
  readonly priority: number;
  readonly actorId: number | null;
  readonly actorName: string | null;
  readonly assigneeName: string | null;
  readonly assigneeIsTeam: boolean;
  readonly previousAssigneeName: string | null;
  /** Whom the caller named, when a redirection sent the task on, or the recipient's share of it. */
  readonly redirectedFromName: string | null;
  /** Who stands as the assigner of what the recipient is asked; null for somebody whom only the task's owner asked. */
  readonly assignerId: number | null;
  readonly assignerName: string | null;
  /** What the assigner says to the recipient. */
  readonly assignerComment: string | null;
  /** The name of the API key by which the recipient came to be asked. */
  readonly keyName: string | null;
}

/** The notices of one mail to one recipient, the oldest first; at least one. */
export type NoticeGroup = readonly [ClaimedNotice, ...ClaimedNotice[]];

export interface ClaimLimits {
  /** Mails claimed at the most. */
  readonly mails: number;
  /** Notices gathered in one mail at the most. */
  readonly noticesPerMail: number;
  /** Seconds for which claimed notices are hidden from other relays. */
  readonly leaseMs: number;
  /** A recipient's next mail is claimed this long after the last at the earliest. */
  readonly gatherMs: number;
  /** The recipient before whose turn it is: the walk begins with the next higher id. */
  readonly after: number;
}

const WAITING = 'sent_at is null and given_up_at is null';

/** One step of the walk: the first recipient with something waiting, and the notice that has been due the longest. */
const firstWaiting = (where: string): string => `
  select recipient_id, task_id, topic, send_at, attempts, gathered_at
    from notices
   where ${WAITING} and ${where}
   order by recipient_id, send_at
   limit 1`;

const walk = (name: string, start: string, step: string): string => `
${name} as (
  (${firstWaiting(start)})
  union all
  select step.* from ${name} cross join lateral (${firstWaiting(`recipient_id > ${name}.recipient_id and ${step}`)}) as step
)`;

/**
 * Takes one mail each for recipients in turn, and puts its notices out of everybody's reach for the length of the
 * lease. The walk goes once round from the recipient after $1, one look into the index for each with something
 * waiting, and ends when it has found enough: what one recipient waits for, however much, holds up nobody else.
 *
 * A mail is what is due for the recipient and was never tried, gathered; or what was tried before, the same notices
 * as then, under the same moment: it may have been sent, and must go under the same Message-ID again.
 *
 * Two processes do not take mail of one recipient at once: the first notice is locked, and skipped by others;
 * should they see different first notices, the row of the recipient's turn decides. Should this process die, the
 * notices are due again by themselves when the lease is over.
 */
const CLAIM: Statement = {
  name: 'notices-claim',
  text: `
with recursive ${walk('ahead', 'recipient_id > $1::int', 'true').trimStart()}, ${walk(
    'behind',
    'recipient_id <= $1::int',
    'recipient_id <= $1::int',
  ).trimStart()}, chosen as materialized (
  select first.*
    from (select * from ahead union all select * from behind) as ring
   cross join lateral (
     select recipient_id, task_id, topic, send_at, attempts, gathered_at
       from notices
      where task_id = ring.task_id and topic = ring.topic and recipient_id = ring.recipient_id
        and ${WAITING} and send_at <= now()
        for update skip locked
   ) as first
   where ring.send_at <= now()
     and coalesce((select next_at from mail_turns where recipient_id = ring.recipient_id), '-infinity') <= now()
   limit $2::int
), taken as (
  insert into mail_turns (recipient_id, next_at)
  select recipient_id, now() + $5::int * interval '1 millisecond' from chosen order by recipient_id
      on conflict (recipient_id) do update set next_at = excluded.next_at where mail_turns.next_at <= now()
  returning recipient_id
), members as (
  select member.*, count(*) over (partition by member.recipient_id) as together
    from taken
    join chosen on chosen.recipient_id = taken.recipient_id
   cross join lateral (
     select task_id, topic, recipient_id
       from notices
      where recipient_id = chosen.recipient_id and ${WAITING}
        and send_at <= case when chosen.attempts = 0 then now() else chosen.send_at end
        and attempts = chosen.attempts
        and gathered_at is not distinct from chosen.gathered_at
        and (chosen.attempts = 0 or chosen.gathered_at is not null
          or (task_id = chosen.task_id and topic = chosen.topic))
      order by send_at
      limit case when chosen.attempts = 0 then $3::int end
        for update skip locked
   ) as member
), claimed as (
  update notices
     set send_at = now() + $4::int * interval '1 millisecond',
         attempts = notices.attempts + 1,
         gathered_at = coalesce(notices.gathered_at, case when members.together > 1 then now() end)
    from members
   where notices.task_id = members.task_id
     and notices.topic = members.topic
     and notices.recipient_id = members.recipient_id
  returning notices.*
)
select claimed.task_id as "taskId",
       claimed.topic,
       claimed.recipient_id as "recipientId",
       claimed.attempts as "attempt",
       claimed.turn,
       claimed.created_at as "createdAt",
       claimed.gathered_at as "gatheredAt",
       coalesce(nullif(recipients.full_name, ''), recipients.login) as "recipientName",
       recipients.email as "recipientEmail",
       recipients.language as "recipientLanguage",
       recipients.enabled as "recipientEnabled",
       (replaced.user_id = claimed.recipient_id
         or exists (select from team_members m
                     where m.team_id = replaced.team_id and m.user_id = claimed.recipient_id)
       ) is true as "recipientWasAssignee",
       case when tasks.sharing > 0 and claimed.topic in ('TaskAssigned', 'TaskReminder')
            then own.is_asked is true
              or (tasks.assignee_id = claimed.recipient_id and tasks.status in ('InProgress', 'DueDateChanged')) is true
            else true end as "recipientIsAsked",
       case when tasks.sharing > 0 then own.team_name else teams.name end as "recipientTeamName",
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
       coalesce(nullif(named.full_name, ''), named.login) as "redirectedFromName",
       assigners.id as "assignerId",
       coalesce(nullif(assigners.full_name, ''), assigners.login) as "assignerName",
       case when claimed.topic = 'TaskAssigned' then own.assigner_comment end as "assignerComment",
       origins.key as "keyName"
  from claimed
  left join users recipients on recipients.id = claimed.recipient_id
  left join users actors on actors.id = claimed.actor_id
  left join tasks on tasks.id = claimed.task_id
  left join users assignees on assignees.id = tasks.assignee_id
  left join teams on teams.id = tasks.team_id
  left join lateral (
    select true as is_asked, asked_teams.name as team_name, s.redirected_from_id, s.assigned_by_id, s.assigned_at,
           s.assigner_comment
      from task_shares s left join teams asked_teams on asked_teams.id = s.team_id
     where tasks.sharing > 0 and s.task_id = tasks.id and s.state = 'asked'
       and (s.user_id = claimed.recipient_id
         or exists (select from team_members m where m.team_id = s.team_id and m.user_id = claimed.recipient_id))
     order by s.user_id is null, s.position
     limit 1) as own on true
  left join users named on named.id = case when tasks.sharing > 0 and claimed.topic = 'TaskAssigned'
                                           then own.redirected_from_id else tasks.redirected_from_id end
  left join users assigners on assigners.id = own.assigned_by_id and claimed.topic = 'TaskAssigned'
  left join lateral (
    select history.details ->> 'key' as key
      from history
     where claimed.topic = 'TaskAssigned' and history.task_id = claimed.task_id and history.at >= own.assigned_at
       and history.user_id = claimed.actor_id
     order by history.id
     limit 1) as origins on true
  left join workflows on workflows.id = tasks.workflow_id
  left join documents on documents.id = coalesce(tasks.document_id, workflows.document_id)
  left join tasks originals on originals.id = tasks.reassigned_from_id
  left join lateral (
    select originals.assignee_id as user_id, originals.team_id where originals.sharing = 0
     union all
    -- Of several only one was replaced, who need not be the one the original is shown with.
    (select s.user_id, s.team_id
       from task_shares s
      where originals.sharing > 0 and s.task_id = originals.id and s.state = 'left'
        and s.user_id is distinct from tasks.assignee_id
        and not exists (select from task_shares k
                         where k.task_id = tasks.id and (k.user_id = s.user_id or k.team_id = s.team_id))
      order by s.position
      limit 1)
  ) as replaced on true
  left join users previous on previous.id = replaced.user_id
  left join teams previous_teams on previous_teams.id = replaced.team_id
 order by claimed.recipient_id <= $1::int, claimed.recipient_id, claimed.created_at, claimed.task_id`,
};

/**
 * Claims up to `mails` mails, of recipients in turn, for `leaseMs`; nobody else is given their notices before that
 * time is over. Gives them in the order of turns: the last one's recipient is where the next claim goes on.
 */
export async function claimNotices(
  knex: Knex,
  { mails, noticesPerMail, leaseMs, gatherMs, after }: ClaimLimits,
): Promise<NoticeGroup[]> {
  const rows = await execute<ClaimedNotice>(knex, CLAIM, [after, mails, noticesPerMail, leaseMs, gatherMs]);
  const groups = new Map<number, [ClaimedNotice, ...ClaimedNotice[]]>();
  for (const row of rows) {
    const group = groups.get(row.recipientId);
    if (group) group.push(row);
    else groups.set(row.recipientId, [row]);
  }
  return [...groups.values()];
}
