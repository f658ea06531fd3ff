import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Gives what ends a connection on which something came that is no request. Whoever was asked for something before is
 * answered first: a client that sends a NUL behind its form, or counts characters for bytes, was told 400 of a task that
 * had been reassigned.
 */
export function createRefusal(server: Server): (socket: Socket, error: Error) => void {
  const latest = new WeakMap<Socket, Exchange>();
  const refused = new WeakSet<Socket>();
  server.on('request', (request, response) => latest.set(request.socket, { request, response }));

  return (socket, error) => {
    // Each further packet fails again.
    if (refused.has(socket)) return;
    refused.add(socket);
    const { request, response } = latest.get(socket) ?? {};
    if (!socket.writable) socket.destroy(error);
    else if (!request?.complete || !response || response.writableFinished) socket.end(BAD_REQUEST);
    // A connection that was to be closed behind the answer ends by itself.
    else response.once('close', () => void (socket.writable && socket.end(BAD_REQUEST)));
  };
}
