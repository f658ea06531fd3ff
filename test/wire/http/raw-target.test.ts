import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { createExchanges } from '../../../src/wire/http/exchanges.ts';
import { acceptRawTargets } from '../../../src/wire/http/raw-target.ts';

describe('a request line with raw UTF-8', () => {
  let server: Server;
  let targets: (string | undefined)[];

  before(async () => {
    const exchanges = createExchanges((error) => expect.fail(String(error)));
    server = createServer(exchanges.classes, (request, response) => {
      targets.push(request.url);
      request.on('data', () => undefined);
      request.on('end', () => response.end(`<${request.method} ${request.url}>`));
    });
    acceptRawTargets(server, exchanges);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => void (targets = []));
  after(() => new Promise((resolve) => server.close(resolve)));

  const send = (...packets: (string | Buffer)[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
        const next = packets.shift();
        if (next) socket.write(next);
        else socket.end();
      });
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
      socket.write(packets.shift() ?? '');
    });

  it('is read as if it were percent-encoded', async () => {
    const answer = await send('GET /a?x=größer&y=日 HTTP/1.1\r\nHost: h\r\n\r\n');
    expect(answer).to.include('<GET /a?x=gr%C3%B6%C3%9Fer&y=%E6%97%A5>');
  });

  it('leaves the connection as good as any other', async () => {
    const answer = await send(
      'GET /é HTTP/1.1\r\nHost: h\r\n\r\n',
      'GET /plain HTTP/1.1\r\nHost: h\r\n\r\n',
      'GET /ü HTTP/1.1\r\nHost: h\r\n\r\n',
      'POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc',
    );
    expect(answer.match(/<.*?>/g)).to.deep.equal(['<GET /%C3%A9>', '<GET /plain>', '<GET /%C3%BC>', '<POST /p>']);
  });

  it('leaves no request behind that could take too long', async () => {
    const exchanges = createExchanges((error) => expect.fail(String(error)));
    const impatient = createServer({
      ...exchanges.classes,
      headersTimeout: 100,
      requestTimeout: 200,
      connectionsCheckingInterval: 20,
    });
    impatient.on('request', (request: IncomingMessage, response: ServerResponse) => response.end(`<${request.url}>`));
    acceptRawTargets(impatient, exchanges);
    await new Promise<void>((resolve) => impatient.listen(0, '127.0.0.1', resolve));
    const socket = connect((impatient.address() as AddressInfo).port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.write('GET /é HTTP/1.1\r\nHost: h\r\n\r\n');
    await pause(400);
    socket.write('GET /later HTTP/1.1\r\nHost: h\r\n\r\n');
    await pause(50);
    socket.destroy();
    await new Promise((resolve) => impatient.close(resolve));
    expect(text).to.match(/<\/%C3%A9>.*<\/later>$/s);
  });

  it('may bring a body', async () => {
    expect(await send('POST /é HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc')).to.include('<POST /%C3%A9>');
  });

  it('starts nothing over that came before it, such as the body of another request', async () => {
    const body = 'GET /body?é HTTP/1.1\r\nHost: h\r\n\r\n';
    const answer = await send(
      'GET /first HTTP/1.1\r\nHost: h\r\n\r\n' +
        `POST /second HTTP/1.1\r\nHost: h\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`,
      `${body}GET /é HTTP/1.1\r\nHost: h\r\n\r\n`,
    );
    expect(targets).to.deep.equal(['/first', '/second']);
    expect(answer).to.include('<GET /first>');
  });

  it('is refused when that does not make it one', async () => {
    for (const line of ['GET /é\u0001 HTTP/1.1', 'GET /a b c HTTP/1.1', 'é / HTTP/1.1', 'hello']) {
      expect(await send(`${line}\r\nHost: h\r\n\r\n`)).to.match(/^HTTP\/1.1 400 Bad Request/);
    }
  });
});
