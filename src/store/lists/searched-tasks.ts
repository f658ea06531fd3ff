import type { SearchCriteria, SearchedParty, SearchedState, SearchReach } from '../../core/lists/human-task-search.ts';
import type { Bind } from '../sql/binding.ts';
import { countedWhere } from './task-counts.ts';

const OPEN = `tasks.status in ('InProgress', 'DueDateChanged')`;
const CLAIMED = `(tasks.sharing > 0 and exists (
    select from task_sharing k where k.task_id = tasks.id and k.claimed_at is not null))`;

const STATES: Readonly<Record<SearchedState, string>> = {
  'not-started': `tasks.status = 'NotStarted'`,
  open: `(${OPEN} and not ${CLAIMED})`,
  claimed: `(${OPEN} and ${CLAIMED})`,
  completed: `tasks.status = 'Completed'`,
  'given-up': `tasks.status in ('Dropped', 'Reassigned')`,
  'timed-out': 'false',
};

const CLAIMED_COUNT = `
  (select count(*)::int
     from task_sharing k join open_tasks on open_tasks.id = k.task_id
    where k.claimed_at is not null)`;

/** How many tasks there are of a state, without looking at them. */
const COUNTS: Readonly<Record<SearchedState, string>> = {
  'not-started': `(${countedWhere(`where ${STATES['not-started']}`)})`,
  open: `((${countedWhere(`where ${OPEN}`)}) - ${CLAIMED_COUNT})`,
  claimed: CLAIMED_COUNT,
  completed: `(${countedWhere(`where ${STATES.completed}`)})`,
  'given-up': `(${countedWhere(`where ${STATES['given-up']}`)})`,
  'timed-out': '0',
};

const CLOSED_STATES: readonly SearchedState[] = ['completed', 'given-up'];
const OPEN_STATES: readonly SearchedState[] = ['open', 'claimed'];

const isAnyOf = (states: readonly SearchedState[], known: readonly SearchedState[]): boolean =>
  states.some((state) => known.includes(state));

const isOnly = (states: readonly SearchedState[], known: readonly SearchedState[]): boolean =>
  states.length > 0 && states.every((state) => known.includes(state));

/**
 * The numbers of the tasks that somebody can take on: asked of him or his teams and claimed by nobody else, or asked of
 * nobody. And of those that he had when they were closed, where `closedToo`.
 */
export const inboxIds = (me: string, closedToo: boolean): string => `
      select open_tasks.id
        from open_tasks
       where open_tasks.assignee_id = ${me}
      union
      select open_tasks.id
        from open_tasks
       where open_tasks.assignee_id is null
         and (open_tasks.team_id = any (array(select team_id from team_members where user_id = ${me}))
              or (open_tasks.team_id is null
                  and not exists (select from task_shares s where s.task_id = open_tasks.id and s.state = 'asked')
                  and not exists (select from task_sharing k where k.task_id = open_tasks.id and k.claimed_at is not null)))
      union
      select s.task_id
        from task_shares s
        join open_tasks on open_tasks.id = s.task_id
        join task_sharing k on k.task_id = s.task_id and k.claimed_at is null
       where s.state = 'asked'
         and (s.user_id = ${me} or s.team_id = any (array(select team_id from team_members where user_id = ${me})))${
           closedToo
             ? `
      union
      select tasks.id
        from tasks
       where tasks.id = any (array(select resting.id from resting_tasks resting where resting.assignee_id = ${me}))
         and tasks.status in ('Completed', 'Dropped', 'Reassigned')`
             : ''
         }`;

/** Where a search looks, and what each task has to meet. */
export interface Searched {
  readonly from: string;
  readonly conditions: readonly string[];
  /** The number of matches, where it is known without finding them. */
  readonly count: string | null;
  /** Nothing but the state is asked for, or texts: too many to be put in the order of their last change. */
  readonly isWide: boolean;
}

export function composeSearch({ inboxOf }: SearchReach, criteria: SearchCriteria, bind: Bind): Searched {
  const { states } = criteria;
  const narrow = narrowConditions(criteria, bind);
  const more = [...momentConditions(criteria, bind), ...textConditions(criteria, bind)];
  const state = states.length === 0 ? [] : [`(${states.map((each) => STATES[each]).join(' or ')})`];
  const closedToo = states.length === 0 || isAnyOf(states, CLOSED_STATES);
  const inbox = inboxOf === null ? [] : [`tasks.id = any (array(${inboxIds(bind(inboxOf), closedToo)}))`];
  const isWide = inboxOf === null && narrow.length === 0;
  return {
    from: isWide && isOnly(states, OPEN_STATES) ? 'open_tasks join tasks on tasks.id = open_tasks.id' : 'tasks',
    conditions: [...inbox, ...state, ...narrow, ...more],
    count: isWide && more.length === 0 ? countOf(states) : null,
    isWide,
  };
}

const countOf = (states: readonly SearchedState[]): string =>
  states.length === 0 ? `(${countedWhere('')})` : [...new Set(states)].map((state) => COUNTS[state]).join(' + ');

function narrowConditions(criteria: SearchCriteria, bind: Bind): string[] {
  const { assignees, claimants, names, definitions, steps, workflowIds, workflowNames } = criteria;
  return [
    ...(assignees.length > 0 ? [askedCondition(assignees, bind)] : []),
    ...(claimants.length > 0 ? [claimedCondition(claimants, bind)] : []),
    ...(names.length > 0 ? [`tasks.name = any (${bind(names)}::text[])`] : []),
    // A task has no other definition than its name.
    ...(definitions.length > 0 ? [`tasks.name = any (${bind(definitions)}::text[])`] : []),
    ...(steps.length > 0 ? [`coalesce(nullif(tasks.step_name, ''), tasks.name) = any (${bind(steps)}::text[])`] : []),
    ...(workflowIds.length > 0 ? [`tasks.workflow_id = any (${bind(workflowIds)}::int[])`] : []),
    ...(workflowNames.length > 0
      ? [`tasks.workflow_id in (select id from workflows where name = any (${bind(workflowNames)}::text[]))`]
      : []),
  ];
}

const momentConditions = ({ updatedFrom, updatedUntil }: SearchCriteria, bind: Bind): string[] => [
  ...(updatedFrom ? [`tasks.updated_at >= ${bind(updatedFrom)}::timestamptz`] : []),
  // Moments are shown to a millisecond, and cut.
  ...(updatedUntil ? [`tasks.updated_at < ${bind(updatedUntil)}::timestamptz + interval '1 millisecond'`] : []),
];

const PATH = '(select documents.path from documents where documents.id = tasks.document_id)';
const OUTPUT = '(select k.output::text from task_sharing k where k.task_id = tasks.id and tasks.sharing > 0)';

const contains = (texts: readonly string[], sought: string): string =>
  `strpos(lower(concat_ws(' ', ${texts.join(', ')})), lower(${sought}::text)) > 0`;

const textConditions = ({ fullText, inputText, outputText }: SearchCriteria, bind: Bind): string[] => [
  ...(inputText === null ? [] : [contains(['tasks.instructions', PATH], bind(inputText))]),
  ...(outputText === null ? [] : [contains([OUTPUT], bind(outputText))]),
  ...(fullText === null
    ? []
    : [
        contains(
          ['tasks.name', 'tasks.step_name', 'tasks.instructions', 'tasks.comments', PATH, OUTPUT],
          bind(fullText),
        ),
      ]),
];

/** Whether a text in lower case is one of those that are sought, in which `*` is anything; bound when it is asked. */
function matching(parties: readonly SearchedParty[], bind: Bind): (text: string) => string {
  const texts = parties.map(({ text }) => text.trim().toLowerCase());
  const exact = texts.filter((text) => !text.includes('*'));
  const patterns = texts.filter((text) => text.includes('*')).map(likePattern);
  return (text) =>
    patterns.length === 0
      ? `${text} = any (${bind(exact)}::text[])`
      : `(${text} = any (${bind(exact)}::text[]) or ${text} like any (${bind(patterns)}::text[]))`;
}

const likePattern = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&').replaceAll('*', '%');

const userIdsOf = (parties: readonly SearchedParty[], bind: Bind): string => {
  const isMeant = matching(
    parties.filter(({ kind }) => kind === 'user'),
    bind,
  );
  return `array(select users.id from users where ${isMeant('lower(users.login)')}
                    union select users.id from users where users.email <> '' and ${isMeant('lower(users.email)')})`;
};

const teamIdsOf = (parties: readonly SearchedParty[], bind: Bind): string => {
  const isMeant = matching(
    parties.filter(({ kind }) => kind === 'team'),
    bind,
  );
  return `array(select teams.id from teams where ${isMeant('lower(teams.name)')})`;
};

/**
 * Somebody of these is asked, first or not; of a closed task, had been asked. The candidates come off indexes, and are
 * then looked at one by one.
 */
function askedCondition(parties: readonly SearchedParty[], bind: Bind): string {
  const [userIds, teamIds, isNamed] = [userIdsOf(parties, bind), teamIdsOf(parties, bind), matching(parties, bind)];
  return `tasks.id in (
      select t.id from assigned_tasks t where t.assignee_id = any (${userIds})
      union select t.id from tasks t where t.team_id = any (${teamIds})
      union select s.task_id from task_shares s where s.user_id = any (${userIds}) and s.state in ('asked', 'later')
      union select s.task_id from task_shares s where s.team_id = any (${teamIds}) and s.state in ('asked', 'later')
      union select s.task_id from task_shares s where s.outside_name is not null and ${isNamed('lower(s.outside_name)')})
    and case when tasks.sharing = 0 then true else exists (
      select from task_shares s
       where s.task_id = tasks.id
         and s.state = any (case when tasks.status in ('NotStarted', 'InProgress', 'DueDateChanged')
                                 then '{asked}' else '{done,left}' end::text[])
         and (s.user_id = any (${userIds}) or s.team_id = any (${teamIds}) or ${isNamed('lower(s.outside_name)')})) end`;
}

function claimedCondition(parties: readonly SearchedParty[], bind: Bind): string {
  const [userIds, isNamed] = [userIdsOf(parties, bind), matching(parties, bind)];
  return `tasks.id in (
      select k.task_id from task_sharing k where k.claimant_id = any (${userIds})
      union select k.task_id from task_sharing k where k.claimant_name is not null and ${isNamed('lower(k.claimant_name)')})`;
}
