import { expect } from 'chai';
import { coverOf, standInsNow, type Absence, type Cover } from '../../../src/core/supervision/absence.ts';

const now = new Date('2024-04-10T12:00:00Z');
const day = (of: number) => new Date(Date.UTC(2024, 3, of));
const [ANN, BOB, CAT, DAN] = [1, 2, 3, 4];

const absence = (userId: number, targetId: number, from = 8, until: number | null = 20): Absence => ({
  userId,
  targetId,
  startsAt: day(from),
  endsAt: until === null ? null : day(until),
});

const coveredIn = (first: Absence, others: Absence[] = [], disabled: number[] = []) =>
  coverOf(
    first,
    { ofUser: new Map([first, ...others].map((each) => [each.userId, each])), disabled: new Set(disabled) },
    now,
  );

const part = (path: number[], from: number, until: number | null, gap: Cover['gap'] = null) => ({
  startsAt: day(from),
  endsAt: until === null ? null : day(until),
  path,
  gap,
});

describe('who stands in for somebody', () => {
  const cases: [string, Absence, Absence[], number[], ReturnType<typeof part>[]][] = [
    ['is the substitute', absence(ANN, BOB), [], [], [part([ANN, BOB], 8, 20)]],
    ['has no end where the absence has none', absence(ANN, BOB, 8, null), [], [], [part([ANN, BOB], 8, null)]],
    [
      'is whom a chain ends at, past the substitute',
      absence(ANN, BOB),
      [absence(BOB, CAT, 1, 30)],
      [],
      [part([ANN, BOB, CAT], 8, 20)],
    ],
    [
      'changes while the substitute is absent too',
      absence(ANN, BOB),
      [absence(BOB, CAT, 10, 12)],
      [],
      [part([ANN, BOB], 8, 10), part([ANN, BOB, CAT], 10, 12), part([ANN, BOB], 12, 20)],
    ],
    [
      'takes no notice of what begins at the end',
      absence(ANN, BOB),
      [absence(BOB, CAT, 20, 22)],
      [],
      [part([ANN, BOB], 8, 20)],
    ],
    [
      'is nobody where the substitute is disabled',
      absence(ANN, BOB),
      [],
      [BOB],
      [part([ANN], 8, 20, 'substitute-disabled')],
    ],
    [
      'is nobody where an absent substitute names a disabled account',
      absence(ANN, BOB),
      [absence(BOB, CAT, 10, null)],
      [CAT],
      [part([ANN, BOB], 8, 10), part([ANN, BOB], 10, 20, 'substitute-disabled')],
    ],
    [
      'is nobody in a ring',
      absence(ANN, BOB),
      [absence(BOB, CAT, 1, 30), absence(CAT, ANN, 1, 30)],
      [],
      [part([ANN, BOB, CAT], 8, 20, 'goes-round')],
    ],
    [
      'is nobody where the chain comes to a ring of others',
      absence(ANN, BOB),
      [absence(BOB, CAT, 1, 30), absence(CAT, BOB, 1, 30)],
      [],
      [part([ANN, BOB, CAT], 8, 20, 'goes-round')],
    ],
    [
      'is whom a past absence named',
      absence(ANN, BOB, 1, 3),
      [absence(BOB, CAT, 1, 30)],
      [BOB],
      [part([ANN, BOB], 1, 3)],
    ],
  ];
  for (const [sentence, first, others, disabled, covers] of cases) {
    it(sentence, () => expect(coveredIn(first, others, disabled).covers).to.deep.equal(covers));
  }

  const absent: [boolean, string, Absence[], number[]][] = [
    [false, 'is there', [], []],
    [true, 'sends the tasks on', [absence(BOB, CAT, 1, 30)], []],
    [true, 'is absent in a ring', [absence(BOB, ANN, 1, 30)], []],
    [true, 'would send them to a disabled account', [absence(BOB, CAT, 19, 30)], [CAT]],
    [false, 'is disabled', [], [BOB]],
  ];
  for (const [isAbsent, sentence, others, disabled] of absent) {
    it(`knows whether the substitute ${sentence}`, () =>
      expect(coveredIn(absence(ANN, BOB), others, disabled).isSubstituteAbsent).to.equal(isAbsent));
  }

  it('is told by the time whether it is over, on or to come', () => {
    const states = [absence(ANN, BOB, 1, 10), absence(ANN, BOB, 10, 11), absence(ANN, BOB, 11)].map(
      (each) => coveredIn(each).state,
    );
    expect(states).to.deep.equal(['past', 'current', 'planned']);
  });

  it('is listed by whom the tasks reach now', () => {
    const covered = [
      coveredIn(absence(ANN, BOB), [absence(BOB, CAT)]),
      coveredIn(absence(BOB, CAT)),
      coveredIn(absence(DAN, CAT, 12)),
      coveredIn(absence(CAT, DAN), [absence(DAN, CAT)]),
    ];
    expect([...standInsNow(covered, now)]).to.deep.equal([[CAT, [ANN, BOB]]]);
  });
});
