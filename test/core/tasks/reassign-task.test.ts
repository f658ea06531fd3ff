import { expect } from 'chai';
import {
  decideReassignment,
  type ReassignableTask,
  type ReassignmentPlan,
  type ReassignmentRequest,
  type ReassignmentSnapshot,
} from '../../../src/core/tasks/reassign-task.ts';
import { isRefused, type Refusal } from '../../../src/core/refusal.ts';
import { isRepeated } from '../../../src/core/repeats.ts';
import { TASK_STATUSES, type TaskStatus } from '../../../src/core/tasks/task-status.ts';

const now = new Date('2024-04-01T12:00:00Z');
const jane = { id: 12 };
const alice = { id: 15, fullName: 'Alice Jones', enabled: true };
const bob = { id: 9, fullName: 'Bob Jones', enabled: true };
const carol = { id: 21, fullName: 'Carol King', enabled: true };

const request: ReassignmentRequest = {
  credential: { kind: 'ticket', secret: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' },
  context: { api: 'asmx', requestId: 'r1' },
  taskId: 4812,
  reassignTo: 'alice.jones',
  newDueAt: new Date('2024-04-15T17:30:00Z'),
  newInstructions: 'Please review and approve by end of month.',
  sendTaskNotice: true,
};

const task: ReassignableTask = {
  id: 4812,
  version: 7,
  status: 'InProgress',
  callerIsAssignee: true,
  callerIsSupervisor: false,
  documentOffline: false,
  documentVersion: 3,
  reassignments: 0,
};

const snapshot: ReassignmentSnapshot = { now, caller: jane, task, target: alice, redirections: [], earlier: null };

function planned(
  facts: Partial<ReassignmentSnapshot> = {},
  asked: Partial<ReassignmentRequest> = {},
  emptyInstructions: 'reuse' | 'clear' = 'reuse',
): ReassignmentPlan {
  const outcome = decideReassignment({ ...request, ...asked }, { ...snapshot, ...facts }, emptyInstructions);
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
  if (isRepeated(outcome)) throw new Error('repeated');
  return outcome;
}

const refusalOf = (
  facts: Partial<ReassignmentSnapshot>,
  asked: Partial<ReassignmentRequest> = {},
): Refusal | 'planned' => {
  const outcome = decideReassignment({ ...request, ...asked }, { ...snapshot, ...facts }, 'reuse');
  return isRefused(outcome) ? outcome.refused : 'planned';
};

describe('deciding a reassignment', () => {
  const stranger = { ...task, callerIsAssignee: false };
  const refusals: [string, Partial<ReassignmentSnapshot>, Partial<ReassignmentRequest>, Refusal][] = [
    ['refuses an anonymous caller', { caller: null }, { credential: { kind: 'anonymous' } }, 'anonymous'],
    ['refuses an unknown or expired ticket', { caller: null }, {}, 'ticket-invalid'],
    ['refuses a task that does not exist', { task: null }, {}, 'task-not-found'],
    ['refuses an unknown login', { target: null }, {}, 'user-not-found'],
    ['refuses a disabled account', { target: { ...alice, enabled: false } }, {}, 'user-not-found'],
    ['refuses a caller who is neither assignee nor supervisor', { task: stranger }, {}, 'access-denied'],
    ['refuses a due date in the past', {}, { newDueAt: new Date('2024-03-31T12:00:00Z') }, 'due-date-past'],
    ['refuses a due date that is now', {}, { newDueAt: now }, 'due-date-past'],
    ['refuses while the document is offline', { task: { ...task, documentOffline: true } }, {}, 'document-offline'],
  ];
  for (const [sentence, facts, asked, refusal] of refusals) {
    it(sentence, () => expect(refusalOf(facts, asked)).to.equal(refusal));
  }

  const outcomeByStatus: Record<TaskStatus, Refusal | 'planned'> = {
    Reassigned: 'status-not-eligible',
    Dropped: 'status-not-eligible',
    NotStarted: 'status-not-eligible',
    InProgress: 'planned',
    DueDateChanged: 'planned',
    Completed: 'status-not-eligible',
  };
  for (const status of TASK_STATUSES) {
    it(`answers ${outcomeByStatus[status]} for a task that is ${status}`, () =>
      expect(refusalOf({ task: { ...task, status } })).to.equal(outcomeByStatus[status]));
  }

  it('lets a supervisor reassign somebody else’s task', () => {
    expect(refusalOf({ task: { ...stranger, callerIsSupervisor: true } })).to.equal('planned');
  });

  it('accepts a due date one millisecond from now', () => {
    expect(planned({}, { newDueAt: new Date(now.getTime() + 1) }).deadlineHours).to.equal(0);
  });

  it('names the first thing that is wrong, in the order of the document', () => {
    const wrong: [Partial<ReassignmentSnapshot>, Partial<ReassignmentRequest>][] = [
      [{ caller: null }, { credential: { kind: 'anonymous' } }],
      [{ caller: null }, {}],
      [{ task: null }, {}],
      [{ target: null }, {}],
      [{ task: { ...stranger, status: 'Completed', documentOffline: true } }, {}],
      [{ task: { ...task, status: 'Completed', documentOffline: true } }, {}],
      [{ task: { ...task, documentOffline: true } }, { newDueAt: now }],
      [{ task: { ...task, documentOffline: true } }, {}],
    ];
    const order = [
      'anonymous',
      'ticket-invalid',
      'task-not-found',
      'user-not-found',
      'access-denied',
      'status-not-eligible',
      'due-date-past',
      'document-offline',
    ];
    const firstWrong = (from: number) => {
      const andLater = wrong.slice(from).reverse();
      const facts = Object.assign({}, ...andLater.map(([each]) => each)) as Partial<ReassignmentSnapshot>;
      const asked = Object.assign({}, ...andLater.map(([, each]) => each)) as Partial<ReassignmentRequest>;
      return refusalOf(facts, asked);
    };
    expect(wrong.map((_, from) => firstWrong(from))).to.deep.equal(order);
  });

  describe('of a task that has been reassigned before', () => {
    const outcomeAt = (reassignments: number, maxReassignments: number, asked: Partial<ReassignmentRequest> = {}) => {
      const facts = { ...snapshot, task: { ...task, reassignments } };
      const outcome = decideReassignment({ ...request, ...asked }, facts, 'reuse', { maxReassignments });
      return isRefused(outcome) ? outcome.refused : 'planned';
    };

    it('does not mind how often, where there is no limit', () =>
      expect([outcomeAt(32_767, 0), refusalOf({ task: { ...task, reassignments: 99 } })]).to.deep.equal([
        'planned',
        'planned',
      ]));
    it('refuses one more than the limit', () =>
      expect([outcomeAt(1, 2), outcomeAt(2, 2), outcomeAt(3, 2)]).to.deep.equal([
        'planned',
        'too-many-reassignments',
        'too-many-reassignments',
      ]));
    it('puts back what was all the same', () => expect(outcomeAt(2, 2, { restores: true })).to.equal('planned'));
    it('names whatever else is wrong first', () => {
      const offline = { ...snapshot, task: { ...task, reassignments: 2, documentOffline: true } };
      expect(decideReassignment(request, offline, 'reuse', { maxReassignments: 2 })).to.deep.equal({
        refused: 'document-offline',
      });
    });
  });

  it('answers a repeat as the first call was answered, whatever has changed since', () => {
    const earlier = { taskId: 4813, assigneeId: 15, assigneeFullName: 'Alice Jones', redirectedFrom: null };
    const repeat = { digest: '5e'.repeat(32), parameters: 'a7'.repeat(32), windowSeconds: 86_400 };
    const asked = { ...request, repeat };
    const facts = {
      ...snapshot,
      task: { ...task, status: 'Reassigned' as const },
      earlier: { answer: earlier, parameters: repeat.parameters },
    };
    expect(decideReassignment(asked, facts, 'reuse')).to.deep.equal({ repeated: earlier });
    expect(decideReassignment(asked, { ...facts, task: null }, 'reuse')).to.deep.equal({ repeated: earlier });
    expect(decideReassignment(asked, { ...facts, caller: null }, 'reuse')).to.deep.equal({ refused: 'ticket-invalid' });
    const other = { ...asked, repeat: { ...repeat, parameters: 'b8'.repeat(32) } };
    expect(decideReassignment(other, facts, 'reuse')).to.deep.equal({ refused: 'key-reused' });
  });

  it('plans on the version it has read', () => {
    expect(planned()).to.include({ taskId: 4812, version: 7, oldStatus: 'InProgress', callerId: 12, assigneeId: 15 });
  });

  it('counts whole hours to the due date', () => {
    expect(planned().deadlineHours).to.equal(341);
    expect(planned({}, { newDueAt: new Date('2024-04-02T12:00:00Z') }).deadlineHours).to.equal(24);
  });

  describe('with empty instructions', () => {
    it('keeps the original’s, so that nothing is lost', () =>
      expect(planned({}, { newInstructions: '' }).instructions).to.equal(null));
    it('keeps the original’s when a SOAP call leaves them out', () =>
      expect(planned({}, { newInstructions: null }).instructions).to.equal(null));
    it('clears them where the operator has chosen so', () =>
      expect(planned({}, { newInstructions: '' }, 'clear').instructions).to.equal(''));
    it('clears them there too when a SOAP call leaves them out', () =>
      expect(planned({}, { newInstructions: null }, 'clear').instructions).to.equal(''));
    it('takes a blank as text', () => expect(planned({}, { newInstructions: ' ' }).instructions).to.equal(' '));
  });

  describe('with redirections in force', () => {
    it('gives the task to the end of the chain and names who was asked for', () => {
      const plan = planned({ redirections: [bob, carol] });
      expect(plan).to.include({ assigneeId: 21, redirectedFromId: alice.id });
      expect(plan.answer).to.deep.equal({ assigneeId: 21, assigneeFullName: 'Carol King', redirectedFrom: alice });
      expect(plan.redirectPath).to.deep.equal([15, 9, 21]);
    });

    it('stops before a disabled account', () =>
      expect(planned({ redirections: [bob, { ...carol, enabled: false }] }).assigneeId).to.equal(9));

    it('stops before going round', () =>
      expect(planned({ redirections: [bob, alice, carol] }).redirectPath).to.deep.equal([15, 9]));

    it('is no redirection when the first hop is a disabled account', () => {
      const plan = planned({ redirections: [{ ...bob, enabled: false }] });
      expect([plan.assigneeId, plan.answer.redirectedFrom, plan.redirectPath]).to.deep.equal([15, null, null]);
    });

    it('may lead back to the one who gives the task away', () =>
      expect(planned({ redirections: [{ id: 12, fullName: 'Jane Doe', enabled: true }] }).assigneeId).to.equal(12));
  });
});
