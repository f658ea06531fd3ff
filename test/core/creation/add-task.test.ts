import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import { decideTaskAddition, type TaskAddition, type TaskAdditionFacts } from '../../../src/core/creation/add-task.ts';
import { refused } from '../../../src/core/refusal.ts';
import { now, outcomeOf, planOf } from '../tasks/one-task.ts';

const request: TaskAddition = {
  credential: { kind: 'api-key', secret: 'a' },
  client: '127.0.0.1',
  subjectId: null,
  context: { api: 'box', requestId: 'r1' },
  operation: 'createTask',
  documentId: 1024,
  instructions: 'Please review.',
  dueAt: new Date(now.getTime() + 90 * 60_000),
  demandsDecision: true,
  rule: 'any',
};

const jane: Caller = { id: 12, roles: [] };
const facts: TaskAdditionFacts = {
  now,
  caller: jane,
  document: { id: 1024, version: 3, offline: false, shortcut: false },
};

const keyFor = (...rights: ('create' | 'assign')[]): Caller => ({
  ...jane,
  key: { id: 1, name: 'crm', rights, actsForAnother: false },
});

const decide = (more: Partial<TaskAdditionFacts> = {}, asked: Partial<TaskAddition> = {}) =>
  decideTaskAddition({ ...request, ...asked }, { ...facts, ...more });

describe('deciding on a task for nobody yet', () => {
  it('makes the caller its owner and keeps what is said of it', () =>
    expect(planOf(decide())).to.deep.equal({
      operation: 'createTask',
      callerId: 12,
      credentialKind: 'api-key',
      context: { api: 'box', requestId: 'r1' },
      documentId: 1024,
      startVersion: 3,
      instructions: 'Please review.',
      priority: 5,
      dueAt: request.dueAt,
      deadlineHours: 1,
      requirements: [{ type: 'Approval', objectId: 0, definition: '' }],
      rule: 'any',
    }));

  it('demands nothing of whoever only has to complete it', () =>
    expect(planOf(decide({}, { demandsDecision: false, dueAt: null }))).to.deep.include({
      requirements: [],
      dueAt: null,
      deadlineHours: 0,
    }));

  it('names the key, and takes the right that it was made for', () => {
    expect(planOf(decide({ caller: keyFor('create') }))).to.deep.include({ key: 'crm', onBehalf: false });
    expect(outcomeOf(decide({ caller: keyFor('assign') }))).to.equal('access-denied');
  });

  it('looks at the caller, the document, the right, the date and what the document is, in this order', () => {
    const bad = { id: 1024, version: 3, offline: true, shortcut: true };
    const past = { dueAt: now };
    expect(outcomeOf(decide({ caller: refused('ticket-invalid'), document: null }))).to.equal('ticket-invalid');
    expect(outcomeOf(decide({ caller: keyFor('assign'), document: null }))).to.equal('document-not-found');
    expect(outcomeOf(decide({ caller: keyFor('assign'), document: bad }, past))).to.equal('access-denied');
    expect(outcomeOf(decide({ document: bad }, past))).to.equal('due-date-past');
    expect(outcomeOf(decide({ document: bad }))).to.equal('document-is-shortcut');
    expect(outcomeOf(decide({ document: { ...bad, shortcut: false } }))).to.equal('document-offline');
  });
});
