import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { commandsOf, shownAs } from '../docs/blocks.ts';
import { readProject } from '../docs/tables.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runPrinted } from '../support/printed-commands.ts';
import { endServerProcesses, startServerProcess, type ServerProcess } from '../support/server-process.ts';

const TUTORIAL = readProject('docs/tutorial.md');

describe('the tutorial', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let server: ServerProcess;
  let answers: readonly string[];

  // The first one starts the server.
  const [start, ...walked] = commandsOf(TUTORIAL);

  before(async () => {
    database = await createTestDatabase('tutorial');
    await loadDemo(database.knex);
    server = await startServerProcess({ DATABASE_URL: database.url });
    const pasted = walked.map(({ command }) => command.replaceAll('http://127.0.0.1:8080', server.address));
    [, ...answers] = await runPrinted([`export DATABASE_URL='${database.url}'`, ...pasted]);
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  it('begins as the README does', () => {
    expect(start?.command).to.include('npm ci && npm start');
    expect(readProject('README.md')).to.include('npm ci && npm start');
  });

  it('has an answer below every command that gives one', () => {
    expect(answers).to.have.lengthOf(walked.length).and.above(8);
    for (const [at, { command, shown }] of walked.entries())
      expect(shown === null, command).to.equal(answers[at]?.trim() === '');
  });

  for (const [at, { command, shown }] of walked.entries()) {
    if (shown === null) continue;
    it(`gets what is shown below ${command.split('\n').at(-1)?.trim().slice(0, 70)}`, () => {
      expect(answers[at]?.replaceAll('\r\n', '\n').trim()).to.match(shownAs(shown));
    });
  }

  it('names pages of the server that are there', async () => {
    for (const [address] of TUTORIAL.matchAll(/http:\/\/127\.0\.0\.1:8080\/[\w.?]+/g)) {
      const { status } = await fetch(address.replace('http://127.0.0.1:8080', server.address));
      expect(status, address).to.equal(200);
    }
  });

  it('says what the log says of a value that cannot be read', () => {
    expect(server.logged()).to.match(/"outcome":"unreadable",.*"reason":"[^"]*newDueDate/);
  });

  it('is one of the documents that the server has itself, and its help pages lead there', async () => {
    const help = await (await fetch(`${server.address}/srv.asmx`)).text();
    const [, documents = ''] = /<a href="([^"]+)">Documentation<\/a>/.exec(help) ?? [];
    expect(server.said()).to.include(`  Documents   ${server.address}${documents}\n`);
    const page = await fetch(new URL(`${documents}tutorial.html`, server.address));
    expect(page.status).to.equal(200);
    expect(await page.text()).to.include('<h1 id="ten-minutes-with-handover">');
    const etag = page.headers.get('etag') ?? '';
    const again = await fetch(page.url, { headers: { 'If-None-Match': etag } });
    expect([again.status, again.headers.get('content-length')]).to.deep.equal([304, null]);
    const head = await fetch(new URL('docs', server.address), { method: 'HEAD' });
    expect([head.status, head.url]).to.deep.equal([200, `${server.address}/docs/`]);
  });
});
