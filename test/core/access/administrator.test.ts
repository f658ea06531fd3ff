import { expect } from 'chai';
import { decideAttaching } from '../../../src/core/tasks/add-workflow-attachment.ts';
import { decideDueDateChange } from '../../../src/core/tasks/change-task-due-date.ts';
import { decideCompletion } from '../../../src/core/completion/complete-task.ts';
import { decideDeletion } from '../../../src/core/tasks/delete-task.ts';
import { decideDetaching } from '../../../src/core/tasks/remove-workflow-attachment.ts';
import { decideApproval } from '../../../src/core/completion/set-task-approval-status.ts';
import { decideComment } from '../../../src/core/tasks/set-task-comment.ts';
import { decidePriority } from '../../../src/core/tasks/set-task-priority.ts';
import { decideCompletionTest } from '../../../src/core/completion/test-task-completion.ts';
import { decideFinishDate } from '../../../src/core/completion/update-task-finish-date.ts';
import { decideStatus } from '../../../src/core/completion/update-task-status.ts';
import * as completing from '../completion/completion.ts';
import { facts, now, outcomeOf, request, stranger } from '../tasks/one-task.ts';

const adam = { id: 2, roles: ['administrator'] };
const open = { ...facts(stranger), caller: adam };
const done = { ...facts({ ...stranger, status: 'Completed' as const }), caller: adam };
const document = { id: 1025, version: 3, attachedVersions: [2] };
const attachment = { ...request, documentPath: '/Corporate/Legal/Evidence.pdf' };
const completable = { ...completing.facts({ task: stranger }), caller: adam };
const later = new Date(now.getTime() + 86_400_000);

/** Whom each operation on one task names beside its assignee, an administrator is as good as. */
describe('an administrator who has nothing to do with the task', () => {
  const allowed: Readonly<Record<string, object>> = {
    'moves its due date': decideDueDateChange({ ...request, newDueAt: later, allowedStartHours: 0 }, open),
    'corrects its finish date': decideFinishDate({ ...request, finishedAt: now }, done),
    'sets its priority': decidePriority({ ...request, priority: 1 }, open),
    'attaches a document': decideAttaching({ ...attachment, versionNumber: 0 }, { ...open, document }),
    'takes a document off': decideDetaching({ ...attachment, versionNumber: 2 }, { ...open, document }),
    'removes it': decideDeletion(request, open),
  };
  for (const [does, decision] of Object.entries(allowed)) {
    it(does, () => expect(outcomeOf(decision)).to.equal('done'));
  }

  const assigneesOwn: Readonly<Record<string, object>> = {
    'completes it': decideCompletion({ ...request, comments: '' }, completable),
    'tests its completion': decideCompletionTest({ ...request, exceptTaskComments: true }, completable),
    'puts it into another state': decideStatus(
      { ...request, taskStatus: 10, finishedAt: null, comments: null },
      completable,
    ),
    'comments on it': decideComment({ ...request, comments: '' }, open),
    'decides it': decideApproval({ ...request, decision: 6 }, open),
  };
  for (const [does, decision] of Object.entries(assigneesOwn)) {
    it(`is not one who ${does}`, () => expect(outcomeOf(decision)).to.equal('access-denied'));
  }
});
