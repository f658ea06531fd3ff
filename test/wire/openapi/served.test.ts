import { expect } from 'chai';
import { startSampleServer, type SampleServer } from '../../support/samples/servers.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** What this test reads of the document. */
interface Read {
  readonly openapi: string;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, unknown>>;
}

describe('the description of the JSON dialects on a server', () => {
  let database: TestDatabase;
  let server: SampleServer;
  let address: string;

  before(async () => {
    database = await createTestDatabase('openapi_served');
  });
  after(() => database.drop());

  const start = async (settings: Readonly<Record<string, string>>): Promise<void> => {
    server = await startSampleServer(database.knex, settings);
    address = `http://127.0.0.1:${server.port}`;
  };
  afterEach(() => server.stop());

  const read = async (): Promise<Read> => (await (await fetch(`${address}/openapi.json`)).json()) as Read;

  it('is a document that names the address it was read at', async () => {
    await start({});
    const answer = await fetch(`${address}/openapi.json`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('application/json');
    const { openapi, servers, tags } = (await answer.json()) as Read;
    expect(openapi).to.equal('3.1.0');
    expect(servers).to.deep.equal([{ url: address }]);
    expect(tags.map(({ name }) => name)).to.deep.equal(['maxsight', 'worldserver', 'orkes', 'box', 'handover']);
  });

  it('is a page that loads nothing and runs nothing', async () => {
    await start({});
    const answer = await fetch(`${address}/openapi`);
    expect(answer.status).to.equal(200);
    expect(answer.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).to.include("default-src 'none'");
    const html = await answer.text();
    expect(html).to.include('<h1>Calls in JSON</h1>').and.to.include('href="srv.asmx"');
    expect(html).not.to.match(/<script|<img|@import|url\(/);
  });

  it('leaves out what is switched off', async () => {
    await start({ DIALECTS: 'maxsight' });
    const { tags, paths } = await read();
    expect(tags.map(({ name }) => name)).to.deep.equal(['maxsight']);
    expect(Object.keys(paths).filter((path) => !path.startsWith('/v5/'))).to.deep.equal([]);
    const html = await (await fetch(`${address}/openapi`)).text();
    expect(html).not.to.match(/srv\.asmx|Box|Orkes|WorldServer/);
    expect((await fetch(address)).url).to.equal(`${address}/openapi`);
  });

  it('is not there without a JSON dialect', async () => {
    await start({ DIALECTS: 'asmx' });
    for (const path of ['/openapi', '/openapi.json']) expect((await fetch(address + path)).status, path).to.equal(404);
  });

  it('names the public address, and is there below its path too', async () => {
    await start({ PUBLIC_URL: 'https://tasks.example.com/handover' });
    expect((await read()).servers).to.deep.equal([{ url: 'https://tasks.example.com/handover' }]);
    expect((await fetch(`${address}/handover/openapi`)).status).to.equal(200);
  });

  it('can be read by the pages that may call', async () => {
    await start({ CORS_ORIGINS: 'https://app.example.com' });
    const answer = await fetch(`${address}/openapi.json`, { headers: { Origin: 'https://app.example.com' } });
    expect(answer.headers.get('access-control-allow-origin')).to.equal('https://app.example.com');
  });

  it('takes nothing but GET', async () => {
    await start({});
    const answer = await fetch(`${address}/openapi.json`, { method: 'POST' });
    expect(answer.status).to.equal(405);
    expect(answer.headers.get('allow')).to.equal('GET, HEAD, OPTIONS');
    const options = await fetch(`${address}/openapi`, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).to.deep.equal([204, 'GET, HEAD, OPTIONS']);
    expect((await fetch(`${address}/openapi.json`, { method: 'HEAD' })).status).to.equal(200);
  });
});
