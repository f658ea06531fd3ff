import { expect } from 'chai';
import {
  addShare,
  knownShare,
  removeAllShares,
  removeShare,
  replaceByTiers,
  replaceShares,
} from '../../../src/core/shares/change-shares.ts';
import { claim, release } from '../../../src/core/shares/claim.ts';
import { closed, holderFields, holderOf } from '../../../src/core/shares/holder.ts';
import { decisionOf, isMet, resolveShares, sharesToResolve } from '../../../src/core/shares/resolve.ts';
import type { Sharing } from '../../../src/core/shares/share.ts';
import { isAssignee } from '../../../src/core/shares/standing.ts';
import { activeTier, endTurn, skippedShare, tierStart, type Reach } from '../../../src/core/shares/tiers.ts';
import { after, lineOf, NOON, partyOf, sharingOfLine } from './shares.ts';

const asking = { assignedById: 7, assignedAt: NOON };
const ask = (name: string) => ({ party: partyOf(name) });
const reachesAll: Reach = (party) => ({ party, redirectedFromId: null });
const actor = (id: number, teamIds: readonly number[] = []) => ({ id, teamIds });
const jane = actor(12);
const carol = actor(20, [3]);

const shareAt = ({ shares }: Sharing, place: number) => {
  const share = shares[place - 1];
  if (!share) throw new Error(`no share ${place}`);
  return share;
};

describe('replacing shares', () => {
  const rows: [string, string, string, string][] = [
    ['jane', 'alice', 'alice+', 'all'],
    ['jane alice:done', 'alice bob', 'alice+ bob+', 'any'],
    ['jane*', 'jane', 'jane+', 'all'],
    ['', 'legal Notary', 'legal+ Notary+', 'any'],
    ['jane', 'alice alice', 'alice+', 'all'],
    ['jane', 'Notary notary', 'Notary+', 'all'],
  ];
  for (const [before, asked, shares, rule] of rows) {
    it(`asks ${asked} instead of ${before || 'nobody'}`, () => {
      const replaced = replaceShares(sharingOfLine(before), asked.split(' ').map(ask), asking);
      expect(lineOf(replaced)).to.equal(shares);
      expect(replaced).to.include({ rule, claim: null });
    });
  }

  it('keeps tiers in order, the same person in two of them, and starts the first one’s clock', () => {
    const tiers = [
      { ...ask('jane'), slaMinutes: 20 },
      { ...ask('alice'), slaMinutes: 30 },
      { ...ask('jane'), slaMinutes: 0 },
    ];
    const tiered = replaceByTiers(sharingOfLine('bob*'), tiers, asking);
    expect(lineOf(tiered)).to.equal('jane/20+ alice:later/30+ jane:later/0+');
    expect(tiered.shares.map(({ endsAt }) => endsAt)).to.deep.equal([after(20), null, null]);
    expect(tiered.rule).to.equal('any');
  });

  it('leaves nobody, and the rule as it was', () => {
    const emptied = removeAllShares(sharingOfLine('jane* alice:done', { rule: 'any' }));
    expect(emptied).to.deep.include({ shares: [], claim: null, rule: 'any' });
  });
});

describe('adding and removing a share', () => {
  it('asks behind all who are asked and before tiers to come', () =>
    expect(lineOf(addShare(sharingOfLine('jane/20 alice:later/0'), ask('bob'), asking))).to.equal(
      'jane/20 bob+ alice:later/0',
    ));

  const known: [string, string, number | undefined][] = [
    ['jane alice', 'alice', 2],
    ['jane alice:done', 'alice', 2],
    ['alice:done jane alice', 'alice', 3],
    ['jane/20 alice:later/0', 'alice', undefined],
    ['legal', 'alice', undefined],
    ['NOTARY', 'notary', 1],
  ];
  for (const [line, name, id] of known) {
    it(`knows ${name} in ${line}: ${id ?? 'no'}`, () =>
      expect(knownShare(sharingOfLine(line), ask(name))?.id).to.equal(id));
  }

  const removals: [string, number, string][] = [
    ['jane alice', 1, 'alice'],
    ['jane* alice', 1, 'alice'],
    ['jane alice*', 1, 'alice*'],
    ['jane/20 alice:later/30', 1, 'alice/30'],
    ['jane/20 bob alice:later/30', 1, 'bob alice/30'],
    ['jane/20 bob alice:later/30', 2, 'jane/20 alice:later/30'],
    ['jane/20', 1, ''],
  ];
  for (const [before, place, left] of removals) {
    it(`leaves ${left || 'nobody'} when share ${place} of ${before} goes`, () => {
      const sharing = sharingOfLine(before, { afterTiers: 'terminate' });
      expect(lineOf(removeShare(sharing, shareAt(sharing, place), after(5), reachesAll))).to.equal(left);
    });
  }
});

describe('claiming and releasing', () => {
  const claims: [string, { id: number; teamIds: readonly number[] }, string][] = [
    ['alice jane', jane, 'alice jane*'],
    ['alice legal', carol, 'alice legal*'],
    ['alice bob', carol, 'alice* bob'],
    ['', carol, ''],
  ];
  for (const [before, who, shares] of claims) {
    it(`puts the claim of ${who.id} in ${before || 'nobody'} on ${shares || 'no share'}`, () => {
      const claimed = claim(sharingOfLine(before), { kind: 'user', id: who.id }, who, {
        claimedAt: NOON,
        namedAs: null,
      });
      expect(lineOf(claimed)).to.equal(shares);
      expect(holderOf(claimed)).to.deep.equal({ kind: 'user', id: who.id });
      expect(isAssignee(claimed, who)).to.equal(true);
      expect(isAssignee(claimed, actor(15))).to.equal(false);
    });
  }

  it('stops the clock of a tier, and gives it all its minutes again', () => {
    const claimed = claim(sharingOfLine('jane/20 alice:later/0'), { kind: 'user', id: 12 }, jane, {
      claimedAt: after(5),
      namedAs: null,
    });
    expect(activeTier(claimed)?.endsAt).to.equal(null);
    expect(activeTier(release(claimed, after(10)))?.endsAt).to.deep.equal(after(30));
  });
});

describe('resolving shares', () => {
  const how = { at: NOON, byId: 12, demandsDecision: false };
  const rows: [string, { id: number; teamIds: readonly number[] }, string, boolean, boolean][] = [
    // before, who, after, met by all, met by any
    ['jane', jane, 'jane:done', true, true],
    ['jane alice', jane, 'jane:done alice', false, true],
    ['jane alice:done', jane, 'jane:done alice:done', true, true],
    ['jane legal', actor(12, [3]), 'jane:done legal', false, true],
    ['legal alice', carol, 'legal:done alice', false, true],
    ['jane alice jane', jane, 'jane:done alice jane:done', false, true],
    ['jane/20 alice:later/0', jane, 'jane:done/20', true, true],
    ['jane/20 bob alice:later/0', jane, 'jane:done/20 bob', false, true],
    ['alice* jane', actor(15), 'alice:done jane', false, true],
    ['alice', jane, 'alice', false, false],
  ];
  for (const [before, who, shares, byAll, byAny] of rows) {
    it(`makes ${shares} of ${before} by ${who.id}`, () => {
      const sharing = sharingOfLine(before);
      const resolved = resolveShares(sharing, sharesToResolve(sharing, who), how);
      expect(lineOf(resolved)).to.equal(shares);
      expect([isMet(resolved), isMet({ ...resolved, rule: 'any' })]).to.deep.equal([byAll, byAny]);
    });
  }

  it('ends the claim with its share', () => {
    const sharing = sharingOfLine('jane* alice');
    expect(resolveShares(sharing, sharesToResolve(sharing, jane), how).claim).to.equal(null);
  });

  const decisions: [readonly ('NoResult' | 'Approved' | 'Rejected')[], string][] = [
    [['NoResult', 'NoResult'], 'NoResult'],
    [['Approved', 'NoResult'], 'Approved'],
    [['Approved', 'Rejected'], 'Rejected'],
  ];
  for (const [said, decision] of decisions) {
    it(`makes ${decision} of ${said.join(' and ')}`, () => {
      const sharing = sharingOfLine('jane:done alice:done bob');
      const shares = sharing.shares.map((share, index) => ({ ...share, decision: said[index] ?? 'Rejected' }));
      expect(decisionOf({ ...sharing, shares })).to.equal(decision);
    });
  }
});

describe('tiers', () => {
  const passed: [string, string, Reach, string][] = [
    ['next', 'jane/20 alice:later/30 bob:later/0', reachesAll, 'alice/30 bob:later/0'],
    ['past the disabled', 'jane/20 alice:later/30 bob:later/0', reachesAllBut('alice'), 'bob/0'],
    ['past those asked', 'jane/20 alice alice:later/30 bob:later/0', reachesAll, 'alice bob/0'],
    ['behind the last', 'jane/20', reachesAll, ''],
    ['with a claim dropped', 'jane/20* alice:later/0', reachesAll, 'alice/0'],
    ['without tiers', 'jane alice', reachesAll, 'alice'],
    ['a team without anybody', 'jane/20 legal:later/5', reachesAll, 'legal/5'],
  ];
  for (const [sentence, before, reach, shares] of passed) {
    it(`go on ${sentence}`, () => {
      const sharing = sharingOfLine(before);
      const over = skippedShare(sharing);
      if (!over) throw new Error('nothing to skip');
      expect(lineOf(endTurn(sharing, over, after(20), reach))).to.equal(shares);
    });
  }

  it('count the minutes of the next one from the moment the last one ran out', () => {
    const sharing = sharingOfLine('jane/20 alice:later/30');
    expect(activeTier(endTurn(sharing, shareAt(sharing, 1), after(20), reachesAll))?.endsAt).to.deep.equal(after(50));
  });
});

describe('where a chain of tiers begins by the clock of the task', () => {
  const rows: [minutes: number[], at: number, over: number, from: number][] = [
    [[20, 20, 0], 0, 0, 0],
    [[20, 20, 0], 19.9, 0, 0],
    [[20, 20, 0], 20, 1, 20],
    [[20, 30, 0], 60, 2, 50],
    [[20, 30, 10], 600, 2, 50],
    [[0, 30], 600, 0, 0],
    [[20], 600, 0, 0],
  ];
  for (const [minutes, at, over, from] of rows) {
    it(`with ${minutes.join(', ')} minutes after ${at}: past ${over}`, () =>
      expect(tierStart(minutes, NOON, after(at))).to.deep.equal({ over, from: after(from) }));
  }
});

function reachesAllBut(name: string): Reach {
  const gone = partyOf(name);
  return (party) =>
    party.kind === 'user' && gone.kind === 'user' && party.id === gone.id ? null : { party, redirectedFromId: null };
}

describe('what a task shows of its shares', () => {
  const rows: [string, number | null, number | null, number][] = [
    ['jane alice', 12, null, 2],
    ['jane* alice', 12, null, 1],
    ['jane:done alice', 15, null, 1],
    ['legal', null, 3, 1],
    ['Notary jane', null, null, 2],
    ['', null, null, 1],
  ];
  for (const [line, assigneeId, teamId, sharing] of rows) {
    it(`${line || 'nobody'}`, () =>
      expect(holderFields(sharingOfLine(line))).to.include({ assigneeId, teamId, sharing }));
  }

  it('leaves the decision to the task where it is claimed and nobody was asked', () => {
    const claim = { claimant: { kind: 'user', id: 12 }, namedAs: null, claimedAt: NOON, shareId: null } as const;
    expect(holderFields({ ...sharingOfLine(''), claim })).not.to.have.property('approvalStatus');
    expect(holderFields(sharingOfLine(''))).to.include({ approvalStatus: 'NoResult' });
  });

  it('leaves what was asked when the task is closed, and forgets what was to come', () =>
    expect(lineOf(closed(sharingOfLine('jane/20 alice:done bob:later/0')))).to.equal('jane:left/20 alice:done'));
});
