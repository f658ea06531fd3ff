import { expect } from 'chai';
import type { Right } from '../../../src/core/access/rights.ts';
import { decideResolution, type ShareResolution } from '../../../src/core/assignment/resolve-share.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import type { Decision } from '../../../src/core/shares/share.ts';
import { sharingOfLine } from '../shares/shares.ts';
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
  type Case,
  type Who,
} from './decisions.ts';

const usual: ShareResolution = { ...request, by: 'assignee', resolution: 'completed' };
const decide = deciding<ShareResolution, ReturnType<typeof decideResolution>>(
  (asked, facts) => decideResolution(asked, facts),
  usual,
);

type Situation = Case<ShareResolution>;

function changeOf(situation: Situation) {
  const plan = planOf(decide(situation));
  if ('unchanged' in plan) throw new Error('nothing was changed');
  return plan;
}

describe('deciding on doing a share', () => {
  const open = { line: 'jane alice' };
  const behind: [Refusal, Situation][] = [
    ['version-mismatch', { request: { ifMatch: 'x' } }],
    ['task-dropped', { task: { status: 'Dropped' } }],
    ['document-offline', { task: { documentOffline: true } }],
    ['resolution-unfit', { request: { resolution: 'approved' } }],
    ['comments-required', { task: { requirements: ['Comments'] } }],
  ];
  describe('of one’s own', () =>
    refusesInOrder(decide, open, [...BEGINNING('assign'), ['access-denied', { who: 'carol' }], ...behind]));
  describe('by its number', () =>
    refusesInOrder(decide, { ...open, request: { shareId: 1 } }, [
      ...BEGINNING('claim'),
      ['share-not-found', { request: { shareId: 9 } }],
      ['access-denied', { who: 'alice' }],
      ...behind,
    ]));

  const callers: [Who, string, ShareResolution['by'], Refusal | 'done'][] = [
    ['jane', 'jane alice', 'assignee', 'done'],
    ['bob', 'legal', 'assignee', 'done'],
    ['john', 'jane', 'assignee', 'access-denied'],
    ['maria', 'jane', 'assignee', 'access-denied'],
    ['alice', 'jane* alice', 'assignee', 'access-denied'],
    ['alice', 'jane/20 alice:later/0', 'assignee', 'access-denied'],
    ['jane', '', 'assignee', 'access-denied'],
    ['jane', 'jane', 'claimant', 'access-denied'],
    ['jane', 'jane*', 'claimant', 'done'],
    ['john', 'jane*', 'claimant', 'access-denied'],
    ['jane', 'jane', 'claimant-or-chief', 'access-denied'],
    ['john', 'jane', 'claimant-or-chief', 'done'],
    ['sue', 'jane*', 'claimant-or-chief', 'done'],
    ['maria', '', 'claimant-or-chief', 'done'],
    ['carol', '', 'claimant-or-chief', 'access-denied'],
  ];
  for (const [who, line, by, outcome] of callers) {
    it(`${who} of ${line || 'nobody'}, for the ${by}: ${outcome}`, () =>
      expect(outcomeOf(decide({ who, line, request: { by } }))).to.equal(outcome));
  }

  const resolutions: [NonNullable<ShareResolution['resolution']>, boolean, boolean, Refusal | 'done'][] = [
    ['completed', true, false, 'done'],
    ['completed', true, true, 'resolution-unfit'],
    ['completed', false, true, 'approval-required'],
    ['approved', true, true, 'done'],
    ['approved', true, false, 'resolution-unfit'],
    ['unknown', true, false, 'resolution-unfit'],
    ['unknown', false, true, 'resolution-unfit'],
  ];
  for (const [resolution, decidesByResolution, demands, outcome] of resolutions) {
    const task = { requirements: demands ? ['Approval'] : [] };
    it(`${resolution}, ${decidesByResolution ? 'a decision by itself' : 'told apart'}, where ${demands ? 'one' : 'none'} is demanded: ${outcome}`, () =>
      expect(outcomeOf(decide({ line: 'jane', task, request: { resolution, decidesByResolution } }))).to.equal(
        outcome,
      ));
  }

  const named: [Who, string, number, Refusal | 'done'][] = [
    ['jane', 'jane alice', 1, 'done'],
    ['alice', 'jane alice', 1, 'access-denied'],
    ['john', 'jane alice', 1, 'access-denied'],
    ['maria', 'jane alice', 1, 'access-denied'],
    ['bob', 'jane legal', 2, 'done'],
    ['bob', 'jane* legal', 2, 'access-denied'],
    ['alice', 'jane* alice', 2, 'access-denied'],
    ['jane', 'jane* legal', 2, 'access-denied'],
    ['jane', 'jane* jane', 2, 'done'],
    ['alice', 'jane/20 alice:later/0', 2, 'share-not-found'],
  ];
  for (const [who, line, shareId, outcome] of named) {
    it(`${who} of number ${shareId} of ${line}: ${outcome}`, () =>
      expect(outcomeOf(decide({ who, line, request: { shareId } }))).to.equal(outcome));
  }

  it('leaves a team’s share that a member has claimed to the claimant', () => {
    const claim = { claimant: { kind: 'user', id: 15 }, namedAs: null, claimedAt: NOW, shareId: 1 } as const;
    const by = (who: Who) => outcomeOf(decide({ who, line: 'legal', sharing: { claim }, request: { shareId: 1 } }));
    expect([by('bob'), by('alice'), by('carol')]).to.deep.equal(['access-denied', 'done', 'access-denied']);
  });

  it('keeps somebody who has claimed a team’s share to it', () => {
    const claim = { claimant: { kind: 'user', id: 9 }, namedAs: null, claimedAt: NOW, shareId: 1 } as const;
    const of = (shareId: number) =>
      outcomeOf(decide({ who: 'bob', line: 'legal bob', sharing: { claim }, request: { shareId } }));
    expect([of(1), of(2)]).to.deep.equal(['done', 'access-denied']);
  });

  const together: [Who, string, number, string][] = [
    ['jane', 'jane alice jane', 3, 'jane:done alice jane:done'],
    ['jane', 'jane* alice jane', 3, 'jane:done alice jane:done'],
    ['bob', 'bob legal', 2, 'bob legal:done'],
    ['bob', 'bob legal', 1, 'bob:done legal'],
  ];
  for (const [who, line, shareId, shares] of together) {
    it(`asks a person once: ${who} does number ${shareId} of ${line}`, () =>
      expect(sharesOf(changeOf({ who, line, request: { shareId } }))).to.equal(shares));
  }

  it('lets a key do what its account may, no more', () => {
    const by = (right: Right, line: string) =>
      outcomeOf(decide({ who: { ...keyFor(right), id: 12 }, line, request: { by: 'claimant-or-chief' } }));
    expect(by('complete', 'jane*')).to.equal('done');
    expect(by('complete', 'alice*')).to.equal('access-denied');
    expect(by('assign', 'jane*')).to.equal('access-denied');
  });

  for (const status of CLOSED) {
    it(`is not for a task that is ${status}`, () => {
      expect(outcomeOf(decide({ line: 'jane', task: { status } }))).to.match(/^task-/);
      expect(outcomeOf(decide({ line: 'jane', task: { status }, request: { shareId: 1 } }))).to.match(/^task-/);
    });
  }

  const changes: [Who, string, 'all' | 'any', string, string | undefined, number | null, string[]][] = [
    ['jane', 'jane', 'all', 'jane:done', 'Completed', 12, []],
    ['jane', 'jane alice', 'all', 'jane:done alice', undefined, 15, []],
    ['alice', 'jane alice', 'all', 'jane alice:done', undefined, 12, []],
    ['jane', 'jane alice', 'any', 'jane:done alice:left', 'Completed', 12, ['TaskWithdrawn 15']],
    ['alice', 'jane:done alice', 'all', 'jane:done alice:done', 'Completed', 15, []],
    ['jane', 'jane jane', 'all', 'jane:done jane:done', 'Completed', 12, []],
    ['bob', 'bob legal', 'all', 'bob:done legal', undefined, null, []],
    ['bob', 'legal', 'all', 'legal:done', 'Completed', null, []],
    ['jane', 'jane* alice', 'all', 'jane:done alice', undefined, 15, []],
    ['jane', 'jane/20 alice:later/0', 'any', 'jane:done/20', 'Completed', 12, []],
    ['jane', 'jane/20 bob alice:later/0', 'all', 'jane:done/20 bob', undefined, 9, []],
    ['bob', 'jane/20 bob alice:later/0', 'all', 'jane/20 bob:done alice:later/0', undefined, 12, []],
  ];
  for (const [who, line, rule, shares, status, assigneeId, mails] of changes) {
    it(`${who} does it in ${line} by ${rule}: ${shares}${status ? `, ${status}` : ''}`, () => {
      const plan = changeOf({ who, line, sharing: { rule } });
      expect(sharesOf(plan)).to.equal(shares);
      expect(plan.fields.status).to.equal(status);
      expect(plan.fields.assigneeId).to.equal(assigneeId);
      expect(plan.advancesWorkflow).to.equal(status && true);
      expect(mailsOf(plan.notices)).to.have.members(mails);
    });
  }

  it('completes a claimed task as the claimant’s, and does the shares in the claimant’s name', () => {
    const claim = { claimant: { kind: 'user', id: 15 }, namedAs: null, claimedAt: NOW, shareId: 1 } as const;
    const plan = changeOf({ who: 'alice', line: 'legal alice', sharing: { claim } });
    expect(sharesOf(plan)).to.equal('legal:done* alice:done');
    expect(plan.fields).to.include({ status: 'Completed', assigneeId: 15, teamId: null, sharing: 1 });
    expect(plan.sharing.shares[0]).to.deep.include({ resolvedById: 15, resolvedAt: NOW, resolution: 'completed' });
  });

  it('does for the assignee what the task is shown by; where nobody is asked, a share of the caller’s own', () => {
    const by = { request: { by: 'claimant-or-chief' } } as const;
    const held = changeOf({ who: 'john', line: 'jane alice', ...by });
    expect(sharesOf(held)).to.equal('jane:done alice');
    expect(held.sharing.shares[0]?.resolvedById).to.equal(7);
    const nobody = changeOf({ who: 'john', line: '', ...by });
    expect(sharesOf(nobody)).to.equal('john:done+');
    expect(nobody.fields).to.include({ status: 'Completed', assigneeId: 7 });
  });

  it('makes a share of the claimant’s, whoever completes for the claimant', () => {
    const claim = {
      claimant: { kind: 'outside', name: 'Notary' },
      namedAs: null,
      claimedAt: NOW,
      shareId: null,
    } as const;
    const plan = changeOf({ who: 'john', line: '', sharing: { claim }, request: { by: 'claimant-or-chief' } });
    expect(sharesOf(plan)).to.equal('Notary:done+');
    expect(plan.sharing.shares[0]?.resolvedById).to.equal(7);
    expect(plan.fields).to.include({ status: 'Completed', assigneeId: null, teamId: null });
  });

  it('keeps the decision that a claimant has made on what nobody was asked for', () => {
    const claim = { claimant: { kind: 'user', id: 12 }, namedAs: null, claimedAt: NOW, shareId: null } as const;
    const task = { requirements: ['Approval'], approvalStatus: 'Rejected' } as const;
    const plan = changeOf({ line: '', sharing: { claim }, task, request: { by: 'claimant' } });
    expect(plan.sharing.shares[0]).to.deep.include({ decision: 'Rejected', resolution: 'rejected' });
    expect(plan.fields).to.include({ status: 'Completed', approvalStatus: 'Rejected' });
  });

  describe('demands', () => {
    const approval = { requirements: ['Approval'] };
    const shares = (words: object) => sharingOfLine('jane alice').shares.map((share) => ({ ...share, ...words }));

    const unmet: [string, Situation, Refusal | 'done'][] = [
      [
        'a comment of the share',
        { task: { requirements: ['Comments'], comments: 'Somebody’s.' } },
        'comments-required',
      ],
      ['a comment with the call', { task: { requirements: ['Comments'] }, request: { message: 'Mine.' } }, 'done'],
      [
        'a comment said before',
        { task: { requirements: ['Comments'] }, sharing: { shares: shares({ message: 'Mine.' }) } },
        'done',
      ],
      ['a decision of the share', { task: { ...approval, approvalStatus: 'Approved' } }, 'approval-required'],
      ['a decision with the call', { task: approval, request: { resolution: 'rejected' } }, 'done'],
      ['a decision made before', { task: approval, sharing: { shares: shares({ decision: 'Approved' }) } }, 'done'],
      ['a decision that nothing demands', { request: { resolution: 'rejected' } }, 'resolution-unfit'],
      ['reading by the caller', { task: { requirements: ['LastestVersionRead'] } }, 'document-unread'],
      ['reading that was done', { task: { requirements: ['LastestVersionRead'], callerHasReadNewest: true } }, 'done'],
      ['editing by the caller', { task: { requirements: ['Edit'] } }, 'edit-required'],
      ['an attachment of the task', { task: { requirements: ['Attachment'] } }, 'attachment-required'],
      ['a review', { task: { requirements: ['SOXReview'] } }, 'review-required'],
      ['an allowed start', { task: { allowedStartAt: new Date(NOW.getTime() + 1) } }, 'start-not-allowed-yet'],
    ];
    for (const [what, situation, outcome] of unmet) {
      it(`${what}: ${outcome}`, () =>
        expect(outcomeOf(decide({ line: 'jane alice', ...situation }))).to.equal(outcome));
    }

    const decisions: [Decision, 'approved' | 'rejected', string, object][] = [
      ['Approved', 'approved', 'Approved', { advancesWorkflow: true }],
      ['Approved', 'rejected', 'Rejected', { stopsWorkflow: true }],
      ['Rejected', 'approved', 'Rejected', { stopsWorkflow: true }],
    ];
    for (const [other, resolution, approvalStatus, effects] of decisions) {
      it(`makes the task ${approvalStatus} where the other was ${other} and this one is ${resolution}`, () => {
        const done = sharingOfLine('jane alice:done').shares.map((share) =>
          share.state === 'done' ? { ...share, decision: other } : share,
        );
        const plan = changeOf({ line: '', task: approval, sharing: { shares: done }, request: { resolution } });
        expect(plan.fields).to.include({ status: 'Completed', approvalStatus });
        expect(plan).to.include(effects);
      });
    }

    it('stops no workflow before the last share is done', () => {
      const plan = changeOf({ line: 'jane alice', task: approval, request: { resolution: 'rejected' } });
      expect(plan).not.to.have.property('stopsWorkflow');
      expect(plan.fields).to.include({ approvalStatus: 'NoResult', assigneeId: 15 });
      expect(plan.sharing.shares[0]).to.include({ decision: 'Rejected', resolution: 'rejected' });
    });
  });

  describe('said again', () => {
    const again: [string, Partial<ShareResolution>, Refusal | 'unchanged' | 'done'][] = [
      ['jane:done alice', { resolution: 'completed' }, 'unchanged'],
      ['jane:done alice', { resolution: 'approved' }, 'share-resolved'],
      ['jane:done alice', { resolution: 'incomplete' }, 'share-resolved'],
      ['jane:done alice', { resolution: 'completed', message: 'Other words.' }, 'share-resolved'],
      ['jane:done alice', { resolution: 'completed', message: '' }, 'unchanged'],
      ['jane alice', { resolution: 'incomplete' }, 'unchanged'],
      ['jane alice', { resolution: 'incomplete', message: 'Soon.' }, 'done'],
    ];
    for (const [line, asked, outcome] of again) {
      for (const status of ['InProgress', 'Completed'] as const) {
        if (status === 'Completed' && outcome === 'done') continue;
        it(`${JSON.stringify(asked)} of ${line}, ${status}: ${outcome}`, () => {
          const decided = decide({ line, task: { status }, request: { shareId: 1, ...asked } });
          expect('unchanged' in decided ? 'unchanged' : outcomeOf(decided)).to.equal(outcome);
        });
      }
    }
  });

  describe('with words alone', () => {
    const say = deciding<ShareResolution, ReturnType<typeof decideResolution>>(
      (asked, facts) => decideResolution(asked, facts),
      { ...request, by: 'assignee', shareId: 2 },
    );
    const said = (message: string, comments = 'Somebody’s.') => {
      const plan = planOf(say({ who: 'alice', line: 'jane alice', task: { comments }, request: { message } }));
      if ('unchanged' in plan) throw new Error('nothing was changed');
      return plan;
    };

    it('keeps them with the share and the task, which stays as it is', () => {
      const plan = said('Almost.\r\nDone.');
      expect(plan.sharing.shares.map(({ message }) => message)).to.deep.equal([null, 'Almost.\nDone.']);
      expect(plan.fields).to.include({ comments: 'Almost.\nDone.', assigneeId: 12, sharing: 2 });
      expect(sharesOf(plan)).to.equal('jane alice');
      expect(mailsOf(plan.notices)).to.deep.equal([]);
    });

    it('clears those of the share alone', () => {
      const shares = sharingOfLine('jane alice').shares.map((share) => ({ ...share, message: 'Mine.' }));
      const plan = planOf(say({ who: 'alice', sharing: { shares }, line: '', request: { message: '' } }));
      if ('unchanged' in plan) throw new Error('nothing was changed');
      expect(plan.sharing.shares.map(({ message }) => message)).to.deep.equal(['Mine.', null]);
      expect(plan.fields).not.to.have.property('comments');
    });

    it('keeps output as the claimant sends it', () => {
      const asked = { by: 'claimant', output: { amount: 7 }, shareId: 1, message: 'x' } as const;
      const plan = planOf(say({ line: 'jane*', request: asked }));
      expect('unchanged' in plan ? null : plan.sharing.output).to.deep.equal({ amount: 7 });
    });
  });
});
