import { expect } from 'chai';
import { createFairLine } from '../../../src/store/access/fair-line.ts';
import { rejectionOf } from '../../support/rejection.ts';

/** Work that ends when it is told to. */
function workOf(done: string[]) {
  const ends: (() => void)[] = [];
  return {
    run: (name: string) => (waited: boolean) =>
      new Promise<boolean>((resolve) =>
        ends.push(() => {
          done.push(name);
          resolve(waited);
        }),
      ),
    endNext: async (): Promise<void> => {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('a fair line', () => {
  it('lets owners take turns, and each of them first come first served', async () => {
    const done: string[] = [];
    const { run, endNext } = workOf(done);
    const line = createFairLine({ atOnce: 1, places: 10, placesEach: 5 });
    const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map((name) => line(name.charAt(0), run(name)));
    while (done.length < all.length) await endNext();
    expect(done).to.deep.equal(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
    const waited = (await Promise.all(all)).map((turn) => turn?.result);
    expect(waited).to.deep.equal([false, true, true, true, true, true, true]);
  });

  it('has room for so many, and for so many of one owner', async () => {
    const done: string[] = [];
    const { run, endNext } = workOf(done);
    const line = createFairLine({ atOnce: 1, places: 3, placesEach: 2 });
    const inLine = ['a1', 'a2', 'a3'].map((name) => line('a', run(name)));
    expect(await line('a', run('a4'))).to.be.null;
    inLine.push(line('b', run('b1')));
    expect(await line('c', run('c1'))).to.be.null;
    await endNext();
    inLine.push(line('c', run('c2')));
    while (done.length < inLine.length) await endNext();
    expect(await Promise.all(inLine)).not.to.include(null);
  });

  it('goes on after work that fails', async () => {
    const line = createFairLine({ atOnce: 1, places: 3, placesEach: 3 });
    const failing = line('a', () => Promise.reject(new Error('no hash')));
    const next = line('a', () => Promise.resolve('next'));
    expect((await rejectionOf(failing)).message).to.equal('no hash');
    expect(await next).to.deep.equal({ result: 'next' });
    expect(await line('a', (waited) => Promise.resolve(waited))).to.deep.equal({ result: false });
  });
});
