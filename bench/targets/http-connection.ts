import { once } from 'node:events';
import { connect } from 'node:net';

/** One keep-alive connection with one request in flight at a time. */
export interface HttpConnection {
  /** Sends a whole request, written beforehand, and gives the whole answer as latin1 text, head and body. */
  readonly ask: (request: string) => Promise<string>;
  /** The moment at which the last answer began, as performance.now() has it. */
  readonly answeringSince: () => number;
  readonly close: () => void;
}

/**
 * Opens a connection. Written on a bare socket because the client shares the machine with what it measures: node's own
 * client would cost more than the server's part of a call.
 */
export async function openHttpConnection(host: string, port: number): Promise<HttpConnection> {
  const socket = connect({ host, port, noDelay: true });
  await once(socket, 'connect');
  let received = '';
  let since = Number.NaN;
  let asked: { resolve: (answer: string) => void; reject: (error: Error) => void } | undefined;

  const fail = (error: Error) => {
    asked?.reject(error);
    asked = undefined;
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('the server closed the connection')));
  socket.on('data', (chunk) => {
    if (received === '') since = performance.now();
    received = received === '' ? chunk.toString('latin1') : received + chunk.toString('latin1');
    if (!isWhole(received)) return;
    const answer = received;
    const { resolve } = asked ?? {};
    received = '';
    asked = undefined;
    resolve?.(answer);
  });

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('the server closed the connection'));
        asked = { resolve, reject };
        socket.write(request, 'latin1');
      }),
    answeringSince: () => since,
    close: () => socket.destroy(),
  };
}

const LENGTH = /\r\ncontent-length: *(\d+)/i;

/** Reports whether the text is a whole answer: as long as it says, or chunked and with the last chunk. */
function isWhole(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return false;
  const length = LENGTH.exec(text);
  if (length) return text.length >= headEnd + 4 + Number(length[1]);
  return text.endsWith('\r\n0\r\n\r\n');
}
