import { expect } from 'chai';
import { decideUnassignment, type Unassignment } from '../../../src/core/assignment/unassign-task.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import { BEGINNING, deciding, keyFor, mailsOf, refusesInOrder, request, sharesOf, type Who } from './decisions.ts';

const usual: Unassignment = { ...request, comment: 'Not now.' };
const decide = deciding(decideUnassignment, usual);

describe('deciding to leave a task to nobody', () => {
  refusesInOrder(decide, {}, [
    ...BEGINNING('claim'),
    ['access-denied', { who: 'carol' }],
    ['version-mismatch', { request: { ifMatch: '"2024-04-01T11:59:59.999Z"' } }],
    ['task-dropped', { task: { status: 'Dropped' } }],
    ['document-offline', { task: { documentOffline: true } }],
  ]);

  const callers: [Who, string, 'done' | 'access-denied'][] = [
    ['jane', 'jane alice', 'done'],
    ['bob', 'legal', 'done'],
    ['alice', 'jane* alice', 'access-denied'],
    ['alice', 'jane/20 alice:later/0', 'access-denied'],
    ['jane', '', 'access-denied'],
    ['sue', 'jane*', 'done'],
    ['maria', '', 'done'],
  ];
  for (const [who, line, outcome] of callers) {
    it(`${who}, task of ${line || 'nobody'}: ${outcome}`, () =>
      expect(outcomeOf(decide({ who, line }))).to.equal(outcome));
  }

  it('lets a key do it whose right it is', () => expect(outcomeOf(decide({ who: keyFor('assign') }))).to.equal('done'));

  const changes: [Who, string, string[]][] = [
    ['jane', 'jane', []],
    ['john', 'jane alice:done legal bob:later/5', ['TaskWithdrawn 12', 'TaskWithdrawn team 3']],
    ['john', 'jane*', ['TaskWithdrawn 12']],
    ['john', '', []],
  ];
  for (const [who, line, mails] of changes) {
    it(`leaves nothing of ${line || 'nothing'}, a claim neither, and keeps the rule`, () => {
      const plan = planOf(decide({ who, line, sharing: { rule: 'any' } }));
      expect(sharesOf(plan)).to.equal('');
      expect(plan.sharing).to.include({ claim: null, rule: 'any' });
      expect(plan.fields).to.deep.include({ assigneeId: null, teamId: null, approvalStatus: 'NoResult', sharing: 1 });
      expect(plan.fields).not.to.have.property('status');
      expect(plan.reason).to.equal('Not now.');
      expect(mailsOf(plan.notices)).to.deep.equal(mails);
    });
  }
});
