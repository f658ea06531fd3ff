import { createServer, type RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { acceptRawTargets } from './raw-target.ts';

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

/** @throws Error with one sentence when the address cannot be had */
export async function listen(
  listener: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  let closing = false;
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    if (closing) response.setHeader('Connection', 'close');
    listener(request, response);
  });
  Object.assign(server, ANSWERED_TO_THE_END);
  acceptRawTargets(server);
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
