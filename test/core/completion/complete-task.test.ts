import { expect } from 'chai';
import { decideCompletion, type CompletionRequest } from '../../../src/core/completion/complete-task.ts';
import type { CompletableTask } from '../../../src/core/completion/completion-facts.ts';
import type { Rejection } from '../../../src/core/completion/rejection.ts';
import { isRefused, type Refusal } from '../../../src/core/refusal.ts';
import { context, facts, ticket } from './completion.ts';

const request: CompletionRequest = { credential: ticket, context, taskId: 4812, comments: '' };

describe('completing a task', () => {
  const refusals: [string, Parameters<typeof facts>[0], Refusal][] = [
    ['an expired ticket', { caller: null }, 'ticket-invalid'],
    ['an unknown ticket before an unknown task', { caller: null, task: null }, 'ticket-invalid'],
    ['an unknown task', { task: null }, 'task-not-found'],
    ['anybody but the assignee', { task: { callerIsAssignee: false } }, 'access-denied'],
    ['its supervisor', { task: { callerIsAssignee: false, callerIsSupervisor: true } }, 'access-denied'],
    ['a stranger before the state', { task: { callerIsAssignee: false, status: 'Completed' } }, 'access-denied'],
    ['a task that is not started', { task: { status: 'NotStarted' } }, 'task-not-started'],
    ['a completed task', { task: { status: 'Completed' } }, 'task-completed'],
    ['a dropped task', { task: { status: 'Dropped' } }, 'task-dropped'],
    ['a reassigned task', { task: { status: 'Reassigned' } }, 'task-reassigned'],
    ['the state before the document', { task: { status: 'Completed', documentOffline: true } }, 'task-completed'],
    ['a document that is offline', { task: { documentOffline: true } }, 'document-offline'],
    [
      'the document before requirements',
      { task: { documentOffline: true, requirements: ['Approval'] } },
      'document-offline',
    ],
    ['an unmet requirement', { task: { requirements: ['Approval'] } }, 'approval-required'],
  ];
  for (const [title, change, refusal] of refusals) {
    it(`refuses ${title}`, () => {
      expect(decideCompletion(request, facts(change))).to.deep.equal({ refused: refusal });
    });
  }

  it('refuses without a ticket, before all else', () => {
    const outcome = decideCompletion({ ...request, credential: { kind: 'anonymous' } }, facts({ task: null }));
    expect(outcome).to.deep.equal({ refused: 'anonymous' });
  });

  it('closes an open task now, with the document’s version', () => {
    for (const status of ['InProgress', 'DueDateChanged'] as const) {
      expect(decideCompletion(request, facts({ task: { status } }))).to.deep.include({
        change: {
          taskId: 4812,
          version: 7,
          operation: 'CompleteTask',
          callerId: 12,
          credentialKind: 'ticket',
          context,
          fields: { status: 'Completed', finishedAt: facts().now, endVersion: 3 },
          advancesWorkflow: true,
        },
        refusal: null,
      });
    }
  });

  const changeOf = (comments: string, change: Parameters<typeof facts>[0] = {}) => {
    const outcome = decideCompletion({ ...request, comments }, facts(change));
    if (isRefused(outcome)) throw new Error(outcome.refused);
    return outcome;
  };

  it('counts the comment just given', () => {
    const { change, refusal } = changeOf('Done.\r\n', { task: { requirements: ['Comments'] } });
    expect(refusal).to.equal(null);
    expect(change.fields.comments).to.equal('Done.\n');
  });

  it('keeps the comment, and nothing else, of a completion it refuses', () => {
    const { change, refusal } = changeOf('Nearly.', { task: { requirements: ['Approval'] } });
    expect(refusal).to.equal('approval-required');
    expect(change.fields).to.deep.equal({ comments: 'Nearly.' });
    expect(change).not.to.have.any.keys('notices', 'advancesWorkflow');
  });

  it('keeps no comment while the document is offline', () => {
    const outcome = decideCompletion({ ...request, comments: 'Lost.' }, facts({ task: { documentOffline: true } }));
    expect(outcome).to.deep.equal({ refused: 'document-offline' });
  });

  describe('rejected', () => {
    const stops = (task: Partial<CompletableTask>, rejection?: Rejection) => {
      const outcome = decideCompletion(request, facts({ task }), rejection);
      if (isRefused(outcome)) throw new Error(outcome.refused);
      expect(outcome.change.advancesWorkflow).to.equal(true);
      return outcome.change.stopsWorkflow === true;
    };
    const rows: [string, Partial<CompletableTask>, Rejection | undefined, boolean][] = [
      ['stops its workflow', { approvalStatus: 'Rejected' }, undefined, true],
      ['stops it where the server says so', { approvalStatus: 'Rejected' }, 'stop', true],
      ['lets it go on where the server says so', { approvalStatus: 'Rejected' }, 'advance', false],
      ['stops nothing outside steps', { approvalStatus: 'Rejected', isInStep: false }, undefined, false],
      ['or not: approved', { approvalStatus: 'Approved' }, undefined, false],
      ['or not: undecided', {}, undefined, false],
    ];
    for (const [title, task, rejection, expected] of rows) {
      it(title, () => expect(stops(task, rejection)).to.equal(expected));
    }
  });

  const asked = { notifyOnCompletion: true, assignedById: 7, supervisorId: 8, documentOwnerId: 9 };
  const recipients: [string, Partial<CompletableTask>, number[] | null][] = [
    ['the assigner of a task added by hand that asks for it', { ...asked, definitionId: 0 }, [7]],
    ['nobody where that one has no assigner', { ...asked, definitionId: 0, assignedById: null }, null],
    ['the owner of the document and the supervisor for a task of a definition', asked, [9, 8]],
    ['the supervisor alone where there is no owner', { ...asked, documentOwnerId: null }, [8]],
    ['one who is both once', { ...asked, documentOwnerId: 8 }, [8]],
    ['nobody where nobody asks', { ...asked, notifyOnCompletion: false }, null],
  ];
  for (const [title, task, expected] of recipients) {
    it(`tells ${title}`, () =>
      expect(changeOf('', { task }).change.notices).to.deep.equal(
        expected?.map((recipientId) => ({ topic: 'TaskCompleted', recipientId })),
      ));
  }
});
