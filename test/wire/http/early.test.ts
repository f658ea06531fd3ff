import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';
import { expect } from 'chai';
import type { Dialect } from '../../../src/wire/dialect.ts';
import { comingSoon, inPieces } from '../../../src/wire/desk/frame/early-page.ts';
import type { PageReply } from '../../../src/wire/desk/frame/screen.ts';
import { listenerFor } from '../../../src/wire/http/http.ts';
import { LIMITS } from '../../support/http-limits.ts';
import { rejectionOf } from '../../support/rejection.ts';

const FRAME = { before: '<h1>People</h1>', after: '<footer>' };
const page = (html: string): PageReply => ({ kind: 'page', title: 'People', content: { html } });
const FAILED = page('It failed.');

describe('a page that begins before its content is there', () => {
  let server: Server;
  let come: (reply: PageReply) => void;
  let coming: Promise<PageReply>;

  const dialect: Dialect = {
    answer: () => ({
      status: 200,
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
      isEarly: true,
      body: inPieces(FRAME, coming, FAILED),
    }),
    fault: () => ({ status: 500, headers: {}, body: 'sorry' }),
  };

  before(async () => {
    const observer = { answered: () => undefined, failed: () => undefined };
    const options = { ...LIMITS, bufferAnswers: true, bufferAnswerBytes: 500_000, publicUrl: undefined, observer };
    server = createServer(listenerFor(dialect, options));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    coming = new Promise((resolve) => (come = resolve));
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

  it('has no content for HEAD', async () => {
    come(page('50 people'));
    const response = await ask({}, 'HEAD');
    expect(response.headers['content-length']).to.equal(String('<h1>People</h1>50 people<footer>'.length));
  });

  it('says that its content has failed, and passes the fault on', async () => {
    const said: string[] = [];
    const failing = Promise.reject(new Error('no database'));
    const read = async (): Promise<void> => {
      for await (const piece of inPieces(FRAME, failing, FAILED)) said.push(piece);
    };
    expect(await rejectionOf(read())).to.have.property('message', 'no database');
    expect(said).to.deep.equal(['<h1>People</h1>', 'It failed.<footer>']);
  });

  it('is waited for a moment, as it may be there by then', async () => {
    come(page('5 people'));
    expect(await comingSoon(coming)).to.deep.equal(page('5 people'));
    expect(await comingSoon(new Promise(() => undefined))).to.equal(null);
    expect(await rejectionOf(comingSoon(Promise.reject(new Error('no database'))))).to.be.instanceOf(Error);
  });
});
