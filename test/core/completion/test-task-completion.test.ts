import { expect } from 'chai';
import type { Refusal } from '../../../src/core/refusal.ts';
import { decideCompletionTest, type CompletionTest } from '../../../src/core/completion/test-task-completion.ts';
import { context, facts, ticket } from './completion.ts';

const request: CompletionTest = { credential: ticket, context, taskId: 4812, exceptTaskComments: false };

describe('testing whether a task can be completed', () => {
  const outcomes: [string, Partial<CompletionTest>, Parameters<typeof facts>[0], Refusal | null][] = [
    ['refuses without a ticket', { credential: { kind: 'anonymous' } }, { task: null }, 'anonymous'],
    ['refuses an expired ticket', {}, { caller: null, task: null }, 'ticket-invalid'],
    ['refuses an unknown task', {}, { task: null }, 'task-not-found'],
    ['refuses a stranger', {}, { task: { callerIsAssignee: false, status: 'Completed' } }, 'access-denied'],
    ['refuses a task that is not started', {}, { task: { status: 'NotStarted' } }, 'status-not-eligible'],
    ['refuses a completed task', {}, { task: { status: 'Completed' } }, 'status-not-eligible'],
    ['refuses a dropped task', {}, { task: { status: 'Dropped' } }, 'status-not-eligible'],
    ['refuses a reassigned task', {}, { task: { status: 'Reassigned' } }, 'status-not-eligible'],
    ['agrees to an open task that requires nothing', {}, {}, null],
    ['agrees to one whose due date was changed', {}, { task: { status: 'DueDateChanged' } }, null],
    ['refuses while the document is offline', {}, { task: { documentOffline: true } }, 'document-offline'],
    ['names the state before it', {}, { task: { documentOffline: true, status: 'Completed' } }, 'status-not-eligible'],
    [
      'names it before requirements',
      {},
      { task: { documentOffline: true, requirements: ['Approval'] } },
      'document-offline',
    ],
    ['refuses a missing comment', {}, { task: { requirements: ['Comments'] } }, 'comments-required'],
    ['excepts it when asked to', { exceptTaskComments: true }, { task: { requirements: ['Comments'] } }, null],
    [
      'excepts nothing else',
      { exceptTaskComments: true },
      { task: { requirements: ['Comments', 'Approval'] } },
      'approval-required',
    ],
  ];
  for (const [title, asked, change, refusal] of outcomes) {
    it(title, () => {
      const outcome = decideCompletionTest({ ...request, ...asked }, facts(change));
      expect(outcome).to.deep.equal(refusal === null ? { completable: true } : { refused: refusal });
    });
  }
});
