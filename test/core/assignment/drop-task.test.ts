import { expect } from 'chai';
import type { SharingRequest } from '../../../src/core/assignment/sharing-facts.ts';
import { decideDrop } from '../../../src/core/assignment/drop-task.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import {
  BEGINNING,
  deciding,
  keyFor,
  mailsOf,
  NOW,
  refusesInOrder,
  request,
  sharesOf,
  type Case,
  type Who,
} from './decisions.ts';

const decide = deciding(decideDrop, request);

function changeOf(situation: Case<SharingRequest>) {
  const plan = planOf(decide(situation));
  if ('unchanged' in plan) throw new Error('nothing was changed');
  return plan;
}

describe('deciding on dropping a task', () => {
  refusesInOrder(decide, { who: 'john' }, [
    ...BEGINNING('assign'),
    ['access-denied', { who: 'jane' }],
    ['version-mismatch', { request: { ifMatch: 'x' } }],
  ]);

  const callers: [Who, string, ReturnType<typeof outcomeOf>][] = [
    ['john', '', 'done'],
    ['sue', 'jane*', 'done'],
    ['maria', 'jane alice', 'done'],
    ['jane', 'jane*', 'access-denied'],
    ['carol', '', 'access-denied'],
  ];
  for (const [who, line, outcome] of callers) {
    it(`${who} of ${line || 'nobody'}: ${outcome}`, () => expect(outcomeOf(decide({ who, line }))).to.equal(outcome));
  }

  it('lets a key do it whose right it is', () => expect(outcomeOf(decide({ who: keyFor('delete') }))).to.equal('done'));

  for (const status of ['Completed', 'Dropped', 'Reassigned'] as const) {
    it(`leaves a task that is ${status} as it ended`, () =>
      expect(decide({ who: 'john', task: { status } })).to.deep.equal({ unchanged: true }));
  }

  it('gives up what has not started, and what is offline', () => {
    for (const task of [{ status: 'NotStarted' }, { documentOffline: true }] as const) {
      expect(changeOf({ who: 'john', task }).fields).to.include({ status: 'Dropped' });
    }
  });

  it('leaves who was asked, ends the tiers, and lets the workflow go on', () => {
    const plan = changeOf({ who: 'john', line: 'jane/20 bob:done alice:later/0', task: { documentVersion: 4 } });
    expect(plan.fields).to.deep.equal({
      status: 'Dropped',
      finishedAt: NOW,
      endVersion: 4,
      assigneeId: 12,
      teamId: null,
      sharing: 1,
    });
    expect(plan.sharing.shares.map(({ state, endsAt }) => [state, endsAt])).to.deep.equal([
      ['left', null],
      ['done', null],
    ]);
    expect(plan.advancesWorkflow).to.equal(true);
    expect(mailsOf(plan.notices)).to.deep.equal(['TaskWithdrawn 12']);
  });

  it('keeps who had claimed it', () => {
    const plan = changeOf({ who: 'john', line: 'legal jane*' });
    expect(plan.fields).to.include({ assigneeId: 12 });
    expect(plan.sharing.claim?.claimant).to.deep.equal({ kind: 'user', id: 12 });
    expect(sharesOf(plan)).to.contain('jane');
  });

  it('holds the step where the caller owes it to that, and does not supervise it', () => {
    const owed = { isInStep: true, hasRequirements: true } as const;
    expect(changeOf({ who: 'john', line: 'john', task: owed }).fields).to.include({ holdsStep: true });
    for (const free of [
      { who: 'john', line: 'jane', task: owed },
      { who: 'john', line: 'john', task: { ...owed, hasRequirements: false } },
      { who: 'maria', line: 'jane', task: owed },
    ] as const) {
      expect(changeOf(free).fields).not.to.have.property('holdsStep');
    }
  });
});
