import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzip } from 'node:zlib';
import type { Answer, Dialect, Message } from '../dialect.ts';
import { clientAddressOf } from './client-address.ts';
import { originForm } from './request-target.ts';
import { sendPieces } from './stream.ts';

export interface Observer {
  answered(message: Message, answer: Answer, startedAt: bigint): void;
  failed(message: Message, error: unknown): void;
}

export interface HttpOptions {
  readonly maxBodyBytes: number;
  /** Scheme, host and port to name in place of the request's own. */
  readonly publicUrl: string | undefined;
  readonly observer: Observer;
}

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Below this a compressed body is hardly smaller, and the client still has to unpack it. */
const COMPRESS_FROM_BYTES = 1400;

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** Puts a dialect on a socket: reads the body, asks for the answer, sends it, and reports both. */
export function listenerFor(dialect: Dialect, options: HttpOptions): Listener {
  return (request, response) => {
    const startedAt = process.hrtime.bigint();
    readBody(request, options.maxBodyBytes, (body, bodyTooLarge) => {
      const message = messageOf(request, body, bodyTooLarge, options.publicUrl);
      void answerOf(dialect, message, options.observer).then((answer) => {
        const { observer } = options;
        const sent = send(message, answer, response);
        if (!sent) return observer.answered(message, answer, startedAt);
        sent.then(
          () => observer.answered(message, answer, startedAt),
          (error: unknown) => observer.failed(message, error),
        );
      });
    });
  };
}

async function answerOf(dialect: Dialect, message: Message, observer: Observer): Promise<Answer> {
  try {
    const answer = await dialect.answer(message);
    if (answer.fault !== undefined) observer.failed(message, answer.fault);
    return answer;
  } catch (error) {
    observer.failed(message, error);
    return dialect.fault(message);
  }
}

/** A body over the limit is read to its end and thrown away, so that the client is there to hear the answer. */
function readBody(request: IncomingMessage, limit: number, done: (body: Buffer, tooLarge: boolean) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on('end', () => {
    const [first] = chunks;
    done(chunks.length === 1 && first ? first : Buffer.concat(chunks), size > limit);
  });
}

function messageOf(
  request: IncomingMessage,
  body: Buffer,
  bodyTooLarge: boolean,
  publicUrl: string | undefined,
): Message {
  const { method = 'GET', headers } = request;
  const url = originForm(request.url ?? '/');
  const queryAt = url.indexOf('?');
  const given = headers['x-request-id'];
  return {
    method,
    path: queryAt === -1 ? url : url.slice(0, queryAt),
    query: queryAt === -1 ? '' : url.slice(queryAt + 1),
    headers,
    body,
    bodyTooLarge,
    origin: publicUrl ?? `http://${headers.host ?? `${request.socket.localAddress}:${request.socket.localPort}`}`,
    client: clientAddressOf(request),
    requestId: typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID(),
  };
}

/** Gives a promise where sending takes as long as the client takes; a body in pieces only answers GET and POST. */
function send(
  { method, headers, requestId }: Message,
  answer: Answer,
  response: ServerResponse,
): Promise<void> | undefined {
  // A string goes out in one piece with the head; a buffer would cost a second one.
  const finish = (content: string | Buffer, length: number, more: Readonly<Record<string, string>>): void => {
    // Names and values in turn, which Node writes as they are.
    const head: string[] = [];
    for (const name in answer.headers) head.push(name, answer.headers[name] ?? '');
    for (const name in more) head.push(name, more[name] ?? '');
    head.push('Content-Length', String(length), 'X-Request-Id', requestId);
    response.writeHead(answer.status, head);
    // Most answers are ASCII, as many bytes as characters: these are copied without being encoded.
    response.end(method === 'HEAD' ? undefined : content, content.length === length ? 'latin1' : 'utf8');
  };

  const { body } = answer;
  const accepted = headers['accept-encoding'];
  if (typeof body !== 'string') {
    const compressed = typeof accepted === 'string' && acceptsGzip(accepted);
    response.writeHead(answer.status, {
      ...answer.headers,
      ...(compressed ? GZIPPED : {}),
      'X-Request-Id': requestId,
    });
    return sendPieces(body, response, compressed);
  }
  const length = Buffer.byteLength(body);
  if (length < COMPRESS_FROM_BYTES || typeof accepted !== 'string' || !acceptsGzip(accepted)) {
    return void finish(body, length, {});
  }
  gzip(body, (error, packed) => (error ? finish(body, length, {}) : finish(packed, packed.length, GZIPPED)));
}

const GZIPPED = { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' };

const acceptsGzip = (accepted: string): boolean =>
  accepted.split(',').some((coding) => /^\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(coding));
