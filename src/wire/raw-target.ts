import type { Server } from 'node:http';
import type { Socket } from 'node:net';

interface ParseError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
}

const LINE_FEED = 0x0a;
const FIRST_BEYOND_ASCII = 0x80;

const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * LEGACY: lets a request line hold raw UTF-8, which clients that build their URLs by hand send and the original
 * read (asmx-wire.md 10). Node's parser refuses it; the packet then starts over with those bytes percent-encoded.
 */
export function acceptRawTargets(server: Server): void {
  server.on('clientError', (error: ParseError, socket: Socket) => {
    const packet = error.code === 'HPE_INVALID_URL' ? error.rawPacket : undefined;
    const encoded = packet && encodeRequestLine(packet);
    if (!encoded || !socket.writable) {
      if (socket.writable) socket.end(BAD_REQUEST);
      else socket.destroy(error);
      return;
    }
    // Whoever listens to a socket's data makes the parser let go of it.
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

/** Null when the request line has nothing that encoding would cure. */
function encodeRequestLine(packet: Buffer): Buffer | null {
  const end = packet.indexOf(LINE_FEED);
  const line = end === -1 ? packet : packet.subarray(0, end);
  if (!line.some((byte) => byte >= FIRST_BEYOND_ASCII)) return null;
  const ascii = [...line].map((byte) =>
    byte < FIRST_BEYOND_ASCII ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase()}`,
  );
  return Buffer.concat([Buffer.from(ascii.join('')), packet.subarray(line.length)]);
}
