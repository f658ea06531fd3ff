import { expect } from 'chai';
import { calendarOf, type CalendarEntry, type RecordedAbsence } from '../../../src/core/supervision/calendar.ts';

const now = new Date('2024-04-10T12:00:00Z');
const day = (of: number) => new Date(Date.UTC(2024, 3, of));
const [ANN, BOB, CAT] = [1, 2, 3];

const absence = (
  userId: number,
  targetId: number,
  from: number,
  until: number | null,
  changed?: number,
): RecordedAbsence => ({
  userId,
  targetId,
  startsAt: day(from),
  endsAt: until === null ? null : day(until),
  changedAt: changed === undefined ? null : day(changed),
});

/** Bob's calendar, an entry a line. */
const calendar = (redirections: RecordedAbsence[], past: RecordedAbsence[] = [], disabled: number[] = []) =>
  calendarOf({ now, ownerId: BOB, redirections, past, disabled: new Set(disabled) }).map(lineOf);

const dayOf = (moment: Date | null): string =>
  moment ? String((moment.getTime() - day(0).getTime()) / 86_400_000) : '';

const lineOf = ({ kind, path, startsAt, endsAt, gap, changedAt }: CalendarEntry): string =>
  [kind, path.join('>'), `${dayOf(startsAt)}-${dayOf(endsAt)}`, gap ?? '', dayOf(changedAt)].join(' ').trim();

describe('the calendar of a person', () => {
  const cases: [string, string[], RecordedAbsence[], RecordedAbsence[]?, number[]?][] = [
    ['is empty where nothing concerns the person', [], [absence(ANN, CAT, 8, 20)]],
    ['has the own absence', ['absence 2>3 8-20  7'], [absence(BOB, CAT, 8, 20, 7)]],
    ['has a duty', ['duty 1>2 12-'], [absence(ANN, BOB, 12, null)]],
    [
      'has a duty as long as a chain ends at the person, as new as the chain',
      ['duty 1>3>2 10-15  9', 'duty 3>2 10-20  9'],
      [absence(ANN, CAT, 8, 15, 7), absence(CAT, BOB, 10, 20, 9)],
    ],
    [
      'has no duty that the person sends on',
      ['duty 1>2 8-10', 'absence 2>3 10-15', 'duty 1>2 15-20'],
      [absence(ANN, BOB, 8, 20), absence(BOB, CAT, 10, 15)],
    ],
    [
      'has no duty in a gap, and the own absence with it',
      ['absence 2>1 8-20 goes-round'],
      [absence(ANN, BOB, 8, 20), absence(BOB, ANN, 8, 20)],
    ],
    [
      'says that tasks stay where nobody gets them',
      ['absence 2 8-20 substitute-disabled'],
      [absence(BOB, CAT, 8, 20)],
      [],
      [CAT],
    ],
    [
      'has what is over, for ninety days',
      ['duty 1>2 1-3  3'],
      [],
      [absence(ANN, BOB, 1, 3, 3), absence(ANN, BOB, -110, -81)],
    ],
    [
      'joins what was changed while it lasted',
      ['absence 2>3 1-20  9'],
      [absence(BOB, CAT, 9, 20, 9)],
      [absence(BOB, CAT, 1, 5, 5), absence(BOB, CAT, 5, 9, 9)],
    ],
    [
      'leaves apart what went elsewhere, or came later',
      ['absence 2>1 1-5  5', 'absence 2>3 5-8  8', 'absence 2>3 9-20  9'],
      [absence(BOB, CAT, 9, 20, 9)],
      [absence(BOB, ANN, 1, 5, 5), absence(BOB, CAT, 5, 8, 8)],
    ],
  ];
  for (const [sentence, lines, redirections, past, disabled] of cases) {
    it(sentence, () => expect(calendar(redirections, past, disabled)).to.deep.equal(lines));
  }

  it('leaves out what was put right at once', () => {
    const slip = { ...absence(BOB, ANN, 5, 6), endsAt: new Date(day(5).getTime() + 59_000) };
    expect(calendar([absence(BOB, CAT, 6, 20)], [slip])).to.deep.equal(['absence 2>3 6-20']);
  });
});
