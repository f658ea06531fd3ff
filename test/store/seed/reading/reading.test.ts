import { expect } from 'chai';
import fc from 'fast-check';
import { readFixture } from '../../../../src/store/seed/reading/fixture.ts';
import { collectProblems } from '../../../../src/store/seed/problems.ts';
import { findFaults } from '../../../../src/store/seed/reading/json-faults.ts';

const read = (file: string | Uint8Array) => readFixture(file, new Date(), collectProblems('some.json'));

/** The problems found in a file, one a line as its author sees them. */
function problemsOf(file: string | Uint8Array): string[] {
  try {
    read(file);
  } catch (error) {
    if (error instanceof Error) return error.message.split('\n  ').slice(1);
  }
  return [];
}

const PERSON = '{"users":[{"login":"rene","firstName":"René 😀"}]}';
const BOM = '\uFEFF';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const bigEndian = (text: string) => utf16(text).swap16();
const windows1252 = (text: string) => Buffer.from(text, 'latin1');

describe('the encoding of a fixture', () => {
  const readable: [encoding: string, file: Buffer][] = [
    ['UTF-8', utf8(PERSON)],
    ['UTF-8 with the byte order mark of Windows editors', utf8(BOM + PERSON)],
    ['UTF-16 with a byte order mark, as PowerShell 5 writes it', utf16(BOM + PERSON)],
    ['UTF-16 of the other byte order with its mark', bigEndian(BOM + PERSON)],
  ];
  for (const [encoding, file] of readable) {
    it(`may be ${encoding}`, () => {
      expect(read(file).users[0]?.firstName).to.equal('René 😀');
    });
  }

  const LIKELY =
    'the file is likely Windows-1252, as Excel and older programs of Windows write; save the file as UTF-8';
  const MIXED = 'the text before it is, so the file is damaged or was put together from files of two encodings';
  const WITHOUT_MARK = 'the file looks like UTF-16 without a byte order mark; save the file as UTF-8';
  const refused: [what: string, file: Buffer, problem: string][] = [
    [
      'Windows-1252',
      windows1252('{"users": [\n  {"login": "rene", "firstName": "Ren\xe9"}]}'),
      `line 2, column 38: byte E9 (é in Windows-1252) is not UTF-8; ${LIKELY}`,
    ],
    [
      'a byte that is nothing in Windows-1252',
      windows1252('{"\x81'),
      `line 1, column 3: byte 81 is not UTF-8; ${LIKELY}`,
    ],
    [
      'two encodings glued together',
      Buffer.concat([utf8('{"é": 1,\r\n"😀'), windows1252('\xfc": 2}')]),
      `line 2, column 3: byte FC (ü in Windows-1252) is not UTF-8; ${MIXED}`,
    ],
    [
      'UTF-8 that ends within a character',
      utf8('{"é😀').subarray(0, -1),
      `line 1, column 4: byte F0 (ð in Windows-1252) is not UTF-8; ${MIXED}`,
    ],
    [
      'Windows-1252 far down in a large file',
      Buffer.concat([utf8(`${' '.repeat(65_535)}😀\n`.repeat(3)), windows1252('\xe9'), utf8(' '.repeat(70_000))]),
      `line 4, column 1: byte E9 (é in Windows-1252) is not UTF-8; ${MIXED}`,
    ],
    ['UTF-16 without a mark', utf16(PERSON), WITHOUT_MARK],
    ['UTF-16 of the other byte order without a mark', bigEndian(PERSON), WITHOUT_MARK],
    [
      'UTF-16 with half a character',
      utf16(`${BOM}{"\ud83d": 1}`),
      'line 1, column 3: half a character of UTF-16; the file is damaged',
    ],
    [
      'UTF-16 that ends within a character',
      utf16(`${BOM}{}`).subarray(0, -1),
      'line 1, column 2: half a character of UTF-16; the file is damaged',
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]), 'the file is UTF-32; save the file as UTF-8'],
  ];
  for (const [what, file, problem] of refused) {
    it(`is told where it is ${what}`, () => {
      expect(problemsOf(file)).to.deep.equal([problem]);
    });
  }

  it('is wrong where the first wrong byte is', () => {
    const character = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('x'));
    fc.assert(
      fc.property(character, fc.constantFrom(0x80, 0xbf, 0xc0, 0xe9, 0xf5, 0xff), character, (before, byte, after) => {
        fc.pre(!/[\0\r\n]/.test(before));
        const text = `["${before}`;
        const [problem] = problemsOf(Buffer.concat([utf8(text), Buffer.of(byte), utf8(`x${after}`)]));
        expect(problem).to.match(
          new RegExp(`^line 1, column ${[...text].length + 1}: byte ${byte.toString(16)} `, 'i'),
        );
      }),
    );
  });
});

describe('a fixture that is not JSON', () => {
  const mistakes: [text: string, problem: string][] = [
    ['', 'line 1, column 1: not valid JSON: expected a value, found the end of the file'],
    ['{\n"users": [', 'line 2, column 11: not valid JSON: expected a value or ], found the end of the file'],
    ['{\r\n"a": 1\r\n"b": 2}', 'line 3, column 1: not valid JSON: expected a comma or }, found a text'],
    ['{"users": [],}', 'line 1, column 14: not valid JSON: expected a key in double quotes, found }'],
    ['[1,]', 'line 1, column 4: not valid JSON: expected a value, found ]'],
    ['{users: []}', 'line 1, column 2: not valid JSON: expected a key in double quotes or }, found users'],
    ['{"a" 1}', 'line 1, column 6: not valid JSON: expected a colon after the key, found 1'],
    ['{"a": TRUE}', 'line 1, column 7: not valid JSON: expected a value, found TRUE'],
    ['{"a": 007}', 'line 1, column 7: not valid JSON: expected a value, found 007'],
    [
      '{"path": "C:\\docs"}',
      'line 1, column 13: not valid JSON: expected an escape of JSON such as \\\\ or \\n, found \\d',
    ],
    ['{"a": "x\ny"}', 'line 1, column 9: not valid JSON: expected a closing quote, found the end of the line'],
    ['{"a": "x\ty"}', 'line 1, column 9: not valid JSON: expected a closing quote, found the character U+0009'],
    ['{} // done', 'line 1, column 4: not valid JSON: expected the end of the file, found //'],
    ['{"a":\u00a01}', 'line 1, column 6: not valid JSON: expected a value, found the character U+00A0'],
    [`{"a": ${'x'.repeat(30)}}`, `line 1, column 7: not valid JSON: expected a value, found ${'x'.repeat(20)}…`],
  ];
  for (const [text, problem] of mistakes) {
    it(`is told by line, column and what stands there: ${JSON.stringify(text)}`, () => {
      expect(problemsOf(text)).to.deep.equal([problem]);
    });
  }

  it('is told without what may be a password or an API key', () => {
    for (const secret of ['"password": hunter2', '"password" hunter2', '"password": [hunter2', '"key": "x" hunter2']) {
      const [problem] = problemsOf(`{"users": [{${secret}}]}`);
      expect(problem).to.include('not valid JSON: expected').and.not.to.include('hunter2');
    }
  });

  it('is what JSON.parse takes for none, and nothing else', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '"', '\\', '\\u12', '\\n', '1', '-', '0', '.5', 'e+1', 'true'];
    const text = fc.oneof(
      fc.json(),
      fc
        .array(fc.constantFrom(...pieces, ' ', '\n', 'null', 'nul', '\u2028', 'é'), { maxLength: 12 })
        .map((all) => all.join('')),
      fc.tuple(fc.json(), fc.nat(), fc.constantFrom(...pieces)).map(([json, place, piece]) => {
        const at = place % (json.length + 1);
        return json.slice(0, at) + piece + json.slice(at);
      }),
    );
    fc.assert(
      fc.property(text, (json) => {
        expect(findFaults(json).mistake === undefined).to.equal(isJson(json));
      }),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('a key that is there twice', () => {
  const repeats: [what: string, text: string, problems: string[]][] = [
    [
      'a section',
      '{"users":[{"login":"one"},{"login":"two"}],\n "users":[{"login":"three"}]}',
      ['the key "users" is there twice, at line 1, column 2 and at line 2, column 2'],
    ],
    [
      'a field, as text and as escapes',
      '{"tasks": [{}, {"assignee": "x",\n"dueAt": "2031-01-01",\n  "due\\u0041t": "2032-01-01"}]}',
      ['tasks[1]: the key "dueAt" is there twice, at line 2, column 1 and at line 3, column 3'],
    ],
    [
      'a field deep down, and all of them at once',
      '{"workflows": [{"definition": {"id": 1, "id": 2}, "name": "x", "name": "y"}]}',
      [
        'workflows[0].definition: the key "id" is there twice, at line 1, column 32 and at line 1, column 41',
        'workflows[0]: the key "name" is there twice, at line 1, column 51 and at line 1, column 64',
      ],
    ],
  ];
  for (const [what, text, problems] of repeats) {
    it(`is an error that names both places: ${what}`, () => {
      expect(problemsOf(text)).to.deep.equal(problems);
    });
  }
});
