import { expect } from 'chai';
import { decideDeletion } from '../../../src/core/tasks/delete-task.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import type { Caller } from '../../../src/core/access/caller.ts';
import type { TaskFact } from '../../../src/core/tasks/task-facts.ts';
import { facts, nobody, now, outcomeOf, planOf, request, statuses, stranger, supervisor } from './one-task.ts';

const assigner: Partial<TaskFact> = { ...stranger, callerIsAssigner: true };
const changed = { workflowDefinitionChanged: true };
const roles = (...held: Caller['roles']) => ({ ...facts(stranger), caller: { id: 12, roles: held } });

describe('deciding on a removal', () => {
  const rows: [string, ReturnType<typeof facts>, Refusal | 'done'][] = [
    ['lets the assigner', facts(assigner), 'done'],
    ['lets the owner of the document', facts({ ...stranger, callerOwnsDocument: true }), 'done'],
    ['lets a library manager', roles('libraryManager'), 'done'],
    ['lets an administrator', roles('administrator'), 'done'],
    ['lets an assignee whom the task gives full control', facts({ rightType: 6 }), 'done'],
    ['refuses an assignee whom it gives less', facts({ rightType: 5 }), 'access-denied'],
    ['refuses a supervisor', facts(supervisor), 'access-denied'],
    ['refuses a user manager', roles('userManager'), 'access-denied'],
    ['refuses a stranger to a task with full control', facts({ ...stranger, rightType: 6 }), 'access-denied'],
    ['looks at the caller before the definition', facts({ ...stranger, ...changed }), 'access-denied'],
    ['refuses a task of a definition that has changed', facts({ ...assigner, ...changed }), 'definition-changed'],
    [
      'refuses it when it is closed, too',
      facts({ ...assigner, ...changed, status: 'Completed' }),
      'definition-changed',
    ],
  ];
  for (const [sentence, snapshot, expected] of rows) {
    it(sentence, () => expect(outcomeOf(decideDeletion(request, snapshot))).to.equal(expected));
  }

  it('refuses a caller without a ticket', () =>
    expect(outcomeOf(decideDeletion({ ...request, credential: nobody }, facts(assigner)))).to.equal('anonymous'));

  for (const status of statuses) {
    it(`removes a task that is ${status}`, () =>
      expect(planOf(decideDeletion(request, facts({ ...assigner, status })))).to.have.property('removal'));
  }

  it('removes an ad hoc task for good while its workflow’s definition is the same', () =>
    expect(planOf(decideDeletion(request, facts({ ...assigner, definitionId: 0 })))).to.have.property('removal'));

  it('removes a task outside workflows for good', () =>
    expect(
      planOf(decideDeletion(request, facts({ ...assigner, definitionId: 0, workflowId: null, isInStep: false }))),
    ).to.deep.equal({
      removal: {
        advancesWorkflow: false,
        taskId: 4812,
        version: 7,
        operation: 'DeleteTask',
        callerId: 12,
        credentialKind: 'ticket',
        context: request.context,
      },
    }));

  describe('of a step', () => {
    const owing = { rightType: 6, hasRequirements: true };
    const dropped = { ...owing, status: 'Dropped', holdsStep: true } as const;
    const released = { 'change.fields.holdsStep': false, 'change.advancesWorkflow': true };
    const held = {
      'change.fields.status': 'Dropped',
      'change.fields.holdsStep': true,
      'change.advancesWorkflow': true,
    };
    const goesOn = { 'removal.advancesWorkflow': true };
    const stays = { 'removal.advancesWorkflow': false };
    const table: [string, Partial<TaskFact>, object][] = [
      ['lets the workflow go on without an unfinished task', assigner, goesOn],
      ['lets it go on without one that is not started', { ...assigner, status: 'NotStarted' }, goesOn],
      ['moves nothing with a completed task', { ...assigner, status: 'Completed' }, stays],
      ['moves nothing with a dropped one that holds nothing', { ...assigner, status: 'Dropped' }, stays],
      ['moves nothing outside steps', { ...assigner, isInStep: false }, stays],
      ['releases the step that a dropped task holds', { ...dropped, ...assigner }, goesOn],
      ['drops what its assignee owes to the step', owing, held],
      ['drops it whoever else the assignee is', { ...owing, callerIsAssigner: true, callerOwnsDocument: true }, held],
      ['removes what an assignee owes who supervises', { ...owing, callerIsSupervisor: true }, goesOn],
      ['removes what the assignee may leave undone', { rightType: 6 }, goesOn],
      ['removes what an assignee owes to no step', { ...owing, isInStep: false }, stays],
      ['keeps what the assignee dropped', dropped, { 'change.fields': {} }],
      ['lets a supervisor remove what holds a step', { ...dropped, ...supervisor }, goesOn],
      ['keeps what belongs to an older definition', { ...dropped, ...supervisor, ...changed }, released],
      ['holds with what others drop', { ...assigner, ...changed, definitionId: 0, hasRequirements: true }, held],
    ];
    for (const [sentence, task, expected] of table) {
      it(sentence, () => {
        const plan = planOf(decideDeletion(request, facts(task)));
        for (const [path, value] of Object.entries(expected))
          expect(plan).to.have.nested.property(path).that.deep.equals(value);
      });
    }

    it('refuses a stranger what holds a step, too', () =>
      expect(outcomeOf(decideDeletion(request, facts({ ...dropped, ...stranger })))).to.equal('access-denied'));
  });

  for (const status of ['NotStarted', 'InProgress', 'DueDateChanged'] as const) {
    it(`drops an ad hoc task that is ${status} without its attachments when the definition has changed`, () =>
      expect(
        planOf(decideDeletion(request, facts({ ...assigner, ...changed, definitionId: 0, status }))),
      ).to.have.nested.include({
        'change.fields.status': 'Dropped',
        'change.fields.finishedAt': now,
        'change.fields.endVersion': 3,
        'change.removesAttachments': true,
        'change.advancesWorkflow': true,
        'change.operation': 'DeleteTask',
      }));
  }

  for (const status of ['Completed', 'Dropped', 'Reassigned'] as const) {
    it(`leaves an ad hoc task ${status} when the definition has changed, without its attachments`, () =>
      expect(
        planOf(decideDeletion(request, facts({ ...assigner, ...changed, definitionId: 0, status }))),
      ).to.deep.include({
        change: {
          taskId: 4812,
          version: 7,
          operation: 'DeleteTask',
          callerId: 12,
          credentialKind: 'ticket',
          context: request.context,
          fields: {},
          removesAttachments: true,
        },
      }));
  }
});
