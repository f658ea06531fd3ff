import { createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import type { Answer } from '../dialect.ts';

/** The unpacked body, or why it cannot be unpacked. */
export type Unpacked = Buffer | 'too-large' | 'no-room' | 'damaged' | 'unknown-coding';

const hasZlibHeader = (body: Buffer): boolean =>
  body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;

const gunzip = () => createGunzip();
/** Deflate is zlib's format by the standard, and the bare one by habit. */
const inflateEither = (body: Buffer) => (hasZlibHeader(body) ? createInflate() : createInflateRaw());

const CODINGS: ReadonlyMap<string, (body: Buffer) => ReturnType<typeof createGunzip | typeof createInflate>> = new Map(
  Object.entries({ gzip: gunzip, 'x-gzip': gunzip, deflate: inflateEither }),
);

/** Whether a Content-Encoding says that the body is packed. */
export const isPacked = (coding: string | undefined): coding is string =>
  coding !== undefined && !/^\s*(identity)?\s*$/i.test(coding);

/**
 * Unpacks a body with one coding. Four kilobytes can hold four megabytes: what comes out is counted as it comes.
 *
 * @param most how many bytes may come out
 * @param hold takes memory for so many bytes in all; false when there is none
 */
export function unpack(
  body: Buffer,
  coding: string,
  { most, hold }: { readonly most: number; readonly hold: (bytes: number) => boolean },
): Promise<Unpacked> {
  const decode = CODINGS.get(coding.trim().toLowerCase());
  if (!decode) return Promise.resolve('unknown-coding');
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const decoding = decode(body);
    const give = (unpacked: Unpacked): void => {
      resolve(unpacked);
      decoding.destroy();
    };
    decoding.on('data', (piece: Buffer) => {
      pieces.push(piece);
      size += piece.length;
      if (size > most) give('too-large');
      else if (!hold(Math.max(body.length, size))) give('no-room');
    });
    decoding.on('end', () => give(Buffer.concat(pieces, size)));
    decoding.on('error', () => give('damaged'));
    decoding.end(body);
  });
}

/** The answer to a body that cannot be unpacked, whatever was called. */
export const packedAnswer = (why: 'damaged' | 'unknown-coding'): Answer => ({
  status: why === 'damaged' ? 400 : 415,
  headers: {
    'Cache-Control': 'private',
    'Content-Type': 'text/plain; charset=utf-8',
    ...(why === 'damaged' ? {} : { 'Accept-Encoding': 'gzip, deflate' }),
  },
  body:
    why === 'damaged'
      ? 'The body is not what its Content-Encoding says.\r\n'
      : 'A body may come with Content-Encoding gzip or deflate, or without.\r\n',
});
