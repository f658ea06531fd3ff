import { expect } from 'chai';
import {
  decideAssignment,
  MOST_SHARES,
  MOST_TIERS,
  type Assignment,
} from '../../../src/core/assignment/assign-task.ts';
import type { FoundPerson } from '../../../src/core/assignment/named-parties.ts';
import { after, lineOf } from '../shares/shares.ts';
import { outcomeOf, planOf } from '../tasks/one-task.ts';
import {
  away,
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
  userAsk,
  VERSION,
  type Who,
} from './decisions.ts';

const toAlice: Assignment = { ...request, asks: [userAsk('alice')] };
const alice = [found(person('alice'))];
const decide = deciding(decideAssignment, toAlice);

describe('deciding on an assignment', () => {
  refusesInOrder(decide, { found: alice }, [
    ...BEGINNING('read'),
    ['access-denied', { who: 'carol' }],
    ['version-mismatch', { request: { ifMatch: '"2024-04-01T12:00:00.001Z"' } }],
    ['task-completed', { task: { status: 'Completed' } }],
    ['user-not-found', { found: [] }],
    ['document-offline', { task: { documentOffline: true } }],
  ]);

  it('leaves a claimed task to its claimant where that is asked for, whoever calls', () => {
    for (const who of ['jane', 'john', 'carol'] as const) {
      const refusesClaimed = outcomeOf(
        decide({ who, line: 'jane*', request: { refusesClaimed: true, ifMatch: '"x"' } }),
      );
      expect(refusesClaimed).to.equal('task-claimed');
    }
  });

  const callers: [Who, string, boolean][] = [
    ['jane', 'jane', true],
    ['alice', 'jane', false],
    ['alice', 'jane alice', true],
    ['bob', 'legal', true],
    ['bob', 'jane', false],
    ['alice', 'jane/20 alice:later/0', false],
    ['jane', 'jane:done alice', false],
    ['alice', 'jane* alice', false],
    ['jane', 'jane* alice', true],
    ['john', 'jane*', true],
    ['sue', 'jane*', true],
    ['maria', 'jane*', true],
    ['jane', '', false],
    ['sue', '', true],
  ];
  for (const [who, line, may] of callers) {
    it(`${may ? 'lets' : 'does not let'} ${who} assign a task of ${line || 'nobody'}`, () =>
      expect(outcomeOf(decide({ who, line, found: alice }))).to.equal(may ? 'done' : 'access-denied'));
  }

  it('lets a key do it whose right it is, on every task', () => {
    expect(outcomeOf(decide({ who: keyFor('assign'), found: alice }))).to.equal('done');
    expect(outcomeOf(decide({ who: keyFor('read', 'claim', 'complete', 'edit'), found: alice }))).to.equal(
      'access-denied',
    );
  });

  it('takes the version in any spelling, and no word for all of them', () => {
    const at = (ifMatch: string) => outcomeOf(decide({ found: alice, request: { ifMatch } }));
    expect(at(VERSION)).to.equal('done');
    expect(at('W/"2024-04-01T14:00:00+02:00"')).to.equal('done');
    expect(at('*')).to.equal('version-mismatch');
  });

  for (const status of CLOSED) {
    it(`is not for a task that is ${status}, claimed or not`, () => {
      const refused = outcomeOf(decide({ line: 'jane*', task: { status }, request: { refusesClaimed: true } }));
      expect(refused).to.match(/^task-(reassigned|dropped|not-started|completed)$/);
    });
  }

  const changes: [Who, string, string[], string, string, string[]][] = [
    ['jane', 'jane', ['alice'], 'alice+', 'all', ['TaskAssigned 15']],
    [
      'john',
      'jane* alice:done',
      ['bob', 'alice'],
      'bob+ alice+',
      'any',
      ['TaskAssigned 9', 'TaskAssigned 15', 'TaskWithdrawn 12'],
    ],
    ['john', 'jane legal', ['jane'], 'jane+', 'all', ['TaskAssigned 12', 'TaskWithdrawn team 3']],
    ['jane', 'jane', ['jane'], 'jane+', 'all', []],
    ['alice', 'jane alice', ['alice', 'jane'], 'alice+ jane+', 'any', ['TaskAssigned 12']],
    ['john', '', ['john'], 'john+', 'all', []],
  ];
  for (const [who, line, names, shares, rule, mails] of changes) {
    it(`${who} asks ${names.join(' and ')} instead of ${line || 'nobody'}`, () => {
      const asks = names.map((name) => userAsk(name));
      const people = names.map((name) => found(person(name)));
      const plan = planOf(decide({ who, line, found: people, request: { asks, comment: 'Please.' } }));
      expect(lineOf(plan.sharing)).to.equal(shares);
      expect(plan.sharing).to.include({ rule, claim: null });
      expect(plan.sharing.shares[0]).to.include({ assignerComment: 'Please.', assignedAt: NOW });
      expect(plan).to.include({ taskId: 4812, version: 7, operation: 'test', reason: 'Please.' });
      expect(mailsOf(plan.notices)).to.have.members(mails);
    });
  }

  describe('with a limit of reassignments', () => {
    const limit = { maxReassignments: 2 };
    const decideWithin = deciding(
      (asked: Assignment, facts: Parameters<typeof decideAssignment>[1]) => decideAssignment(asked, facts, limit),
      toAlice,
    );
    const assignments: [string, string, number, string, boolean | undefined][] = [
      ['counts a task that goes to somebody else', 'jane', 1, 'done', true],
      ['refuses one more', 'jane', 2, 'too-many-reassignments', undefined],
      ['refuses one more of a claimed task', 'jane*', 2, 'too-many-reassignments', undefined],
      ['refuses to pass on what is a team’s', 'legal', 2, 'too-many-reassignments', undefined],
      ['lets those go on who are asked', 'jane alice', 2, 'done', undefined],
      ['does not count what nobody has', '', 2, 'done', undefined],
    ];
    for (const [sentence, line, reassignments, outcome, counted] of assignments) {
      it(sentence, () => {
        const decided = decideWithin({ who: 'john', line, found: alice, task: { reassignments } });
        expect(outcomeOf(decided)).to.equal(outcome);
        if (outcome === 'done') expect(planOf(decided).passesOn).to.equal(counted);
      });
    }
  });

  it('tells the caller too where that is asked for', () => {
    const self = { found: [found(person('jane'))], request: { asks: [userAsk('jane')], tellsCaller: true } };
    expect(mailsOf(planOf(decide(self)).notices)).to.deep.equal(['TaskAssigned 12']);
  });

  it('goes where somebody’s work goes, and remembers past whom', () => {
    const plan = planOf(decide({ found: [found(away('bob', 'alice'))], request: { asks: [userAsk('bob')] } }));
    expect(lineOf(plan.sharing)).to.equal('alice+');
    expect(plan.fields).to.include({ assigneeId: 15, redirectedFromId: 9, sharing: 1 });
  });

  it('asks tiers one after the other, and follows redirections of the first alone', () => {
    const tiers = { asks: [userAsk('bob', 20), userAsk('bob', 30), userAsk('john', 0)], inTiers: true };
    const gone = found(away('bob', 'alice'));
    const plan = planOf(decide({ found: [gone, gone, found(person('john'))], request: tiers }));
    expect(lineOf(plan.sharing)).to.equal('alice/20+ bob:later/30+ john:later/0+');
    expect(plan.sharing.shares[0]?.endsAt).to.deep.equal(after(80));
    expect(mailsOf(plan.notices)).to.deep.equal(['TaskAssigned 15']);
  });

  it('names the one whom it cannot mean', () => {
    const asks = [userAsk('alice'), userAsk('bob')];
    const at = (...people: FoundPerson[]) => decide({ found: [...alice, found(...people)], request: { asks } });
    expect(at(person('bob', { enabled: false }))).to.deep.equal({ refused: 'user-disabled', at: 1 });
    expect(at(person('bob'), person('bob', { id: 99 }))).to.deep.equal({ refused: 'user-ambiguous', at: 1 });
    expect(at()).to.deep.equal({ refused: 'user-not-found', at: 1 });
  });

  it('looks at the assigner first, who gets no right by it', () => {
    const assigner = { kind: 'user', text: 'bob' } as const;
    const assigned = planOf(decide({ found: [found(person('bob')), ...alice], request: { assigner } }));
    expect(assigned.sharing.shares[0]?.assignedById).to.equal(9);
    expect(decide({ found: [found(), found()], request: { assigner } })).to.deep.equal({
      refused: 'user-not-found',
      at: -1,
    });
    expect(
      outcomeOf(decide({ who: 'carol', found: [found(person('john')), ...alice], request: { assigner } })),
    ).to.equal('access-denied');
  });

  it('asks somebody, and not too many', () => {
    const asked = (count: number, inTiers: boolean) => {
      const asks = Array.from({ length: count }, () => userAsk('alice', inTiers ? 5 : null));
      return outcomeOf(decide({ found: asks.map(() => found(person('alice'))), request: { asks, inTiers } }));
    };
    expect(asked(0, false)).to.equal('nobody-named');
    expect([asked(MOST_SHARES, false), asked(MOST_SHARES + 1, false)]).to.deep.equal(['done', 'too-many-shares']);
    expect([asked(MOST_TIERS, true), asked(MOST_TIERS + 1, true)]).to.deep.equal(['done', 'too-many-shares']);
  });

  const chains: [string, number[], string][] = [
    ['none of them', [20, 30], 'done'],
    ['the last one', [20, 0], 'done'],
    ['the only one', [0], 'done'],
    ['the first one', [0, 20], 'tier-without-turn'],
    ['one in the middle', [20, 0, 30], 'tier-without-turn'],
  ];
  for (const [which, minutes, outcome] of chains) {
    it(`takes tiers of which ${which} has no limit: ${outcome}`, () => {
      const asks = minutes.map((each) => userAsk('alice', each));
      const request = { asks, inTiers: true };
      expect(outcomeOf(decide({ request, found: asks.map(() => found(person('alice'))) }))).to.equal(outcome);
    });
  }
});
