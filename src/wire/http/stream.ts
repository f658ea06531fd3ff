import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

interface Pieces {
  readonly first: readonly string[];
  readonly rest: AsyncIterator<string>;
}

/**
 * Sends a body piece by piece, no faster than the client takes it. The length is not known before the end, so a
 * body that breaks off, ours or the client's doing, ends the connection: nobody takes half of it for the whole.
 *
 * @throws whatever the pieces throw; nothing when the client has gone away
 */
export async function sendPieces(pieces: Pieces, response: ServerResponse, compressed: boolean): Promise<void> {
  try {
    await (compressed ? pipeline(inTurn(pieces), createGzip(), response) : pipeline(inTurn(pieces), response));
  } catch (error) {
    if (!isPrematureClose(error)) throw error;
  }
}

async function* inTurn({ first, rest }: Pieces): AsyncIterable<string> {
  yield* first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

const isPrematureClose = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
