import { expect } from 'chai';
import { decideShareRemoval, type ShareRemoval } from '../../../src/core/assignment/remove-share.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import {
  BEGINNING,
  CLOSED,
  deciding,
  keyFor,
  mailsOf,
  refusesInOrder,
  request,
  sharesOf,
  type Who,
} from './decisions.ts';

const usual: ShareRemoval = { ...request, shareId: 1 };
const decide = deciding(decideShareRemoval, usual);

describe('deciding on taking a share away', () => {
  refusesInOrder(decide, { line: 'jane alice' }, [
    ...BEGINNING('claim'),
    ['share-not-found', { request: { shareId: 9 } }],
    ['access-denied', { who: 'carol' }],
    ['version-mismatch', { request: { ifMatch: '' } }],
    ['task-reassigned', { task: { status: 'Reassigned' } }],
    ['document-offline', { task: { documentOffline: true } }],
  ]);

  const callers: [Who, string, number, 'done' | 'access-denied' | 'share-not-found'][] = [
    ['jane', 'jane alice', 1, 'done'],
    ['jane', 'jane alice', 2, 'done'],
    ['bob', 'jane legal', 1, 'done'],
    ['carol', 'jane alice', 1, 'access-denied'],
    ['alice', 'jane* alice', 1, 'access-denied'],
    ['alice', 'jane* alice', 2, 'done'],
    ['jane', 'jane alice:done', 2, 'access-denied'],
    ['alice', 'jane alice:done', 2, 'done'],
    ['john', 'jane alice:done', 2, 'done'],
    ['sue', 'jane*', 1, 'done'],
    ['maria', 'jane', 1, 'done'],
    ['john', 'jane/20 alice:later/0', 2, 'share-not-found'],
  ];
  for (const [who, line, shareId, outcome] of callers) {
    it(`${who} takes number ${shareId} of ${line}: ${outcome}`, () =>
      expect(outcomeOf(decide({ who, line, request: { shareId } }))).to.equal(outcome));
  }

  it('lets a key do it whose right it is', () => expect(outcomeOf(decide({ who: keyFor('assign') }))).to.equal('done'));

  for (const status of CLOSED) {
    it(`is not for a share of a task that is ${status}`, () =>
      expect(outcomeOf(decide({ who: 'john', line: 'jane:done', task: { status } }))).to.match(/^task-/));
  }

  const changes: [Who, string, number, string, string | undefined, string[]][] = [
    ['john', 'jane alice', 1, 'alice', undefined, ['TaskWithdrawn 12']],
    ['jane', 'jane alice', 1, 'alice', undefined, []],
    ['john', 'jane', 1, '', undefined, ['TaskWithdrawn 12']],
    ['john', 'jane* alice', 1, 'alice', undefined, ['TaskWithdrawn 12']],
    ['john', 'jane* alice', 2, 'jane*', undefined, ['TaskWithdrawn 15']],
    ['bob', 'jane legal', 2, 'jane', undefined, ['TaskWithdrawn team 3']],
    ['john', 'jane/20 alice:later/30', 1, 'alice/30', undefined, ['TaskAssigned 15', 'TaskWithdrawn 12']],
    ['john', 'jane/20', 1, '', undefined, ['TaskWithdrawn 12']],
    ['john', 'jane:done alice', 2, 'jane:done', 'Completed', ['TaskWithdrawn 15']],
    ['john', 'jane:done alice bob', 2, 'jane:done bob', undefined, ['TaskWithdrawn 15']],
    ['john', 'jane:done alice', 1, 'alice', undefined, []],
    ['john', 'alice alice', 2, 'alice', undefined, []],
  ];
  for (const [who, line, shareId, shares, status, mails] of changes) {
    it(`${who} takes number ${shareId} of ${line}: ${shares || 'nobody'}${status ? `, ${status}` : ''}`, () => {
      const plan = planOf(decide({ who, line, request: { shareId } }));
      expect(sharesOf(plan)).to.equal(shares);
      expect(plan.fields.status).to.equal(status);
      expect(plan.advancesWorkflow).to.equal(status && true);
      expect(mailsOf(plan.notices)).to.have.members(mails);
    });
  }

  it('leaves a task of tiers open behind the last one, whatever else is said', () =>
    expect(
      planOf(decide({ who: 'john', line: 'jane/20', sharing: { afterTiers: 'terminate' } })).fields,
    ).to.deep.include({
      assigneeId: null,
      sharing: 1,
    }));
});
