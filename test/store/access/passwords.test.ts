import { stat } from 'node:fs/promises';
import { hash } from '@node-rs/argon2';
import { expect } from 'chai';
import { hashPassword, PasswordQueueFull, verifyPassword } from '../../../src/store/access/passwords.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('passwords', () => {
  it('are hashed with argon2id at the cost OWASP names, each with a salt of its own', async () => {
    const hashes = await Promise.all([hashPassword('hunter2'), hashPassword('hunter2')]);
    for (const one of hashes) expect(one).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(hashes[0]).not.to.equal(hashes[1]);
  });

  it('are recognised, and nothing else is', async () => {
    const made = await hashPassword('Grüße, 世界');
    expect(await verifyPassword(made, 'Grüße, 世界')).to.be.true;
    expect(await verifyPassword(made, 'grüße, 世界')).to.be.false;
    expect(await verifyPassword(made, '')).to.be.false;
  });

  it('are recognised however the keyboard composes their characters, by hashes old and new', async () => {
    const [composed, decomposed] = ['gr\u00fc\u00df', 'gru\u0308\u00df'];
    const hashes = [
      await hashPassword(composed),
      await hashPassword(decomposed),
      // As they were made before, of the spelling that came in.
      await hash(composed),
      await hash(decomposed),
    ];
    for (const made of hashes) {
      for (const typed of [composed, decomposed]) expect(await verifyPassword(made, typed)).to.be.true;
      expect(await verifyPassword(made, 'gru\u00df')).to.be.false;
    }
  });

  it('are wrong past 1024 characters, and cost no more than others', async () => {
    const longest = 'x'.repeat(1024);
    expect(await verifyPassword(await hashPassword(longest), longest)).to.be.true;
    const tooLong = `${longest}x`;
    expect(await verifyPassword(await hash(tooLong), tooLong)).to.be.false;
    expect(await verifyPassword(await hash(''), tooLong)).to.be.false;
    const timeOf = async (password: string): Promise<number> => {
      const start = performance.now();
      await verifyPassword(null, password);
      return performance.now() - start;
    };
    const short = await timeOf('x');
    // Four million characters took eleven times as long.
    expect(await timeOf('x'.repeat(4_000_000))).to.be.below(short * 5);
  });

  it('are never right for an account that has none', async () => {
    for (const password of ['', 'x', '\0']) expect(await verifyPassword(null, password)).to.be.false;
  });

  it('take as long to check for nobody as for somebody', async () => {
    const made = await hashPassword('x');
    const timeOf = async (candidate: string | null): Promise<number> => {
      const start = performance.now();
      await verifyPassword(candidate, 'y');
      return performance.now() - start;
    };
    const times: { readonly nobody: number; readonly somebody: number }[] = [];
    // In turns, so that a machine that slows down slows down both.
    for (let round = 0; round < 8; round += 1) times.push({ nobody: await timeOf(null), somebody: await timeOf(made) });
    const fastest = (who: 'nobody' | 'somebody') => Math.min(...times.map((round) => round[who]));
    // Refusing without a computation would make this a thousandth.
    expect(fastest('nobody') / fastest('somebody')).to.be.within(0.2, 5);
  });

  it('wait in line, first come first served, and no line is endless', async () => {
    const order: number[] = [];
    const calls = Array.from({ length: 12 }, (_, index) => verifyPassword(null, 'x').then(() => order.push(index)));
    await Promise.all(calls);
    // Two are computed at a time and one may be slow; the last in line coming first would be eleven places off.
    order.forEach((index, place) => expect(Math.abs(index - place)).to.be.at.most(5));

    const rush = await Promise.allSettled(Array.from({ length: 210 }, () => verifyPassword('no hash', 'x')));
    const turnedAway = rush.filter((call) => call.status === 'rejected' && call.reason instanceof PasswordQueueFull);
    expect(turnedAway).to.have.length(8);
    expect(await verifyPassword(null, 'x')).to.be.false;
  });

  it('leave threads for everybody else', async () => {
    let checked = 0;
    const calls = Array.from({ length: 40 }, () => verifyPassword(null, 'x').then(() => (checked += 1)));
    // Reading a file waits in the same line as computing a hash.
    await stat('.');
    expect(checked).to.be.below(20);
    await Promise.all(calls);
  });

  it('fail aloud on a hash that is none', async () => {
    expect((await rejectionOf(verifyPassword('no hash', 'x'))).name).not.to.equal('PasswordQueueFull');
  });
});
