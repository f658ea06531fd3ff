import { once } from 'node:events';
import { connect } from 'node:net';

/** A call of which the server has the beginning. */
export interface HeldCall {
  /** Sends the rest, gives the whole answer, and closes the connection. Rejects when the server closes it first. */
  finish(): Promise<string>;
}

/** Begins a GetTask over POST and resolves when the server has taken it on and waits for its body. */
export async function openHeldCall(address: string, body: string): Promise<HeldCall> {
  const { hostname, port, host } = new URL(address);
  const socket = connect(Number(port), hostname).setEncoding('latin1');
  socket.write(
    [
      'POST /srv.asmx/GetTask HTTP/1.1',
      `Host: ${host}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      'Expect: 100-continue',
      '\r\n',
    ].join('\r\n'),
  );
  const [interim] = (await once(socket, 'data')) as [string];
  if (!interim.startsWith('HTTP/1.1 100 ')) throw new Error(`expected to be told to go on, got ${interim}`);

  return {
    finish: () =>
      new Promise((resolve, reject) => {
        let answer = '';
        socket.on('data', (text: string) => {
          answer += text;
          if (!isWhole(answer)) return;
          resolve(answer);
          socket.destroy();
        });
        socket.once('close', () => reject(new Error(`the connection was closed after ${JSON.stringify(answer)}`)));
        socket.write(body);
      }),
  };
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n');
  const length = /^content-length: (\d+)/im.exec(answer)?.[1];
  return headEnd !== -1 && length !== undefined && answer.length >= headEnd + 4 + Number(length);
}
