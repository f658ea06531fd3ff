import { expect } from 'chai';
import { decideTaskRemoval } from '../../../src/core/assignment/remove-task.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import { deciding, keyFor, mailsOf, request } from './decisions.ts';

const decide = deciding(decideTaskRemoval, { ...request, operation: 'deleteTask' });

/** John made the task. */
const OWNED = { callerIsAssigner: true };
/** Somebody added it by hand to a workflow that has another definition by now. */
const SUPERSEDED = { ...OWNED, workflowDefinitionChanged: true, definitionId: 0 };

describe('deciding on the removal of a task', () => {
  it('follows the rule of DeleteTask', () => {
    expect(outcomeOf(decide({ who: 'john', task: OWNED }))).to.equal('done');
    expect(outcomeOf(decide({ who: 'maria' }))).to.equal('done');
    expect(outcomeOf(decide({ who: 'jane' }))).to.equal('access-denied');
    expect(outcomeOf(decide({ who: 'carol', task: { callerOwnsDocument: true } }))).to.equal('done');
    expect(outcomeOf(decide({ who: 'maria', task: null }))).to.equal('task-not-found');
    expect(outcomeOf(decide({ who: 'maria', task: { workflowDefinitionChanged: true } }))).to.equal(
      'definition-changed',
    );
  });

  it('takes the right of a key that is made for it', () => {
    expect(outcomeOf(decide({ who: keyFor('delete') }))).to.equal('done');
    expect(outcomeOf(decide({ who: keyFor('edit', 'assign') }))).to.equal('access-denied');
  });

  it('removes a task in every state, also of a document that is offline, under the name of the call', () => {
    for (const status of ['NotStarted', 'InProgress', 'Completed', 'Dropped', 'Reassigned'] as const) {
      const plan = planOf(decide({ who: 'john', task: { ...OWNED, status, documentOffline: true } }));
      if (!('removal' in plan)) throw new Error('the task stays');
      expect(plan.removal).to.include({ operation: 'deleteTask', taskId: 4812 });
    }
  });

  it('tells whoever is asked that the task is over where it stays as Dropped', () => {
    const plan = planOf(decide({ who: 'john', line: 'jane alice:done legal', task: SUPERSEDED }));
    if (!('change' in plan)) throw new Error('the task goes');
    expect(plan.change).to.include({ operation: 'deleteTask' });
    expect(plan.change.fields).to.include({ status: 'Dropped' });
    expect(mailsOf(plan.change.notices)).to.deep.equal(['TaskWithdrawn 12', 'TaskWithdrawn team 3']);
  });

  it('tells nobody of a task that was closed before', () => {
    const plan = planOf(decide({ who: 'john', line: 'jane:done', task: { ...SUPERSEDED, status: 'Completed' } }));
    expect('change' in plan && plan.change.notices).to.equal(undefined);
  });
});
