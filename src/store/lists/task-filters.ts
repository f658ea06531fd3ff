import type { Completion, TaskFilter, TaskListPlan } from '../../core/lists/get-tasks.ts';
import { countedOpen, countedWhere } from './task-counts.ts';
import { KNOWN_OF_OPEN, ORDERINGS } from './task-orderings.ts';

/** `now()` is the database's clock (docs/legacy/operations.md#completion-status-filter). */
const OPEN = `tasks.status in ('InProgress', 'DueDateChanged')`;
const IN_TIME = '(tasks.due_at is null or tasks.due_at >= now())';
const LATE = 'tasks.due_at < now()';
/** Most tasks are not late, so that an index of due dates finds too many of them to be of use here. */
const COMPLETIONS: Readonly<Record<Completion, string>> = {
  Open: OPEN,
  Due: `${OPEN} and coalesce(tasks.due_at, 'infinity') >= now()`,
  OverDue: `${OPEN} and ${LATE}`,
  Completed: `tasks.status = 'Completed'`,
  NotStarted: `tasks.status = 'NotStarted'`,
  Reassigned: `tasks.status = 'Reassigned'`,
  Dropped: `tasks.status = 'Dropped'`,
  Archived: `tasks.status in ('Completed', 'Dropped', 'Reassigned')`,
};

/** The same where the tasks are those of `open_tasks`. */
const OPEN_COMPLETIONS: Readonly<Partial<Record<Completion, string>>> = { Open: 'true', Due: IN_TIME, OverDue: LATE };

/** Where the tasks of an assignee are found: `tasks` has no index of assignees (docs/data-model.md#traps). */
const heldIn = (completion: Completion | undefined): string => {
  if (!completion) return 'assigned_tasks';
  return OPEN_COMPLETIONS[completion] ? 'open_tasks' : 'resting_tasks';
};

/** The condition each criterion stands for, `$` being its value. */
const CONDITIONS: Readonly<Record<Exclude<keyof TaskFilter, 'completion' | 'assigneeId' | 'assigneeIds'>, string>> = {
  priority: 'tasks.priority = $',
  startedFrom: 'tasks.started_at >= $',
  startedBefore: 'tasks.started_at < $',
  libraryId: `tasks.document_id in (
    select documents.id from documents join folders on folders.id = documents.folder_id where folders.library_id = $)`,
  teamId: 'tasks.team_id = $',
  assignedById: 'tasks.assigned_by_id = $',
  supervisorId: 'tasks.supervisor_id = $',
  workflowDefinitionId: 'tasks.workflow_id in (select workflows.id from workflows where workflows.definition_id = $)',
  documentId: 'tasks.document_id = $',
  workflowId: 'tasks.workflow_id = $',
  documentType: `tasks.document_id in (
    select documents.id
      from documents join document_types on document_types.id = documents.type_id
     where lower(document_types.name) = lower($))`,
  dueFrom: 'tasks.due_at >= $',
  dueBefore: 'tasks.due_at < $',
  isUndated: '(tasks.due_at is null) = $::boolean',
  // Whatever stands in for the tasks knows no names.
  text: `tasks.id in (
    select named.id
      from tasks named left join documents on documents.id = named.document_id
     where strpos(lower(concat_ws(' ', named.name, named.step_name, documents.path)), lower($)) > 0)`,
};

/** The same for a few tasks, looked at one by one: a library can hold a million documents. */
const CONDITIONS_OF_FEW: Readonly<Partial<typeof CONDITIONS>> = {
  libraryId: `(
    select folders.library_id from documents join folders on folders.id = documents.folder_id
     where documents.id = tasks.document_id) = $`,
  workflowDefinitionId: '(select workflows.definition_id from workflows where workflows.id = tasks.workflow_id) = $',
  documentType: `(select documents.type_id from documents where documents.id = tasks.document_id)
    = (select document_types.id from document_types where lower(document_types.name) = lower($))`,
};

/** A task that is looked at is somebody's (`$`). */
export const IS_HELD = 'tasks.assignee_id = $';

/**
 * Finds the tasks of somebody through the index of their ids. Whether one task is among them takes the search of an array,
 * which is as long as the person has tasks: where tasks are found otherwise, the assignee is compared instead.
 */
export const held = (table = 'assigned_tasks', assigned = 'held.assignee_id = $'): string =>
  `tasks.id = any (array(select held.id from ${table} held where ${assigned}))`;

/**
 * The tasks somebody is assignee, assigner or supervisor of, in person or as a member of a team
 * (docs/legacy/operations.md#workflow-supervisors, docs/legacy/operations.md#which-tasks-a-caller-sees). Arrays rather
 * than subqueries, so that PostgreSQL can look each line up in an index and join the findings.
 *
 * @param hasIt `IS_HELD`, or `held()` where all lines are looked up
 */
const visible = (hasIt: string): string => `(
    ${hasIt}
    or tasks.team_id = any (array(select team_id from team_members where user_id = $))
    or tasks.assigned_by_id = $
    or tasks.supervisor_id = $
    or tasks.workflow_id = any (array(
      select workflow_id from workflow_supervisors where user_id = $
      union
      select workflow_id from workflow_supervisor_teams join team_members using (team_id) where user_id = $)))`;

/** The same for who supervises thousands of workflows: a long array is slow to search, once for every task. */
const VISIBLE_WIDELY = `(
    tasks.assignee_id = $
    or tasks.team_id = any (array(select team_id from team_members where user_id = $))
    or tasks.assigned_by_id = $
    or tasks.supervisor_id = $
    or exists (select from workflow_supervisors s where s.workflow_id = tasks.workflow_id and s.user_id = $)
    or exists (
      select from workflow_supervisor_teams s join team_members m using (team_id)
       where s.workflow_id = tasks.workflow_id and m.user_id = $))`;

/** Tasks that somebody (`$`) is asked to do in person; others may hold them. */
export const ASKED = `tasks.id = any (array(select task_id from task_shares where user_id = $ and state = 'asked'))`;

/** The same, and those that a team of his is asked to do. */
const ASKED_WITH_TEAMS = `tasks.id = any (array(
      select task_id from task_shares where user_id = $ and state = 'asked'
      union
      select task_id from task_shares join team_members m using (team_id) where m.user_id = $ and state = 'asked'))`;

/**
 * Whether somebody is asked to do tasks that others hold. Most are not, and their tasks are looked for as if there were
 * no such thing: one condition more is one index more to be read.
 */
export interface Asked {
  /** Whom the tasks are looked for of. */
  readonly assignee: boolean;
  /** Whoever looks, in person or as a member of a team. */
  readonly caller: boolean;
}

const NOT_ASKED: Asked = { assignee: false, caller: false };

/** Criteria that name few tasks, whichever of them are open. */
const NARROW = [
  'assigneeId',
  'assigneeIds',
  'teamId',
  'assignedById',
  'supervisorId',
  'documentId',
  'workflowId',
] as const;

/** Those of them of which there are few even for a system that has assigned all tasks, and each of its readers few. */
const NAMES_FEW = ['assigneeId', 'assigneeIds', 'teamId', 'documentId', 'workflowId'] as const;

/**
 * How much of everything a caller sees: all tasks, those of thousands of workflows, or what one person has to do with.
 * Each is looked for in another way.
 */
export type Reach = 'everything' | 'wide' | 'narrow';

const or = (condition: string, other: string | false): string =>
  other ? `(${condition}\n    or ${other})` : condition;

/** The condition that a person (`$`) sees a task, for tasks that are found otherwise. */
export const isVisibleTo = (isWide: boolean, asked: Pick<Asked, 'caller'>): string =>
  or(isWide ? VISIBLE_WIDELY : visible(IS_HELD), asked.caller && ASKED_WITH_TEAMS);

/** Finds the tasks that a person (`$`) sees; it may leave out those of another completion. */
export const allVisibleTo = (asked: Pick<Asked, 'caller'>, completion?: Completion): string =>
  or(visible(held(heldIn(completion))), asked.caller && ASKED_WITH_TEAMS);

/** Does some criterion name few tasks by itself? */
export const isNarrow = ({ filter }: Pick<TaskListPlan, 'filter'>): boolean =>
  NARROW.some((name) => filter[name] !== undefined);

/** Is the assignee all that names few tasks? What people have to do is in one index of `open_tasks`, by due date. */
const asksOnlyWhoHas = (filter: TaskFilter): boolean =>
  isNarrow({ filter }) &&
  NARROW.every((name) => name === 'assigneeId' || name === 'assigneeIds' || filter[name] === undefined);

export interface ListStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** How a caller's tasks are found. */
export interface Reached {
  readonly reach: Reach;
  readonly asked?: Asked | undefined;
}

/** Parts of a statement about `tasks`, and the values of their placeholders from `$1` on. */
export interface ListClauses {
  /** `tasks`, or what stands in for it under this name. */
  readonly from: string;
  /** Joins that the sort key needs, placed after `from`. */
  readonly join: string;
  /** '' when every task is wanted. */
  readonly where: string;
  /** The sort key; ties go by id in the same direction (docs/legacy/operations.md#sort-options). */
  readonly key: string;
  readonly values: readonly unknown[];
}

/** Composes a list from fixed pieces; what a caller has sent ends up in `values` and nowhere else. */
export function composeList(plan: TaskListPlan, reach: Reach, asked = NOT_ASKED): ListClauses {
  const { filter, order, visibleTo } = plan;
  const values: unknown[] = [];
  const withValue = (condition: string, value: unknown): string => {
    values.push(value);
    return condition.replaceAll('$', () => `$${values.length}`);
  };
  const { completion, ...criteria } = filter;
  // Whoever looks for his own tasks sees them all.
  const seesAll = reach === 'everything' || (visibleTo !== null && filter.assigneeId === visibleTo);
  const found = reach === 'narrow' && !NAMES_FEW.some((name) => filter[name] !== undefined);
  const seen = seesAll
    ? []
    : [
        ...(found ? [allVisibleTo(asked, completion)] : []),
        ...(found && !isNarrow(plan) ? [] : [isVisibleTo(reach === 'wide', asked)]),
      ].map((condition) => withValue(condition, visibleTo));
  const few = isNarrow(plan) || reach === 'narrow';
  const open = completion && OPEN_COMPLETIONS[completion];
  const isOfOpen = open !== undefined && asksOnlyWhoHas(filter) && KNOWN_OF_OPEN.includes(order.key);
  const table = heldIn(completion);
  const meanings = {
    ...CONDITIONS,
    ...(few ? CONDITIONS_OF_FEW : {}),
    assigneeId: or(isOfOpen ? IS_HELD : held(table), asked.assignee && ASKED),
    assigneeIds: isOfOpen ? 'tasks.assignee_id = any ($::int[])' : held(table, 'held.assignee_id = any ($::int[])'),
  };
  const wanted = Object.entries(criteria)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => withValue(meanings[name as keyof typeof criteria], value));
  const ordering = ORDERINGS[order.key];
  const { by, join = '' } = few && ordering.ofFew ? { by: ordering.ofFew } : ordering;
  const list = (from: string, ...conditions: (readonly string[])[]): ListClauses => {
    const all = conditions.flat();
    return { from, join, where: all.length === 0 ? '' : `where ${all.join('\n     and ')}`, key: by, values };
  };

  const completions = completion ? [COMPLETIONS[completion]] : [];
  if (isOfOpen) return list('open_tasks as tasks', wanted, [open], seen);
  if (isNarrow(plan)) return list('tasks', wanted, completions, seen);
  // One person sees few tasks, whatever else is asked for: these are found first, which `offset 0` insists on.
  if (reach === 'narrow') {
    return list(`(select * from tasks where ${seen.join('')} offset 0) as tasks`, wanted, completions);
  }
  if (!open) return list('tasks', wanted, completions, seen);
  if (KNOWN_OF_OPEN.includes(order.key)) return list('open_tasks as tasks', wanted, [open], seen);
  return list('tasks', wanted, [`tasks.id in (select tasks.id from open_tasks as tasks where ${open})`], seen);
}

/**
 * A list of everybody's tasks by nothing but completion and priority: how many there are is kept (task-counts.ts), and
 * need not be found out.
 */
export interface CountedList {
  readonly from: string;
  readonly conditions: readonly string[];
  readonly count: string;
  readonly values: readonly unknown[];
}

/** Gives the parts of a counted list, null where other criteria are among those of a plan. */
export function composeCounted({ filter, visibleTo }: TaskListPlan): CountedList | null {
  const { completion, priority, ...others } = filter;
  if (visibleTo !== null || Object.values(others).some((value) => value !== undefined)) return null;
  const values = priority === undefined ? [] : [priority];
  const priorities = priority === undefined ? [] : [CONDITIONS.priority.replace('$', '$1')];
  const open = completion && completion !== 'Open' && OPEN_COMPLETIONS[completion];
  if (open) {
    const count = countedOpen(completion === 'OverDue', priorities);
    return { from: 'open_tasks as tasks', conditions: [...priorities, open], count, values };
  }
  const conditions = [...priorities, ...(completion ? [COMPLETIONS[completion]] : [])];
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  return { from: 'tasks', conditions, count: countedWhere(where), values };
}
