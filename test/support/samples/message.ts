import type { RawAnswer } from './socket.ts';
import { generalise, matches, renderBytes, type Values } from './templates.ts';

/** How files show a carriage return, as the transcripts of docs/legacy/wire.md do. */
const CR = '␍';

/** Headers that are another matter than what is answered; the length is checked apart. */
const UNTOLD = new Set(['date', 'connection', 'keep-alive', 'content-length', 'x-request-id']);

const ENCODERS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  'iso-8859-1': (text) => Buffer.from(text, 'latin1'),
};

const CHUNK_BYTES = 64;

/** The bytes that a `request.http` describes. */
export function requestBytes(file: string, values: Values): Buffer {
  const lines = file.split('\n');
  const start = lines.findIndex((line) => !line.startsWith('#'));
  const encoding = /^#encoding (.+)$/m.exec(lines.slice(0, start).join('\n'))?.[1] ?? 'utf-8';
  const encode = ENCODERS[encoding];
  if (!encode) throw new Error(`no encoding ${encoding}; there are ${Object.keys(ENCODERS).join(', ')}`);

  const blank = lines.indexOf('', start);
  if (blank === -1) throw new Error('a request needs an empty line behind its headers');
  const bodyText = lines
    .slice(blank + 1)
    .join('\n')
    .replace(/\n$/, '')
    .replaceAll(CR, '\r');
  const body = renderBytes(bodyText, values, encode);
  const head = `${lines.slice(start, blank).join('\r\n')}\r\n\r\n`.replaceAll('{{length}}', String(body.length));
  const chunked = /^Transfer-Encoding: chunked\r$/im.test(head);
  return Buffer.concat([renderBytes(head, values, (text) => Buffer.from(text)), chunked ? inChunks(body) : body]);
}

function inChunks(body: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += CHUNK_BYTES) {
    const chunk = body.subarray(at, at + CHUNK_BYTES);
    pieces.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]);
}

/** An answer as a `response.http` shows it: told headers in the order sent, CR visible. */
export function showAnswer({ heads, body }: RawAnswer): string {
  const shownHeads = heads.map((head) => head.filter((line) => !UNTOLD.has(line.split(':')[0]?.toLowerCase() ?? '')));
  const text = laidOut(shownHeads.at(-1) ?? [], body.toString('utf8')).replaceAll('\r', CR);
  return `${shownHeads.map((head) => `${head.join('\n')}\n\n`).join('')}${text}\n`;
}

/** JSON with a line a member; what it says and its order stay. */
const laidOut = (head: readonly string[], body: string): string =>
  body !== '' && head.includes('Content-Type: application/json') ? JSON.stringify(JSON.parse(body), null, 2) : body;

/**
 * The answer as shown, with every line that is what the expectation says replaced by the expectation, so that
 * equal texts mean success and the difference of unequal ones is only what is wrong.
 */
export function inWordsOf(expected: string, shown: string, values: Values): string {
  if (matches(expected, shown, values)) return expected;
  const lines = expected.split('\n');
  return shown
    .split('\n')
    .map((line, index) => (matches(lines[index] ?? '', line, values) ? lines[index] : line))
    .join('\n');
}

/** The text of `response.http` for an answer. */
export function expectationFrom(expected: string, shown: string, values: Values): string {
  const lines = expected.split('\n');
  return inWordsOf(expected, shown, values)
    .split('\n')
    .map((line, index) => (line === lines[index] ? line : generalise(line, values)))
    .join('\n');
}
