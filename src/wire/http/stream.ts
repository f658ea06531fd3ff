import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { constants, createGzip } from 'node:zlib';

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
export async function sendPieces(
  pieces: Pieces,
  response: ServerResponse,
  { compressed, isEarly }: { readonly compressed: boolean; readonly isEarly: boolean },
): Promise<void> {
  // What is compressed waits for more, which makes it smaller, unless each piece is to be there at once.
  const flush = isEarly ? constants.Z_SYNC_FLUSH : constants.Z_NO_FLUSH;
  try {
    await (compressed ? pipeline(inTurn(pieces), createGzip({ flush }), response) : pipeline(inTurn(pieces), response));
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
