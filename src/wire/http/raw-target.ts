import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Exchanges } from './exchanges.ts';
import { createRefusal } from './refuse-connection.ts';

interface ParseError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
  /** How much of the packet had been read before the byte that was refused. */
  readonly bytesParsed?: number;
}

const LINE_FEED = 0x0a;
const FIRST_BEYOND_ASCII = 0x80;

/**
 * LEGACY: lets a request line hold raw UTF-8, which clients that build their URLs by hand send and the original read
 * (docs/legacy/wire.md#character-encoding). Node's parser refuses it; the packet then starts over with those bytes
 * percent-encoded, on a connection that the server takes for a new one. It forgets what it had in hand on the old one,
 * so that there must be nothing: a task was reassigned without an answer, and what it did not forget ended the process.
 */
export function acceptRawTargets(server: Server, exchanges: Exchanges): void {
  const refuse = createRefusal(exchanges);
  server.on('clientError', (error: ParseError, socket: Socket) => {
    const packet = error.code === 'HPE_INVALID_URL' ? error.rawPacket : undefined;
    const encoded = packet && encodeRequestLine(packet, error.bytesParsed ?? Infinity);
    if (!encoded || !socket.writable || !exchanges.isFree(socket)) return refuse(socket, error);
    // A listener for a socket's data makes the parser let go of the socket.
    socket.on('data', () => undefined);
    // Told that the connection is over, the server forgets the parser too; it would answer 408 for it a minute later.
    socket.emit('close');
    for (const event of ['data', 'end', 'close', 'drain', 'timeout', 'error', 'resume', 'pause']) {
      socket.removeAllListeners(event);
    }
    server.emit('connection', socket);
    socket.emit('data', encoded);
  });
}

/**
 * Null when the first line is not the one that was refused, or has nothing that encoding would cure. What comes before
 * the refused line has been read: the end of a body, which would be taken for a request, or a request in answering.
 */
function encodeRequestLine(packet: Buffer, refusedAt: number): Buffer | null {
  const end = packet.indexOf(LINE_FEED);
  if (end !== -1 && refusedAt > end) return null;
  const line = end === -1 ? packet : packet.subarray(0, end);
  if (!line.some((byte) => byte >= FIRST_BEYOND_ASCII)) return null;
  const ascii = [...line].map((byte) =>
    byte < FIRST_BEYOND_ASCII ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`,
  );
  return Buffer.concat([Buffer.from(ascii.join('')), packet.subarray(line.length)]);
}
