import { expect } from 'chai';
import {
  decideTaskCreation,
  type TaskCreationFacts,
  type TaskCreationRequest,
  type TaskDocument,
} from '../../../src/core/creation/create-task.ts';
import type { TaskModel } from '../../../src/core/creation/new-task.ts';
import { refused, type Refusal } from '../../../src/core/refusal.ts';
import { alice, bob, earlier, facts, gone, model, request, repeat, withoutTemplate } from './new-task.ts';
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
    expect(decide()).to.deep.equal({
      operation: 'CreateTask',
      model,
      assigneeId: 15,
      callerId: 12,
      redirectedFromId: null,
      redirectPath: null,
      documentId: 1024,
      startVersion: 3,
      parentId: null,
      deadlineHours: 14 * 24 + 5,
      credentialKind: 'ticket',
      context: request.context,
      repeat: undefined,
    });
  });

  /** Each row is refused by its own reason although all the rows below it are refused as well. */
  const checks: [Refusal, Partial<TaskCreationRequest>, Partial<TaskCreationFacts>][] = [
    ['anonymous', { credential: nobody }, {}],
    ['ticket-invalid', {}, { caller: null }],
    ['document-not-found', {}, { document: null }],
    ['model-invalid', { model: refused('model-invalid') }, {}],
    ['document-is-shortcut', {}, { document: { ...document, shortcut: true, offline: true } }],
    ['document-offline', {}, { document: { ...document, offline: true } }],
    ['user-not-found', {}, { target: null }],
    ['form-template-missing', { model: withoutTemplate }, {}],
  ];
  checks.forEach(([refusal], index) => {
    it(`checks ${refusal} ${index === 0 ? 'first' : `after ${checks[index - 1]?.[0]}`}`, () => {
      const below = checks.slice(index).toReversed();
      const more = Object.assign({}, ...below.map(([, each]) => each)) as Partial<TaskCreationRequest>;
      const otherwise = Object.assign({}, ...below.map(([, , each]) => each)) as Partial<TaskCreationFacts>;
      expect(outcomeOf(decide(more, otherwise))).to.equal(refusal);
    });
  });

  it('takes to the write what a repeat would be known by', () =>
    expect(planOf(decide({ repeat })).repeat).to.equal(repeat));

  describe('that is a repeat', () => {
    it('answers as the first call was answered, whatever is wrong by now', () => {
      const [, , ...below] = checks;
      for (const [, more, otherwise] of below)
        expect(decide({ repeat, ...more }, { earlier, ...otherwise })).to.deep.equal({ repeated: earlier.answer });
    });
    it('is refused when it says something else than the first', () => {
      const other = { ...repeat, parameters: 'b8'.repeat(32) };
      expect(outcomeOf(decide({ repeat: other }, { earlier }))).to.equal('key-reused');
    });
    it('is answered where nobody noted what the first said', () => {
      const unnoted = { ...earlier, parameters: null };
      expect(decide({ repeat }, { earlier: unnoted })).to.deep.equal({ repeated: earlier.answer });
    });
    it('answers nobody whose ticket is not valid any more', () => {
      expect(outcomeOf(decide({ credential: nobody }, { earlier }))).to.equal('anonymous');
      expect(outcomeOf(decide({}, { earlier, caller: null }))).to.equal('ticket-invalid');
    });
  });

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
