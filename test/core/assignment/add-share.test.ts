import { expect } from 'chai';
import { decideShareAddition, type ShareAddition } from '../../../src/core/assignment/add-share.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import {
  away,
  BEGINNING,
  deciding,
  found,
  keyFor,
  mailsOf,
  person,
  refusesInOrder,
  request,
  sharesOf,
  userAsk,
  type Case,
  type Who,
} from './decisions.ts';

const usual: ShareAddition = { ...request, ask: userAsk('alice') };
const decide = deciding(decideShareAddition, usual);
const alice = [found(person('alice'))];

/** The shares that come of it, and the mails. */
function changeOf(situation: Case<ShareAddition>): [string, string[]] {
  const plan = planOf(decide(situation));
  return 'unchanged' in plan ? ['unchanged', []] : [sharesOf(plan), mailsOf(plan.notices)];
}

describe('deciding on asking one more', () => {
  refusesInOrder(decide, { found: alice }, [
    ...BEGINNING('edit'),
    ['access-denied', { who: 'carol' }],
    ['version-mismatch', { request: { ifMatch: 'x' } }],
    ['task-not-started', { task: { status: 'NotStarted' } }],
    ['user-not-found', { found: [] }],
    ['document-offline', { task: { documentOffline: true } }],
    ['share-resolved', { line: 'jane alice:done' }],
  ]);

  const callers: [Who, string, 'done' | 'access-denied'][] = [
    ['jane', 'jane', 'done'],
    ['bob', 'legal', 'done'],
    ['bob', 'jane* legal', 'access-denied'],
    ['carol', '', 'access-denied'],
    ['john', '', 'done'],
    ['sue', 'jane*', 'done'],
    ['maria', 'jane*', 'done'],
  ];
  for (const [who, line, outcome] of callers) {
    it(`${who}, task of ${line || 'nobody'}: ${outcome}`, () =>
      expect(outcomeOf(decide({ who, line, found: alice }))).to.equal(outcome));
  }

  it('lets a key do it whose right it is', () =>
    expect(outcomeOf(decide({ who: keyFor('assign'), found: alice }))).to.equal('done'));

  const changes: [Who, string, string, string[]][] = [
    ['jane', 'jane', 'jane alice+', ['TaskAssigned 15']],
    ['john', '', 'alice+', ['TaskAssigned 15']],
    ['john', 'jane/20 john:later/0', 'jane/20 alice+ john:later/0', ['TaskAssigned 15']],
    ['john', 'jane/20 alice:later/0', 'jane/20 alice+ alice:later/0', ['TaskAssigned 15']],
    ['jane', 'jane*', 'jane* alice+', ['TaskAssigned 15']],
    ['jane', 'jane legal', 'jane legal alice+', ['TaskAssigned 15']],
    ['jane', 'jane alice', 'unchanged', []],
    ['alice', 'alice', 'unchanged', []],
    ['alice', 'alice:done alice', 'unchanged', []],
  ];
  for (const [who, line, shares, mails] of changes) {
    it(`${who} adds Alice to ${line || 'nobody'}: ${shares}`, () =>
      expect(changeOf({ who, line, found: alice })).to.deep.equal([shares, mails]));
  }

  it('does not tell the caller, and keeps the rule', () => {
    const plan = planOf(
      decide({
        who: 'john',
        line: '',
        sharing: { rule: 'any' },
        found: [found(person('john'))],
        request: { ask: userAsk('john') },
      }),
    );
    if ('unchanged' in plan) throw new Error('nothing was changed');
    expect(mailsOf(plan.notices)).to.deep.equal([]);
    expect(plan.sharing.rule).to.equal('any');
  });

  it('gives the share of the substitute of somebody away', () => {
    const plan = planOf(
      decide({ line: 'jane alice', found: [found(away('bob', 'alice'))], request: { ask: userAsk('bob') } }),
    );
    if (!('unchanged' in plan)) throw new Error('something was changed');
    expect(plan.share.id).to.equal(2);
  });

  it('names the disabled, and stops at a hundred', () => {
    const disabled = decide({ found: [found(person('alice', { enabled: false }))] });
    expect(isRefused(disabled) && disabled.refused).to.equal('user-disabled');
    const line = (count: number) => ['jane', ...Array.from({ length: count - 1 }, (_, index) => `x${index}`)].join(' ');
    expect(outcomeOf(decide({ line: line(99), found: alice }))).to.equal('done');
    expect(outcomeOf(decide({ line: line(100), found: alice }))).to.equal('too-many-shares');
  });
});
