import {
  DOCUMENT,
  LEGAL,
  LOGINS,
  PEOPLE,
  type Json,
  type Office,
  type Told,
  type Who,
} from '../../support/five-apis/office.ts';
import type { Api } from '../../support/five-apis/readers.ts';

/** One call, and how every API then sees the task. */
export interface Row {
  readonly call: string;
  /** The task's fields in the fixture beside those of the usual one: Jane's, owned and supervised by John. */
  readonly task?: object;
  readonly prepare?: (office: Office, taskId: number) => Promise<unknown>;
  /** Gives the id of the task to look at, where that is another one. */
  readonly change: (office: Office, taskId: number) => Promise<Told>;
  readonly sees: Readonly<Record<Api, string>>;
  /** The call says nothing new of the task. */
  readonly keepsVersion?: boolean;
}

const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 19);

const reassignment = (to: Who) => ({
  reassignTo: LOGINS[to],
  newDueDate: days(9),
  newInstructions: 'Please.',
  sendTaskNotice: 'false',
});

/** A Maxsight change under the version that is read before it. */
const update = async (office: Office, taskId: number, who: Who, body: unknown): Promise<Told> => {
  const { json } = await office.maxsight(who, 'GET', `/tasks/${taskId}`);
  return office.maxsight(who, 'PUT', `/tasks/${taskId}/update-assignment`, body, String(json.updated_at));
};
const toUser = (to: Who) => ({
  update: {
    assigned_by_id: String(PEOPLE.john),
    assigned_to_id: String(PEOPLE[to]),
    assigned_to_type: 'USER',
    assignment_comment: null,
  },
});

const assignTo = (office: Office, who: Who, taskId: number, to: Who): Promise<Told> =>
  office.box(who, 'POST', '/task_assignments', {
    task: { id: String(taskId), type: 'task' },
    assign_to: { id: String(PEOPLE[to]) },
  });

/** The Box assignment of somebody. */
const assignmentOf = async (office: Office, taskId: number, to: Who): Promise<string> => {
  const { json } = await office.box('carol', 'GET', `/tasks/${taskId}/assignments`);
  const entry = (json.entries as readonly Json[]).find((each) => (each.assigned_to as Json).id === String(PEOPLE[to]));
  return String(entry?.id);
};

const tier = (to: Who, slaMinutes: number) => ({
  assignee: { user: `${LOGINS[to]}@example.com`, userType: 'CONDUCTOR_USER' },
  slaMinutes,
});
const reassignInTiers = (office: Office, taskId: number): Promise<Told> =>
  office.orkes('john', 'POST', `/${taskId}/reassign`, [tier('alice', 20), tier('carol', 0)]);

const BY_JANE = {
  L: 'InProgress jane',
  M: 'INCOMPLETE jane',
  W: 'ACTIVE [jane]',
  O: 'ASSIGNED jane',
  B: 'open [jane:incomplete]',
};
const two = { assignees: [{ user: LOGINS.jane }, { user: LOGINS.alice }] };
const gone = { L: 'Task not found', M: '404', W: '404', O: '404', B: '404' };
const dropped = {
  L: 'Dropped jane',
  M: 'INCOMPLETE jane locked',
  W: 'CANCELED [jane]',
  O: 'DELETED jane',
  B: 'open [jane:incomplete]',
};
const completed = {
  L: 'Completed jane',
  M: 'COMPLETED_PASS jane locked',
  W: 'COMPLETED [jane]',
  O: 'COMPLETED jane',
  B: 'completed [jane:completed]',
};
const nobody = { L: 'InProgress nobody', M: 'INCOMPLETE nobody', W: 'ACTIVE []', O: 'ASSIGNED nobody', B: 'open []' };
const toAlice = {
  L: 'InProgress alice',
  M: 'INCOMPLETE alice',
  W: 'ACTIVE [alice]',
  O: 'ASSIGNED alice',
  B: 'open [alice:incomplete]',
};
const approval = { requirements: [{ type: 'Approval' }] };

/** Every kind of change through every API that has it. */
export const ROWS: readonly Row[] = [
  {
    call: 'L ReassignTask',
    change: (office, taskId) => office.legacy('jane', 'ReassignTask', { taskId, ...reassignment('alice') }),
    sees: {
      L: 'Reassigned jane',
      M: 'INCOMPLETE jane locked reassigned',
      W: 'CANCELED [jane]',
      O: 'DELETED jane',
      B: 'open [jane:incomplete]',
    },
  },
  {
    call: 'L CompleteTask, the last',
    change: (office, taskId) => office.legacy('jane', 'CompleteTask', { taskId, comments: '' }),
    sees: completed,
  },
  {
    call: 'L CompleteTask, others asked',
    task: two,
    change: (office, taskId) => office.legacy('jane', 'CompleteTask', { taskId, comments: '' }),
    sees: {
      L: 'InProgress alice',
      M: 'INCOMPLETE alice',
      W: 'ACTIVE [jane alice]',
      O: 'ASSIGNED alice',
      B: 'open [jane:completed alice:incomplete]',
    },
  },
  {
    call: 'L SetTaskApprovalStatus',
    task: approval,
    change: (office, taskId) => office.legacy('jane', 'SetTaskApprovalStatus', { taskId, approvalDecision: '6' }),
    sees: { ...BY_JANE, L: 'InProgress jane Approved' },
  },
  {
    call: 'L SetTaskComment',
    change: (office, taskId) => office.legacy('jane', 'SetTaskComment', { taskId, comments: 'Nearly done.' }),
    sees: BY_JANE,
  },
  {
    call: 'L ChangeTaskDueDate',
    task: { permissions: ['Postpone'] },
    change: (office, taskId) =>
      office.legacy('jane', 'ChangeTaskDueDate', { taskId, newDueDate: days(9), allowedStartTimeSpan: '0' }),
    sees: { ...BY_JANE, L: 'DueDateChanged jane' },
  },
  {
    call: 'L SetTaskPriority',
    change: (office, taskId) => office.legacy('john', 'SetTaskPriority', { taskId, taskPriority: '10' }),
    sees: BY_JANE,
  },
  {
    call: 'L UpdateTaskStatus -1',
    change: (office, taskId) =>
      office.legacy('jane', 'UpdateTaskStatus', {
        taskId,
        taskStatus: '-1',
        finishDate: '0001-01-01T00:00:00',
        comments: '',
      }),
    sees: dropped,
  },
  { call: 'L DeleteTask', change: (office, taskId) => office.legacy('john', 'DeleteTask', { taskId }), sees: gone },
  { call: 'M update USER', change: (office, id) => update(office, id, 'john', toUser('alice')), sees: toAlice },
  {
    call: 'M update TEAM',
    change: (office, id) =>
      update(office, id, 'john', {
        update: { ...toUser('john').update, assigned_to_id: String(LEGAL), assigned_to_type: 'TEAM' },
      }),
    sees: {
      L: 'InProgress Legal',
      M: 'INCOMPLETE Legal',
      W: 'ACTIVE [Legal]',
      O: 'ASSIGNED Legal',
      B: 'open [Legal:incomplete]',
    },
  },
  {
    call: 'M unassign',
    change: (office, id) =>
      update(office, id, 'john', { unassign: { assigned_by_id: String(PEOPLE.john), assignment_comment: null } }),
    sees: nobody,
  },
  {
    call: 'W changeAssignees, one',
    change: (office, id) =>
      office.worldServer('john', 'POST', '/tasks/changeAssignees', [{ id, assignedUserIds: [PEOPLE.alice] }]),
    sees: toAlice,
  },
  {
    call: 'W changeAssignees, many',
    change: (office, id) =>
      office.worldServer('john', 'POST', '/tasks/changeAssignees', [
        { id, assignedUserIds: [PEOPLE.alice, PEOPLE.carol], assignedRoleIds: [LEGAL] },
      ]),
    sees: {
      L: 'InProgress alice',
      M: 'INCOMPLETE alice',
      W: 'ACTIVE [alice carol Legal]',
      O: 'ASSIGNED alice',
      B: 'open any [alice:incomplete carol:incomplete Legal:incomplete]',
    },
  },
  {
    call: 'W claim',
    task: { team: 'Legal' },
    change: (office, id) => office.worldServer('alice', 'POST', '/tasks/claim', [{ id }]),
    sees: {
      L: 'InProgress alice',
      M: 'INCOMPLETE Legal',
      W: 'ACTIVE [Legal]',
      O: 'IN_PROGRESS Legal claimed:alice',
      B: 'open [Legal:incomplete]',
    },
  },
  {
    call: 'W unclaim',
    task: { team: 'Legal', claimedBy: LOGINS.alice },
    change: (office, id) => office.worldServer('alice', 'POST', '/tasks/unclaim', [{ id }]),
    sees: {
      L: 'InProgress Legal',
      M: 'INCOMPLETE Legal',
      W: 'ACTIVE [Legal]',
      O: 'ASSIGNED Legal',
      B: 'open [Legal:incomplete]',
    },
  },
  {
    call: 'W complete',
    prepare: (office, id) => office.worldServer('jane', 'POST', '/tasks/claim', [{ id }]),
    change: (office, id) =>
      office.worldServer('jane', 'POST', '/tasks/complete', [{ id, transitionId: 1, comment: 'Done.' }]),
    sees: { ...completed, O: 'COMPLETED jane claimed:jane' },
  },
  {
    call: 'W PATCH',
    change: (office, id) => office.worldServer('john', 'PATCH', '/tasks', [{ id, priority: 10 }]),
    sees: BY_JANE,
  },
  {
    call: 'O claim',
    change: (office, id) => office.orkes('jane', 'POST', `/${id}/claim`),
    sees: { ...BY_JANE, O: 'IN_PROGRESS jane claimed:jane' },
  },
  {
    call: 'O externalUser, no account',
    change: (office, id) => office.orkes('john', 'POST', `/${id}/externalUser/Notary%20Ltd?overrideAssignment=true`),
    sees: { ...BY_JANE, L: 'InProgress Notary Ltd', O: 'IN_PROGRESS jane claimed:Notary Ltd' },
  },
  {
    call: 'O release',
    task: { claimedBy: LOGINS.jane, assignee: LOGINS.jane },
    change: (office, id) => office.orkes('jane', 'POST', `/${id}/release`),
    sees: BY_JANE,
  },
  {
    call: 'O update',
    task: { claimedBy: LOGINS.jane, assignee: LOGINS.jane },
    change: (office, id) => office.orkes('jane', 'POST', `/${id}/update?complete=false`, { answer: 42 }),
    sees: { ...BY_JANE, O: 'IN_PROGRESS jane claimed:jane' },
  },
  {
    call: 'O update, complete',
    task: { claimedBy: LOGINS.jane, assignee: LOGINS.jane },
    change: (office, id) => office.orkes('jane', 'POST', `/${id}/update?complete=true`, { comments: 'Done.' }),
    sees: { ...completed, O: 'COMPLETED jane claimed:jane' },
  },
  { call: 'O reassign in tiers', change: reassignInTiers, sees: { ...toAlice, B: 'open any [alice:incomplete]' } },
  {
    call: 'O skip',
    prepare: reassignInTiers,
    change: (office, id) => office.orkes('john', 'POST', `/${id}/skip?reason=away`),
    sees: {
      L: 'InProgress carol',
      M: 'INCOMPLETE carol',
      W: 'ACTIVE [carol]',
      O: 'ASSIGNED carol',
      B: 'open any [carol:incomplete]',
    },
  },
  {
    call: 'O skip, the last',
    task: { tiers: [{ user: LOGINS.jane, slaMinutes: 9 }] },
    change: (office, id) => office.orkes('john', 'POST', `/${id}/skip`),
    sees: nobody,
  },
  {
    call: 'O skip, the last of a task that ends then',
    task: { tiers: [{ user: LOGINS.jane, slaMinutes: 9 }], afterTiers: 'terminate' },
    change: (office, id) => office.orkes('john', 'POST', `/${id}/skip`),
    sees: dropped,
  },
  { call: 'O delete', change: (office, id) => office.orkes('john', 'DELETE', `/delete/${id}`), sees: dropped },
  {
    call: 'B POST assignment',
    change: (office, id) => assignTo(office, 'john', id, 'alice'),
    sees: { ...BY_JANE, W: 'ACTIVE [jane alice]', B: 'open [jane:incomplete alice:incomplete]' },
  },
  {
    call: 'B PUT message',
    change: (office, id) => office.box('jane', 'PUT', `/task_assignments/${id}`, { message: 'Nearly done.' }),
    sees: BY_JANE,
  },
  {
    call: 'B PUT resolution',
    task: approval,
    change: (office, id) => office.box('jane', 'PUT', `/task_assignments/${id}`, { resolution_state: 'rejected' }),
    sees: {
      L: 'Completed jane Rejected',
      M: 'COMPLETED_FAIL jane locked',
      W: 'COMPLETED [jane]',
      O: 'COMPLETED jane',
      B: 'completed [jane:rejected]',
    },
  },
  {
    call: 'B PUT resolution, one is enough',
    task: { ...two, completionRule: 'any' },
    change: async (office, id) =>
      office.box('alice', 'PUT', `/task_assignments/${await assignmentOf(office, id, 'alice')}`, {
        resolution_state: 'completed',
      }),
    sees: {
      L: 'Completed alice',
      M: 'COMPLETED_PASS alice locked',
      W: 'COMPLETED [jane alice]',
      O: 'COMPLETED alice',
      B: 'completed any [jane:incomplete alice:completed]',
    },
  },
  {
    call: 'B DELETE assignment, others left',
    task: two,
    change: async (office, id) =>
      office.box('john', 'DELETE', `/task_assignments/${await assignmentOf(office, id, 'jane')}`),
    sees: toAlice,
  },
  {
    call: 'B DELETE assignment, the last',
    change: (office, id) => office.box('john', 'DELETE', `/task_assignments/${id}`),
    sees: nobody,
  },
  {
    call: 'B PUT task',
    change: (office, id) =>
      office.box('john', 'PUT', `/tasks/${id}`, {
        message: 'Please look again.',
        due_at: `${days(9)}Z`,
        action: 'review',
      }),
    sees: { ...BY_JANE, L: 'DueDateChanged jane' },
  },
  { call: 'B DELETE task', change: (office, id) => office.box('john', 'DELETE', `/tasks/${id}`), sees: gone },
  {
    call: 'L TransferUserTasks',
    // Everything of Carol's moves, so that the other rows keep theirs.
    task: { assignee: LOGINS.carol },
    change: (office) =>
      office.legacy('ada', 'TransferUserTasks', { fromUserName: LOGINS.carol, toUserName: LOGINS.alice }),
    sees: toAlice,
  },
  {
    call: 'B POST task',
    change: (office) =>
      office.box('john', 'POST', '/tasks', { item: { id: String(DOCUMENT), type: 'file' }, action: 'complete' }),
    sees: nobody,
  },
];
