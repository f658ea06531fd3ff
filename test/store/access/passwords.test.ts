import { stat } from 'node:fs/promises';
import { expect } from 'chai';
import { hashPassword, PasswordQueueFull, verifyPassword } from '../../../src/store/access/passwords.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('passwords', () => {
  it('are hashed with argon2id at the cost OWASP names, each with a salt of its own', async () => {
    const hashes = await Promise.all([hashPassword('hunter2'), hashPassword('hunter2')]);
    for (const hash of hashes) expect(hash).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hashes[0]).not.to.equal(hashes[1]);
  });

  it('are recognised, and nothing else is', async () => {
    const hash = await hashPassword('Grüße, 世界');
    expect(await verifyPassword(hash, 'Grüße, 世界')).to.be.true;
    expect(await verifyPassword(hash, 'grüße, 世界')).to.be.false;
    expect(await verifyPassword(hash, '')).to.be.false;
  });

  it('are never right for an account that has none', async () => {
    for (const password of ['', 'x', '\0']) expect(await verifyPassword(null, password)).to.be.false;
  });

  it('take as long to check for nobody as for somebody', async () => {
    const hash = await hashPassword('x');
    const fastest = async (candidate: string | null): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 8; round += 1) {
        const start = performance.now();
        await verifyPassword(candidate, 'y');
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const ratio = (await fastest(null)) / (await fastest(hash));
    // Refusing without a computation would make this a thousandth.
    expect(ratio).to.be.within(0.4, 2.5);
  });

  it('wait in line, first come first served, and no line is endless', async () => {
    const order: number[] = [];
    const calls = Array.from({ length: 12 }, (_, index) => verifyPassword(null, 'x').then(() => order.push(index)));
    await Promise.all(calls);
    // Two are computed at a time and one may be slow; the last in line coming first would be eleven places off.
    order.forEach((index, place) => expect(Math.abs(index - place)).to.be.at.most(5));

    const rush = await Promise.allSettled(Array.from({ length: 410 }, () => verifyPassword('no hash', 'x')));
    const turnedAway = rush.filter((call) => call.status === 'rejected' && call.reason instanceof PasswordQueueFull);
    expect(turnedAway).to.have.length(8);
    expect(await verifyPassword(null, 'x')).to.be.false;
  });

  it('leave threads for everybody else', async () => {
    let checked = 0;
    const calls = Array.from({ length: 40 }, () => verifyPassword(null, 'x').then(() => (checked += 1)));
    // What asks the system to read a file stands in the same line as what computes.
    await stat('.');
    expect(checked).to.be.below(20);
    await Promise.all(calls);
  });

  it('fail aloud on a hash that is none', async () => {
    expect((await rejectionOf(verifyPassword('no hash', 'x'))).name).not.to.equal('PasswordQueueFull');
  });
});
