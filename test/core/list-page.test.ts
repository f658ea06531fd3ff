import { expect } from 'chai';
import { workColumns } from '../../src/core/desk/work-order.ts';
import {
  beyondCursor,
  planPage,
  readEntryKey,
  turnPage,
  writeEntryKey,
  type CursorPage,
  type ListOrder,
  type EntryKey,
} from '../../src/core/list-page.ts';

const BY_DUE: ListOrder = [{ kind: 'moment', mayBeNull: true }, { kind: 'int' }];
const BY_NAME: ListOrder = [{ kind: 'text', mayBeNull: true }, { kind: 'int' }];
const BY_PRIORITY = workColumns({ sort: 'priority', isDescending: false });
const BY_ASSIGNEE = workColumns({ sort: 'assignee', isDescending: true });

/** A key, and how an address has it. */
const WRITTEN: readonly [key: EntryKey, order: ListOrder, text: string][] = [
  [['2031-04-15T17:00:00.123456Z', 4812], BY_DUE, '2031-04-15T17:00:00.123456Z~4812'],
  [['2000-02-29T00:00:00Z', 1], BY_DUE, '2000-02-29T00:00:00Z~1'],
  [['10000-01-01T04:59:59.999999Z', 1], BY_DUE, '10000-01-01T04:59:59.999999Z~1'],
  [['0001-12-31T23:00:00Z BC', 1], BY_DUE, '0001-12-31T23:00:00Z BC~1'],
  [[null, 4812], BY_DUE, '-~4812'],
  [['jane doe', -3], BY_NAME, 'jane doe~-3'],
  [['', 7], BY_NAME, '~7'],
  [['-', 7], BY_NAME, '%2D~7'],
  [['50 % ~ 60 %', 7], BY_NAME, '50 %25 %7E 60 %25~7'],
  [['zoë → %2D', 7], BY_NAME, 'zoë → %252D~7'],
  [[11, 4812], BY_PRIORITY, '11~4812'],
  [['jane doe', 12, 4812], BY_ASSIGNEE, 'jane doe~12~4812'],
  [[null, null, 4812], BY_ASSIGNEE, '-~-~4812'],
];

const FORGED: readonly [text: string, order: ListOrder][] = [
  ['', BY_DUE],
  ['4812', BY_DUE],
  ['2031-04-15T17:00:00Z~4812~1', BY_DUE],
  ['2031-02-30T17:00:00Z~4812', BY_DUE],
  ['1900-02-29T17:00:00Z~4812', BY_DUE],
  ['2031-04-15T24:00:00Z~4812', BY_DUE],
  ['0000-04-15T17:00:00Z~4812', BY_DUE],
  ['0002-04-15T17:00:00Z BC~4812', BY_DUE],
  ['2031-04-15T17:00:00.1234567Z~4812', BY_DUE],
  ['2031-04-15T17:00:00+02:00~4812', BY_DUE],
  ['infinity~4812', BY_DUE],
  ['~4812', BY_DUE],
  ['-~-', BY_DUE],
  ['-~1.5', BY_DUE],
  ['-~2147483648', BY_DUE],
  ["-~1' or 1=1", BY_DUE],
  ['50 % off~7', BY_NAME],
  ['a%00b~7', BY_NAME],
  ['%C3~7', BY_NAME],
  [`${'x'.repeat(2000)}~7`, BY_NAME],
  ['3~4812', BY_PRIORITY],
  ['-~12~4812', BY_ASSIGNEE],
  ['jane doe~-~4812', BY_ASSIGNEE],
];

describe('the key of an entry in an address', () => {
  for (const [key, order, text] of WRITTEN) {
    it(`is written and read: ${text}`, () => {
      expect(writeEntryKey(key)).to.equal(text);
      expect(readEntryKey(text, order)).to.deep.equal(key);
    });
  }
  for (const [text, order] of FORGED) {
    it(`is not read: ${text.slice(0, 40)}`, () => expect(readEntryKey(text, order)).to.equal(null));
  }
});

const keyed = (...ids: number[]) => ids.map((id) => ({ key: [id], entry: id }));
const page = (side?: 'before' | 'after'): CursorPage => ({ cursor: side ? { side, key: [9] } : null, limit: 2 });

/** What was found, nearest to the cursor first; the entries of the page; what lies before and after. */
const TURNED: readonly [string, CursorPage, number[], number[], (number | null)[]][] = [
  ['a list without entries', page(), [], [], [null, null]],
  ['the only page', page(), [1, 2], [1, 2], [null, null]],
  ['the first of several', page(), [1, 2, 3], [1, 2], [null, 2]],
  ['one between others', page('after'), [10, 11, 12], [10, 11], [10, 11]],
  ['the last', page('after'), [10], [10], [10, null]],
  ['one behind the last', page('after'), [], [], [null, null]],
  ['the way back, between others', page('before'), [8, 7, 6], [7, 8], [7, 8]],
  ['the way back, at the first', page('before'), [8, 7], [7, 8], [null, 8]],
  ['the way back, before the first', page('before'), [], [], [null, null]],
];

describe('turnPage', () => {
  for (const [title, asked, found, entries, [before, after]] of TURNED) {
    it(`knows ${title}`, () => {
      const textOf = (id: number | null = null) => (id === null ? null : String(id));
      expect(turnPage(keyed(...found), { page: asked, lost: null })).to.deep.equal({
        entries,
        around: { before: textOf(before), after: textOf(after), lost: null },
      });
    });
  }
});

describe('planPage', () => {
  it('reads a place, or takes the first page and says which side is lost', () => {
    const plan = (key: string) => planPage({ place: { side: 'before', key }, limit: 2 }, BY_NAME);
    expect(plan('x~1')).to.deep.equal({ page: { cursor: { side: 'before', key: ['x', 1] }, limit: 2 }, lost: null });
    expect(plan('x')).to.deep.equal({ page: { cursor: null, limit: 2 }, lost: 'before' });
  });
});

describe('beyondCursor', () => {
  it('has the nearest first, on either side of an entry that need not be there', () => {
    const list = keyed(1, 2, 4, 5);
    const beyond = (side: 'before' | 'after') =>
      beyondCursor(list, { cursor: { side, key: [3] }, limit: 9 }, ([one], [other]) => Number(one) - Number(other));
    expect(beyond('after')).to.deep.equal(keyed(4, 5));
    expect(beyond('before')).to.deep.equal(keyed(2, 1));
  });
});
