import fc from 'fast-check';

/** Anything a client should not send in place of a value; half surrogates and U+0000 among them. */
const WRONG: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  1e308,
  '',
  'x',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '2147483648',
  '99999999999999999999999999',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59-23:59',
  'P99999D',
  'P2147483648D',
  'P999999999999W',
  '275760-09-13T00:00:00.000Z',
  '+999999-01-01T00:00:00Z',
  '294277-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  [],
  [null],
  [[]],
  {},
  { '\0': 1 },
  { '\ud800': { a: 1 } },
  { id: { id: { id: [] } } },
  'x'.repeat(100_000),
];

const NAMES = ['id', 'type', '__proto__', 'constructor', 'toString', 'length', '', '\0', '0', '$ref', 'ID'];

/** Where in a value something is done, what is done, and with what. */
interface Step {
  readonly at: number;
  readonly does: 'replace' | 'remove' | 'add' | 'repeat';
  readonly value: unknown;
  readonly name: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(1000),
  does: fc.constantFrom('replace', 'replace', 'remove', 'add', 'repeat'),
  value: fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...WRONG) }, fc.jsonValue({ maxDepth: 3 })),
  name: fc.constantFrom(...NAMES),
});

/** A value with something wrong in one to three places. */
export const damagedValue = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(value, fc.array(step, { minLength: 1, maxLength: 3 })).map(([whole, steps]) => steps.reduce(damaged, whole));

function damaged(whole: unknown, { at, does, value, name }: Step): unknown {
  let left = at % placesIn(whole);
  const walk = (part: unknown): unknown => {
    if (left === 0) {
      left = -1;
      if (does === 'replace') return value;
      if (does === 'remove') return undefined;
      if (does === 'repeat') return [part, part];
      return Array.isArray(part) ? [...(part as unknown[]), value] : withMember(part, name, value);
    }
    left -= 1;
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(whole) ?? null;
}

const withMember = (part: unknown, name: string, value: unknown): unknown =>
  typeof part === 'object' && part !== null ? Object.fromEntries([...Object.entries(part), [name, value]]) : value;

const placesIn = (part: unknown): number =>
  typeof part === 'object' && part !== null
    ? 1 + Object.values(part).reduce<number>((sum, inner) => sum + placesIn(inner), 0)
    : 1;

/** Bodies that are no JSON, or none that anybody reads without harm. */
export const damagedText = (text: fc.Arbitrary<string>): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.tuple(text, fc.nat(200)).map(([whole, length]) => Buffer.from(whole.slice(0, length))),
    text.map((whole) => Buffer.concat([Buffer.from(whole), Buffer.from([0xff, 0xfe])])),
    text.map((whole) => Buffer.from(`\ufeff${whole}`)),
    text.map((whole) => Buffer.from(whole.replace(/:/, ':1e999,"x":'))),
    text.map((whole) => Buffer.from(whole.replace('{', '{"__proto__":{"id":7},"id":1,"id":2,'))),
    text.map((whole) => Buffer.from(whole, 'utf16le')),
    fc.integer({ min: 60, max: 50_000 }).map((depth) => Buffer.from('['.repeat(depth) + ']'.repeat(depth))),
    fc
      .integer({ min: 60, max: 20_000 })
      .map((depth) => Buffer.from('{"update":'.repeat(depth) + '1' + '}'.repeat(depth))),
    fc
      .constantFrom('', 'null', 'NaN', '"', '0', 'undefined', '<a/>', 'a=b&c=%ff', '[[', '\0')
      .map((each) => Buffer.from(each)),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    // More than the server reads.
    fc.constant(Buffer.alloc(70_000, ' ')),
  );
