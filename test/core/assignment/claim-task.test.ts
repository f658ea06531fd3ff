import { expect } from 'chai';
import { decideClaim, type ClaimRequest } from '../../../src/core/assignment/claim-task.ts';
import type { FoundPerson } from '../../../src/core/assignment/named-parties.ts';
import { partyOf, sharingOfLine } from '../shares/shares.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import {
  BEGINNING,
  CLOSED,
  deciding,
  found,
  keyFor,
  mailsOf,
  NOW,
  person,
  refusesInOrder,
  request,
  type Case,
  type Who,
} from './decisions.ts';

const decide = deciding<ClaimRequest, ReturnType<typeof decideClaim>>(decideClaim, request);

const inNameOf = (name: string) => ({ name, namedAs: { userType: 'EXTERNAL_USER', user: name } });

/** What is claimed, by whom, and the columns of the task. */
function claimOf(situation: Case<ClaimRequest>) {
  const plan = planOf(decide(situation));
  if ('unchanged' in plan) throw new Error('nothing was changed');
  return plan;
}

describe('deciding on a claim', () => {
  refusesInOrder(decide, {}, [
    ...BEGINNING('assign'),
    ['access-denied', { who: 'carol' }],
    ['version-mismatch', { request: { ifMatch: '"2024-04-01"' } }],
    ['task-not-started', { task: { status: 'NotStarted' } }],
    ['document-offline', { task: { documentOffline: true } }],
  ]);

  for (const status of CLOSED) {
    it(`is not for a task that is ${status}, whoever had claimed it`, () =>
      expect(outcomeOf(decide({ line: 'jane*', task: { status }, request: { repeats: true } }))).to.match(/^task-/));
  }

  const callers: [Who, string, Partial<ClaimRequest>, ReturnType<typeof outcomeOf>][] = [
    ['jane', 'jane', {}, 'done'],
    ['bob', 'legal', {}, 'done'],
    ['alice', 'jane', {}, 'access-denied'],
    ['alice', 'jane/20 alice:later/0', {}, 'access-denied'],
    ['jane', 'jane:done alice', {}, 'access-denied'],
    // Whoever may act for the assignee only where the call says so.
    ['john', 'jane', {}, 'access-denied'],
    ['john', 'jane', { overrides: true }, 'done'],
    ['sue', 'jane', { overrides: true }, 'done'],
    ['maria', 'jane', { overrides: true }, 'done'],
    ['alice', 'jane', { overrides: true }, 'access-denied'],
    ['carol', '', {}, 'access-denied'],
    ['carol', '', { opensToAll: true }, 'done'],
    ['carol', 'jane', { opensToAll: true }, 'access-denied'],
    ['carol', 'jane:done', { opensToAll: true }, 'done'],
    // The claim before the right: one answer, whoever asks.
    ['jane', 'jane*', {}, 'task-claimed'],
    ['alice', 'jane*', {}, 'task-claimed'],
    ['maria', 'jane*', { overrides: true }, 'task-claimed'],
    ['jane', 'jane*', { repeats: true }, 'done'],
    ['alice', 'jane* alice', { repeats: true }, 'task-claimed'],
  ];
  for (const [who, line, asked, outcome] of callers) {
    it(`${who} of ${line || 'nobody'} with ${Object.keys(asked).join(', ') || 'nothing'}: ${outcome}`, () =>
      expect(outcomeOf(decide({ who, line, request: asked }))).to.equal(outcome));
  }

  it('lets a key do it whose right it is, as an administrator may', () => {
    expect(outcomeOf(decide({ who: keyFor('claim'), request: { overrides: true } }))).to.equal('done');
    expect(outcomeOf(decide({ who: keyFor('claim') }))).to.equal('access-denied');
  });

  it('changes nothing the second time', () =>
    expect(decide({ line: 'jane*', request: { repeats: true } })).to.deep.equal({ unchanged: true }));

  const claims: [Who, string, number | null, object][] = [
    ['jane', 'jane', 1, { assigneeId: 12, sharing: 1 }],
    ['alice', 'jane alice', 2, { assigneeId: 15, sharing: 1 }],
    ['bob', 'legal', 1, { assigneeId: 9, teamId: null, sharing: 1 }],
    ['bob', 'legal bob', 2, { assigneeId: 9 }],
    ['bob', 'jane:done legal alice', 2, { assigneeId: 9 }],
    ['john', 'jane alice', 1, { assigneeId: 7, sharing: 1 }],
    ['carol', '', null, { assigneeId: 20, sharing: 1 }],
    ['jane', 'jane/20 alice:later/5', 1, { assigneeId: 12 }],
  ];
  for (const [who, line, shareId, fields] of claims) {
    it(`of ${who} in ${line || 'nothing'} is on ${shareId ?? 'no share'}`, () => {
      const plan = claimOf({ who, line, request: { overrides: true, opensToAll: true } });
      expect(plan.sharing.claim).to.deep.include({ shareId, claimedAt: NOW, namedAs: null });
      expect(plan.fields).to.include(fields).and.not.to.have.property('status');
      expect(plan.sharing.shares.every(({ endsAt }) => endsAt === null)).to.equal(true);
      expect(mailsOf(plan.notices)).to.deep.equal([]);
    });
  }

  it('shows past whom a redirection went only while the share’s own party is the holder', () => {
    const shares = sharingOfLine('jane').shares.map((share) => ({ ...share, redirectedFromId: 9 }));
    const redirected = (who: Who) => claimOf({ who, sharing: { shares }, request: { overrides: true } }).fields;
    expect([redirected('jane').redirectedFromId, redirected('john').redirectedFromId]).to.deep.equal([9, null]);
  });

  describe('in somebody else’s name', () => {
    const named = (situation: Case<ClaimRequest>, name: string, ...people: FoundPerson[]) =>
      decide({
        ...situation,
        found: [found(...people)],
        request: { inNameOf: inNameOf(name), ...situation.request },
      });
    const overrides = { request: { overrides: true } };

    it('is for whoever may act for the assignee', () => {
      const by = (who: Who) => outcomeOf(named({ who, line: 'jane' }, 'jane', person('jane')));
      expect([by('john'), by('sue'), by('maria')]).to.deep.equal(['done', 'done', 'done']);
      expect([by('jane'), by('carol')]).to.deep.equal(['access-denied', 'access-denied']);
      expect(outcomeOf(named({ who: 'jane', line: '' }, 'jane', person('jane')))).to.equal('access-denied');
    });

    const rows: [string, string, object, ReturnType<typeof outcomeOf>][] = [
      ['jane', 'jane', {}, 'done'],
      ['jane', 'alice', {}, 'access-denied'],
      ['jane', 'alice', overrides, 'done'],
      ['jane', 'Notary', {}, 'access-denied'],
      ['jane', 'Notary', overrides, 'done'],
      ['Notary', 'NOTARY', {}, 'done'],
      ['', 'Notary', {}, 'done'],
      ['jane*', 'jane', overrides, 'task-claimed'],
    ];
    for (const [line, name, more, outcome] of rows) {
      it(`of ${name} in ${line || 'nothing'}${more === overrides ? ', overriding' : ''}: ${outcome}`, () => {
        const people = partyOf(name).kind === 'user' ? [person(name)] : [];
        expect(outcomeOf(named({ who: 'john', line, ...more }, name, ...people))).to.equal(outcome);
      });
    }

    it('lets a member of the team that is asked have it', () =>
      expect(outcomeOf(named({ who: 'john', line: 'legal' }, 'bob', person('bob', { teamIds: [3] })))).to.equal(
        'done',
      ));

    it('keeps a name from outside, spelled as it came, and follows no redirection', () => {
      const outside = planOf(named({ who: 'john', line: 'jane', ...overrides }, 'Notary Ltd'));
      if ('unchanged' in outside) throw new Error('nothing was changed');
      expect(outside.sharing.claim).to.deep.include({
        claimant: { kind: 'outside', name: 'Notary Ltd' },
        namedAs: inNameOf('Notary Ltd').namedAs,
        shareId: 1,
      });
      expect(outside.fields).to.include({ assigneeId: null, teamId: null });
      const bobAway = person('bob', { redirections: [person('alice')] });
      const away = planOf(named({ who: 'john', line: 'jane', ...overrides }, 'bob', bobAway));
      expect('unchanged' in away ? undefined : away.fields.assigneeId).to.equal(9);
    });

    it('gives nothing to an account that is disabled, nor to a text that two have', () => {
      const of = (...people: FoundPerson[]) =>
        outcomeOf(named({ who: 'john', line: 'jane', ...overrides }, 'bob', ...people));
      expect(of(person('bob', { enabled: false }))).to.equal('user-disabled');
      expect(of(person('bob', { enabled: false }), person('bob', { id: 99 }))).to.equal('done');
    });
  });
});
