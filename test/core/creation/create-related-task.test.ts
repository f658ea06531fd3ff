import { expect } from 'chai';
import {
  decideRelatedTask,
  type ParentTask,
  type RelatedTaskFacts,
  type RelatedTaskRequest,
} from '../../../src/core/creation/create-related-task.ts';
import { refused, type Refusal } from '../../../src/core/refusal.ts';
import { bob, earlier, facts, gone, model, request, repeat, withoutTemplate } from './new-task.ts';
import { nobody, outcomeOf, planOf, statuses } from '../tasks/one-task.ts';

const asked: RelatedTaskRequest = { ...request, taskId: 4812 };
const parent: ParentTask = {
  id: 4812,
  status: 'InProgress',
  documentId: 1024,
  documentVersion: 3,
  documentOffline: false,
  documentIsShortcut: false,
};
const known: RelatedTaskFacts = { ...facts, parent };

const decide = (more: Partial<RelatedTaskRequest> = {}, otherwise: Partial<RelatedTaskFacts> = {}) =>
  decideRelatedTask({ ...asked, ...more }, { ...known, ...otherwise });

describe('deciding on a related task', () => {
  it('plans a task on the document of its parent', () => {
    expect(decide()).to.deep.equal({
      operation: 'CreateRelatedTask',
      model,
      assigneeId: 15,
      callerId: 12,
      redirectedFromId: null,
      redirectPath: null,
      documentId: 1024,
      startVersion: 3,
      parentId: 4812,
      deadlineHours: 14 * 24 + 5,
      credentialKind: 'ticket',
      context: request.context,
      repeat: undefined,
    });
  });

  /** Each row is refused by its own reason although all the rows below it are refused as well. */
  const checks: [Refusal, Partial<RelatedTaskRequest>, Partial<RelatedTaskFacts>][] = [
    ['anonymous', { credential: nobody }, {}],
    ['ticket-invalid', {}, { caller: null }],
    ['model-invalid', { model: refused('model-invalid') }, {}],
    ['task-not-found', {}, { parent: null }],
    ['document-is-shortcut', {}, { parent: { ...parent, documentOffline: true, documentIsShortcut: true } }],
    ['document-offline', {}, { parent: { ...parent, documentOffline: true } }],
    ['user-not-found', {}, { target: gone }],
    ['form-template-missing', { model: withoutTemplate }, {}],
  ];
  checks.forEach(([refusal], index) => {
    it(`checks ${refusal} ${index === 0 ? 'first' : `after ${checks[index - 1]?.[0]}`}`, () => {
      const below = checks.slice(index).toReversed();
      const more = Object.assign({}, ...below.map(([, each]) => each)) as Partial<RelatedTaskRequest>;
      const otherwise = Object.assign({}, ...below.map(([, , each]) => each)) as Partial<RelatedTaskFacts>;
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

  for (const status of statuses) {
    const expected = status === 'InProgress' || status === 'DueDateChanged' ? 'done' : 'task-not-found';
    it(`answers ${expected} beside a task that is ${status}`, () =>
      expect(outcomeOf(decide({}, { parent: { ...parent, status } }))).to.equal(expected));
  }

  it('needs no document', () =>
    expect(planOf(decide({}, { parent: { ...parent, documentId: null, documentVersion: null } }))).to.include({
      documentId: null,
      startVersion: null,
      parentId: 4812,
    }));

  it('follows redirections', () =>
    expect(planOf(decide({}, { redirections: [bob] }))).to.include({ assigneeId: 9, redirectedFromId: 15 }));
});
