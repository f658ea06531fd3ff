import { newShare, type Party, type Share, type Sharing } from '../../../src/core/shares/share.ts';

export const NOON = new Date('2024-04-01T12:00:00Z');
export const after = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

const PEOPLE: Readonly<Record<string, Party>> = {
  john: { kind: 'user', id: 7 },
  jane: { kind: 'user', id: 12 },
  alice: { kind: 'user', id: 15 },
  bob: { kind: 'user', id: 9 },
  legal: { kind: 'team', id: 3 },
};

export const partyOf = (name: string): Party => PEOPLE[name] ?? { kind: 'outside', name };

const nameOf = (party: Party): string =>
  party.kind === 'outside'
    ? party.name
    : (Object.keys(PEOPLE).find((name) => {
        const known = PEOPLE[name];
        return known?.kind === party.kind && known.id === party.id;
      }) ?? '?');

/**
 * Reads shares from a line: `jane alice:done legal:later/20 bob*`. The star marks the share that its party has claimed;
 * a number behind a stroke are the minutes of a tier. Numbers of shares are 1, 2, 3 …
 */
export function sharingOfLine(line: string, more: Partial<Sharing> = {}): Sharing {
  const words = line.split(' ').filter((word) => word !== '');
  const claimed = words.findIndex((word) => word.includes('*'));
  const shares = words.map(shareOfWord);
  const share = shares[claimed];
  const claim =
    share && share.party.kind !== 'team'
      ? { claimant: share.party, namedAs: null, claimedAt: NOON, shareId: share.id }
      : null;
  return { shares, rule: 'all', afterTiers: 'open', claim, output: {}, ...more };
}

function shareOfWord(word: string, index: number): Share {
  const [, name = '', state = 'asked', minutes] = /^([^:/*]+)(?::(\w+))?(?:\/(\d+))?\*?$/.exec(word) ?? [];
  const slaMinutes = minutes === undefined ? null : Number(minutes);
  const share = newShare({ party: partyOf(name), slaMinutes }, { assignedById: 7, assignedAt: NOON });
  if (state === 'done') {
    return { ...share, id: index + 1, state, resolution: 'completed', resolvedById: null, resolvedAt: NOON };
  }
  const isRunning = state === 'asked' && slaMinutes !== null && slaMinutes > 0;
  return { ...share, id: index + 1, state: state as Share['state'], endsAt: isRunning ? after(slaMinutes) : null };
}

/** Writes shares as such a line; a share that is new has a plus. */
export const lineOf = ({ shares, claim }: Sharing): string =>
  shares
    .map((share) => {
      const state = share.state === 'asked' ? '' : `:${share.state}`;
      const minutes = share.slaMinutes === null ? '' : `/${share.slaMinutes}`;
      const star = claim && share.id !== null && claim.shareId === share.id ? '*' : '';
      return `${nameOf(share.party)}${state}${minutes}${star}${share.id === null ? '+' : ''}`;
    })
    .join(' ');
