import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { createBodies, type Share } from '../../../src/wire/http/bodies.ts';

/** Memory in use, without what is only waiting to be collected. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('request bodies', () => {
  let server: Server;
  let memory: number;
  const shares: Share[] = [];

  before(async () => {
    const read = createBodies({ maxBodyBytes: 1_000_000, maxBodiesBytes: 1_500_000 });
    server = createServer((request, response) =>
      read(request, (body, share) => {
        memory = memoryInUse();
        if (request.url === '/kept') shares.push(share);
        else share.release();
        const text = typeof body === 'string' ? body : `${body.length} ${body.subarray(0, 5).toString()}`;
        response.end(`<${text}>`);
      }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });

  const open = (target: string, length: number | 'chunked'): Socket => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const framing = length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
    socket.write(`POST ${target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n${framing}\r\n\r\n`);
    return socket;
  };
  const answerOn = (socket: Socket): Promise<string> =>
    new Promise((resolve, reject) => {
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => resolve(/<.*>/.exec(text)?.[0] ?? text));
      socket.on('error', reject);
    });
  const ask = (target: string, body: string): Promise<string> => {
    const socket = open(target, body.length);
    socket.write(body);
    return answerOn(socket);
  };

  it('cost no more in chunks of one byte than in one piece', async () => {
    const before = memoryInUse();
    const socket = open('/', 'chunked');
    socket.write(`${'1\r\na\r\n'.repeat(200_000)}0\r\n\r\n`);
    expect(await answerOn(socket)).to.equal('<200000 aaaaa>');
    expect(memory - before).to.be.below(20_000_000);
  });

  it('are joined from pieces of any size', async () => {
    const socket = open('/', 'chunked');
    const text = Array.from({ length: 400 }, (_, index) => String(index)).join('');
    for (let at = 0, size = 1; at < text.length; at += size, size = (size * 3) % 17 || 1) {
      const piece = text.slice(at, at + size);
      socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
    }
    socket.write('0\r\n\r\n');
    expect(await answerOn(socket)).to.equal('<1090 01234>');
  });

  it('are read and forgotten when one is too long', async () => {
    expect(await ask('/', 'x'.repeat(1_000_001))).to.equal('<too-large>');
    expect(await ask('/', 'x'.repeat(1_000_000))).to.equal('<1000000 xxxxx>');
  });

  it('may not hold more together than is allowed, before they are whole and until their calls are answered', async () => {
    const half = open('/half', 900_000);
    half.write('x'.repeat(890_000));
    await pause(100);
    expect(await ask('/', 'x'.repeat(900_000))).to.equal('<no-room>');
    half.destroy();
    await pause(50);
    expect(await ask('/kept', 'x'.repeat(900_000))).to.equal('<900000 xxxxx>');
    expect(await ask('/', 'x'.repeat(900_000))).to.equal('<no-room>');
    for (const { release } of shares) release();
    expect(await ask('/', 'x'.repeat(900_000))).to.equal('<900000 xxxxx>');
  });
});
