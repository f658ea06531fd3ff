import { expect } from 'chai';
import { callerAndTask } from '../../../src/core/tasks/task-facts.ts';
import { facts, nobody, outcomeOf, request } from './one-task.ts';

describe('beginning an operation on one task', () => {
  it('refuses a caller without a ticket before it says whether the task exists', () => {
    expect(outcomeOf(callerAndTask({ credential: nobody }, { caller: null, task: null }))).to.equal('anonymous');
  });

  it('refuses a ticket that is not alive before it says whether the task exists', () => {
    expect(outcomeOf(callerAndTask(request, { caller: null, task: null }))).to.equal('ticket-invalid');
  });

  it('refuses a task that does not exist', () => {
    expect(outcomeOf(callerAndTask(request, { ...facts(), task: null }))).to.equal('task-not-found');
  });

  it('gives the caller and the task', () => {
    expect(callerAndTask(request, facts())).to.deep.equal({ caller: facts().caller, task: facts().task });
  });
});
