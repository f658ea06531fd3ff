import { expect } from 'chai';
import type {
  RedirectionFacts,
  RedirectionRequest,
  StoredRedirection,
  TargetedRequest,
} from '../../../src/core/redirections/redirection-change.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import { decideRedirectionRemoval } from '../../../src/core/redirections/remove-user-task-redirection.ts';
import { decideRerouting } from '../../../src/core/redirections/reroute-user-task-redirection.ts';
import { decideRedirection, type NewRedirection } from '../../../src/core/redirections/set-user-task-redirection.ts';
import { nobody, now, outcomeOf, planOf } from '../tasks/one-task.ts';

const [ANN, BEN, CID, DORA] = [1, 2, 3, 4];

/** So many hours from now. */
const at = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

const record = (userId: number, targetId: number, from: number, to: number | null): StoredRedirection => ({
  userId,
  targetId,
  startsAt: at(from),
  endsAt: to === null ? null : at(to),
  version: userId * 100,
});

const credential = { kind: 'ticket', secret: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' } as const;
const context = { api: 'asmx', requestId: 'r1' };
const removing: RedirectionRequest = { credential, context, userName: 'ann' };
const rerouting: TargetedRequest = { ...removing, targetName: 'ben' };
const setting: NewRedirection = { ...rerouting, startsAt: at(10), endsAt: at(20) };

const facts: RedirectionFacts = {
  now,
  caller: { id: ANN, roles: [] },
  user: { id: ANN },
  target: { id: BEN, enabled: true },
  redirections: [],
};
const withRecords = (...redirections: StoredRedirection[]): RedirectionFacts => ({ ...facts, redirections });
const myself = { target: { id: ANN, enabled: true } };
const disabled = { target: { id: BEN, enabled: false } };

type Row = readonly [sentence: string, facts: Partial<RedirectionFacts>, expected: Refusal | 'done', anonymous?: true];

/** The first refusals of all three, in this order. */
const callers: readonly Row[] = [
  ['lets the user', {}, 'done'],
  ['lets a user manager', { caller: { id: 9, roles: ['userManager'] } }, 'done'],
  ['lets a library manager', { caller: { id: 9, roles: ['libraryManager'] } }, 'done'],
  ['lets an administrator', { caller: { id: 9, roles: ['administrator'] } }, 'done'],
  ['refuses whoever is to get the tasks', { caller: { id: BEN, roles: [] } }, 'access-denied'],
  ['refuses a caller without a ticket', {}, 'anonymous', true],
  ['refuses a ticket that is not alive', { caller: null }, 'ticket-invalid'],
  ['looks at the ticket before the user', { caller: null, user: null }, 'ticket-invalid'],
  ['does not know the user', { user: null }, 'user-not-found'],
  ['looks at the user before the right', { caller: { id: 9, roles: [] }, user: null }, 'user-not-found'],
];
const targets: readonly Row[] = [
  ['does not know the target', { target: null }, 'user-not-found'],
  ['looks at the target before the right', { caller: { id: 9, roles: [] }, target: null }, 'user-not-found'],
  ['refuses a user as the target of their own', myself, 'self-redirect'],
  ['refuses a disabled target', disabled, 'target-disabled'],
  ['looks at who it is before whether it is disabled', { target: { id: ANN, enabled: false } }, 'self-redirect'],
];

const describeRows = (rows: readonly Row[], decide: (facts: Partial<RedirectionFacts>, anonymous: boolean) => object) =>
  rows.forEach(([sentence, otherwise, expected, anonymous = false]) =>
    it(sentence, () => expect(outcomeOf(decide(otherwise, anonymous))).to.equal(expected)),
  );

const credentialOf = (anonymous: boolean) => (anonymous ? { credential: nobody } : {});

describe('deciding on a new redirection', () => {
  const decide = (otherwise: Partial<RedirectionFacts>, more: Partial<NewRedirection> = {}) =>
    decideRedirection({ ...setting, ...more }, { ...facts, ...otherwise });
  describeRows([...callers, ...targets], (otherwise, anonymous) => decide(otherwise, credentialOf(anonymous)));

  const periods: [string, number, number, Refusal | 'done'][] = [
    ['refuses an end in the past', -20, -10, 'redirection-ended'],
    ['refuses an end that is now', -10, 0, 'redirection-ended'],
    ['refuses an end at the start', 10, 10, 'date-range-invalid'],
    ['refuses an end before the start', 10, 5, 'date-range-invalid'],
    ['says of an end in the past no more than that', 10, -5, 'redirection-ended'],
    ['takes the shortest time there is', 10, 10 + 1 / 3_600_000, 'done'],
    ['takes a start in the past', -10, 10, 'done'],
  ];
  for (const [sentence, from, to, expected] of periods) {
    it(sentence, () => expect(outcomeOf(decide({}, { startsAt: at(from), endsAt: at(to) }))).to.equal(expected));
  }

  const orders: [string, Partial<RedirectionFacts>, Partial<NewRedirection>, Refusal][] = [
    ['looks at the right before the end', { caller: { id: 9, roles: [] } }, { endsAt: at(-1) }, 'access-denied'],
    ['looks at the end before who it is', myself, { endsAt: at(-1) }, 'redirection-ended'],
    ['looks at the range before who it is', myself, { endsAt: at(10) }, 'date-range-invalid'],
    [
      'looks at the account before what overlaps',
      { ...disabled, redirections: [record(CID, ANN, 0, null)] },
      {},
      'target-disabled',
    ],
    [
      'looks at what leads to the user before what leads away from the target',
      { redirections: [record(BEN, CID, 0, null), record(CID, ANN, 0, null)] },
      {},
      'periods-overlap',
    ],
  ];
  for (const [sentence, otherwise, more, expected] of orders) {
    it(sentence, () => expect(outcomeOf(decide(otherwise, more))).to.equal(expected));
  }

  /** The new one is from 10 to 20. */
  const neighbours: [string, number, number | null, boolean][] = [
    ['before it', 1, 9, false],
    ['up to its start', 1, 10, false],
    ['into it', 1, 11, true],
    ['within it', 12, 15, true],
    ['of the same time', 10, 20, true],
    ['around it', 1, 30, true],
    ['out of it', 19, 30, true],
    ['from its end on', 20, 30, false],
    ['after it', 21, null, false],
    ['without end from before it', -5, null, true],
    ['without end from within it', 19, null, true],
  ];
  for (const [where, from, to, overlaps] of neighbours) {
    it(`${overlaps ? 'refuses' : 'takes'} one ${where} that leads to the user`, () =>
      expect(outcomeOf(decide(withRecords(record(CID, ANN, from, to))))).to.equal(
        overlaps ? 'periods-overlap' : 'done',
      ));
    it(`${overlaps ? 'refuses' : 'takes'} one ${where} of the target`, () =>
      expect(outcomeOf(decide(withRecords(record(BEN, DORA, from, to))))).to.equal(
        overlaps ? 'target-redirecting' : 'done',
      ));
  }

  it('refuses two people who redirect to each other', () =>
    expect(outcomeOf(decide(withRecords(record(BEN, ANN, 0, null))))).to.equal('periods-overlap'));

  it('compares with the start that a start in the past becomes', () => {
    const over = withRecords(record(BEN, DORA, -30, -1), record(CID, ANN, -30, 0));
    expect(outcomeOf(decide(over, { startsAt: at(-40) }))).to.equal('done');
  });

  it('is not in the way of the record it replaces', () =>
    expect(outcomeOf(decide(withRecords(record(ANN, BEN, 0, null))))).to.equal('done'));

  it('plans a record of its own', () =>
    expect(planOf(decide({}))).to.deep.equal({
      userId: ANN,
      version: null,
      redirection: { targetId: BEN, startsAt: at(10), endsAt: at(20) },
      operation: 'SetUserTaskRedirection',
      callerId: ANN,
      credentialKind: 'ticket',
      context,
    }));

  it('names the record it replaces, and starts now rather than in the past', () => {
    const plan = planOf(decide(withRecords(record(ANN, CID, 1, 2)), { startsAt: at(-1) }));
    expect(plan.version).to.equal(100);
    expect(plan.redirection?.startsAt).to.deep.equal(now);
  });
});

describe('deciding on another target', () => {
  const own = record(ANN, CID, -10, 20);
  const decide = (otherwise: Partial<RedirectionFacts>, more: Partial<TargetedRequest> = {}) =>
    decideRerouting({ ...rerouting, ...more }, { ...facts, redirections: [own], ...otherwise });
  describeRows([...callers, ...targets], (otherwise, anonymous) => decide(otherwise, credentialOf(anonymous)));

  const rows: [string, Partial<RedirectionFacts>, Refusal | 'done'][] = [
    ['finds no record', withRecords(), 'redirection-missing'],
    ['takes the record of somebody else for none', withRecords(record(BEN, CID, 1, 2)), 'redirection-missing'],
    ['takes a record that is over for none', withRecords(record(ANN, CID, -10, -5)), 'redirection-missing'],
    ['takes a record that ends now for none', withRecords(record(ANN, CID, -10, 0)), 'redirection-missing'],
    ['finds one that has not begun', withRecords(record(ANN, CID, 5, 6)), 'done'],
    ['finds one without an end', withRecords(record(ANN, CID, -5, null)), 'done'],
    ['lets the target it has', { caller: { id: CID, roles: [] } }, 'done'],
    [
      'lets the target of one that has not begun',
      { ...withRecords(record(ANN, CID, 5, 6)), caller: { id: CID, roles: [] } },
      'done',
    ],
    [
      'refuses the target of one that is over',
      { ...withRecords(record(ANN, CID, -10, 0)), caller: { id: CID, roles: [] } },
      'access-denied',
    ],
    [
      'refuses the target of somebody else’s',
      { ...withRecords(own, record(BEN, DORA, 30, 40)), caller: { id: DORA, roles: [] } },
      'access-denied',
    ],
    ['takes the target it has', withRecords(record(ANN, BEN, -5, 5)), 'done'],
    ['looks for the record before who it is', { ...myself, redirections: [] }, 'redirection-missing'],
    ['refuses one that leads to the user', withRecords(own, record(DORA, ANN, 5, 6)), 'periods-overlap'],
    ['refuses one of the target', withRecords(own, record(BEN, DORA, 19, 30)), 'target-redirecting'],
    ['takes one that only overlaps with days gone by', withRecords(own, record(BEN, DORA, -9, 0)), 'done'],
    ['takes one after its end', withRecords(own, record(BEN, DORA, 20, null)), 'done'],
    [
      'refuses any of the target when it has no end itself',
      withRecords(record(ANN, CID, 1, null), record(BEN, DORA, 1000, 1001)),
      'target-redirecting',
    ],
  ];
  for (const [sentence, otherwise, expected] of rows) {
    it(sentence, () => expect(outcomeOf(decide(otherwise))).to.equal(expected));
  }

  const kept: [string, StoredRedirection, Date, Date | null][] = [
    ['keeps the end, and starts now instead of in the past', own, now, at(20)],
    ['keeps a start to come', record(ANN, CID, 5, 6), at(5), at(6)],
    ['keeps an end that is open', record(ANN, CID, 5, null), at(5), null],
  ];
  for (const [sentence, stored, startsAt, endsAt] of kept) {
    it(sentence, () =>
      expect(planOf(decide(withRecords(stored)))).to.deep.include({
        version: 100,
        redirection: { targetId: BEN, startsAt, endsAt },
        operation: 'RerouteUserTaskRedirection',
      }),
    );
  }
});

describe('deciding to remove a redirection', () => {
  const decide = (otherwise: Partial<RedirectionFacts>, more: Partial<RedirectionRequest> = {}) =>
    decideRedirectionRemoval({ ...removing, ...more }, { ...facts, target: null, ...otherwise });
  describeRows(callers, (otherwise, anonymous) => decide(otherwise, credentialOf(anonymous)));

  it('does nothing where nothing is stored', () =>
    expect(decide(withRecords(record(CID, ANN, 1, 2)))).to.deep.equal({ unchanged: true }));

  it('removes the record, also one that is over', () =>
    expect(decide(withRecords(record(ANN, BEN, -2, -1)))).to.deep.include({
      userId: ANN,
      version: 100,
      redirection: null,
      operation: 'RemoveUserTaskRedirection',
    }));
});
