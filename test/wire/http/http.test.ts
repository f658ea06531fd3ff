import { createServer, type Server } from 'node:http';
import { connect as connectSocket, type AddressInfo } from 'node:net';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Dialect, Message } from '../../../src/wire/dialect.ts';
import { clientAddressOf } from '../../../src/wire/http/client-address.ts';
import { listenerFor } from '../../../src/wire/http/http.ts';
import { LIMITS } from '../../support/http-limits.ts';

const LONG = 'x'.repeat(5000);

/** Answers with what it understood of the request. */
const echo: Dialect = {
  answer: ({ method, path, query, origin, client, body, bodyTooLarge }: Message) => {
    if (path === '/fault') return Promise.reject(new Error('secret detail'));
    if (path === '/own-fault')
      return Promise.resolve({ status: 200, headers: {}, body: 'sorry', fault: new Error('why') });
    const text =
      path === '/long'
        ? LONG
        : JSON.stringify({ method, path, query, origin, client, body: body.toString(), bodyTooLarge });
    return Promise.resolve({ status: 200, headers: { 'Content-Type': 'text/plain' }, body: text });
  },
  fault: () => ({ status: 500, headers: { 'Content-Type': 'text/plain' }, body: 'sorry' }),
};

describe('a dialect on a socket', () => {
  let server: Server;
  let port: number;
  const failures: unknown[] = [];

  before(async () => {
    const observer = { answered: () => undefined, failed: (_: Message, error: unknown) => void failures.push(error) };
    server = createServer(
      listenerFor(echo, { ...LIMITS, maxBodyBytes: 1000, maxBodiesBytes: 1500, publicUrl: undefined, observer }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  const raw = (request: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connectSocket(port, '127.0.0.1', () => socket.write(request));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('end', () => resolve(text));
      socket.on('error', reject);
    });
  const fetchText = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { response, text: await response.text() };
  };

  it('splits the target at its question mark and leaves both halves as they were sent', async () => {
    const { text } = await fetchText('/a%20b?x=%41&y');
    expect(JSON.parse(text)).to.include({
      method: 'GET',
      path: '/a%20b',
      query: 'x=%41&y',
      origin: `http://127.0.0.1:${port}`,
    });
  });

  it('accepts the absolute form that clients behind a proxy send', async () => {
    const answer = await raw(
      `GET http://tasks.example.com/srv.asmx?wsdl HTTP/1.1\r\nHost: tasks.example.com\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).to.include('"path":"/srv.asmx","query":"wsdl","origin":"http://tasks.example.com"');
  });

  it('names the client by the address of its socket, IPv4 in its own form', async () => {
    expect(JSON.parse((await fetchText('/')).text)).to.include({ client: '127.0.0.1' });
    const both = createServer((request, response) => response.end(clientAddressOf(request)));
    // Without IPv6 it listens on 0.0.0.0, and there is nothing to tell apart.
    await new Promise<void>((resolve) => both.listen(0, resolve));
    const { port: portOfBoth } = both.address() as AddressInfo;
    expect(await (await fetch(`http://127.0.0.1:${portOfBoth}/`)).text()).to.equal('127.0.0.1');
    both.closeAllConnections();
    await new Promise((resolve) => both.close(resolve));
  });

  it('names its own address where the client names none', async () => {
    expect(await raw('GET / HTTP/1.0\r\n\r\n')).to.include(`"origin":"http://127.0.0.1:${port}"`);
    const empty = await raw('GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n');
    expect(empty).to.include(`"origin":"http://127.0.0.1:${port}"`);
  });

  it('says that it has too much in hand instead of taking in more', async () => {
    const holding = connectSocket(port, '127.0.0.1');
    holding.write(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(999)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { response } = await fetchText('/', { method: 'POST', body: 'y'.repeat(900) });
    expect([response.status, response.headers.get('retry-after')]).to.deep.equal([503, '1']);
    holding.destroy();
  });

  it('counts what comes out of a packed body among what it has in hand', async () => {
    const holding = connectSocket(port, '127.0.0.1');
    holding.write(`POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(999)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const post = (length: number) =>
      fetchText('/', {
        method: 'POST',
        body: gzipSync('y'.repeat(length)),
        headers: { 'Content-Encoding': 'gzip' },
      });
    const statuses = [];
    for (const length of [900, 400, 400]) statuses.push((await post(length)).response.status);
    holding.destroy();
    expect(statuses).to.deep.equal([503, 200, 200]);
  });

  it('unpacks a body, and says of what it cannot unpack what is wrong', async () => {
    const post = (body: NonNullable<RequestInit['body']>, coding: string) =>
      fetchText('/', { method: 'POST', body, headers: { 'Content-Encoding': coding } });
    for (const [coding, packed] of [
      ['gzip', gzipSync('Grüße')],
      ['X-GZIP', gzipSync('Grüße')],
      ['deflate', deflateSync('Grüße')],
      ['deflate', deflateRawSync('Grüße')],
      ['identity', Buffer.from('Grüße')],
    ] as const)
      expect(JSON.parse((await post(packed, coding)).text), coding).to.include({ body: 'Grüße', bodyTooLarge: false });

    const bomb = JSON.parse((await post(gzipSync('x'.repeat(1_000_000)), 'gzip')).text) as Message;
    expect(bomb).to.include({ body: '', bodyTooLarge: true });

    const damaged = await post('no gzip', 'gzip');
    expect([damaged.response.status, damaged.text]).to.deep.equal([
      400,
      'The body is not what its Content-Encoding says.\r\n',
    ]);
    for (const coding of ['br', 'gzip, gzip']) {
      const { response } = await post(gzipSync('x'), coding);
      expect(response.status, coding).to.equal(415);
      expect(response.headers.get('accept-encoding')).to.equal('gzip, deflate');
    }
  });

  it('reads a chunked body', async () => {
    const answer = await raw(
      'POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
    );
    expect(answer).to.include('"body":"abcde"');
  });

  it('says that a body was too large instead of reading it', async () => {
    const { text } = await fetchText('/', { method: 'POST', body: LONG });
    expect(JSON.parse(text)).to.include({ body: '', bodyTooLarge: true });
  });

  it('keeps a request id it can trust and makes one otherwise', async () => {
    const kept = await fetchText('/', { headers: { 'X-Request-Id': 'order-7' } });
    expect(kept.response.headers.get('x-request-id')).to.equal('order-7');
    const made = await fetchText('/', { headers: { 'X-Request-Id': 'a b' } });
    expect(made.response.headers.get('x-request-id')).to.match(/^[0-9a-f-]{36}$/);
  });

  it('compresses a long answer for who accepts it, and only then', async () => {
    for (const coding of ['gzip', '*', 'gzip;q=0.1, *;q=0', 'br, gzip']) {
      const packed = await fetchText('/long', { headers: { 'Accept-Encoding': coding } });
      expect(packed.response.headers.get('content-encoding')).to.equal('gzip');
      expect(packed.text).to.equal(LONG);
    }
    for (const coding of ['identity', 'gzip;q=0', 'br', 'gzip;q=0, *', '*, gzip;q=0', 'gzip;q=0.0,*;q=0.5', '*;q=0']) {
      const plain = await fetchText('/long', { headers: { 'Accept-Encoding': coding } });
      expect(plain.response.headers.get('content-encoding')).to.equal(null);
      expect(plain.response.headers.get('content-length')).to.equal('5000');
    }
  });

  it('answers a fault in the dialect’s words and tells nobody but the observer why', async () => {
    const { response, text } = await fetchText('/fault');
    expect([response.status, text]).to.deep.equal([500, 'sorry']);
    expect(failures).to.have.length(1);
  });

  it('reports a fault that the dialect has answered in its own way', async () => {
    failures.length = 0;
    const { response, text } = await fetchText('/own-fault');
    expect([response.status, text]).to.deep.equal([200, 'sorry']);
    expect(failures.map(String)).to.deep.equal(['Error: why']);
  });

  it('sends no body to HEAD', async () => {
    const { response, text } = await fetchText('/long', { method: 'HEAD', headers: { 'Accept-Encoding': 'identity' } });
    expect([response.headers.get('content-length'), text]).to.deep.equal(['5000', '']);
  });
});
