import { createServer, type RequestListener } from 'node:http';
import { acceptRawTargets } from './raw-target.ts';

export interface Listening {
  /** "http://127.0.0.1:8080", with the port that was taken when any free one was asked for. */
  readonly address: string;
  /** Answers what has been asked, takes nothing new, and resolves when the last connection is gone. */
  close(): Promise<void>;
}

/** A connection that is still busy after this long is cut off. */
const CLOSE_MS = 10_000;
const SWEEP_MS = 50;

/** @throws Error with one sentence when the address cannot be had */
export async function listen(
  listener: RequestListener,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: 65_000 }, listener);
  acceptRawTargets(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(sentenceFor(error, host, port))));
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no address to listen on.');

  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`,
    close: () =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
        // A kept-alive connection is idle only once its last call has been answered.
        const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
        server.close(() => {
          clearTimeout(cut);
          clearInterval(sweep);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function sentenceFor({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken; stop what uses it or set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} on ${host} needs more rights; set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is not an address of this machine.`;
  return `The server cannot listen on ${host}:${port}: ${message}`;
}
