import type { Completion, SortKey, TaskFilter, TaskListPlan } from '../core/get-tasks.ts';

/** operations.md 1.1 and 1.6; `now()` is the database's clock. */
const OPEN = `tasks.status in ('InProgress', 'DueDateChanged')`;
const COMPLETIONS: Readonly<Record<Completion, string>> = {
  Due: `${OPEN} and (tasks.due_at is null or tasks.due_at >= now())`,
  OverDue: `${OPEN} and tasks.due_at < now()`,
  Completed: `tasks.status = 'Completed'`,
  NotStarted: `tasks.status = 'NotStarted'`,
  Reassigned: `tasks.status = 'Reassigned'`,
  Dropped: `tasks.status = 'Dropped'`,
  Archived: `tasks.status in ('Completed', 'Dropped', 'Reassigned')`,
};

/** The condition each criterion stands for, `$` being its value. */
const CONDITIONS: Readonly<Record<Exclude<keyof TaskFilter, 'completion'>, string>> = {
  priority: 'tasks.priority = $',
  startedFrom: 'tasks.started_at >= $',
  startedBefore: 'tasks.started_at < $',
  libraryId: `tasks.document_id in (
    select documents.id from documents join folders on folders.id = documents.folder_id where folders.library_id = $)`,
  assigneeId: 'tasks.assignee_id = $',
  assignedById: 'tasks.assigned_by_id = $',
  supervisorId: 'tasks.supervisor_id = $',
  workflowDefinitionId: 'tasks.workflow_id in (select workflows.id from workflows where workflows.definition_id = $)',
  documentId: 'tasks.document_id = $',
  workflowId: 'tasks.workflow_id = $',
  documentType: `tasks.document_id in (
    select documents.id
      from documents join document_types on document_types.id = documents.type_id
     where lower(document_types.name) = lower($))`,
};

/**
 * The tasks somebody is assignee, assigner or supervisor of, in person or as a member of a team (operations.md 0.3,
 * Q7, Q28). Arrays rather than subqueries, so that PostgreSQL can look each line up in an index and join the findings.
 */
const VISIBLE = `(
    tasks.assignee_id = $
    or tasks.team_id = any (array(select team_id from team_members where user_id = $))
    or tasks.assigned_by_id = $
    or tasks.supervisor_id = $
    or tasks.workflow_id = any (array(
      select workflow_id from workflow_supervisors where user_id = $
      union
      select workflow_id from workflow_supervisor_teams join team_members using (team_id) where user_id = $)))`;

/** What a list is ordered by, and what that has to be joined from. */
interface Ordering {
  readonly by: string;
  readonly join?: string;
}

const personNamed = (column: string, by = 'lower(people.full_name)'): Ordering => ({
  by,
  join: `left join users people on people.id = tasks.${column}`,
});
const DOCUMENT = 'left join documents on documents.id = tasks.document_id';

/** operations.md 1.7; text compares ignoring case. */
const ORDERINGS: Readonly<Record<SortKey, Ordering>> = {
  DefaultSort: { by: 'tasks.id' },
  RecurringEndBy: { by: 'tasks.id' },
  DocumentID: { by: 'tasks.document_id' },
  Instruction: { by: 'lower(left(tasks.instructions, 255))' },
  DateAssigned: { by: 'tasks.started_at' },
  DueDate: { by: 'tasks.due_at' },
  ReminderDate: {
    by: 'case when tasks.reminder_hours > 0 then tasks.due_at - make_interval(hours => tasks.reminder_hours) end',
  },
  Priority: { by: 'tasks.priority' },
  TaskStatus: { by: 'tasks.status' },
  FinishDate: { by: 'tasks.finished_at' },
  Assignee: {
    by: 'lower(coalesce(teams.name, people.full_name))',
    join: `${personNamed('assignee_id').join} left join teams on teams.id = tasks.team_id`,
  },
  AssignedBy: personNamed('assigned_by_id'),
  SuperVisor: personNamed('supervisor_id'),
  WorkflowName: { by: 'lower(workflows.name)', join: 'left join workflows on workflows.id = tasks.workflow_id' },
  DocTypeName: {
    by: 'lower(document_types.name)',
    join: `${DOCUMENT} left join document_types on document_types.id = documents.type_id`,
  },
  DocumentLibrary: {
    by: 'lower(libraries.name)',
    join: `${DOCUMENT} left join folders on folders.id = documents.folder_id
      left join libraries on libraries.id = folders.library_id`,
  },
  DocumentName: { by: 'lower(documents.name)', join: DOCUMENT },
};

/** Parts of a statement about `tasks`, and the values of their placeholders from `$1` on. */
export interface ListClauses {
  /** What follows `from tasks` for the sake of `key`. */
  readonly join: string;
  /** '' when every task is wanted. */
  readonly where: string;
  /** What to order by; ties go by id in the same direction (operations.md 1.7). */
  readonly key: string;
  readonly values: readonly unknown[];
}

/** Composes a list from fixed pieces; what a caller has sent ends up in `values` and nowhere else. */
export function composeList({ filter, order, visibleTo }: TaskListPlan): ListClauses {
  const values: unknown[] = [];
  const withValue = (condition: string, value: unknown): string => {
    values.push(value);
    return condition.replaceAll('$', () => `$${values.length}`);
  };
  const { completion, ...criteria } = filter;
  const conditions = [
    ...Object.entries(criteria)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => withValue(CONDITIONS[name as keyof typeof criteria], value)),
    ...(completion ? [COMPLETIONS[completion]] : []),
    ...(visibleTo === null ? [] : [withValue(VISIBLE, visibleTo)]),
  ];
  const { by, join = '' } = ORDERINGS[order.key];
  return { join, where: conditions.length === 0 ? '' : `where ${conditions.join('\n     and ')}`, key: by, values };
}
