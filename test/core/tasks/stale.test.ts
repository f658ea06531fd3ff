import { expect } from 'chai';
import { decideCompletion } from '../../../src/core/completion/complete-task.ts';
import type { CompletableTask, CompletionFacts } from '../../../src/core/completion/completion-facts.ts';
import { decideApproval } from '../../../src/core/completion/set-task-approval-status.ts';
import { decideFinishDate } from '../../../src/core/completion/update-task-finish-date.ts';
import { decideStatus } from '../../../src/core/completion/update-task-status.ts';
import { decideAttaching } from '../../../src/core/tasks/add-workflow-attachment.ts';
import { decideDueDateChange } from '../../../src/core/tasks/change-task-due-date.ts';
import { decideDeletion } from '../../../src/core/tasks/delete-task.ts';
import { decideReassignment } from '../../../src/core/tasks/reassign-task.ts';
import { decideDetaching } from '../../../src/core/tasks/remove-workflow-attachment.ts';
import { decideComment } from '../../../src/core/tasks/set-task-comment.ts';
import { decidePriority } from '../../../src/core/tasks/set-task-priority.ts';
import type { TaskRequest } from '../../../src/core/tasks/task-facts.ts';
import { facts } from '../completion/completion.ts';
import { outcomeOf, request } from './one-task.ts';

const updatedAt = new Date('2024-04-01T12:00:00.120Z');
const FRESH = '"2024-04-01T12:00:00.120Z"';
const STALE = '"2024-04-01T12:00:00.119Z"';

const newDueAt = new Date('2024-04-15T17:00:00Z');
const document = { id: 1025, version: 3, attachedVersions: [] };
const alice = { id: 15, fullName: 'Alice Jones', enabled: true };
const attachment = { documentPath: '/Corporate/Legal/Evidence.pdf', versionNumber: 0 };

/** Every decision on a change of one task, each asked for what it accepts. */
const decisions: Readonly<Record<string, (asked: TaskRequest, found: CompletionFacts) => object>> = {
  ReassignTask: (asked, found) =>
    decideReassignment(
      { ...asked, reassignTo: 'alice.jones', newDueAt, newInstructions: '', sendTaskNotice: false },
      {
        ...found,
        task: found.task && { ...found.task, reassignments: 0 },
        target: alice,
        redirections: [],
        earlier: null,
      },
      'reuse',
    ),
  CompleteTask: (asked, found) => decideCompletion({ ...asked, comments: 'Done.' }, found),
  UpdateTaskStatus: (asked, found) =>
    decideStatus({ ...asked, taskStatus: 20, finishedAt: null, comments: 'Wait.' }, found),
  UpdateTaskFinishDate: (asked, found) => decideFinishDate({ ...asked, finishedAt: updatedAt }, found),
  ChangeTaskDueDate: (asked, found) => decideDueDateChange({ ...asked, newDueAt, allowedStartHours: 0 }, found),
  SetTaskComment: (asked, found) => decideComment({ ...asked, comments: 'Wait.' }, found),
  SetTaskPriority: (asked, found) => decidePriority({ ...asked, priority: 10 }, found),
  SetTaskApprovalStatus: (asked, found) => decideApproval({ ...asked, decision: 6 }, found),
  AddWorkflowAttachment: (asked, found) => decideAttaching({ ...asked, ...attachment }, { ...found, document }),
  RemoveWorkflowAttachment: (asked, found) =>
    decideDetaching({ ...asked, ...attachment }, { ...found, document: { ...document, attachedVersions: [3] } }),
  DeleteTask: decideDeletion,
};

describe('deciding on a task that has changed since', () => {
  for (const [name, decide] of Object.entries(decisions)) {
    const [eligible, other] =
      name === 'UpdateTaskFinishDate' ? (['Completed', 'InProgress'] as const) : (['InProgress', 'Completed'] as const);
    const permitted: Partial<CompletableTask> = {
      updatedAt,
      status: eligible,
      permissions: ['Postpone', 'ChangePriority', 'ChangeFinishdate'],
      rightType: 6,
    };
    const outcome = (ifMatch: string | undefined, otherwise: Partial<CompletableTask> | null = {}) =>
      outcomeOf(decide({ ...request, ifMatch }, facts({ task: otherwise && { ...permitted, ...otherwise } })));

    describe(name, () => {
      it('accepts the version that the task has, and any where none is named', () => {
        expect(outcome(FRESH)).to.equal('done');
        expect(outcome(`${STALE}, ${FRESH}`)).to.equal('done');
        expect(outcome('*')).to.equal('done');
        expect(outcome(undefined)).to.equal('done');
      });

      it('refuses every other', () => {
        for (const ifMatch of [STALE, '"2024-04-01T12:00:00.121Z"', `${STALE}, "other"`, ''])
          expect(outcome(ifMatch), ifMatch).to.equal('version-mismatch');
      });

      it('looks at the right before the version, and at the version before the state', () => {
        const stranger = { callerIsAssignee: false };
        expect(outcome(STALE, stranger)).to.equal('access-denied');
        expect(outcome(STALE, { status: other })).to.equal('version-mismatch');
        expect(outcome(STALE, { documentOffline: true })).to.equal('version-mismatch');
        expect(outcome(STALE, null)).to.equal('task-not-found');
      });
    });
  }
});
