import { expect } from 'chai';
import { charsetOf, parseForm } from '../../../../src/wire/asmx/form/form-encoding.ts';

const pairs = (encoded: string | Buffer, charset?: string): Record<string, string> =>
  Object.fromEntries(parseForm(encoded, charset).values);

/** A query as node:http gives it: one character for each byte. */
const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('parseForm', () => {
  const cases: readonly (readonly [rule: string, encoded: string, expected: Record<string, string>])[] = [
    ['reads plain pairs', 'a=1&b=2', { a: '1', b: '2' }],
    ['reads an empty value', 'a=&b', { a: '' }],
    ['gives nothing for nothing', '', {}],
    ['takes a plus and %20 for spaces and %2B for a plus', 'a=x+y%20z%2Bw', { a: 'x y z+w' }],
    ['reads percent escapes as UTF-8', 'a=%C3%A9%E2%82%AC%F0%9F%98%80', { a: 'é€😀' }],
    ['reads raw bytes as UTF-8', bytesOf('a=é€😀'), { a: 'é€😀' }],
    ['joins a raw byte and an escaped one', 'a=\u00C3%A9', { a: 'é' }],
    ['replaces invalid UTF-8', 'a=%E9x&b=%FF', { a: '\uFFFDx', b: '\uFFFD' }],
    [
      'keeps bad escapes as they are',
      'a=100%&b=%zz&c=%4&d=%u12&e=%uzzzz',
      {
        a: '100%',
        b: '%zz',
        c: '%4',
        d: '%u12',
        e: '%uzzzz',
      },
    ],
    [
      'keeps escapes with a character that stands next to the digits',
      'a=%.1&b=%1:&c=%1@&d=%1g&e=%g00e9',
      { a: '%.1', b: '%1:', c: '%1@', d: '%1g', e: '%g00e9' },
    ],
    ['decodes %uXXXX, also in pairs', 'a=%u00e9t%u20AC&b=%uD83D%uDE00', { a: 'ét€', b: '😀' }],
    ['replaces lone surrogates', 'a=%uD83Dx%uD83D&b=%uDE00', { a: '\uFFFDx\uFFFD', b: '\uFFFD' }],
    ['separates by ampersand only, and counts the first equals sign only', 'a=a;b&c=a=b=c', { a: 'a;b', c: 'a=b=c' }],
    ['decodes names', '%74ask%49d=5', { taskid: '5' }],
    ['ignores the case of names and joins repeats by a comma', 'taskId=5&TASKID=6&taskid=', { taskid: '5,6,' }],
    ['does not take a pair without an equals sign for a value', 'ticket&taskId=5&ticket', { taskid: '5' }],
    ['finds no harm in empty pairs', '&&a=1&&b=2&', { a: '1', b: '2' }],
    ['keeps white space in a name', '+taskId=5', { ' taskid': '5' }],
    ['keeps names that objects know', 'constructor=1', { constructor: '1' }],
    ['decodes NUL', 'a=%00true', { a: '\u0000true' }],
  ];

  for (const [rule, encoded, expected] of cases) {
    it(rule, () => {
      expect(pairs(encoded)).to.deep.equal(expected);
      expect(pairs(Buffer.from(encoded, 'latin1'))).to.deep.equal(expected);
    });
  }

  it('honours the charset of the content type', () => {
    expect(pairs(Buffer.from('a=%E9&b=\u00E9', 'latin1'), 'iso-8859-1')).to.deep.equal({ a: 'é', b: 'é' });
    expect(pairs('a=%80&b=%93x%94', 'windows-1252')).to.deep.equal({ a: '€', b: '“x”' });
    expect(pairs('a=%80', 'latin1')).to.deep.equal({ a: '\x80' });
    expect(pairs('a=%CF%F0%E8', 'windows-1251')).to.deep.equal({ a: 'При' });
    expect(pairs('a=%82%A0', 'Shift_JIS')).to.deep.equal({ a: 'あ' });
  });

  it('reads ASCII that is none as UTF-8, as envelopes are read', () => {
    expect(pairs('a=%C3%A9', 'us-ascii')).to.deep.equal({ a: 'é' });
  });

  it('falls back to UTF-8 for an unknown charset', () => {
    expect(pairs('a=%C3%A9', 'x-nonsense')).to.deep.equal({ a: 'é' });
    expect(pairs('a=%C3%A9', 'UTF-8')).to.deep.equal({ a: 'é' });
  });

  it('takes one pass over a body of separators', () => {
    const body = `${'&'.repeat(2_000_000)}a=1${'&'.repeat(2_000_000)}`;

    expect(pairs(body)).to.deep.equal({ a: '1' });
  }).timeout(2000);
});

describe('charsetOf', () => {
  const cases: readonly (readonly [contentType: string, charset: string])[] = [
    ['application/x-www-form-urlencoded', ''],
    ['application/x-www-form-urlencoded; charset=iso-8859-1', 'iso-8859-1'],
    ['application/x-www-form-urlencoded;CHARSET="utf-8"', 'utf-8'],
    ['application/x-www-form-urlencoded; a=b; charset = utf-8 ; c=d', 'utf-8'],
    ['charset=utf-8', ''],
  ];
  for (const [contentType, charset] of cases) {
    it(`finds ${JSON.stringify(charset)} in ${contentType}`, () => {
      expect(charsetOf(contentType)).to.equal(charset);
    });
  }
});
