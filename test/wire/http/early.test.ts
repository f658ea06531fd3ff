import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';
import { expect } from 'chai';
import type { Dialect } from '../../../src/wire/dialect.ts';
import { callOf, comingSoon, inPieces } from '../../../src/wire/desk/frame/early-page.ts';
import type { PageReply } from '../../../src/wire/desk/frame/screen.ts';
import { listenerFor, type Observer } from '../../../src/wire/http/http.ts';
import { LIMITS } from '../../support/http-limits.ts';
import { rejectionOf } from '../../support/rejection.ts';

const FRAME = { before: '<h1>People</h1>', after: '<footer>' };
const page = (html: string): PageReply => ({ kind: 'page', title: 'People', content: { html } });
const FAILED = page('It failed.');

describe('a page that begins before its content is there', () => {
  let server: Server;
  let come: (reply: PageReply) => void;
  let coming: Promise<PageReply>;
  let fail: (error: Error) => void;
  let logged: string[];
  let answered: () => void;
  let end: Promise<void>;

  const dialect: Dialect = {
    answer: () => ({
      status: 200,
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
      isEarly: true,
      awaited: coming,
      whole: async () => {
        const reply = await coming;
        const call = { operation: 'people', binding: 'GET', outcome: reply.outcome ?? 'done' };
        return { status: reply.status ?? 200, headers: {}, body: `<h1>People</h1>${reply.content.html}<footer>`, call };
      },
      body: inPieces(FRAME, coming, FAILED),
      call: callOf({ operation: 'people', binding: 'GET' }, coming),
    }),
    fault: () => ({ status: 500, headers: {}, body: 'sorry' }),
  };

  before(async () => {
    const observer: Observer = {
      answered: (_, { call, status }) => {
        logged.push(`${status} ${call?.outcome}`);
        answered();
      },
      failed: (_, error) => logged.push(String(error)),
    };
    const options = { ...LIMITS, bufferAnswers: true, bufferAnswerBytes: 500_000, publicUrl: undefined, observer };
    server = createServer(listenerFor(dialect, options));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    coming = new Promise((resolve, reject) => {
      come = resolve;
      fail = reject;
    });
    logged = [];
    end = new Promise((resolve) => (answered = resolve));
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  const ask = async (headers: Readonly<Record<string, string>>, method = 'GET'): Promise<IncomingMessage> => {
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(get({ port, host: '127.0.0.1', headers, method }), 'response')) as [IncomingMessage];
    return response;
  };

  for (const coding of ['identity', 'gzip']) {
    it(`shows its head while nothing else is known, ${coding}`, async () => {
      const response = await ask({ 'Accept-Encoding': coding });
      const text = coding === 'gzip' ? response.pipe(createGunzip()) : response;
      text.setEncoding('utf8');
      const [first] = (await once(text, 'data')) as [string];
      expect(first).to.equal('<h1>People</h1>');
      come(page('50 people'));
      let rest = '';
      for await (const piece of text) rest += String(piece);
      expect(rest).to.equal('50 people<footer>');
    });
  }

  for (const coding of ['identity', 'gzip']) {
    it(`says to its end that the rest has failed, ${coding}`, async () => {
      const response = await ask({ 'Accept-Encoding': coding });
      fail(new Error('no database'));
      let said = '';
      for await (const piece of coding === 'gzip' ? response.pipe(createGunzip()) : response) said += String(piece);
      expect(said).to.equal('<h1>People</h1>It failed.<footer>');
      await end;
      expect(logged).to.deep.equal(['Error: no database', '200 fault']);
    });
  }

  it('is the answer to a fault where it is wanted in one piece', async () => {
    const asked = ask({}, 'HEAD');
    coming.catch(() => undefined);
    fail(new Error('no database'));
    expect((await asked).statusCode).to.equal(500);
    expect(logged).to.deep.equal(['Error: no database']);
  });

  it('is logged with what it came to', async () => {
    const response = await ask({});
    come({ ...page('No room.'), status: 503, outcome: 'server-busy' });
    response.resume();
    await end;
    expect(logged).to.deep.equal(['200 server-busy']);
  });

  it('is logged, with its fault, when its browser has gone away', async () => {
    const response = await ask({});
    response.destroy();
    await once(response, 'close');
    fail(new Error('no database'));
    await end;
    expect(logged).to.deep.equal(['Error: no database', '200 fault']);
  });

  it('has its own status where it is wanted in one piece', async () => {
    come({ ...page('No room.'), status: 503, outcome: 'server-busy' });
    expect((await ask({}, 'HEAD')).statusCode).to.equal(503);
    await end;
    expect(logged).to.deep.equal(['503 server-busy']);
    const { port } = server.address() as AddressInfo;
    const old = connect(port, '127.0.0.1', () => old.write('GET /people HTTP/1.0\r\n\r\n')).setEncoding('utf8');
    let text = '';
    for await (const piece of old) text += String(piece);
    expect(text).to.match(/^HTTP\/1\.1 503 .*Content-Length: \d+.*<h1>People<\/h1>No room\.<footer>$/s);
  });

  it('has no content for HEAD', async () => {
    come(page('50 people'));
    const response = await ask({}, 'HEAD');
    expect(response.headers['content-length']).to.equal(String('<h1>People</h1>50 people<footer>'.length));
  });

  it('is waited for a moment, as it may be there by then', async () => {
    come(page('5 people'));
    expect(await comingSoon(coming)).to.deep.equal(page('5 people'));
    expect(await comingSoon(new Promise(() => undefined))).to.equal(null);
    expect(await rejectionOf(comingSoon(Promise.reject(new Error('no database'))))).to.be.instanceOf(Error);
  });
});
