import type { SortKey, TaskOrder } from '../../core/lists/get-tasks.ts';

/** The expression that a list is ordered by, and the joins that it needs. */
interface Ordering {
  readonly by: string;
  readonly join?: string;
  /** The same without a join, for a few tasks out of millions of which PostgreSQL does not know that they are few. */
  readonly ofFew?: string;
}

const personNamed = (column: string, by = 'lower(people.full_name)'): Ordering => ({
  by,
  join: `left join users people on people.id = tasks.${column}`,
});
const DOCUMENT = 'left join documents on documents.id = tasks.document_id';

/** Text compares ignoring case (docs/legacy/operations.md#sort-options). */
export const ORDERINGS: Readonly<Record<SortKey, Ordering>> = {
  DefaultSort: { by: 'tasks.id' },
  RecurringEndBy: { by: 'tasks.id' },
  DocumentID: { by: 'tasks.document_id' },
  Instruction: { by: 'lower(left(tasks.instructions, 255))' },
  DateAssigned: { by: 'tasks.started_at' },
  DueDate: { by: 'tasks.due_at' },
  ReminderDate: {
    // No more than a thousand years before: what a task may ask for reaches behind PostgreSQL's calendar.
    by: `case when tasks.reminder_hours > 0
         then tasks.due_at - least(tasks.reminder_hours, 8760000) * interval '1 hour' end`,
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
  WorkflowName: {
    by: 'lower(workflows.name)',
    join: 'left join workflows on workflows.id = tasks.workflow_id',
    ofFew: 'lower((select workflows.name from workflows where workflows.id = tasks.workflow_id))',
  },
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

/** Orders by what `open_tasks` knows of a task, or by what is joined to that. */
export const KNOWN_OF_OPEN: readonly SortKey[] = [
  'DefaultSort',
  'RecurringEndBy',
  'DocumentID',
  'DateAssigned',
  'DueDate',
  'Priority',
  'WorkflowName',
  'DocTypeName',
  'DocumentLibrary',
  'DocumentName',
];

/**
 * A task without the date a list is ordered by comes where its sentinel would, before all others
 * (docs/legacy/operations.md#types-and-dates).
 */
export function orderBy(key: string, id: string, { ascending }: Omit<TaskOrder, 'key'>): string {
  if (key === id) return `order by ${id} ${ascending ? 'asc' : 'desc'}`;
  if (!ascending) return `order by ${key} desc nulls last, ${id} desc`;
  return `order by ${key} asc nulls first, ${id} asc`;
}
