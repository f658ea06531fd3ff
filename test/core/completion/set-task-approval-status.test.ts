import { expect } from 'chai';
import type { Refusal } from '../../../src/core/refusal.ts';
import { decideApproval, type ApprovalRequest } from '../../../src/core/completion/set-task-approval-status.ts';
import type { TaskFact } from '../../../src/core/tasks/task-facts.ts';
import {
  byClosedWords,
  facts,
  nobody,
  outcomeOf,
  planOf,
  request,
  statuses,
  stranger,
  supervisor,
} from '../tasks/one-task.ts';

const asked: ApprovalRequest = { ...request, decision: 6 };

const outcome = (otherwise: Partial<TaskFact>, more: Partial<ApprovalRequest> = {}) =>
  outcomeOf(decideApproval({ ...asked, ...more }, facts(otherwise)));

describe('deciding on an approval', () => {
  const rows: [string, Partial<TaskFact>, Partial<ApprovalRequest>, Refusal | 'done'][] = [
    ['lets the assignee', {}, {}, 'done'],
    ['refuses a supervisor', supervisor, {}, 'access-denied'],
    ['refuses a stranger', stranger, {}, 'access-denied'],
    ['refuses a caller without a ticket', {}, { credential: nobody }, 'anonymous'],
    ['accepts while the document is offline', { documentOffline: true }, {}, 'done'],
    ['looks at the caller before the decision', stranger, { decision: 1 }, 'access-denied'],
    ['looks at the decision before the state', { status: 'Completed' }, { decision: 1 }, 'decision-unknown'],
  ];
  for (const [sentence, otherwise, more, expected] of rows) {
    it(sentence, () => expect(outcome(otherwise, more)).to.equal(expected));
  }

  for (const status of statuses) {
    it(`answers ${byClosedWords[status]} for a task that is ${status}`, () =>
      expect(outcome({ status })).to.equal(byClosedWords[status]));
  }

  const decisions: [number, string][] = [
    [0, 'NoResult'],
    [5, 'Rejected'],
    [6, 'Approved'],
  ];
  for (const [decision, approvalStatus] of decisions) {
    it(`stores ${decision} as ${approvalStatus}`, () =>
      expect(planOf(decideApproval({ ...asked, decision }, facts())).fields).to.deep.equal({ approvalStatus }));
  }
  for (const decision of [-1, 1, 4, 7, 60]) {
    it(`does not know ${decision}`, () => expect(outcome({}, { decision })).to.equal('decision-unknown'));
  }
});
