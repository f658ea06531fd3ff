import type { CompletableTask, CompletionFacts } from '../../../src/core/completion/completion-facts.ts';
import { task as openTask } from '../tasks/one-task.ts';
import type { CallContext, Credential } from '../../../src/core/access/credential.ts';

export const ticket: Credential = { kind: 'ticket', secret: 'a' };
export const context: CallContext = { api: 'asmx', requestId: 'request-1' };

/** An open task of the caller that lacks nothing and requires nothing. */
export const task: CompletableTask = {
  ...openTask,
  requirements: [],
  comments: '',
  approvalStatus: 'NoResult',
  attachmentCount: 0,
  allowedStartAt: null,
  hasDocument: true,
  callerHasCheckedOut: false,
  callerHasReadNewest: false,
  callerHasReadPublished: false,
  callerHasEdited: false,
  isoReviewed: false,
  soxReviewed: false,
  assignedById: 7,
  supervisorId: null,
  documentOwnerId: null,
  notifyOnCompletion: false,
};

/** The facts of the caller's example task, with those that a test replaces. */
export const facts = (
  otherwise: { readonly caller?: null; readonly task?: Partial<CompletableTask> | null } = {},
): CompletionFacts => ({
  now: new Date('2024-04-10T09:00:00Z'),
  caller: otherwise.caller === null ? null : { id: 12, roles: [] },
  task: otherwise.task === null ? null : { ...task, ...otherwise.task },
});
