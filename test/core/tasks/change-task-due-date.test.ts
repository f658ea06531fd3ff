import { expect } from 'chai';
import { decideDueDateChange, type DueDateRequest } from '../../../src/core/tasks/change-task-due-date.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import type { TaskFact } from '../../../src/core/tasks/task-facts.ts';
import type { TaskStatus } from '../../../src/core/tasks/task-status.ts';
import { facts, nobody, now, outcomeOf, planOf, request, statuses, stranger, supervisor } from './one-task.ts';

const newDueAt = new Date('2024-04-15T17:00:00Z');
const asked: DueDateRequest = { ...request, newDueAt, allowedStartHours: 8 };
const postponing = { permissions: ['Postpone'] };

const outcome = (otherwise: Partial<TaskFact>, more: Partial<DueDateRequest> = {}) =>
  outcomeOf(decideDueDateChange({ ...asked, ...more }, facts(otherwise)));

describe('deciding on a new due date', () => {
  const rows: [string, Partial<TaskFact>, Partial<DueDateRequest>, Refusal | 'done'][] = [
    ['lets an assignee who may postpone', postponing, {}, 'done'],
    ['lets a supervisor, whatever the task permits', supervisor, {}, 'done'],
    ['refuses an assignee who may not postpone', {}, {}, 'access-denied'],
    [
      'refuses an assignee who may do everything but postpone',
      { permissions: ['ChangePriority'] },
      {},
      'access-denied',
    ],
    ['refuses a stranger, though the task permits it', { ...stranger, ...postponing }, {}, 'access-denied'],
    ['refuses the assigner', { ...stranger, callerIsAssigner: true }, {}, 'access-denied'],
    ['refuses a date in the past', postponing, { newDueAt: new Date(now.getTime() - 1) }, 'due-date-past'],
    ['refuses a date that is now', postponing, { newDueAt: now }, 'due-date-past'],
    ['accepts a date one millisecond from now', postponing, { newDueAt: new Date(now.getTime() + 1) }, 'done'],
    ['accepts while the document is offline', { ...postponing, documentOffline: true }, {}, 'done'],
    ['refuses a caller without a ticket', postponing, { credential: nobody }, 'anonymous'],
    ['looks at the state before the date', { status: 'Completed' }, { newDueAt: now }, 'status-not-eligible'],
    ['looks at the date before the right', stranger, { newDueAt: now }, 'due-date-past'],
  ];
  for (const [sentence, otherwise, more, expected] of rows) {
    it(sentence, () => expect(outcome(otherwise, more)).to.equal(expected));
  }

  const open: readonly TaskStatus[] = ['InProgress', 'DueDateChanged'];
  for (const status of statuses) {
    const expected = open.includes(status) ? 'done' : 'status-not-eligible';
    it(`answers ${expected} for a task that is ${status}`, () =>
      expect(outcome({ ...postponing, status })).to.equal(expected));
  }

  it('moves the date, marks the task and lets its reminders come again', () => {
    const plan = planOf(decideDueDateChange(asked, facts(postponing)));
    expect(plan.fields).to.deep.equal({ status: 'DueDateChanged', dueAt: newDueAt, allowedStartHours: 8 });
    expect(plan.forgottenTopics).to.deep.equal(['TaskReminder', 'SupervisorReminder', 'TaskOverdue']);
    expect(plan).to.include({ taskId: 4812, version: 7, callerId: 12, operation: 'ChangeTaskDueDate' });
  });

  for (const hours of [0, -1, -2_147_483_648]) {
    it(`takes a span of ${hours} for none`, () => {
      const plan = planOf(decideDueDateChange({ ...asked, allowedStartHours: hours }, facts(postponing)));
      expect(plan.fields.allowedStartHours).to.equal(0);
    });
  }
});
