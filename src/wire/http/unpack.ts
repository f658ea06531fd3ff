import { gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import type { Answer } from '../dialect.ts';

/** The unpacked body, or why it cannot be unpacked. */
export type Unpacked = Buffer | 'too-large' | 'damaged' | 'unknown-coding';

type Unpack = (body: Buffer, options: ZlibOptions, done: (error: Error | null, unpacked: Buffer) => void) => void;

/** Deflate is zlib's format by the standard, and the bare one by habit. */
const inflateEither: Unpack = (body, options, done) =>
  (hasZlibHeader(body) ? inflate : inflateRaw)(body, options, done);

const hasZlibHeader = (body: Buffer): boolean =>
  body.length >= 2 && ((body[0] ?? 0) & 0x0f) === 8 && body.readUInt16BE(0) % 31 === 0;

const CODINGS: Readonly<Record<string, Unpack>> = { gzip: gunzip, 'x-gzip': gunzip, deflate: inflateEither };

/** Whether a Content-Encoding says that the body is packed. */
export const isPacked = (coding: string | undefined): coding is string =>
  coding !== undefined && !/^\s*(identity)?\s*$/i.test(coding);

/** Unpacks a body with one coding; what comes out may not be longer than `most` bytes. */
export function unpack(body: Buffer, coding: string, most: number): Promise<Unpacked> {
  const decode = CODINGS[coding.trim().toLowerCase()];
  if (!decode) return Promise.resolve('unknown-coding');
  return new Promise((resolve) => {
    decode(body, { maxOutputLength: most }, (error: NodeJS.ErrnoException | null, unpacked: Buffer) => {
      if (!error) resolve(unpacked);
      else resolve(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged');
    });
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
