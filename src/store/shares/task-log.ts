import type { LoggedParty, TaskLog, TaskLogEntry } from '../../core/shares/task-log.ts';
import type { NamedAs } from '../../core/shares/share.ts';
import type { PersonView, TeamView } from '../../core/shares/task-view.ts';
import { personJson, teamJson } from './people-json.ts';

/** Rows of history that a log shows at the most, the newest. */
const MOST_ENTRIES = 200;

/**
 * The share that a task was seen by: the one that was claimed, else the first that was asked. Reassignments of a task
 * without shares once wrote a null in their place.
 */
const seenBy = (side: string, claimedShare: string): string => `(
            select s.share
              from jsonb_array_elements(nullif(${side} -> 'shares', 'null')) with ordinality as s (share, place)
             where s.share ->> 'state' in ('asked', 'left')
             order by (s.share ->> 'id' = ${claimedShare}) desc nulls last, s.place
             limit 1)`;

/** As LoggedParty, from the row of a share. */
const partyOf = (share: string): string => `
          case when ${share} is not null then jsonb_build_object(
            'userId', ${share} -> 'user_id', 'teamId', ${share} -> 'team_id', 'outsideName', ${share} -> 'outside_name',
            'namedAs', ${share} -> 'named_as') end`;

/**
 * Joined to `tasks`: what history says of who had a task. A change that kept no shares tells the person alone. What was
 * kept with a task without completing it is not looked at: it can be long.
 */
export const TASK_LOG_TABLE = `
  left join lateral (
    select json_agg(json_build_object(
             'id', e.id, 'at', e.at, 'actorId', e.user_id, 'isOpen', e.is_open,
             'before', e.before, 'asked', e.asked, 'isAskedAnew', e.is_asked_anew,
             'claimantId', e.claimant_id, 'claimantName', e.claimant_name, 'claimantAs', e.claimant_as)
             order by e.id) as entries,
           array_agg(e.user_id) || array_agg((e.before ->> 'userId')::int) || array_agg((e.asked ->> 'userId')::int)
             || array_agg(e.claimant_id) as user_ids,
           array_agg((e.before ->> 'teamId')::int) || array_agg((e.asked ->> 'teamId')::int) as team_ids
      from (
        select noted.id, noted.at, noted.user_id, noted.is_open,
               case when was.share is not null then${partyOf('was.share')}
                    when noted.old_team_id is not null then jsonb_build_object('teamId', noted.old_team_id)
                    when noted.old_assignee_id is not null then jsonb_build_object('userId', noted.old_assignee_id)
               end as before,
               case when noted.has_shares then${partyOf('became.share')}
                    when noted.new_assignee_id is not null then jsonb_build_object('userId', noted.new_assignee_id)
               end as asked,
               case when noted.has_shares and became.share is not null
                    -- The one share of a task of which none was kept had the task's number.
                    then (became.share ->> 'id')::bigint
                           is distinct from coalesce((was.share ->> 'id')::bigint, noted.task_id::bigint)
                    else true end as is_asked_anew,
               (noted.after ->> 'claimant_id')::int as claimant_id,
               noted.after ->> 'claimant_name' as claimant_name,
               noted.after -> 'claimant_as' as claimant_as
          from (
            select h.task_id, h.id, h.at, h.user_id, h.old_assignee_id, h.new_assignee_id,
                   h.new_status in ('InProgress', 'DueDateChanged') as is_open,
                   h.details -> 'old' as previous, h.details -> 'new' as after,
                   (h.details -> 'old' ->> 'team_id')::int as old_team_id,
                   coalesce(h.details -> 'new' ? 'shares', false) as has_shares
              from history h
             where h.task_id = tasks.id
               and not (h.api = 'orkes' and h.operation = 'updateTaskOutput')
             order by h.id desc
             limit ${MOST_ENTRIES}
          ) as noted
          left join lateral ${seenBy('noted.previous', `coalesce(noted.previous ->> 'claimed_share_id', noted.after ->> 'claimed_share_id')`)} as was (share) on true
          left join lateral ${seenBy('noted.after', `noted.after ->> 'claimed_share_id'`)} as became (share) on true
         where noted.has_shares or noted.new_assignee_id is distinct from noted.old_assignee_id
      ) as e
  ) as logged on true`;

/** The columns of a `TaskLogRow`. */
export const TASK_LOG_COLUMNS = `
       coalesce(logged.entries, '[]') as "logEntries",
       (select h.user_id from history h where h.task_id = tasks.id order by h.id desc limit 1) as "lastActorId",
       (select coalesce(json_agg(${personJson('u')}), '[]')
          from users u
         where u.id = any (logged.user_ids)
            or u.id = (select h.user_id from history h where h.task_id = tasks.id order by h.id desc limit 1)
       ) as "logPeople",
       (select coalesce(json_agg(${teamJson('t')}), '[]')
          from teams t where t.id = any (logged.team_ids)) as "logTeams"`;

interface PartyJson {
  readonly userId?: number | null;
  readonly teamId?: number | null;
  readonly outsideName?: string | null;
  readonly namedAs?: NamedAs | null;
}

interface EntryJson extends Pick<TaskLogEntry, 'id' | 'actorId' | 'isOpen' | 'isAskedAnew'> {
  readonly at: string;
  readonly before: PartyJson | null;
  readonly asked: PartyJson | null;
  readonly claimantId: number | null;
  readonly claimantName: string | null;
  readonly claimantAs: NamedAs | null;
}

export interface TaskLogRow {
  readonly logEntries: readonly EntryJson[];
  readonly lastActorId: number | null;
  readonly logPeople: readonly PersonView[];
  readonly logTeams: readonly TeamView[];
}

export const taskLogOf = ({ logEntries, lastActorId, logPeople, logTeams }: TaskLogRow): TaskLog => ({
  entries: logEntries.map(entryFrom),
  lastActorId,
  people: logPeople,
  teams: logTeams,
});

const entryFrom = ({ claimantId, claimantName, claimantAs, at, before, asked, ...entry }: EntryJson): TaskLogEntry => ({
  ...entry,
  at: new Date(at),
  before: partyFrom(before),
  asked: partyFrom(asked),
  claim:
    claimantId === null && claimantName === null
      ? null
      : {
          claimant:
            claimantId === null ? { kind: 'outside', name: claimantName ?? '' } : { kind: 'user', id: claimantId },
          namedAs: claimantAs,
        },
});

function partyFrom(json: PartyJson | null): LoggedParty | null {
  if (!json) return null;
  const { userId, teamId, outsideName, namedAs = null } = json;
  if (typeof userId === 'number') return { party: { kind: 'user', id: userId }, namedAs };
  if (typeof teamId === 'number') return { party: { kind: 'team', id: teamId }, namedAs };
  return { party: { kind: 'outside', name: outsideName ?? '' }, namedAs };
}
