import { expect } from 'chai';
import type { Refusal } from '../../../src/core/refusal.ts';
import type { TaskFact } from '../../../src/core/tasks/task-facts.ts';
import { decideFinishDate, type FinishDateRequest } from '../../../src/core/completion/update-task-finish-date.ts';
import { facts, nobody, outcomeOf, planOf, request, statuses, stranger, supervisor } from '../tasks/one-task.ts';

const asked: FinishDateRequest = { ...request, finishedAt: new Date('2030-01-01T00:00:00Z') };
const permitted: Partial<TaskFact> = { status: 'Completed', permissions: ['ChangeFinishdate'] };

const outcome = (otherwise: Partial<TaskFact>, more: Partial<FinishDateRequest> = {}) =>
  outcomeOf(decideFinishDate({ ...asked, ...more }, facts(otherwise)));

describe('deciding on a finish date', () => {
  const rows: [string, Partial<TaskFact>, Partial<FinishDateRequest>, Refusal | 'done'][] = [
    ['lets an assignee whom the task permits it', permitted, {}, 'done'],
    ['lets a supervisor, whatever the task permits', { status: 'Completed', ...supervisor }, {}, 'done'],
    ['refuses an assignee whom it does not', { ...permitted, permissions: ['Postpone'] }, {}, 'access-denied'],
    ['refuses a stranger', { ...permitted, ...stranger }, {}, 'access-denied'],
    ['refuses a caller without a ticket', permitted, { credential: nobody }, 'anonymous'],
    ['accepts a date long ago', permitted, { finishedAt: new Date('0001-01-01T00:00:00Z') }, 'done'],
    ['accepts while the document is offline', { ...permitted, documentOffline: true }, {}, 'done'],
    ['looks at the right before the state', { status: 'InProgress' }, {}, 'access-denied'],
  ];
  for (const [sentence, otherwise, more, expected] of rows) {
    it(sentence, () => expect(outcome(otherwise, more)).to.equal(expected));
  }

  for (const status of statuses) {
    const expected = status === 'Completed' ? 'done' : 'task-not-completed';
    it(`answers ${expected} for a task that is ${status}`, () =>
      expect(outcome({ ...permitted, status })).to.equal(expected));
  }

  it('changes nothing else', () =>
    expect(planOf(decideFinishDate(asked, facts(permitted)))).to.deep.include({
      operation: 'UpdateTaskFinishDate',
      fields: { finishedAt: asked.finishedAt },
    }));
});
