import { expect } from 'chai';
import pino from 'pino';
import { createMetrics } from '../../src/observe/metrics.ts';
import type { SignOn } from '../../src/operations/access/sign-in-guard.ts';
import { signInMeansOf } from '../../src/server/sign-ons.ts';

const DONE: SignOn = {
  way: 'AuthenticateUser',
  outcome: 'done',
  user: 'jane.doe',
  client: '192.0.2.7',
  requestId: 'request-1',
  delayMs: 0,
};

describe('logons in the log and in the metrics', () => {
  const tell = async (...signOns: readonly SignOn[]) => {
    const lines: string[] = [];
    const metrics = createMetrics('0.0.0');
    const log = pino({ base: null, timestamp: false }, { write: (line: string) => lines.push(line) });
    const { signedOn } = signInMeansOf(log, metrics);
    for (const signOn of signOns) signedOn(signOn);
    const counted = (await metrics.render())?.text.match(/^handover_sign_ons_total.*$/gm);
    return { lines: lines.map((line): unknown => JSON.parse(line)), counted };
  };

  it('are a line each, and are counted', async () => {
    const bad = { ...DONE, outcome: 'authentication-failed', user: null, delayMs: 1999.6 } as const;
    const { lines, counted } = await tell(DONE, bad, bad);
    const line = { level: 30, requestId: 'request-1', way: 'AuthenticateUser', client: '192.0.2.7' };
    expect(lines).to.deep.equal([
      { ...line, signOn: 'done', user: 'jane.doe', delayMs: 0 },
      { ...line, signOn: 'authentication-failed', user: null, delayMs: 2000 },
      { ...line, signOn: 'authentication-failed', user: null, delayMs: 2000 },
    ]);
    expect(counted).to.deep.equal([
      'handover_sign_ons_total{way="AuthenticateUser",outcome="done"} 1',
      'handover_sign_ons_total{way="AuthenticateUser",outcome="authentication-failed"} 2',
    ]);
  });

  it('warn once when there are too many, however many, and say when there is room again', async () => {
    const busy = { ...DONE, outcome: 'sign-ins-busy' } as const;
    const { lines } = await tell(busy, busy, busy, DONE, DONE);
    const aside = lines.filter((line) => !Object.keys(line as object).includes('signOn'));
    expect(aside).to.deep.equal([
      { level: 40, msg: 'too many logons wait for their passwords to be computed: others are turned away' },
      { level: 30, turnedAway: 3, msg: 'there is room for logons again' },
    ]);
  });
});
