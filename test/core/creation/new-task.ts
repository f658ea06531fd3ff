import type { NewTask, NewTaskFacts, NewTaskRequest, TaskModel } from '../../../src/core/creation/new-task.ts';
import type { Earlier, RepeatMark } from '../../../src/core/repeats.ts';

export const now = new Date('2024-04-01T12:00:00Z');

export const alice = { id: 15, fullName: 'Alice Jones', enabled: true };
export const bob = { id: 9, fullName: 'Bob Jones', enabled: true };
export const gone = { id: 16, fullName: 'Gone User', enabled: false };

export const model: TaskModel = {
  requestedAssignee: 'alice.jones',
  instructions: 'Please review.',
  dueAt: new Date('2024-04-15T17:30:00Z'),
  priority: 10,
  rightType: 5,
  permissions: ['Postpone'],
  requirements: [{ type: 'Approval', objectId: 0, definition: '' }],
  allowedStartHours: 24,
  reminderHours: 48,
  sendTaskNotice: true,
  notifyOnCompletion: true,
};

/** The request of both operations that open a task. */
export const request: NewTaskRequest = {
  credential: { kind: 'ticket', secret: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' },
  context: { api: 'asmx', requestId: 'r1' },
  model,
};

/** A caller without any role, and a target whose tasks nobody redirects. */
export const facts: NewTaskFacts = {
  now,
  caller: { id: 12, roles: [] },
  target: alice,
  redirections: [],
  earlier: null,
};

/** What both plan for it on the document of the example. */
export const plan = {
  model,
  assigneeId: 15,
  callerId: 12,
  redirectedFromId: null,
  redirectPath: null,
  documentId: 1024,
  startVersion: 3,
  deadlineHours: 14 * 24 + 5,
  credentialKind: 'ticket',
  context: request.context,
  repeat: undefined,
};

/** What a call that may be a repeat is known by. */
export const repeat: RepeatMark = { digest: '5e'.repeat(32), parameters: 'a7'.repeat(32), windowSeconds: 86_400 };

/** What the call it repeats was told. */
export const earlier: Earlier<NewTask> = {
  answer: { taskId: 4813, redirectedTo: 'alice.jones' },
  parameters: repeat.parameters,
};

export const withoutTemplate: TaskModel = {
  ...model,
  requirements: [
    { type: 'Sign', objectId: 0, definition: '' },
    { type: 'FormTemplate', objectId: 0, definition: 'F-77' },
  ],
};
