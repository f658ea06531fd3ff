import type { ServerResponse } from 'node:http';

export interface Collecting {
  /** Answers of up to this many bytes are sent with their length. */
  readonly bufferAnswerBytes: number;
  /** Longer ones, too, however much memory they take. */
  readonly bufferAnswers: boolean;
}

/** The whole of a body, or what has been read of one that is too long, and the rest of it. */
export type Collected =
  | { readonly text: string }
  | { readonly first: readonly string[]; readonly rest: AsyncIterator<string> }
  | 'client-gone';

/** All collected answers together, until their clients have them, may hold this many times the limit of one. */
const TOGETHER = 16;

let held = 0;

/**
 * Collects the pieces of a body, so that it can be sent with its length as the original sent everything: clients that
 * cannot read chunks are still there. Over HTTP/1.0, which has no chunks, all is collected that there is room for.
 */
export async function collect(
  pieces: AsyncIterable<string>,
  response: ServerResponse,
  { bufferAnswerBytes, bufferAnswers }: Collecting,
): Promise<Collected> {
  const most = bufferAnswers ? Infinity : TOGETHER * bufferAnswerBytes;
  const mostOfOne = bufferAnswers || response.req.httpVersion === '1.0' ? most : bufferAnswerBytes;
  const rest = pieces[Symbol.asyncIterator]();
  const first: string[] = [];
  const hold = holdUntilSent(response);
  let size = 0;
  while (size <= mostOfOne && held <= most) {
    if (response.req.socket.destroyed) {
      await rest.return?.();
      return 'client-gone';
    }
    const next = await rest.next();
    if (next.done) return { text: first.join('') };
    first.push(next.value);
    const bytes = Buffer.byteLength(next.value);
    size += bytes;
    hold(bytes);
  }
  return { first, rest };
}

/** Counts bytes as held until the answer is with its client, or nobody waits for it any more. */
function holdUntilSent(response: ServerResponse): (bytes: number) => void {
  const { socket } = response.req;
  let mine = 0;
  const release = (): void => {
    held -= mine;
    mine = 0;
    response.off('close', release);
    socket.off('close', release);
  };
  response.on('close', release);
  // An answer that waits behind another one never hears that they are not wanted.
  socket.on('close', release);
  return (bytes) => {
    if (socket.destroyed) return;
    mine += bytes;
    held += bytes;
  };
}
