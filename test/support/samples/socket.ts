import { connect } from 'node:net';

/** One answer as it came: heads and body, nothing interpreted but where it ends. */
export interface RawAnswer {
  /** Status line and header lines; interim answers (100 Continue) stand before the last. */
  readonly heads: readonly (readonly string[])[];
  readonly body: Buffer;
}

const HEAD_END = '\r\n\r\n';
const PATIENCE_MS = 10_000;

/**
 * Sends bytes as they are on a connection of their own and reads one answer; what a client library would refuse too.
 */
export function exchange(port: number, request: Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    let received = Buffer.alloc(0);
    const finish = (ended: boolean): void => {
      const answer = answerIn(received, ended);
      if (answer) resolve(answer);
      else if (ended) reject(new Error(`the connection ended after ${JSON.stringify(received.toString('latin1'))}`));
      if (answer || ended) socket.destroy();
    };
    socket.setTimeout(PATIENCE_MS, () => {
      reject(new Error(`no answer in ${PATIENCE_MS} ms, only ${JSON.stringify(received.toString('latin1'))}`));
      socket.destroy();
    });
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      finish(false);
    });
    socket.on('end', () => finish(true));
    socket.on('error', reject);
  });
}

function answerIn(received: Buffer, ended: boolean): RawAnswer | null {
  const heads: string[][] = [];
  let at = 0;
  for (;;) {
    const end = received.indexOf(HEAD_END, at);
    if (end === -1) return null;
    const head = received.toString('latin1', at, end).split('\r\n');
    heads.push(head);
    at = end + HEAD_END.length;
    if (/^HTTP\/1\.1 1\d\d /.test(head[0] ?? '')) continue;
    const length = lengthOf(head);
    if (!ended && (length === null || received.length < at + length)) return null;
    return { heads, body: received.subarray(at) };
  }
}

function lengthOf(head: readonly string[]): number | null {
  // It has no body, and says nothing of its length (RFC 9110 8.6).
  if (/^HTTP\/1\.1 204 /.test(head[0] ?? '')) return 0;
  const line = head.find((header) => /^content-length:/i.test(header));
  return line === undefined ? null : Number(line.slice(line.indexOf(':') + 1));
}
