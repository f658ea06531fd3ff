import { expect } from 'chai';
import { changesIn, differenceFrom, resolveLike, type DatabaseFile } from './like.ts';

const BASE: DatabaseFile = {
  extended: ['jane.doe'],
  tasks: {
    changed: { '4812': { status: 'Reassigned', version: 2, path: [1, 2] } },
    added: [{ id: 9001, team_id: null, permissions: [{ a: 1 }, { b: 2 }] }],
  },
  notices: {
    added: [
      { task_id: 9001, recipient_id: 15 },
      { task_id: 9001, recipient_id: 7 },
    ],
  },
};

describe('a database.json that is like another', () => {
  const cases: [what: string, difference: DatabaseFile][] = [
    ['a column of a new row', { tasks: { added: [{ id: 9002 }] } }],
    ['a column that becomes null', { tasks: { changed: { '4812': { version: null } } } }],
    ['the value of a column as one thing', { tasks: { added: [{ permissions: [{ c: 3 }] }] } }],
    ['the second of two rows', { notices: { added: [{}, { recipient_id: 9 }] } }],
    ['one more row', { notices: { added: [{}, {}, { task_id: 1, recipient_id: 1 }] } }],
    ['one row less', { without: ['notices/added/1'] }],
    ['a table less', { without: ['notices'] }],
    ['a column less', { without: ['tasks/changed/4812/path'] }],
    ['another table', { history: { removed: ['1'] } }],
    ['other owners of tickets', { extended: ['ada.admin'] }],
  ];
  for (const [what, difference] of cases) {
    it(`says ${what}, and is found as that difference`, () => {
      const whole = resolveLike({ like: 'get', ...difference }, BASE);
      expect(whole).not.to.deep.equal(BASE);
      expect(() => changesIn(whole)).not.to.throw();
      expect(differenceFrom(BASE, whole, 'get')).to.deep.equal({ like: 'get', ...difference });
    });
  }

  it('lays over what is there and keeps the rest', () => {
    const over = { like: 'get', without: ['tasks/added', 'notices'], tasks: { changed: { '4812': { version: 3 } } } };
    expect(resolveLike(over, BASE)).to.deep.equal({
      extended: ['jane.doe'],
      tasks: { changed: { '4812': { status: 'Reassigned', version: 3, path: [1, 2] } } },
    });
  });

  it('finds new rows in any order', () => {
    const { notices, ...rest } = BASE;
    const { added } = notices as { added: object[] };
    const turned = { ...rest, notices: { added: added.toReversed() } };
    expect(differenceFrom(BASE, turned, 'get')).to.deep.equal({ like: 'get' });
  });

  it('cannot leave out what is not there', () => {
    expect(() => resolveLike({ like: 'get', without: ['history'] }, BASE)).to.throw(
      'without history: there is no such part',
    );
  });

  it('says nothing but what is known of a table', () => {
    expect(() => changesIn({ tasks: { addded: [] } })).to.throw(/addded/);
  });
});
