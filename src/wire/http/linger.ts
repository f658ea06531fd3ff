import type { Socket } from 'node:net';

/** Milliseconds that a client has to read its last answer and close the connection. */
const LINGER_MS = 5000;

/**
 * Makes a connection end by its own last byte, and reads on what still comes. Node destroys one on which an answer was
 * the last; what was on its way then would reset it, and the client lose answers that it had not read yet.
 */
export function lingerAtEnd(socket: Socket): void {
  socket.destroySoon = () => endAndLinger(socket);
}

/** Ends a connection, with these last bytes, and reads on until the client ends it too. */
export function endAndLinger(socket: Socket, last = ''): void {
  socket.end(last);
  const linger = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(linger));
}
