import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { listen, type Listening } from '../../../src/wire/http/listen.ts';
import { callWithoutPause } from '../../support/busy-caller.ts';

describe('a listening server', () => {
  let listening: Listening;
  const failures: unknown[] = [];

  const boom = (): never => {
    throw new Error('boom');
  };

  before(async () => {
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      if (request.url === '/throws') boom();
      if (request.url === '/throws-on-data') request.on('data', boom);
      if (request.url === '/throws-on-finish') response.on('finish', boom);
      if (request.url?.endsWith('/host')) return void response.end(`<${request.headers.host}>`);
      request.resume().on('end', () => void pause(50).then(() => response.end(`<${request.url}>`)));
    };
    listening = await listen(answer, {
      host: '127.0.0.1',
      port: 0,
      keepAliveSeconds: 65,
      failed: (error) => void failures.push(error),
    });
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

  for (const path of ['/throws', '/throws-on-data', '/throws-on-finish']) {
    it(`closes the connection on which something goes wrong, and no other (${path})`, async () => {
      failures.length = 0;
      const other = answersTo('GET /other HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
      await answersTo(`POST ${path} HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc`);
      expect(failures.map(String)).to.deep.equal(['Error: boom']);
      expect(await other).to.match(/^HTTP\/1.1 200 .*<\/other>$/s);
    });
  }

  for (const [hosts, title] of [
    ['Host: a\r\nhOST: b\r\n', 'two Host lines'],
    ['', 'none'],
    ['Host: a b\r\n', 'a Host line with a blank in it'],
    ['Host: a/b\r\n', 'a path in its Host line'],
    ['Host: a@b\r\n', 'an account in its Host line'],
    ['Host: [::1\r\n', 'half an address in its Host line'],
    ['Host: a"b\r\n', 'a quotation mark in its Host line'],
  ] as const) {
    it(`refuses a request with ${title}`, async () => {
      expect(await answersTo(`GET / HTTP/1.1\r\n${hosts}\r\n`)).to.match(/^HTTP\/1.1 400 /);
    });
  }

  for (const host of ['', 'Tasks_1.example.com:8080', '192.0.2.7:', '[2001:db8::7]:8080', 'xn--mller-kva.example']) {
    it(`answers a request with the Host line "${host}"`, async () => {
      const answer = await answersTo(`GET /any HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      expect(answer).to.match(/^HTTP\/1.1 200 .*<\/any>$/s);
    });
  }

  it('answers an old client, which names no host', async () => {
    expect(await answersTo('GET /old HTTP/1.0\r\n\r\n')).to.match(/^HTTP\/1.1 200 .*<\/old>$/s);
  });

  for (const version of ['1.1', '1.0']) {
    it(`asks for the length of a POST over HTTP/${version}`, async () => {
      const answer = await answersTo(`POST /asked HTTP/${version}\r\nHost: h\r\n\r\n`);
      expect(answer)
        .to.match(/^HTTP\/1.1 411 Length Required\r\n/)
        .and.not.to.include('</asked>');
    });
  }

  it('takes a POST without a length where an address needs none', async () => {
    const other = await listen((request, response) => response.end(request.url), {
      host: '127.0.0.1',
      port: 0,
      keepAliveSeconds: 65,
      needsLength: (target) => target !== '/none',
      failed: (error) => void failures.push(error),
    });
    const statusOf = (path: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(other.address);
        const socket = connect(Number(port), hostname);
        socket.once('error', reject);
        socket.once('data', (data: Buffer) => {
          socket.destroy();
          resolve(Number(/^HTTP\/1.1 (\d+)/.exec(data.toString('latin1'))?.[1]));
        });
        socket.write(`POST ${path} HTTP/1.1\r\nHost: h\r\n\r\n`);
      });
    expect(await statusOf('/none')).to.equal(200);
    expect(await statusOf('/other')).to.equal(411);
    await other.close();
  });

  it('takes the host from the request line where it names one, and refuses one that is none', async () => {
    const ask = (target: string) => answersTo(`GET ${target} HTTP/1.1\r\nHost: line\r\nConnection: close\r\n\r\n`);
    expect(await ask('http://target:81/host')).to.include('<target:81>');
    expect(await ask('/host')).to.include('<line>');
    for (const target of ['http://[::', 'http://', 'https://a@b/', 'http://a:99999/']) {
      expect(await ask(target), target).to.match(/^HTTP\/1.1 400 /);
    }
  });

  it('does nothing of what stands behind an answer that is the last one', async () => {
    const answer = await answersTo(`POST /a HTTP/1.1\r\nHost: h\r\n\r\nGET /throws HTTP/1.1\r\nHost: h\r\n\r\n`);
    expect(answer.match(/HTTP\/1.1 \d+/g)).to.deep.equal(['HTTP/1.1 411']);
    expect(failures).to.have.length(1);
  });

  for (const keepAlive of [true, false]) {
    it(`cuts off none of 16 who call without pause when it closes, ${keepAlive ? 'kept alive or not' : 'each call on its own'}`, async () => {
      for (let stop = 0; stop < 6; stop += 1) {
        const busy = await listen((_request, response) => void pause(stop % 3).then(() => response.end('ok')), {
          host: '127.0.0.1',
          port: 0,
          keepAliveSeconds: 65,
          failed: (error) => void failures.push(error),
        });
        const callers = Array.from({ length: 16 }, (_, index) =>
          callWithoutPause(busy.address, { keepAlive: keepAlive && index % 2 === 0 }),
        );
        await pause(120 + 7 * stop);
        await busy.close();
        const called = await Promise.all(callers);
        expect(called.map(({ endedBy }) => endedBy)).to.deep.equal(called.map(() => 'ECONNREFUSED'));
        expect(Math.min(...called.map(({ answered }) => answered))).to.be.above(0);
      }
    });
  }

  it('cuts off none of them where the process stands still meanwhile', async () => {
    for (let stop = 0; stop < 3; stop += 1) {
      const busy = await listen((_request, response) => void pause(1).then(() => response.end('ok')), {
        host: '127.0.0.1',
        port: 0,
        keepAliveSeconds: 65,
        failed: (error) => void failures.push(error),
      });
      const callers = Array.from({ length: 16 }, () => callWithoutPause(busy.address, { keepAlive: false }));
      await pause(60 + 7 * stop);
      const closed = busy.close();
      for (const end = performance.now() + 150; performance.now() < end;);
      await closed;
      const called = await Promise.all(callers);
      expect(called.map(({ endedBy }) => endedBy)).to.deep.equal(called.map(() => 'ECONNREFUSED'));
    }
  });

  it('closes with what is kept alive, and waits for what is asked', async () => {
    const closing = await listen(
      (request, response) => void pause(request.url === '/slow' ? 900 : 0).then(() => response.end(`<${request.url}>`)),
      { host: '127.0.0.1', port: 0, keepAliveSeconds: 65, failed: (error) => void failures.push(error) },
    );
    const slow = fetch(`${closing.address}/slow`).then((answer) => answer.text());
    await (await fetch(`${closing.address}/idle`)).text();
    await pause(20);
    await closing.close();
    expect(await slow).to.equal('</slow>');
  });
});
