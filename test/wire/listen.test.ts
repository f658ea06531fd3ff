import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { listen, type Listening } from '../../src/wire/listen.ts';

describe('a listening server', () => {
  let listening: Listening;

  before(async () => {
    const answer = (request: IncomingMessage, response: ServerResponse) =>
      request.resume().on('end', () => void pause(50).then(() => response.end(`<${request.url}>`)));
    listening = await listen(answer, { host: '127.0.0.1', port: 0 });
  });
  after(() => listening.close());

  /** Everything that comes back to a client that sends this, until the connection ends. */
  const answersTo = (text: string, { closesItsSide = false } = {}): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(listening.address).port), '127.0.0.1', () => {
        if (closesItsSide) socket.end(text);
        else socket.write(text);
      });
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString()));
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });

  it('answers a client that has nothing more to send, and closes behind the answer', async () => {
    const answer = await answersTo('GET /asked HTTP/1.1\r\nHost: h\r\n\r\n', { closesItsSide: true });
    expect(answer).to.match(/^HTTP\/1.1 200 .*<\/asked>$/s);
  });

  it('answers what it has been asked before it refuses what comes behind', async () => {
    const request = 'POST /asked HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n';
    expect(await answersTo(`${request}\r\nabc\0`)).to.match(/^HTTP\/1.1 200 .*<\/asked>HTTP\/1.1 400 .*\r\n\r\n$/s);
    expect(await answersTo(`${request}Connection: close\r\n\r\nabc\0`)).to.match(/^HTTP\/1.1 200 .*<\/asked>$/s);
    expect(await answersTo(`${request}\r\nabc${request}\r\nabc\0`)).to.match(
      /^HTTP\/1.1 200 .*<\/asked>HTTP\/1.1 200 .*<\/asked>HTTP\/1.1 400 /s,
    );
  });

  it('refuses a request that breaks off', async () => {
    const part = 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf';
    expect(await answersTo(part, { closesItsSide: true })).to.match(/^HTTP\/1.1 400 /);
  });

  it('lets a client go that has asked for nothing', async () => {
    expect(await answersTo('', { closesItsSide: true })).to.equal('');
  });
});
