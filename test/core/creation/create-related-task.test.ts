import { expect } from 'chai';
import {
  decideRelatedTask,
  type ParentTask,
  type RelatedTaskFacts,
  type RelatedTaskRequest,
} from '../../../src/core/creation/create-related-task.ts';
import { refused } from '../../../src/core/refusal.ts';
import { testChecksAndRepeats } from './checks.ts';
import { bob, facts, gone, plan, request, withoutTemplate } from './new-task.ts';
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
    expect(decide()).to.deep.equal({ operation: 'CreateRelatedTask', ...plan, parentId: 4812 });
  });

  testChecksAndRepeats<RelatedTaskRequest, RelatedTaskFacts>(decide, [
    ['anonymous', { credential: nobody }, {}],
    ['ticket-invalid', {}, { caller: null }],
    ['model-invalid', { model: refused('model-invalid') }, {}],
    ['task-not-found', {}, { parent: null }],
    ['document-is-shortcut', {}, { parent: { ...parent, documentOffline: true, documentIsShortcut: true } }],
    ['document-offline', {}, { parent: { ...parent, documentOffline: true } }],
    ['user-not-found', {}, { target: gone }],
    ['form-template-missing', { model: withoutTemplate }, {}],
  ]);

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
