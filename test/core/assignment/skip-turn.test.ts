import { expect } from 'chai';
import { decideSkip, type SkipRequest } from '../../../src/core/assignment/escalate-task.ts';
import { after } from '../shares/shares.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import {
  BEGINNING,
  CLOSED,
  deciding,
  keyFor,
  mailsOf,
  NOW,
  person,
  refusesInOrder,
  request,
  sharesOf,
  type Who,
} from './decisions.ts';

const usual: SkipRequest = { ...request, reason: 'On holiday.' };
const decide = deciding(decideSkip, usual);

describe('deciding on a skipped turn', () => {
  refusesInOrder(decide, { who: 'john', line: 'jane/20 alice:later/0' }, [
    ...BEGINNING('assign'),
    ['access-denied', { who: 'jane' }],
    ['version-mismatch', { request: { ifMatch: 'x' } }],
    ['task-reassigned', { task: { status: 'Reassigned' } }],
    ['document-offline', { task: { documentOffline: true } }],
  ]);

  // Whether there is a turn before the right: without one there is nobody to ask about.
  const callers: [Who, string, ReturnType<typeof outcomeOf>][] = [
    ['jane', 'jane', 'access-denied'],
    ['jane', 'jane*', 'done'],
    ['alice', 'jane* alice', 'access-denied'],
    ['sue', 'jane', 'done'],
    ['maria', 'jane*', 'done'],
    ['carol', '', 'nobody-assigned'],
    ['john', 'jane:done', 'nobody-assigned'],
  ];
  for (const [who, line, outcome] of callers) {
    it(`${who} of ${line || 'nobody'}: ${outcome}`, () => expect(outcomeOf(decide({ who, line }))).to.equal(outcome));
  }

  it('lets a key do it whose right it is', () => expect(outcomeOf(decide({ who: keyFor('claim') }))).to.equal('done'));

  for (const status of CLOSED) {
    it(`is not for a task that is ${status}`, () =>
      expect(outcomeOf(decide({ who: 'john', line: '', task: { status } }))).to.match(/^task-/));
  }

  const changes: [string, string, string[]][] = [
    ['jane/20 alice:later/30 bob:later/0', 'alice/30 bob:later/0', ['TaskAssigned 15', 'TaskWithdrawn 12']],
    ['jane/20* alice:later/30', 'alice/30', ['TaskAssigned 15', 'TaskWithdrawn 12']],
    ['jane alice', 'alice', ['TaskWithdrawn 12']],
    ['jane alice*', 'jane', ['TaskWithdrawn 15']],
    ['bob jane/20 alice:later/0', 'bob alice/0', ['TaskAssigned 15', 'TaskWithdrawn 12']],
    ['bob jane/20', 'bob', ['TaskWithdrawn 12']],
    ['jane/20', '', ['TaskWithdrawn 12']],
    ['jane:done alice', 'jane:done', ['TaskWithdrawn 15']],
    ['jane/20 john:later/0', 'john/0', ['TaskWithdrawn 12']],
  ];
  for (const [line, shares, mails] of changes) {
    it(`makes ${shares || 'nobody'} of ${line}, which stays open`, () => {
      const plan = planOf(decide({ who: 'john', line }));
      expect(sharesOf(plan)).to.equal(shares);
      expect(plan.sharing.claim).to.equal(null);
      expect(plan.fields).not.to.have.property('status');
      expect(plan).to.deep.include({ reason: 'On holiday.', callerId: 7 });
      expect(mailsOf(plan.notices)).to.have.members(mails);
    });
  }

  it('ends the turn now, from where the next minutes count', () => {
    const plan = planOf(decide({ who: 'john', line: 'jane/20 alice:later/30' }));
    expect(plan.sharing.shares[0]).to.deep.include({ assignedAt: NOW, endsAt: after(90) });
  });

  it('goes past who is disabled by then', () => {
    const tierPeople = [person('alice', { enabled: false }), person('bob')];
    const plan = planOf(decide({ who: 'john', line: 'jane/20 alice:later/30 bob:later/0', task: { tierPeople } }));
    expect(sharesOf(plan)).to.equal('bob/0');
    expect(plan.details).to.deep.equal({ turnEndedAt: NOW, passedOver: [{ user: 15 }] });
  });

  it('drops the task behind the last tier where that is wanted, in the words of the one who skipped', () => {
    const terminates = { afterTiers: 'terminate' } as const;
    const plan = planOf(decide({ who: 'john', line: 'jane/20', sharing: terminates }));
    expect(plan.fields).to.deep.include({ status: 'Dropped', finishedAt: NOW, assigneeId: 12, holdsStep: true });
    expect(plan.reason).to.equal('On holiday.');
    expect(sharesOf(plan)).to.equal('jane:left/20');
    expect(mailsOf(plan.notices)).to.deep.equal(['TaskWithdrawn 12', 'TaskTimedOut supervisors']);
    for (const line of ['bob jane/20', 'jane']) {
      expect(planOf(decide({ who: 'john', line, sharing: terminates })).fields).not.to.have.property('status');
    }
  });
});
