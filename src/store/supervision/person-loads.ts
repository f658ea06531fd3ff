import type { Knex } from 'knex';
import type { FoundPage, ListPage } from '../../core/list-page.ts';
import { DONE_DAYS, LOADS_ORDER, type LoadsPlan, type PersonLoad } from '../../core/supervision/person-load.ts';
import type { ReaderReach } from '../../operations/sharing/shared-task-list.ts';
import { binding } from '../sql/binding.ts';
import { allVisibleTo, isVisibleTo } from '../lists/task-filters.ts';
import { foundIn, keyJson, pageClauses, type PageColumns } from '../sql/keyset.ts';
import { execute } from '../sql/statement.ts';

interface LoadRow extends PageColumns, Omit<PersonLoad, 'absence' | 'coversFor'> {
  readonly absence: AbsenceRow | null;
  readonly coversFor: readonly AbsenceRow[];
}

/** Moments in milliseconds since 1970: what PostgreSQL writes of the last day of a server's calendar no Date reads. */
interface AbsenceRow {
  readonly startsAt: number;
  readonly endsAt: number | null;
  readonly person: PersonLoad['coversFor'][number]['person'];
}

const BY = ['listed.overdue', 'listed.open', 'listed.name', 'listed.id'];

const msOf = (moment: string): string => `floor(extract(epoch from ${moment}) * 1000)`;

const absenceJson = (other: string): string => `json_build_object(
             'startsAt', ${msOf('r.starts_at')}, 'endsAt', ${msOf('r.ends_at')},
             'person', json_build_object('id', ${other}.id, 'login', ${other}.login, 'fullName', ${other}.full_name))`;

interface Sources {
  /** The clause `had`: who has a task or is asked to do it beside its holder, and when it is due. */
  readonly had: string;
  /** The query for how many tasks who has done lately. */
  readonly finished: string;
}

const DONE = `h.at > now() - interval '${DONE_DAYS} days' and h.user_id is not null
     and h.new_status = 'Completed' and h.old_status is distinct from 'Completed'`;

/** Reads the narrow copy of open tasks once, and history through the index of what was completed. */
function amongAll(visible: string): Sources {
  const and = visible === '' ? '' : `\n     and ${visible}`;
  return {
    had: `
had as (
  select tasks.assignee_id as person_id, tasks.due_at
    from open_tasks as tasks
   where tasks.assignee_id is not null${and}
   union all
  select s.user_id, tasks.due_at
    from task_shares s
    join open_tasks as tasks on tasks.id = s.task_id
    join tasks whole on whole.id = s.task_id and whole.sharing = 2
   where s.user_id is not null and s.state = 'asked' and s.user_id is distinct from tasks.assignee_id${and}
`,
    finished: `
  select h.user_id as person_id, count(*)::int as done
    from history h${visible === '' ? '' : ' join tasks on tasks.id = h.task_id'}
   where ${DONE}${and}
   group by h.user_id`,
  };
}

/** Finds the tasks that one person sees through their indexes, and reads the history of those done lately. */
const amongFew = (visible: string): Sources => ({
  had: `
seen as materialized (
  select tasks.id, tasks.status, tasks.assignee_id, tasks.due_at, tasks.finished_at, tasks.sharing
    from tasks
   where ${visible}
), had as (
  select seen.assignee_id as person_id, seen.due_at
    from seen
   where seen.assignee_id is not null and seen.status in ('InProgress', 'DueDateChanged')
   union all
  select s.user_id, seen.due_at
    from seen
    join task_shares s on s.task_id = seen.id
   where seen.sharing = 2 and seen.status in ('InProgress', 'DueDateChanged')
     and s.user_id is not null and s.state = 'asked' and s.user_id is distinct from seen.assignee_id
`,
  finished: `
  select h.user_id as person_id, count(*)::int as done
    from seen
    join history h on h.task_id = seen.id
   where seen.status = 'Completed'
     and coalesce(seen.finished_at, 'infinity') > now() - interval '${DONE_DAYS + 1} days'
     and ${DONE}
   group by h.user_id`,
});

/**
 * Counts the open tasks that somebody sees, by the people who have them or are asked to do them beside their holder; what
 * these people have done lately; and where they are. Absences are read for the people of the page alone. People who have
 * nothing are there too: those whom the caller shares a team with, and for who sees every task, everybody.
 */
export async function listPersonLoads(
  knex: Knex,
  { callerId, visibleTo, weekEndsAt }: LoadsPlan,
  { wide, caller }: ReaderReach,
  page: ListPage,
): Promise<FoundPage<PersonLoad>> {
  const { bind, values } = binding();
  const me = visibleTo === null ? '' : `${bind(callerId)}::int`;
  const weekEnd = `${bind(weekEndsAt)}::timestamptz`;
  const isFew = visibleTo !== null && !wide;
  const seen = isFew ? allVisibleTo({ caller }) : visibleTo === null ? '' : isVisibleTo(wide, { caller });
  const visible = seen.replaceAll('$', () => me);
  const { had, finished } = isFew ? amongFew(visible) : amongAll(visible);
  const { where, orderBy, limits } = pageClauses(LOADS_ORDER, BY, page, bind);
  const text = `
with ${had.trimStart()}), counted as materialized (
  select person_id, count(*)::int as open,
         count(*) filter (where due_at < now())::int as overdue,
         count(*) filter (where due_at >= now() and due_at < ${weekEnd})::int as this_week,
         count(*) filter (where due_at >= now() and due_at >= ${weekEnd})::int as later,
         count(*) filter (where due_at is null)::int as no_date
    from had
   group by person_id
), finished as materialized (${finished}
), listed as materialized (
  select users.id, users.login, users.full_name, lower(users.full_name) as name, users.enabled,
         coalesce(counted.open, 0) as open, coalesce(counted.overdue, 0) as overdue, counted.this_week, counted.later,
         counted.no_date, finished.done
    from users
    left join counted on counted.person_id = users.id
    left join finished on finished.person_id = users.id
   where counted.person_id is not null or finished.person_id is not null
      or (users.enabled and ${
        visibleTo === null
          ? 'true'
          : `(users.id = ${me} or exists (
            select from team_members m join team_members mine on mine.team_id = m.team_id
             where m.user_id = users.id and mine.user_id = ${me}))`
      })
), page as (
  select * from listed where ${where} order by ${orderBy} ${limits}
)
select (select count(*)::int from listed) as total, ${keyJson(LOADS_ORDER, BY)} as key, listed.id, listed.login, listed.full_name as "fullName", listed.enabled,
       listed.open, listed.overdue,
       coalesce(listed.this_week, 0) as "dueThisWeek", coalesce(listed.later, 0) as later,
       coalesce(listed.no_date, 0) as "noDate", coalesce(listed.done, 0) as done,
       (select ${absenceJson('other')}
          from redirections r join users other on other.id = r.target_id
         where r.user_id = listed.id and coalesce(r.ends_at, 'infinity') > now()) as absence,
       (select coalesce(json_agg(${absenceJson('other')} order by r.starts_at, r.user_id), '[]')
          from redirections r join users other on other.id = r.user_id
         where r.target_id = listed.id and r.starts_at <= now()
           and coalesce(r.ends_at, 'infinity') > now()) as "coversFor"
  from page as listed
 order by ${orderBy}`;
  const rows = await execute<LoadRow>(knex, { text }, values);
  return foundIn(rows.map(personOf));
}

const personOf = ({ absence, coversFor, ...row }: LoadRow): PersonLoad & PageColumns => ({
  ...row,
  absence: absence && absenceOf(absence),
  coversFor: coversFor.map(absenceOf),
});

const absenceOf = ({ startsAt, endsAt, person }: AbsenceRow): PersonLoad['coversFor'][number] => ({
  startsAt: new Date(startsAt),
  endsAt: endsAt === null ? null : new Date(endsAt),
  person,
});
