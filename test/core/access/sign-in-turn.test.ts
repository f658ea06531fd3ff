import { expect } from 'chai';
import { networkOf } from '../../../src/core/access/client-network.ts';
import { decideRight, decideTurn, type SignInTallies, type Tally } from '../../../src/core/access/sign-in-turn.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NEVER = { failures: 0, quietMs: Infinity, busyMs: 0 };

const failed = (failures: number, quietMs = 0, busyMs = 0): Tally => ({ failures, quietMs, busyMs });

const tallies = (otherwise: Partial<SignInTallies>): SignInTallies => ({
  pair: NEVER,
  subject: NEVER,
  network: NEVER,
  rightMs: null,
  rightBefore: false,
  ...otherwise,
});

const THROTTLED = 'turned away';

/** [pair, subject, network] in milliseconds */
const cases: [what: string, facts: Partial<SignInTallies>, turn: [number, number, number] | typeof THROTTLED][] = [
  ['nobody has failed', {}, [0, 0, 0]],
  ['four have failed', { pair: failed(4), subject: failed(4), network: failed(4) }, [0, 0, 0]],
  ['five have', { pair: failed(5), subject: failed(5), network: failed(5) }, [1000, 1000, 250]],
  ['six have', { pair: failed(6), subject: failed(6), network: failed(6) }, [2000, 2000, 500]],
  ['seven have', { pair: failed(7), subject: failed(7), network: failed(7) }, [4000, 4000, 1000]],
  ['nine have', { pair: failed(9), subject: failed(9), network: failed(9) }, [16_000, 4000, 1000]],
  ['a million have', { pair: failed(1e6), subject: failed(1e6), network: failed(1e6) }, [16_000, 4000, 1000]],
  ['others guess at the account', { subject: failed(300) }, [0, 4000, 0]],
  ['the network guesses at others', { network: failed(300) }, [0, 0, 1000]],
  ['it was quiet for almost fifteen minutes', { pair: failed(9, 15 * MINUTE - 1) }, [16_000, 0, 0]],
  ['it was quiet for fifteen minutes', { pair: failed(9, 15 * MINUTE) }, [0, 0, 0]],
  ['others wait, and there is room', { subject: failed(300, 0, 20_000) }, [0, 4000, 0]],
  ['too many others wait', { subject: failed(300, 0, 20_001) }, THROTTLED],
  ['others waited before it was quiet', { subject: failed(300, 15 * MINUTE, 20_001) }, [0, 0, 0]],
  ['the client is known, and others guess', { rightMs: DAY, subject: failed(300), network: failed(300) }, [0, 0, 0]],
  ['the client is known, and too many others wait', { rightMs: DAY, subject: failed(9, 0, 1e6) }, [0, 0, 0]],
  ['the client is known, and its own guesses', { rightMs: DAY, pair: failed(6), subject: failed(6) }, [2000, 0, 0]],
  ['the client is known, and its own guesses go on', { rightMs: DAY, pair: failed(300) }, [2000, 0, 0]],
  ['the client was known three months ago', { rightMs: 91 * DAY, subject: failed(300) }, [0, 4000, 0]],
  ['the secret was right before', { rightBefore: true, rightMs: 0, pair: failed(300, 0, 1e6) }, [0, 0, 0]],
];

describe('deciding when somebody may try to sign on', () => {
  for (const [what, facts, turn] of cases) {
    it(`${turn === THROTTLED ? 'turns away' : `spaces by ${turn.join(', ')} ms`} when ${what}`, () => {
      const decided = decideTurn(tallies(facts));
      if (turn === THROTTLED) return expect(decided).to.deep.equal({ refused: 'sign-in-throttled' });
      const [pair, subject, network] = turn;
      return expect(decided).to.deep.equal({ spacing: { pair, subject, network } });
    });
  }

  const rights: [rightMs: number | null, worth: ReturnType<typeof decideRight>][] = [
    [null, 'first'],
    [91 * DAY, 'first'],
    [2 * DAY, 'again'],
    [DAY / 2, 'noted'],
  ];
  for (const [rightMs, worth] of rights) {
    it(`takes being right ${rightMs ?? 'never'} ms after the last time as ${worth}`, () =>
      expect(decideRight(tallies({ rightMs }))).to.equal(worth));
  }
});

describe('the network of an address', () => {
  const networks: [address: string, network: string][] = [
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
    ['2001:DB8:0000:0007::99', '2001:db8:0:7::/64'],
    ['2001:db8::7', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['', ''],
  ];
  for (const [address, network] of networks) {
    it(`of ${address || 'none'} is ${network || 'none'}`, () => expect(networkOf(address)).to.equal(network));
  }
});
