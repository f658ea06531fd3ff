import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { listen, type Listening } from '../../src/wire/listen.ts';

describe('a listening server', () => {
  let listening: Listening;

  before(async () => {
    listening = await listen((request, response) => void pause(50).then(() => response.end(`<${request.url}>`)), {
      host: '127.0.0.1',
      port: 0,
    });
  });
  after(() => listening.close());

  /** Everything that comes back to a client that sends this and then says that it will send no more. */
  const answersTo = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(listening.address).port), '127.0.0.1', () => socket.end(text));
      let received = '';
      socket.on('data', (chunk) => (received += chunk.toString()));
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });

  it('answers a client that has nothing more to send, and closes behind the answer', async () => {
    expect(await answersTo('GET /asked HTTP/1.1\r\nHost: h\r\n\r\n')).to.match(/^HTTP\/1.1 200 OK\r\n.*<\/asked>/s);
  });

  it('refuses a request that breaks off', async () => {
    expect(await answersTo('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf')).to.match(
      /HTTP\/1.1 400 Bad Request/,
    );
  });

  it('lets a client go that has asked for nothing', async () => {
    expect(await answersTo('')).to.equal('');
  });
});
