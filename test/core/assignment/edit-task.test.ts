import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import { decideEdit, type TaskEdit } from '../../../src/core/assignment/edit-task.ts';
import type { CompletableSharedTask } from '../../../src/core/assignment/sharing-facts.ts';
import type { Sharing } from '../../../src/core/shares/share.ts';
import { after, lineOf, NOON } from '../shares/shares.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import { factsOf, keyFor, NOW, request, type Case as Situation, type Who } from './decisions.ts';

const TOMORROW = after(24 * 60);

/** What is edited of a task that nobody keeps shares of, unless there is a line of them. */
interface Case extends Pick<Situation<TaskEdit>, 'line' | 'sharing' | 'task'> {
  readonly who?: Who | Caller;
  readonly edit?: Partial<TaskEdit>;
}

function decide({ who = 'john', line, sharing, task = {}, edit = { instructions: 'Sign.' } }: Case = {}) {
  const kept = line === undefined ? { sharing: null } : {};
  const usual = { dueAt: NOON, instructions: 'Review.', ...kept };
  const facts = factsOf({
    who,
    ...(line === undefined ? {} : { line }),
    ...(sharing && { sharing }),
    task: task && { ...usual, ...task },
  });
  return decideEdit({ ...request, operation: 'updateTask', ...edit }, facts);
}

const demanding = (...types: readonly string[]): Partial<CompletableSharedTask> => ({
  requirements: types,
  demands: types.map((type) => ({ type, objectId: 3, definition: 'as it was' })),
});

describe('deciding on an edit of a task', () => {
  const rights: [
    who: NonNullable<Case['who']>,
    edit: Partial<TaskEdit>,
    permissions: CompletableSharedTask['permissions'],
    may: boolean,
  ][] = [
    ['john', { rule: 'any' }, [], true],
    ['sue', { demandsDecision: true }, [], true],
    ['maria', { dueAt: TOMORROW }, [], true],
    ['carol', { instructions: 'Sign.' }, ['Postpone', 'ChangePriority'], false],
    ['carol', {}, [], false],
    ['jane', {}, [], true],
    ['jane', { dueAt: TOMORROW }, [], false],
    ['jane', { dueAt: TOMORROW }, ['Postpone'], true],
    ['jane', { instructions: 'Sign.' }, ['Postpone'], true],
    ['jane', { priority: 10 }, ['Postpone'], false],
    ['jane', { priority: 10 }, ['ChangePriority'], true],
    ['jane', { priority: 10, dueAt: TOMORROW }, ['ChangePriority'], false],
    ['jane', { demandsDecision: true }, ['Postpone', 'ChangePriority'], false],
    ['jane', { rule: 'any' }, ['Postpone', 'ChangePriority'], false],
    [keyFor('edit'), { rule: 'any' }, [], true],
    [keyFor('assign', 'complete'), { rule: 'any' }, [], false],
  ];
  for (const [who, edit, permissions, may] of rights) {
    const name = typeof who === 'string' ? who : `a key for ${who.key?.rights?.join(', ') ?? 'all'}`;
    const which = `${Object.keys(edit).join(' and ') || 'nothing'}, allowed ${permissions.join(' and ') || 'nothing'}`;
    it(`${may ? 'lets' : 'does not let'} ${name} change ${which}`, () =>
      expect(outcomeOf(decide({ who, edit, task: { permissions } }))).to.equal(may ? 'done' : 'access-denied'));
  }

  const wrong: Case = {
    task: { status: 'Completed', documentOffline: true },
    edit: { ifMatch: '"2024-04-01T12:00:00.001Z"', priority: 7, dueAt: NOON },
  };
  it('looks at the task, the right, the version, the state, the values and the document, in this order', () => {
    expect(outcomeOf(decide({ ...wrong, task: null }))).to.equal('task-not-found');
    const dueAt = new Date(0);
    const edit = { ...wrong.edit, dueAt };
    expect(outcomeOf(decide({ ...wrong, who: 'carol', edit }))).to.equal('access-denied');
    expect(outcomeOf(decide({ ...wrong, edit }))).to.equal('version-mismatch');
    const current = { priority: 7, dueAt };
    expect(outcomeOf(decide({ ...wrong, edit: current }))).to.equal('task-completed');
    const task = { documentOffline: true };
    expect(outcomeOf(decide({ task, edit: current }))).to.equal('priority-unknown');
    expect(outcomeOf(decide({ task, edit: { dueAt: NOW } }))).to.equal('due-date-past');
    expect(outcomeOf(decide({ task, edit: { dueAt: after(61) } }))).to.equal('document-offline');
  });

  for (const [status, refusal] of [
    ['Reassigned', 'task-reassigned'],
    ['Dropped', 'task-dropped'],
    ['NotStarted', 'task-not-started'],
  ] as const) {
    it(`refuses a task that is ${status}`, () => expect(outcomeOf(decide({ task: { status } }))).to.equal(refusal));
  }

  it('changes nothing where all is so already, whatever the state', () => {
    const edit = { dueAt: NOON, instructions: 'Review.', priority: 5, demandsDecision: false, rule: 'all' } as const;
    expect(decide({ edit })).to.deep.equal({ unchanged: true });
    expect(decide({ edit: {} })).to.deep.equal({ unchanged: true });
    expect(decide({ edit, task: { status: 'Completed' } })).to.deep.equal({ unchanged: true });
    expect(decide({ edit: { dueAt: null }, task: { dueAt: null } })).to.deep.equal({ unchanged: true });
  });

  it('moves the due date as ChangeTaskDueDate does, and takes it away', () => {
    for (const dueAt of [TOMORROW, null]) {
      const plan = planOf(decide({ edit: { dueAt } }));
      expect(plan).to.deep.include({
        operation: 'updateTask',
        fields: { dueAt, status: 'DueDateChanged' },
        forgottenTopics: ['TaskReminder', 'SupervisorReminder', 'TaskOverdue'],
      });
      expect(plan).not.to.have.property('sharing');
    }
  });

  it('writes what differs and nothing else', () => {
    const plan = planOf(decide({ edit: { instructions: '', priority: 11, dueAt: NOON } }));
    expect(plan).to.deep.include({ taskId: 4812, version: 7, callerId: 7, fields: { instructions: '', priority: 11 } });
    expect(plan).not.to.have.property('forgottenTopics');
  });

  it('adds and removes the demand for a decision among the others', () => {
    const requirementsOf = (demandsDecision: boolean, task: Partial<CompletableSharedTask>) => {
      const plan = planOf(decide({ edit: { demandsDecision }, task }));
      return 'fields' in plan ? plan.fields.requirements?.map(({ type, objectId }) => `${type} ${objectId}`) : [];
    };
    expect(requirementsOf(true, demanding('Comments'))).to.deep.equal(['Comments 3', 'Approval 0']);
    expect(requirementsOf(false, demanding('Approval', 'Comments'))).to.deep.equal(['Comments 3']);
  });

  const rules: [situation: string, line: string, from: Sharing['rule'], to: Sharing['rule'], becomes: string][] = [
    ['leaves the task open while nobody is done', 'jane alice', 'all', 'any', 'InProgress: jane alice'],
    [
      'completes the task when one is done and one is enough',
      'jane:done alice',
      'all',
      'any',
      'Completed: jane:done alice:left',
    ],
    ['asks the others too when all are wanted', 'jane alice', 'any', 'all', 'InProgress: jane alice'],
    [
      'completes a task whose last tier has run out beside one that is done',
      'jane:done',
      'any',
      'all',
      'Completed: jane:done',
    ],
  ];
  for (const [situation, line, from, to, becomes] of rules) {
    it(`${situation} by a new rule`, () => {
      const plan = planOf(decide({ line, sharing: { rule: from }, edit: { rule: to, dueAt: TOMORROW } }));
      if (!('sharing' in plan) || !plan.sharing) throw new Error('no shares are written');
      const status = plan.fields.status === 'Completed' ? 'Completed' : 'InProgress';
      expect(`${status}: ${lineOf(plan.sharing)}`).to.equal(becomes);
      expect(plan.sharing.rule).to.equal(to);
      expect(plan.fields.dueAt).to.equal(TOMORROW);
      expect(plan.advancesWorkflow).to.equal(status === 'Completed' ? true : undefined);
    });
  }

  it('completes nothing by another change of a task that is open with a share that is done', () => {
    const plan = planOf(decide({ line: 'jane:done', edit: { priority: 10, rule: 'all' } }));
    expect(plan).to.deep.include({ fields: { priority: 10 } });
  });

  it('makes a row of the one share when its rule is to be kept', () => {
    const plan = planOf(decide({ edit: { rule: 'any' } }));
    expect(plan).to.have.property('sharing');
    expect('fields' in plan && plan.fields).to.deep.include({ assigneeId: 12, sharing: 1 });
  });
});
