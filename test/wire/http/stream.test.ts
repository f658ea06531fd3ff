import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { Dialect, Message } from '../../../src/wire/dialect.ts';
import { listenerFor } from '../../../src/wire/http/http.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { LIMITS } from '../../support/http-limits.ts';

const PIECE = 'é'.repeat(50_000);

/** How many pieces have been taken, and how it ended. */
interface Pieces {
  taken: number;
  ended: Promise<unknown>;
}

/** Gives `count` pieces, then fails when it should. */
function piecesOf(count: number, fails: boolean): { readonly body: AsyncIterable<string>; readonly pieces: Pieces } {
  let end: () => void = () => undefined;
  const pieces: Pieces = { taken: 0, ended: new Promise<void>((resolve) => (end = resolve)) };
  async function* give(): AsyncIterable<string> {
    try {
      for (; pieces.taken < count; pieces.taken += 1) yield await Promise.resolve(PIECE);
      if (fails) throw new Error('secret detail');
    } finally {
      end();
    }
  }
  return { body: give(), pieces };
}

describe('an answer in pieces', () => {
  let server: Server;
  let pieces: Pieces;
  const reports: string[] = [];
  let reported: () => void = () => undefined;

  const dialect: Dialect = {
    answer({ path }: Message) {
      const count = path === '/endless' ? Infinity : path.endsWith('-soon') ? 3 : 20;
      const given = piecesOf(count, path.startsWith('/failing'));
      pieces = given.pieces;
      return Promise.resolve({
        status: 200,
        headers: { 'Content-Type': 'text/plain; charset=utf-8' },
        body: given.body,
      });
    },
    fault: () => ({ status: 500, headers: {}, body: 'sorry' }),
  };

  const start = async (settings: { readonly bufferAnswers: boolean }): Promise<Server> => {
    const report = (text: string) => {
      reports.push(text);
      reported();
    };
    const observer = {
      answered: () => report('answered'),
      failed: (_: Message, error: unknown) => report(error instanceof Error ? error.message : 'failed'),
    };
    const options = { ...LIMITS, bufferAnswerBytes: 500_000, stalledMs: 300, publicUrl: undefined, observer };
    const started = createServer(listenerFor(dialect, { ...options, ...settings }));
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return started;
  };

  before(async () => {
    server = await start({ bufferAnswers: false });
  });
  beforeEach(() => void reports.splice(0));
  after(() => new Promise((resolve) => server.close(resolve)));

  const portOf = (one: Server) => (one.address() as AddressInfo).port;
  const urlOf = (path: string) => `http://127.0.0.1:${portOf(server)}${path}`;
  const nextReport = () => new Promise<void>((resolve) => (reports.length > 0 ? resolve() : (reported = resolve)));

  it('is collected and sent with its length, as everything was, where it is short enough', async () => {
    const answer = await fetch(urlOf('/-soon'), { headers: { 'Accept-Encoding': 'identity' } });
    expect(await answer.text()).to.equal(PIECE.repeat(3));
    expect(answer.headers.get('content-length')).to.equal('300000');
    expect(answer.headers.get('transfer-encoding')).to.equal(null);
  });

  it('is collected over HTTP/1.0, which has no chunks', async () => {
    const socket = connect(portOf(server), '127.0.0.1');
    socket.end('GET / HTTP/1.0\r\n\r\n');
    let received = '';
    for await (const chunk of socket) received += String(chunk);
    expect(received).to.match(/^HTTP\/1.1 200 .*\r\nContent-Length: 2000000\r\n.*\r\n\r\n/s);
  });

  it('is collected whatever its length where that is wanted', async () => {
    const generous = await start({ bufferAnswers: true });
    const answer = await fetch(`http://127.0.0.1:${portOf(generous)}/`, { headers: { 'Accept-Encoding': 'identity' } });
    expect(await answer.text()).to.equal(PIECE.repeat(20));
    expect(answer.headers.get('content-length')).to.equal('2000000');
    generous.closeAllConnections();
    generous.close();
  });

  it('is a fault like any other when it breaks off before anything was sent', async () => {
    const answer = await fetch(urlOf('/failing-soon'));
    expect([answer.status, await answer.text()]).to.deep.equal([500, 'sorry']);
    expect(reports).to.deep.equal(['secret detail']);
  });

  it('is not held for ever for a client that does not read it', async () => {
    const socket = connect(portOf(server), '127.0.0.1');
    socket.write('GET /endless HTTP/1.1\r\nHost: h\r\n\r\n');
    await nextReport();
    expect(reports).to.deep.equal(['answered']);
    socket.destroy();
  });

  it('is waited for as long as the client takes something of it', async () => {
    const answer = await fetch(urlOf('/'), { headers: { 'Accept-Encoding': 'identity' } });
    let taken = 0;
    const chunks: AsyncIterable<Uint8Array> | never[] = answer.body ?? [];
    for await (const chunk of chunks) {
      taken += chunk.length;
      if (taken % 7 === 0) await pause(20);
    }
    expect(taken).to.equal(2_000_000);
  });

  it('arrives whole, without a length where it is long', async () => {
    const answer = await fetch(urlOf('/'), { headers: { 'Accept-Encoding': 'identity' } });
    expect(await answer.text()).to.equal(PIECE.repeat(20));
    expect(answer.headers.get('content-length')).to.equal(null);
    expect(answer.headers.get('content-encoding')).to.equal(null);
    await nextReport();
    expect(reports).to.deep.equal(['answered']);
  });

  it('is compressed for who accepts it', async () => {
    const answer = await fetch(urlOf('/'), { headers: { 'Accept-Encoding': 'gzip' } });
    expect(await answer.text()).to.equal(PIECE.repeat(20));
    expect(answer.headers.get('content-encoding')).to.equal('gzip');
    expect(answer.headers.get('vary')).to.equal('Accept-Encoding');
  });

  for (const coding of ['identity', 'gzip']) {
    it(`breaks the connection when it breaks off, sent as ${coding}`, async () => {
      const answer = await fetch(urlOf('/failing'), { headers: { 'Accept-Encoding': coding } });
      await rejectionOf(answer.text());
      await nextReport();
      expect(reports).to.deep.equal(['secret detail']);
    });
  }

  it('waits for a client that does not read, and stops when the client goes away', async () => {
    const request = get(urlOf('/endless'));
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    answer.pause();
    let before = -1;
    while (before !== pieces.taken) {
      before = pieces.taken;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(before).to.be.greaterThan(0);
    request.destroy();
    await pieces.ended;
    await nextReport();
    expect(reports).to.deep.equal(['answered']);
  });
});
