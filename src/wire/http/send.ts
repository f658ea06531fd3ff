import type { ServerResponse } from 'node:http';
import { gzip } from 'node:zlib';
import { acceptsGzip } from './accepts-gzip.ts';
import type { Answer, Body, Message } from '../dialect.ts';
import { collect, type Collected, type Collecting } from './collect.ts';
import { sendPieces } from './stream.ts';

export interface SendOptions extends Collecting {
  /** Milliseconds without progress after which a client that reads its answer slowly is cut off. */
  readonly stalledMs: number;
}

/** Below this a compressed body is hardly smaller, and the client still has to unpack it. */
const COMPRESS_FROM_BYTES = 1400;

/** Answers that have no content have no length either (RFC 9110 8.6). */
const NO_CONTENT = 204;
const NOT_MODIFIED = 304;

const GZIPPED = { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' };

/** Whether a client that sends these headers takes a body of this size compressed. */
const isPackedFor = ({ headers }: Message, bytes: number): boolean => {
  const accepted = headers['accept-encoding'];
  return bytes >= COMPRESS_FROM_BYTES && typeof accepted === 'string' && acceptsGzip(accepted);
};

/**
 * Sends an answer, and gives the one that was sent. That is a promise where the body comes in pieces: of what is short enough to be collected first, and
 * of what then takes as long as the client does. A body in pieces only answers GET and POST.
 *
 * @throws what the pieces throw; as long as nothing of them has been sent, another answer may be
 */
export function send(
  message: Message,
  answer: Answer,
  response: ServerResponse,
  options: SendOptions,
): Promise<Answer> | undefined {
  const { body } = answer;
  if (typeof body !== 'string') return sendCollected(message, answer, body, response, options);
  sendText(message, answer, body, response, options);
}

function sendText(
  message: Message,
  answer: Answer,
  text: string,
  response: ServerResponse,
  { stalledMs }: SendOptions,
): void {
  const finish = (content: string | Buffer, length: number, more: Readonly<Record<string, string>>): void => {
    // Names and values in turn, which Node writes as they are.
    const head: string[] = [];
    for (const name in answer.headers) head.push(name, answer.headers[name] ?? '');
    for (const name in more) head.push(name, more[name] ?? '');
    if (answer.status !== NO_CONTENT && answer.status !== NOT_MODIFIED) head.push('Content-Length', String(length));
    head.push('X-Request-Id', message.requestId);
    response.writeHead(answer.status, head);
    // A string goes out in one piece with the head; a buffer would cost a second one. Most answers are ASCII, as many
    // bytes as characters: these are copied without being encoded.
    response.end(message.method === 'HEAD' ? undefined : content, content.length === length ? 'latin1' : 'utf8');
    if (!response.writableFinished) response.setTimeout(stalledMs);
  };

  const length = Buffer.byteLength(text);
  if (!isPackedFor(message, length)) return finish(text, length, {});
  gzip(text, (error, packed) => (error ? finish(text, length, {}) : finish(packed, packed.length, GZIPPED)));
}

async function sendCollected(
  message: Message,
  answer: Answer,
  body: Exclude<Body, string>,
  response: ServerResponse,
  options: SendOptions,
): Promise<Answer> {
  const isEarly = answer.isEarly === true && response.req.httpVersion !== '1.0' && message.method === 'GET';
  // Whoever gets it in one piece gets the answer to a fault in its place.
  if (!isEarly) await answer.awaited;
  if (!isEarly && answer.whole) {
    const whole = await answer.whole();
    sendText(message, whole, whole.body, response, options);
    return whole;
  }
  const collected = isEarly ? uncollected(body) : await collect(body, response, options);
  if (collected === 'client-gone') return answer;
  if ('text' in collected) {
    sendText(message, answer, collected.text, response, options);
    return answer;
  }
  try {
    const compressed = isPackedFor(message, Infinity);
    response.writeHead(answer.status, {
      ...answer.headers,
      ...(compressed ? GZIPPED : {}),
      'X-Request-Id': message.requestId,
    });
    response.setTimeout(options.stalledMs);
    await sendPieces(collected, response, { compressed, isEarly });
  } finally {
    // Where the client had gone before the first piece, nobody else tells whoever writes them.
    await collected.rest.return?.();
  }
  return answer;
}

const uncollected = (body: AsyncIterable<string>): Collected => ({ first: [], rest: body[Symbol.asyncIterator]() });
