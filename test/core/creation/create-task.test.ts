import { expect } from 'chai';
import {
  decideTaskCreation,
  type TaskCreationFacts,
  type TaskCreationRequest,
  type TaskDocument,
} from '../../../src/core/creation/create-task.ts';
import type { TaskModel } from '../../../src/core/creation/new-task.ts';
import { refused } from '../../../src/core/refusal.ts';
import { testChecksAndRepeats } from './checks.ts';
import { alice, bob, facts, gone, model, plan, request, withoutTemplate } from './new-task.ts';
import { nobody, outcomeOf, planOf } from '../tasks/one-task.ts';

const asked: TaskCreationRequest = { ...request, documentPath: '/Corporate/Legal/ContractDraft.pdf' };
const document: TaskDocument = { id: 1024, version: 3, offline: false, shortcut: false };
const known: TaskCreationFacts = { ...facts, document };

const decide = (more: Partial<TaskCreationRequest> = {}, otherwise: Partial<TaskCreationFacts> = {}) =>
  decideTaskCreation({ ...asked, ...more }, { ...known, ...otherwise });

const planned = (more: Partial<TaskModel> = {}, otherwise: Partial<TaskCreationFacts> = {}) =>
  planOf(decide({ model: { ...model, ...more } }, otherwise));

describe('deciding on a new task', () => {
  it('plans what the model says, for whom it names, by the caller', () => {
    expect(decide()).to.deep.equal({ operation: 'CreateTask', ...plan, parentId: null });
  });

  testChecksAndRepeats<TaskCreationRequest, TaskCreationFacts>(decide, [
    ['anonymous', { credential: nobody }, {}],
    ['ticket-invalid', {}, { caller: null }],
    ['document-not-found', {}, { document: null }],
    ['model-invalid', { model: refused('model-invalid') }, {}],
    ['document-is-shortcut', {}, { document: { ...document, shortcut: true, offline: true } }],
    ['document-offline', {}, { document: { ...document, offline: true } }],
    ['user-not-found', {}, { target: null }],
    ['form-template-missing', { model: withoutTemplate }, {}],
  ]);

  it('refuses a disabled account', () => expect(outcomeOf(decide({}, { target: gone }))).to.equal('user-not-found'));
  it('lets a caller give a task to itself', () =>
    expect(planOf(decide({}, { target: { ...alice, id: 12 } })).assigneeId).to.equal(12));

  describe('with redirections', () => {
    it('goes to the end of the chain and keeps the path', () => {
      expect(planned({}, { target: bob, redirections: [{ ...alice, id: 21 }, alice] })).to.deep.include({
        assigneeId: 15,
        redirectedFromId: 9,
        redirectPath: [9, 21, 15],
      });
    });
    it('stops before a disabled account', () =>
      expect(planned({}, { redirections: [gone] })).to.include({
        assigneeId: 15,
        redirectedFromId: null,
        redirectPath: null,
      }));
    it('does not go round a loop', () =>
      expect(planned({}, { redirections: [bob, alice] })).to.include({ assigneeId: 9, redirectedFromId: 15 }));
  });

  const deadlines: [string, Date | null, number][] = [
    ['no due date', null, 0],
    ['a due date in the past', new Date('2024-03-01T12:00:00Z'), 0],
    ['a due date now', facts.now, 0],
    ['one within the hour', new Date('2024-04-01T12:59:59Z'), 0],
    ['one in exactly two days', new Date('2024-04-03T12:00:00Z'), 48],
    ['one of an hour and a half', new Date('2024-04-01T13:30:00Z'), 1],
  ];
  for (const [title, dueAt, hours] of deadlines) {
    it(`accepts ${title} and counts ${hours} whole hours`, () =>
      expect(planned({ dueAt }).deadlineHours).to.equal(hours));
  }

  it('takes spans below 0 for none', () =>
    expect(planned({ allowedStartHours: -1, reminderHours: -2_147_483_648 }).model).to.include({
      allowedStartHours: 0,
      reminderHours: 0,
    }));

  it('accepts a form template that says which', () => {
    const requirements = [{ type: 'FormTemplate', objectId: 1, definition: '' }];
    expect(planned({ requirements }).model.requirements).to.deep.equal(requirements);
  });
});
