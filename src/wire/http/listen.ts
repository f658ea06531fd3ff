import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createExchanges } from './exchanges.ts';
import { acceptRawTargets } from './raw-target.ts';
import { refusalOf, refuseRequest } from './refuse-request.ts';

export interface Listening {
  /** "http://127.0.0.1:8080", with the port that was taken when any free one was asked for. */
  readonly address: string;
  /** Answers what has been asked, takes nothing new, and resolves when the last connection is gone. */
  close(): Promise<void>;
}

/** For so long every answer says that its connection closes, so that few clients find it closed as they call again. */
const FAREWELL_MS = 250;
/** A connection that is still busy after this long is cut off. */
const CLOSE_MS = 10_000;
const SWEEP_MS = 50;

/**
 * Scripts that pipe a request through netcat or socat close their side of the connection behind it. Node would then close
 * the other side too, and a task be reassigned without an answer. It has no documented name for this.
 */
const ANSWERED_TO_THE_END = { httpAllowHalfOpen: true };

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** How long a connection is kept on which nothing is asked. */
  readonly keepAliveSeconds: number;
  /** Is told of what closed a connection that nobody had foreseen. */
  readonly failed: (error: unknown) => void;
}

/** @throws Error with one sentence when the address cannot be had */
export async function listen(
  listener: RequestListener,
  { host, port, keepAliveSeconds, failed }: ListenOptions,
): Promise<Listening> {
  let closing = false;
  const exchanges = createExchanges(failed);
  /** Connections on which an answer says that it is the last one. */
  const closed = new WeakSet<Socket>();
  const options = { keepAliveTimeout: keepAliveSeconds * 1000, requireHostHeader: false, ...exchanges.classes };
  const server = createServer(options, (request, response) => {
    const { socket } = request;
    // Nobody would hear what it is answered, so nothing may come of it.
    if (closed.has(socket)) return;
    const refusal = refusalOf(request);
    if (refusal ?? closing) {
      closed.add(socket);
      response.setHeader('Connection', 'close');
    }
    try {
      if (refusal) refuseRequest(response, refusal);
      else listener(request, response);
    } catch (error) {
      exchanges.fail(socket, error);
    }
  });
  Object.assign(server, ANSWERED_TO_THE_END);
  acceptRawTargets(server, exchanges);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(sentenceFor(error, host, port))));
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no address to listen on.');

  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    close: async () => {
      closing = true;
      await delay(FAREWELL_MS);
      await new Promise<void>((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
        // A kept-alive connection is idle only once its last call has been answered.
        const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
        server.close(() => {
          clearTimeout(cut);
          clearInterval(sweep);
          resolve();
        });
        server.closeIdleConnections();
      });
    },
  };
}

function sentenceFor({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken; stop what uses it or set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} on ${host} needs more rights; set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is not an address of this machine.`;
  return `The server cannot listen on ${host}:${port}: ${message}`;
}
