import type { Rows } from './copy.ts';
import { administratorOf, CHIEFS, chiefOf, type Sizes, TASKS_PER_WORKFLOW } from './data.ts';

/** As PostgreSQL writes them. */
export interface Moments {
  readonly yesterday: string;
  readonly inTenDays: string;
}

export const FOLDERS = 100;
const REDIRECTED_EVERY = 20;

const REQUIREMENTS = '[{"type": "Approval"}, {"type": "FormTemplate", "objectId": 77, "definition": "F-77"}]';

/** Never a chief. */
const somebody = (n: number, { users }: Sizes): number => CHIEFS + 1 + (n % (users - CHIEFS));
const workflowOf = (taskId: number): number => Math.ceil(taskId / TASKS_PER_WORKFLOW);
const folderOf = (documentId: number): number => 1 + (documentId % FOLDERS);

/** Rows whose number grows with the number of tasks, besides the tasks. */
export const peopleAndDocuments = (sizes: Sizes, { yesterday }: Moments, passwordHash: string): readonly Rows[] => [
  {
    table: 'users',
    count: sizes.users,
    row: (n) => ({
      id: n,
      login: `user.${n}`,
      password_hash: passwordHash,
      first_name: `First${n}`,
      last_name: `Last${n}`,
      email: `user${n}@bench.invalid`,
      roles: n === administratorOf(sizes) ? '{administrator}' : '{}',
    }),
  },
  {
    table: 'redirections',
    count: Math.floor((sizes.users - CHIEFS) / REDIRECTED_EVERY),
    row: (n) => {
      const user = CHIEFS + n * REDIRECTED_EVERY;
      return { user_id: user, target_id: user - 1, starts_at: yesterday };
    },
  },
  {
    table: 'documents',
    count: sizes.documents,
    row: (n) => ({
      id: n,
      folder_id: folderOf(n),
      name: `Document ${n}.pdf`,
      path: `/Bench/Folder ${folderOf(n)}/Document ${n}.pdf`,
      type_id: 1,
      version: 3,
    }),
  },
  {
    table: 'workflows',
    count: sizes.workflows,
    row: (n) => ({ id: n, definition_id: 1, document_id: 1 + (n % sizes.documents), name: `ContractApproval ${n}` }),
  },
  {
    table: 'workflow_supervisors',
    count: 2 * sizes.workflows,
    row: (n) => {
      const workflow = Math.ceil(n / 2);
      const chief = chiefOf(workflow * TASKS_PER_WORKFLOW);
      return { workflow_id: workflow, user_id: n % 2 === 1 ? chief : somebody(workflow, sizes) };
    },
  },
];

export const tasks = (sizes: Sizes, { yesterday, inTenDays }: Moments): Rows => ({
  table: 'tasks',
  count: sizes.tasks,
  row: (n) => ({
    id: n,
    status: 'InProgress',
    assignee_id: somebody(n, sizes),
    assigned_by_id: somebody(n * 7, sizes),
    supervisor_id: somebody(n * 3, sizes),
    document_id: 1 + (n % sizes.documents),
    workflow_id: workflowOf(n),
    step_number: 1,
    definition_id: 55,
    deadline_hours: 240,
    reminder_hours: 24,
    started_at: yesterday,
    due_at: inTenDays,
    name: `LegalReview ${n}`,
    step_name: 'Review',
    instructions: 'Please review the contract carefully and note what you would change.',
    permissions: '{Postpone}',
    requirements: REQUIREMENTS,
  }),
});

export const attachments = (sizes: Sizes): Rows => ({
  table: 'task_attachments',
  count: sizes.tasks,
  row: (n) => ({
    task_id: n,
    document_id: 1 + ((n + 1) % sizes.documents),
    version: 1,
    attached_by_id: somebody(n, sizes),
  }),
});
