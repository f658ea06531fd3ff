import { expect } from 'chai';
import type { Message } from '../../src/wire/dialect.ts';
import { createDocumentsDialect, isDocumentsPath } from '../../src/wire/documents/documents.ts';

const PAGES = new Map([
  ['index.html', '<p>All of them</p>'],
  ['legacy/index.html', '<p>Old ones</p>'],
  ['legacy/wire.html', '<p>Bytes</p>'],
]);

const message = (path: string, changes: Partial<Message> = {}): Message => ({
  method: 'GET',
  path,
  query: '',
  headers: {},
  body: Buffer.alloc(0),
  bodyTooLarge: false,
  origin: 'http://127.0.0.1:8080',
  client: '127.0.0.1',
  requestId: '1',
  ...changes,
});

describe('the documents on a server', () => {
  let timesRead = 0;
  const dialect = createDocumentsDialect(() => {
    timesRead += 1;
    return PAGES;
  });
  const get = async (path: string, changes: Partial<Message> = {}) => dialect.answer(message(path, changes));

  it('are at /docs/ and below', () => {
    for (const path of ['/docs', '/docs/', '/docs/legacy/wire.html']) expect(isDocumentsPath(path), path).to.be.true;
    for (const path of ['/', '/doc', '/docs2', '/srv.asmx/docs/']) expect(isDocumentsPath(path), path).to.be.false;
  });

  it('are read when somebody asks, once', async () => {
    expect(timesRead).to.equal(0);
    await get('/docs/');
    await get('/docs/');
    expect(timesRead).to.equal(1);
  });

  it('begin with the index, of a folder too', async () => {
    expect(await get('/docs/')).to.include({ status: 200, body: '<p>All of them</p>' });
    expect(await get('/docs/index.html')).to.include({ status: 200, body: '<p>All of them</p>' });
    expect(await get('/docs/legacy/')).to.include({ status: 200, body: '<p>Old ones</p>' });
    expect(await get('/docs/legacy/wire.html')).to.include({ status: 200, body: '<p>Bytes</p>' });
  });

  it('are found without the slash by an address that holds below any prefix', async () => {
    const { status, headers } = await get('/docs');
    expect([status, headers.Location]).to.deep.equal([301, 'docs/']);
  });

  it('load nothing and run nothing', async () => {
    const { headers } = await get('/docs/');
    expect(headers['Content-Type']).to.equal('text/html; charset=utf-8');
    expect(headers['Content-Security-Policy']).to.match(
      /^default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action/,
    );
    expect(headers).to.include({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' });
  });

  it('are sent again only where they have changed', async () => {
    const { headers } = await get('/docs/');
    const etag = headers.ETag ?? '';
    expect(etag).to.match(/^W\/"[\w-]{22}"$/);
    expect((await get('/docs/legacy/wire.html')).headers.ETag).not.to.equal(etag);
    for (const known of [etag, etag.slice(2), `"other", ${etag}`]) {
      const answer = await get('/docs/', { headers: { 'if-none-match': known } });
      expect(answer, known).to.include({ status: 304, body: '' });
      expect(answer.headers.ETag).to.equal(etag);
    }
    expect((await get('/docs/', { headers: { 'if-none-match': '"other"' } })).status).to.equal(200);
  });

  it('are nothing else: no other file, and nothing to send to', async () => {
    for (const path of ['/docs/nope.html', '/docs/../package.json', '/docs/%2e%2e/package.json', '/docs//index.html'])
      expect((await get(path)).status, path).to.equal(404);
    expect((await get('/docs/', { method: 'HEAD' })).status).to.equal(200);
    const refused = await get('/docs/', { method: 'POST' });
    expect([refused.status, refused.headers.Allow]).to.deep.equal([405, 'GET, HEAD']);
  });
});
