import { expect } from 'chai';
import { decideRelease, type ReleaseRequest } from '../../../src/core/assignment/release-task.ts';
import { after } from '../shares/shares.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import {
  BEGINNING,
  CLOSED,
  deciding,
  keyFor,
  mailsOf,
  NOW,
  refusesInOrder,
  request,
  sharesOf,
  type Who,
} from './decisions.ts';

const usual: ReleaseRequest = request;
const decide = deciding<ReleaseRequest, ReturnType<typeof decideRelease>>(decideRelease, usual);

describe('deciding on giving back', () => {
  refusesInOrder(decide, { line: 'jane*' }, [
    ...BEGINNING('assign'),
    ['access-denied', { who: 'carol' }],
    ['version-mismatch', { request: { ifMatch: '*' } }],
    ['task-completed', { task: { status: 'Completed' } }],
  ]);

  // The claim before the right: without one there is nobody to ask about.
  const callers: [Who, string, ReturnType<typeof outcomeOf>][] = [
    ['jane', 'jane* alice', 'done'],
    ['alice', 'jane* alice', 'access-denied'],
    ['john', 'jane*', 'done'],
    ['sue', 'jane*', 'done'],
    ['maria', 'jane*', 'done'],
    ['carol', 'jane', 'task-not-claimed'],
    ['jane', 'jane', 'task-not-claimed'],
    ['carol', '', 'nobody-assigned'],
    ['john', 'jane:done', 'nobody-assigned'],
  ];
  for (const [who, line, outcome] of callers) {
    it(`${who} of ${line || 'nobody'}: ${outcome}`, () => expect(outcomeOf(decide({ who, line }))).to.equal(outcome));
  }

  it('is not for the owner where the call says so, but for supervisors and administrators', () => {
    const by = (who: Who) => outcomeOf(decide({ who, line: 'jane*', request: { notByOwner: true } }));
    expect([by('john'), by('jane'), by('sue'), by('maria')]).to.deep.equal(['access-denied', 'done', 'done', 'done']);
  });

  for (const status of CLOSED) {
    it(`is not for a task that is ${status}, and a stranger learns nothing of it`, () => {
      expect(outcomeOf(decide({ line: 'jane*', task: { status } }))).to.match(/^task-/);
      expect(outcomeOf(decide({ who: 'carol', line: 'jane*', task: { status } }))).to.equal('access-denied');
    });
  }

  it('lets a key do it whose right it is', () =>
    expect(outcomeOf(decide({ who: keyFor('claim'), line: 'jane*' }))).to.equal('done'));

  it('works while the document is offline', () =>
    expect(outcomeOf(decide({ line: 'jane*', task: { documentOffline: true } }))).to.equal('done'));

  const changes: [string, string, object][] = [
    ['jane* alice', 'jane alice', { assigneeId: 12, sharing: 2 }],
    ['jane alice*', 'jane alice', { assigneeId: 12, sharing: 2 }],
    ['jane*', 'jane', { assigneeId: 12, sharing: 1 }],
    ['alice:done jane*', 'alice:done jane', { assigneeId: 12, sharing: 1 }],
  ];
  for (const [line, shares, fields] of changes) {
    it(`makes ${shares} of ${line}, and mails nobody`, () => {
      const plan = planOf(decide({ who: 'john', line }));
      expect(sharesOf(plan)).to.equal(shares);
      expect(plan.sharing.claim).to.equal(null);
      expect(plan.fields).to.include(fields);
      expect(mailsOf(plan.notices)).to.deep.equal([]);
    });
  }

  it('leaves a task to nobody of which only a name from outside had a claim', () => {
    const claim = {
      claimant: { kind: 'outside', name: 'Notary' },
      namedAs: null,
      claimedAt: NOW,
      shareId: null,
    } as const;
    const plan = planOf(decide({ who: 'john', line: '', sharing: { claim } }));
    expect(plan.fields).to.include({ assigneeId: null, teamId: null, sharing: 1 });
  });

  it('gives the team back what a member had claimed', () => {
    const claim = { claimant: { kind: 'user', id: 9 }, namedAs: null, claimedAt: NOW, shareId: 1 } as const;
    const plan = planOf(decide({ who: 'bob', line: 'legal', sharing: { claim } }));
    expect(plan.fields).to.include({ assigneeId: null, teamId: 3, sharing: 1 });
  });

  it('starts the minutes of the tier anew', () => {
    const plan = planOf(decide({ line: 'jane/20* alice:later/5' }));
    expect(plan.sharing.shares[0]?.endsAt).to.deep.equal(after(80));
  });
});
