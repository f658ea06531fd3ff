import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Dialect, Message } from '../../../src/wire/dialect.ts';
import { listenerFor } from '../../../src/wire/http/http.ts';
import { rejectionOf } from '../../support/rejection.ts';

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
      const given = piecesOf(path === '/endless' ? Infinity : 20, path === '/failing');
      pieces = given.pieces;
      return Promise.resolve({
        status: 200,
        headers: { 'Content-Type': 'text/plain; charset=utf-8' },
        body: given.body,
      });
    },
    fault: () => ({ status: 500, headers: {}, body: 'sorry' }),
  };

  before(async () => {
    const report = (text: string) => {
      reports.push(text);
      reported();
    };
    const observer = {
      answered: () => report('answered'),
      failed: (_: Message, error: unknown) => report(error instanceof Error ? error.message : 'failed'),
    };
    server = createServer(listenerFor(dialect, { maxBodyBytes: 1000, publicUrl: undefined, observer }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => void reports.splice(0));
  after(() => new Promise((resolve) => server.close(resolve)));

  const urlOf = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const nextReport = () => new Promise<void>((resolve) => (reports.length > 0 ? resolve() : (reported = resolve)));

  it('arrives whole, without a length', async () => {
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
