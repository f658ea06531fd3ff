import { expect } from 'chai';
import { isStale, readVersions, versionText } from '../../../src/core/tasks/task-version.ts';

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120);

describe('the version of a task', () => {
  it('is written in UTC with three decimals, and read back', () => {
    expect(versionText(new Date(AT))).to.equal('2026-03-01T08:15:30.120Z');
    expect(versionText(new Date(AT - 120))).to.equal('2026-03-01T08:15:30.000Z');
    expect(readVersions(versionText(new Date(AT)))).to.deep.equal([AT]);
  });

  const same = [
    '2026-03-01T08:15:30.120Z',
    '"2026-03-01T08:15:30.120Z"',
    'W/"2026-03-01T08:15:30.120Z"',
    ' "2026-03-01T08:15:30.12Z" ',
    '2026-03-01T08:15:30.120000Z',
    '2026-03-01T08:15:30.120999Z',
    '2026-03-01T08:15:30.120+00:00',
    '2026-03-01T13:45:30.120+05:30',
    '2026-02-28T23:15:30.120-09:00',
    '2026-03-01t08:15:30.120z',
  ];
  for (const header of same) {
    it(`is named by ${header}`, () => expect(readVersions(header)).to.deep.equal([AT]));
  }

  it('may be one of several', () => {
    expect(readVersions('"2026-03-01T08:15:30.120Z", nonsense,"2026-03-01T08:15:30Z"')).to.deep.equal([AT, AT - 120]);
  });

  const none = [
    '',
    '"',
    'nonsense',
    '"2026-03-01T08:15:30.120Z',
    '2026-03-01T08:15:30.120Z"',
    '2026-03-01T08:15:30.120',
    '2026-03-01',
    '2026-13-01T08:15:30Z',
    '1772352930120',
    '"*"',
    '"a,*,b"',
    '"a, 2026-03-01T08:15:30.120Z, b"',
  ];
  for (const header of none) {
    it(`is not named by ${header || 'nothing'}`, () => expect(readVersions(header)).to.deep.equal([]));
  }

  it('is stale when it is none of those that are known', () => {
    const updatedAt = new Date(AT);
    expect(isStale({ ifMatch: '"2026-03-01T08:15:30Z", "2026-03-01T08:15:30.120Z"' }, { updatedAt })).to.equal(false);
    expect(isStale({ ifMatch: '"2026-03-01T08:15:30.119Z", "2026-03-01T08:15:30.121Z"' }, { updatedAt })).to.equal(
      true,
    );
    expect(isStale({ ifMatch: '' }, { updatedAt })).to.equal(true);
    expect(isStale({ ifMatch: '*' }, { updatedAt })).to.equal(false);
  });

  it('does not matter to whom it is not known, and is stale where nobody has read it', () => {
    expect(isStale({}, { updatedAt: new Date(AT) })).to.equal(false);
    expect(isStale({ ifMatch: '"2026-03-01T08:15:30.120Z"' }, {})).to.equal(true);
  });

  it('is any one for a star', () => {
    expect(readVersions('*')).to.equal('any');
    expect(readVersions(' "2026-03-01T08:15:30.120Z", * ')).to.equal('any');
  });
});
