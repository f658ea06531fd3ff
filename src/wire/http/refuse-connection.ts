import type { Socket } from 'node:net';
import type { Exchanges } from './exchanges.ts';
import { endAndLinger } from './linger.ts';

const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * Gives what ends a connection on which something came that is no request. Whoever was asked for something before is
 * answered first: a client that sends a NUL behind its form, or counts characters for bytes, was told 400 of a task that
 * had been reassigned.
 */
export function createRefusal({ inHand }: Exchanges): (socket: Socket, error: Error) => void {
  const refused = new WeakSet<Socket>();

  const end = (socket: Socket): void => {
    // A connection that was to be closed behind the answer ends by itself.
    if (!socket.writable) return;
    endAndLinger(socket, BAD_REQUEST);
  };

  return (socket, error) => {
    // Each further packet fails again.
    if (refused.has(socket)) return;
    refused.add(socket);
    // A request that has come in part will not be answered, unless its answer has begun.
    const last = inHand(socket).findLast(({ req, headersSent }) => req.complete || headersSent);
    if (!socket.writable) socket.destroy(error);
    else if (last) last.once('close', () => end(socket));
    else end(socket);
  };
}
