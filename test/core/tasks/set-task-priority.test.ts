import { expect } from 'chai';
import type { Refusal } from '../../../src/core/refusal.ts';
import { decidePriority, type PriorityRequest } from '../../../src/core/tasks/set-task-priority.ts';
import type { TaskFact } from '../../../src/core/tasks/task-facts.ts';
import { facts, nobody, outcomeOf, planOf, request, statuses, stranger, supervisor } from './one-task.ts';

const asked: PriorityRequest = { ...request, priority: 11 };
const permitted: Partial<TaskFact> = { permissions: ['ChangePriority'] };

const outcome = (otherwise: Partial<TaskFact>, more: Partial<PriorityRequest> = {}) =>
  outcomeOf(decidePriority({ ...asked, ...more }, facts(otherwise)));

describe('deciding on a priority', () => {
  const rows: [string, Partial<TaskFact>, Partial<PriorityRequest>, Refusal | 'done'][] = [
    ['lets an assignee whom the task permits it', permitted, {}, 'done'],
    ['lets a supervisor, whatever the task permits', supervisor, {}, 'done'],
    ['refuses an assignee whom it does not', { permissions: ['Postpone'] }, {}, 'access-denied'],
    ['refuses a stranger', { ...permitted, ...stranger }, {}, 'access-denied'],
    ['refuses a caller without a ticket', permitted, { credential: nobody }, 'anonymous'],
    ['accepts while the document is offline', { ...permitted, documentOffline: true }, {}, 'done'],
    ['looks at the right before the number', {}, { priority: 3 }, 'access-denied'],
    [
      'looks at the number before the state',
      { ...permitted, status: 'Completed' },
      { priority: 3 },
      'priority-unknown',
    ],
  ];
  for (const [sentence, otherwise, more, expected] of rows) {
    it(sentence, () => expect(outcome(otherwise, more)).to.equal(expected));
  }

  for (const status of statuses) {
    const expected = status === 'Completed' ? 'task-completed' : 'done';
    it(`answers ${expected} for a task that is ${status}`, () =>
      expect(outcome({ ...permitted, status })).to.equal(expected));
  }

  for (const priority of [0, 1, 5, 10, 11]) {
    it(`knows ${priority}`, () =>
      expect(planOf(decidePriority({ ...asked, priority }, facts(permitted))).fields).to.deep.equal({ priority }));
  }
  for (const priority of [-1, 2, 4, 6, 9, 12, 2_147_483_647]) {
    it(`does not know ${priority}`, () => expect(outcome(permitted, { priority })).to.equal('priority-unknown'));
  }
});
