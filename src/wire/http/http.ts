import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, AnsweredCall, Dialect, EarlyEnd, Message } from '../dialect.ts';
import { createBodies, type BodyLimits, type ReadBody, type Share } from './bodies.ts';
import { createClientAddress, type TrustedProxies } from './client-address.ts';
import { originForm } from './request-target.ts';
import { send, type SendOptions } from './send.ts';
import { isPacked, packedAnswer, unpack, type Unpacked } from './unpack.ts';

export interface Observer {
  answered(message: Message, answer: Answer, startedAt: bigint): void;
  /** @param call absent where the dialect does not know what was called */
  failed(message: Message, error: unknown, call?: AnsweredCall): void;
}

export interface HttpOptions extends BodyLimits, Omit<SendOptions, 'stalledMs'> {
  /** Scheme, host and port to name in place of the request's own. */
  readonly publicUrl: string | undefined;
  /** The proxies that are believed about the client's address; absent: none. */
  readonly trustProxy?: TrustedProxies | undefined;
  readonly observer: Observer;
  /** Milliseconds; a minute when it is not given. */
  readonly stalledMs?: number;
}

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

const STALLED_MS = 60_000;

const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** Puts a dialect on a socket: reads the body, asks for the answer, sends it, and reports both. */
export const listenerFor = (dialect: Dialect, options: HttpOptions): Listener => servingWith(options)(dialect);

/** As listenerFor, for dialects that share what their bodies may hold together: one for each address, say. */
export function servingWith(options: HttpOptions): (dialect: Dialect, observer?: Observer) => Listener {
  const { publicUrl } = options;
  const sending = { stalledMs: STALLED_MS, ...options };
  const readBody = createBodies(options);
  const clientOf = createClientAddress(options.trustProxy);

  return (dialect, observer = options.observer) =>
    (request, response) => {
      const startedAt = process.hrtime.bigint();
      const answerWith = (read: ReadBody | Unpacked, { release }: Share): void => {
        const message = messageOf(request, read, { publicUrl, client: clientOf(request) });
        const failed = (error: unknown, call?: AnsweredCall): void => {
          observer.failed(message, error, call);
          if (response.headersSent) response.destroy();
          else void send(message, dialect.fault(message), response, sending);
        };
        const early = isEarlyEnd(read) ? (dialect.ended?.(message, read) ?? earlyAnswer(read, dialect)) : undefined;
        void (early ? Promise.resolve(early) : answerOf(dialect, message, observer)).then((answer) => {
          release();
          try {
            const sent = send(message, answer, response, sending);
            if (!sent) return observer.answered(message, answer, startedAt);
            sent
              .then(async (given) => {
                await answer.awaited?.catch((error: unknown) => observer.failed(message, error, answer.call));
                return given;
              })
              .then(
                (given) => observer.answered(message, given, startedAt),
                (error: unknown) => failed(error, answer.call),
              );
          } catch (error) {
            failed(error, answer.call);
          }
        });
      };
      readBody(request, (read, share) => {
        const coding = request.headers['content-encoding'];
        if (typeof read === 'string' || read.length === 0 || !isPacked(coding)) return answerWith(read, share);
        const limits = { most: options.maxBodyBytes, hold: share.hold };
        void unpack(read, coding, limits).then((unpacked) => answerWith(unpacked, share));
      });
    };
}

/** No dialect is asked, and what was to be read is gone. */
const NO_ROOM: Answer = {
  status: 503,
  headers: { 'Cache-Control': 'private', 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '1' },
  body: 'The server has too many requests in hand; try again.\r\n',
};

const isEarlyEnd = (read: ReadBody | Unpacked): read is EarlyEnd =>
  read === 'no-room' || read === 'damaged' || read === 'unknown-coding';

function earlyAnswer(why: EarlyEnd, { headers }: Dialect): Answer {
  const answer = why === 'no-room' ? NO_ROOM : packedAnswer(why);
  return headers ? { ...answer, headers: { ...answer.headers, ...headers } } : answer;
}

async function answerOf(dialect: Dialect, message: Message, observer: Observer): Promise<Answer> {
  try {
    const answer = await dialect.answer(message);
    if (answer.fault !== undefined) observer.failed(message, answer.fault, answer.call);
    return answer;
  } catch (error) {
    observer.failed(message, error);
    return dialect.fault(message);
  }
}

function messageOf(
  request: IncomingMessage,
  read: ReadBody | Unpacked,
  { publicUrl, client }: Pick<HttpOptions, 'publicUrl'> & Pick<Message, 'client'>,
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
    body: typeof read === 'string' ? NOTHING : read,
    bodyTooLarge: read === 'too-large',
    // A Host line may be empty, and a client of HTTP/1.0 sends none.
    origin: publicUrl ?? `http://${headers.host || localAddressOf(request)}`,
    client,
    requestId: typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID(),
  };
}

const NOTHING = Buffer.alloc(0);

const localAddressOf = ({ socket: { localAddress = '', localPort } }: IncomingMessage): string =>
  `${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
