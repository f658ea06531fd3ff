import { expect } from 'chai';
import { isConcerned, transferShares } from '../../../src/core/shares/transfer.ts';
import { after, lineOf, sharingOfLine } from './shares.ts';

const JANE = 12;
const ALICE = 15;

describe('transferring shares', () => {
  const rows: [situation: string, before: string, after: string][] = [
    ['asked', 'jane bob', 'alice bob'],
    ['asked beside the taker', 'jane bob alice', 'alice bob'],
    ['asked behind the taker', 'alice bob jane', 'alice bob'],
    ['asked twice', 'jane bob jane', 'alice bob'],
    ['beside what the taker has done', 'alice:done jane', 'alice:done alice'],
    ['with a share done', 'jane:done bob', 'jane:done bob'],
    ['a tier to come', 'bob/20 jane:later/30', 'bob/20 alice:later/30'],
    ['a tier of two that the taker has too', 'jane/20 alice:later/30', 'alice/20 alice:later/30'],
    ['a tier beside the taker, whose clock goes on', 'alice jane/20 bob:later/0', 'alice/20 bob:later/0'],
    ['claimed', 'jane* bob', 'alice* bob'],
    ['claimed by the taker behind it', 'jane alice* bob', 'alice* bob'],
    ['asked while somebody else has claimed', 'jane bob*', 'alice bob*'],
    ['left', 'jane:left bob', 'jane:left bob'],
  ];
  for (const [situation, before, moved] of rows) {
    it(`${situation}: ${before} becomes ${moved}`, () =>
      expect(lineOf(transferShares(sharingOfLine(before), JANE, ALICE))).to.equal(moved));
  }

  it('keeps numbers, and the end of a tier', () => {
    const { shares } = transferShares(sharingOfLine('alice bob jane/20'), JANE, ALICE);
    expect(shares.map(({ id }) => id)).to.deep.equal([1, 2]);
    expect(shares[0]).to.deep.include({ slaMinutes: 20, endsAt: after(20) });
  });

  it('keeps what was said of either share, and no spelling of the one who had it', () => {
    const sharing = sharingOfLine('jane alice');
    const shares = sharing.shares.map((share, index) => ({
      ...share,
      namedAs: { userType: 'CONDUCTOR_USER', user: 'jane@example.com' },
      ...(index === 1 ? { message: 'Half done.', decision: 'Approved' as const } : {}),
    }));
    const [kept] = transferShares({ ...sharing, shares }, JANE, ALICE).shares;
    expect(kept).to.deep.include({ namedAs: null, message: 'Half done.', decision: 'Approved' });
  });

  it('moves a claim that is on a share of somebody else', () => {
    const sharing = sharingOfLine('bob');
    const claim = { claimant: { kind: 'user', id: JANE }, namedAs: null, claimedAt: after(0), shareId: 1 } as const;
    expect(transferShares({ ...sharing, claim }, JANE, ALICE)).to.deep.include({
      claim: { ...claim, claimant: { kind: 'user', id: ALICE } },
    });
  });

  const concerned: [string, boolean][] = [
    ['jane bob', true],
    ['bob/20 jane:later/0', true],
    ['jane:done bob', false],
    ['jane:left', false],
    ['bob', false],
  ];
  for (const [line, expected] of concerned) {
    it(`has ${expected ? 'something' : 'nothing'} to do with ${line}`, () =>
      expect(isConcerned(sharingOfLine(line), JANE)).to.equal(expected));
  }
});
