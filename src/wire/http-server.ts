import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { acceptRawTargets } from './raw-target.ts';

export interface HttpServer {
  /** Takes connections when it listens, or when they are emitted on it. */
  readonly server: Server;
  /** Answers what has been asked, takes nothing new, and resolves when the last connection is gone. */
  close(): Promise<void>;
}

/** For so long every answer says that its connection closes, so that few clients find it closed as they call again. */
export const FAREWELL_MS = 250;
/** A connection that is still busy after this long is cut off. */
const CLOSE_MS = 10_000;
const SWEEP_MS = 50;

export function createHttpServer(listener: RequestListener): HttpServer {
  let closing = false;
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    if (closing) response.setHeader('Connection', 'close');
    listener(request, response);
  });
  acceptRawTargets(server);
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });

  return {
    server,
    close: async () => {
      closing = true;
      await delay(FAREWELL_MS);
      if (server.listening) server.close();
      const cut = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      // A kept-alive connection is idle only once its last call has been answered.
      for (;;) {
        server.closeIdleConnections();
        if (connections.size === 0) break;
        await delay(SWEEP_MS);
      }
      clearTimeout(cut);
    },
  };
}
