import { expect } from 'chai';
import { batched } from '../../../src/store/sql/batch.ts';

/** Behind what was to be sent at the end of this turn of the loop; a timer may come before that. */
const sent = () => new Promise((resolve) => setImmediate(resolve));

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

class SqlError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`SQLSTATE ${code}`);
    this.code = code;
  }
}

/** A statement that takes a while, remembers what it was given, and doubles numbers. */
function statement(ms = 5) {
  const batches: number[][] = [];
  const run = async (items: readonly number[]): Promise<number[]> => {
    batches.push([...items]);
    await later(ms);
    return items.map((item) => item * 2);
  };
  return { batches, run };
}

const LIMITS = { lanes: 1, patienceMs: 1000, size: 10 };

describe('natural batching', () => {
  it('sends a lone item at once', async () => {
    const { batches, run } = statement(0);
    const ask = batched(run, LIMITS);
    const asked = ask(1);
    await sent();
    expect(batches).to.deep.equal([[1]]);
    expect(await asked).to.equal(2);
  });

  it('sends together what arrives while a statement is in flight', async () => {
    const { batches, run } = statement();
    const ask = batched(run, LIMITS);
    const first = ask(1);
    await sent();
    expect(await Promise.all([first, ask(2), ask(3), ask(4)])).to.deep.equal([2, 4, 6, 8]);
    expect(batches).to.deep.equal([[1], [2, 3, 4]]);
  });

  it('sends one statement at a time, none above its size, first come first served', async () => {
    const { batches, run } = statement();
    let inFlight = 0;
    let most = 0;
    const ask = batched(
      async (items: readonly number[]) => {
        most = Math.max(most, ++inFlight);
        const results = await run(items);
        inFlight -= 1;
        return results;
      },
      { lanes: 2, patienceMs: 1000, size: 3 },
    );
    const items = Array.from({ length: 20 }, (_, index) => index);
    expect(await Promise.all(items.map(ask))).to.deep.equal(items.map((item) => item * 2));
    expect(most).to.equal(1);
    expect(batches.flat()).to.deep.equal(items);
    expect(Math.max(...batches.map(({ length }) => length))).to.equal(3);
  });

  it('sends no more text in one statement than it may, and a longer item alone', async () => {
    const batches: string[] = [];
    const ask = batched(
      async (items: readonly { readonly fields: readonly string[] }[]) => {
        const json = JSON.stringify(items.map(({ fields }) => fields.join('')));
        batches.push(json);
        await sent();
        if (json.length > 60) throw new RangeError('Invalid string length');
        return items.map(({ fields }) => fields.length);
      },
      { ...LIMITS, characters: 8 },
    );
    const texts = ['a', 'bcd', 'efgh', 'i', 'jklmnopqrstuvwxyz', 'j', 'k', 'l', '\u0001\u0001\u0001\u0001', 'm', ''];
    const asked = texts.map((text) => ask({ fields: [text.slice(0, 1), text.slice(1)] }));
    expect(await Promise.all(asked)).to.deep.equal(texts.map(() => 2));
    expect(batches.map((json) => JSON.parse(json) as string[])).to.deep.equal([
      ['a', 'bcd', 'efgh'],
      ['i'],
      ['jklmnopqrstuvwxyz'],
      ['j', 'k', 'l', '\u0001\u0001\u0001\u0001', 'm', ''],
    ]);
  });

  it('goes past statements that are held up, in as many lanes as it has', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const started: number[] = [];
    const ask = batched(
      async (items: readonly number[]) => {
        started.push(...items);
        if (items.some((item) => item < 3)) await held;
        return items.map((item) => item * 2);
      },
      { lanes: 3, patienceMs: 5, size: 1 },
    );
    const asked = [1, 2, 3, 4].map(ask);
    expect(await Promise.all(asked.slice(2))).to.deep.equal([6, 8]);
    expect(started).to.deep.equal([1, 2, 3, 4]);
    release();
    expect(await Promise.all(asked)).to.deep.equal([2, 4, 6, 8]);
    expect(await ask(5)).to.equal(10);
  });

  it('lets one bad item fail alone', async () => {
    const ask = batched(
      (items: readonly number[]) =>
        items.includes(3) ? Promise.reject(new SqlError('22021')) : Promise.resolve(items.map((item) => item * 2)),
      LIMITS,
    );
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(ask));
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('tries again one by one after a deadlock or a timeout, which left nothing behind', async () => {
    for (const code of ['40P01', '57014']) {
      const ask = batched(
        (items: readonly number[]) =>
          items.length > 1 ? Promise.reject(new SqlError(code)) : Promise.resolve(items.map((item) => item * 2)),
        LIMITS,
      );
      expect(await Promise.all([1, 2, 3].map(ask))).to.deep.equal([2, 4, 6]);
    }
  });

  it('does not try again when the connection went away, and works on afterwards', async () => {
    let calls = 0;
    const ask = batched((items: readonly number[]) => {
      calls += 1;
      return calls === 1 ? Promise.reject(new SqlError('ECONNRESET')) : Promise.resolve(items.map((item) => item * 2));
    }, LIMITS);
    const outcomes = await Promise.allSettled([1, 2, 3].map(ask));
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
    expect(calls).to.equal(1);
    expect(await ask(4)).to.equal(8);
  });

  it('rejects everybody when a statement answers for fewer than it was asked', async () => {
    const ask = batched(() => Promise.resolve([1]), LIMITS);
    const outcomes = await Promise.allSettled([ask(1), ask(2)]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
  });
});
