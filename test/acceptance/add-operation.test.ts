import { execFile } from 'node:child_process';
import { chmod, cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ASMX_ALONE, endServerProcesses, startServerProcess } from '../support/server-process.ts';
import { loadOffice, ticketOf } from '../store/office.ts';
import { LINES } from '../contract/fictitious/lines.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FICTITIOUS = fileURLToPath(new URL('../contract/fictitious', import.meta.url));
const COPIED = ['src', 'tools/contract', 'wsdl', 'migrations', 'fixtures', 'package.json', 'tsconfig.json'];

/** Follows CONTRIBUTING.md, "Add an operation", for an operation that nobody has: SetTaskInstructions. */
describe('the recipe for a new operation', function () {
  this.timeout(120_000);
  let copy: string;
  let database: TestDatabase;

  before(async () => {
    copy = await mkdtemp(join(tmpdir(), 'handover-recipe-'));
    await chmod(copy, 0o755);
    for (const name of COPIED) await cp(join(ROOT, name), join(copy, name), { recursive: true });
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    database = await createTestDatabase('recipe');
    await loadOffice(database.knex);
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
    await rm(copy, { recursive: true, force: true });
  });

  const tool = (...args: readonly string[]) => run(process.execPath, args, { cwd: copy });
  const generate = () => tool('--import', 'tsx', 'tools/contract/generate.ts');

  const edit = async (file: string, before: string, text: string): Promise<void> => {
    const path = join(copy, file);
    const old = await readFile(path, 'utf8');
    const at = old.startsWith(before) ? 0 : old.indexOf(`\n${before}`) + 1;
    expect(at > 0 || old.startsWith(before), `${file} has a line that begins ${before}`).to.equal(true);
    await writeFile(path, `${old.slice(0, at)}${text}\n${old.slice(at)}`);
  };

  it('leaves what npm run contract writes as it is, while nothing is added', async () => {
    await generate();
    for (const file of ['wsdl/srv.wsdl', 'src/wire/asmx/contract/srv.ts'])
      expect(await readFile(join(copy, file), 'utf8')).to.equal(await readFile(join(ROOT, file), 'utf8'));
  });

  it('takes a request element, two files and nine lines to compile', async () => {
    const element = await readFile(join(FICTITIOUS, 'request-element.xml'), 'utf8');
    await edit('wsdl/srv.wsdl', '      <s:element name="DeleteTask">', element.trimEnd());
    await generate();
    await cp(join(FICTITIOUS, 'new'), copy, { recursive: true });
    for (const name of await readdir(join(FICTITIOUS, 'new'), { recursive: true }))
      if (name.endsWith('.txt')) await rename(join(copy, name), join(copy, name.replace(/\.txt$/, '')));
    for (const { file, before, line } of LINES) await edit(file, before, line);
    expect(LINES).to.have.length(9);

    const faults = await tool('--max-semi-space-size=32', 'node_modules/typescript/bin/tsc').then(
      () => '',
      (error: { readonly stdout: string }) => error.stdout,
    );
    expect(faults).to.equal('');
  });

  it('is answered on four bindings, and written', async () => {
    const ticket = (await ticketOf(database.knex, 'jane.doe')).secret;
    const server = await startServerProcess({ ...ASMX_ALONE, DATABASE_URL: database.url }, [
      '--import',
      'tsx',
      join(copy, 'src/main.ts'),
    ]);
    const url = `${server.address}/srv.asmx`;
    const form = (instructions: string) =>
      new URLSearchParams({ authenticationTicket: ticket, taskId: '4812', instructions }).toString();
    const post = (address: string, type: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(address, { method: 'POST', headers: { 'Content-Type': type, ...headers }, body });
    const envelope = (namespace: string, instructions: string) =>
      `<e:Envelope xmlns:e="${namespace}"><e:Body><SetTaskInstructions xmlns="http://tempuri.org/">` +
      `<authenticationTicket>${ticket}</authenticationTicket><taskId>4812</taskId>` +
      `<instructions>${instructions}</instructions></SetTaskInstructions></e:Body></e:Envelope>`;
    const action = 'http://tempuri.org/SetTaskInstructions';

    const bindings: Readonly<Record<string, () => Promise<Response>>> = {
      'by GET': () => fetch(`${url}/SetTaskInstructions?${form('by GET')}`),
      'by POST': () => post(`${url}/SetTaskInstructions`, 'application/x-www-form-urlencoded', form('by POST')),
      'by SOAP 1.1': () =>
        post(url, 'text/xml; charset=utf-8', envelope('http://schemas.xmlsoap.org/soap/envelope/', 'by SOAP 1.1'), {
          SOAPAction: `"${action}"`,
        }),
      'by SOAP 1.2': () =>
        post(
          url,
          `application/soap+xml; charset=utf-8; action="${action}"`,
          envelope('http://www.w3.org/2003/05/soap-envelope', 'by SOAP 1.2'),
        ),
    };
    for (const [instructions, call] of Object.entries(bindings)) {
      const answer = await call();
      const text = await answer.text();
      expect(answer.status, text).to.equal(200);
      expect(text).to.include('<root success="true"');
      const stored = await database.knex('tasks').where({ id: 4812 }).pluck<string[]>('instructions');
      expect(stored).to.deep.equal([instructions]);
    }
    expect(await (await fetch(`${url}?wsdl`)).text()).to.include('<http:operation location="/SetTaskInstructions" />');
  });
});
