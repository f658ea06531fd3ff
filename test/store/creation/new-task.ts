import type { RelatedTaskRequest } from '../../../src/core/creation/create-related-task.ts';
import type { TaskCreationRequest } from '../../../src/core/creation/create-task.ts';
import type { Credential } from '../../../src/core/access/credential.ts';
import type { NewTaskRequest, TaskModel } from '../../../src/core/creation/new-task.ts';

const context = { api: 'asmx', requestId: 'request-1' };
const WEEK_MS = 7 * 24 * 3_600_000;

export const model: TaskModel = {
  requestedAssignee: ' ALICE.jones ',
  instructions: 'Please “review”.',
  dueAt: new Date(Date.now() + WEEK_MS),
  priority: 10,
  rightType: 5,
  permissions: ['Postpone', 'ChangePriority'],
  requirements: [{ type: 'FormTemplate', objectId: 77, definition: 'F-77' }],
  allowedStartHours: 24,
  reminderHours: 48,
  sendTaskNotice: true,
  notifyOnCompletion: true,
};

const asked = (credential: Credential, more: Partial<TaskModel>): NewTaskRequest => ({
  credential,
  context,
  model: { ...model, ...more },
});

/** A task on the office's contract, with what a test wants otherwise. */
export const creation = (
  credential: Credential,
  more: Partial<TaskModel> = {},
  otherwise: Partial<TaskCreationRequest> = {},
): TaskCreationRequest => ({
  ...asked(credential, more),
  documentPath: '/corporate/legal/CONTRACTDRAFT.pdf',
  ...otherwise,
});

/** A task beside the example's, with what a test wants otherwise. */
export const relation = (
  credential: Credential,
  more: Partial<TaskModel> = {},
  otherwise: Partial<RelatedTaskRequest> = {},
): RelatedTaskRequest => ({ ...asked(credential, more), taskId: 4812, ...otherwise });
