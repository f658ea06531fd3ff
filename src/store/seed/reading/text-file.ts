import { isUtf8 } from 'node:buffer';
import { placeAt } from './place-in-text.ts';
import type { Problems } from '../problems.ts';

const SAVE = 'save the file as UTF-8';

/** UTF-16 that holds half a character. */
const HALF_A_CHARACTER = /\p{Surrogate}/u;

/**
 * Decodes the bytes of a file: UTF-8, or UTF-16 where a byte order mark says so, as PowerShell 5 writes it. Nothing is
 * replaced: bytes that cannot be read are a problem, with their place and the encoding the file is likely in.
 *
 * @throws FixtureError when the bytes are neither
 */
export function readTextFile(bytes: Uint8Array, problems: Problems): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(file, 0xff, 0xfe, 0, 0) || startsWith(file, 0, 0, 0xfe, 0xff)) {
    return refuse(problems, '', `the file is UTF-32; ${SAVE}`);
  }
  if (startsWith(file, 0xff, 0xfe)) return readUtf16(file.subarray(2), problems);
  if (startsWith(file, 0xfe, 0xff)) return readUtf16(swapped(file.subarray(2)), problems);
  if (looksLikeUtf16(file)) {
    return refuse(problems, '', `the file looks like UTF-16 without a byte order mark; ${SAVE}`);
  }
  if (!isUtf8(file)) return refuseBytes(file, problems);
  // Editors on Windows begin a file with a byte order mark, which is not JSON.
  return file.toString('utf8').replace(/^\uFEFF/, '');
}

const startsWith = (file: Buffer, ...bytes: number[]): boolean => bytes.every((byte, index) => file[index] === byte);

/** JSON begins with a character of ASCII, whose other byte is zero in UTF-16; in JSON there is no NUL. */
const looksLikeUtf16 = (file: Buffer): boolean => file.length > 1 && (file[0] === 0) !== (file[1] === 0);

/** As little endian, which is what Node decodes. An odd byte at the end stays, to be refused. */
function swapped(bigEndian: Buffer): Buffer {
  const whole = Buffer.from(bigEndian.subarray(0, bigEndian.length & ~1)).swap16();
  return Buffer.concat([whole, bigEndian.subarray(whole.length)]);
}

function readUtf16(littleEndian: Buffer, problems: Problems): string {
  const text = littleEndian.toString('utf16le');
  const broken = HALF_A_CHARACTER.exec(text)?.index ?? (littleEndian.length % 2 === 1 ? text.length : -1);
  if (broken < 0) return text;
  return refuse(problems, placeAt(text, broken), 'half a character of UTF-16; the file is damaged');
}

function refuse(problems: Problems, where: string, what: string): never {
  problems.add(where, what);
  return problems.stop();
}

function refuseBytes(file: Buffer, problems: Problems): never {
  const start = firstBroken(file);
  const read = file.toString('utf8', 0, start);
  const byte = file[start] ?? 0;
  return refuse(problems, placeAt(read, read.length), `${describe(byte)} is not UTF-8; ${advice(read)}`);
}

/** Looked at in pieces: halving all of a large file would read it a hundred times. */
const PIECE_BYTES = 65_536;

/** Where the first bytes stand that are no character, in a file that has some. */
function firstBroken(file: Buffer): number {
  let start = 0;
  for (;;) {
    const piece = file.subarray(start, start + PIECE_BYTES);
    const end = endOfValid(piece, piece.length);
    if (end === undefined) return start + firstBrokenIn(piece);
    start += end;
    if (piece.length < PIECE_BYTES) return start;
  }
}

/** By halving: what ends before the place is UTF-8, what has it within is not. */
function firstBrokenIn(piece: Buffer): number {
  let [low, high] = [0, piece.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (endOfValid(piece, middle) === undefined) high = middle - 1;
    else low = middle;
  }
  return endOfValid(piece, low) ?? 0;
}

/** The end of the whole characters of a piece that may end within one; undefined where it is not UTF-8. */
const endOfValid = (piece: Buffer, end: number): number | undefined =>
  [end, end - 1, end - 2, end - 3].find((cut) => cut >= 0 && isUtf8(piece.subarray(0, cut)));

/** As Windows reads the byte, which a person who looks for it sees in an editor. */
function describe(byte: number): string {
  const shown = new TextDecoder('windows-1252').decode(Uint8Array.of(byte));
  const hex = `byte ${byte.toString(16).toUpperCase()}`;
  return /\p{C}/u.test(shown) ? hex : `${hex} (${shown} in Windows-1252)`;
}

const advice = (readSoFar: string): string =>
  /[^\0-\x7f]/.test(readSoFar)
    ? 'the text before it is, so the file is damaged or was put together from files of two encodings'
    : `the file is likely Windows-1252, as Excel and older programs of Windows write; ${SAVE}`;
