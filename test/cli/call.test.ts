import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { setPassword } from '../../src/store/access/accounts.ts';
import { loadOffice, ticketOf } from '../store/office.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startSampleServer, type SampleServer } from '../support/samples/servers.ts';
import { runHere } from './run-here.ts';

const WSDL = readFileSync(new URL('../../wsdl/srv.wsdl', import.meta.url), 'utf8');

describe('the commands for clients', () => {
  let database: TestDatabase;
  let server: SampleServer;
  let folder: string;
  let ticket: string;
  let url: string;

  before(async () => {
    database = await createTestDatabase('command_calls');
    await loadOffice(database.knex);
    await setPassword(database.knex, 'john.smith', 'a secret of his');
    const credential = await ticketOf(database.knex, 'john.smith');
    ticket = 'secret' in credential ? credential.secret : '';
    server = await startSampleServer(database.knex, {});
    url = `http://127.0.0.1:${server.port}/srv.asmx`;
    folder = mkdtempSync(join(tmpdir(), 'handover-wsdl-'));
  });
  after(async () => {
    await server.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const call = (...args: string[]) => runHere(['call', ...args, '--url', url], {});
  const getTask = (...args: string[]) => call('gettask', `authenticationTicket=${ticket}`, 'TASKID=4812', ...args);

  describe('handover call', () => {
    const ways: [way: string[], answer: RegExp][] = [
      [[], /^<\?xml [^>]*\?><soap:Envelope [^>]*xmlns:soap="http:\/\/schemas\.xmlsoap\.org\/soap\/envelope\/"/],
      [
        ['--soap', '1.2'],
        /^<\?xml [^>]*\?><soap:Envelope [^>]*xmlns:soap="http:\/\/www\.w3\.org\/2003\/05\/soap-envelope"/,
      ],
      [['--get'], /^<\?xml [^>]*\?>\s*<root success="true"/],
      [['--post'], /^<\?xml [^>]*\?>\s*<root success="true"/],
    ];
    for (const [way, answer] of ways) {
      it(`gives the answer as it came ${way.join(' ') || 'over SOAP 1.1'}`, async () => {
        const { exitCode, output, told } = await getTask(...way);
        expect({ exitCode, told }).to.deep.equal({ exitCode: 0, told: '' });
        expect(output).to.match(answer).and.to.include('ContractDraft.pdf');
      });
    }

    it('gives it as JSON, the same over an envelope and a query string', async () => {
      const [bySoap, byGet] = [await getTask('--json'), await getTask('--get', '--json')];
      const inEnvelope = JSON.parse(bySoap.output) as { GetTaskResponse: { GetTaskResult: unknown } };
      expect(inEnvelope.GetTaskResponse.GetTaskResult).to.deep.equal(JSON.parse(byGet.output));
      expect(JSON.parse(byGet.output)).to.have.nested.property('root.@success', 'true');
    });

    it('ends with 1 on a refusal and on a fault, and prints them', async () => {
      for (const way of [[], ['--get']]) {
        const refused = await call('GetTask', 'authenticationTicket=', 'taskId=1', ...way);
        expect(refused.exitCode).to.equal(1);
        expect(refused.output).to.include('success="false"');
      }
      const fault = await getTask('taskId=soon');
      expect(fault.exitCode).to.equal(2);
      const wrong = await call('GetTask', `authenticationTicket=${ticket}`, 'taskId=soon');
      expect(wrong).to.include({ exitCode: 1 }).and.have.property('output').that.includes('<faultstring>');
    });

    it('takes a password from standard input, and from no argument', async () => {
      const shown = await call('AuthenticateUser', 'UID=john.smith', 'PWD=john-demo');
      expect(shown).to.include({ exitCode: 2, output: '' });
      expect(shown.told)
        .to.match(/^handover: others can read arguments: PWD=- has it asked for/)
        .and.not.to.include('john-demo');
      const asked = await runHere(['call', 'AuthenticateUser', 'UID=john.smith', 'PWD=-', '--url', url], {}, 'wrong\n');
      expect(asked.exitCode).to.equal(1);
      expect(asked.output).to.include('Authentication failed');
    });

    it('names what is likely meant', async () => {
      expect((await call('GetTsk')).told).to.match(/^handover: there is no operation GetTsk; is GetTask meant\?\n/);
      expect((await call('GetTask', 'taskid1=1')).told).to.match(/no parameter taskid1; is taskId meant\?/);
      expect((await call('GetTask', 'x=1')).told).to.match(/no parameter x; expected authenticationTicket, taskId\n/);
      expect((await call('GetTask', 'x')).told).to.include('expected name=value, not x');
      const away = await runHere(['call', 'GetTask', '--url', 'http://127.0.0.1:1/srv.asmx'], {});
      expect(away.exitCode).to.equal(1);
      expect(away.told).to.match(/^No WSDL can be read from http:\/\/127\.0\.0\.1:1\/srv\.asmx\?wsdl: .*ECONNREFUSED/);
    });

    it('reads a line of standard input for each value of -', async () => {
      for (const way of [[], ['--get']]) {
        const args = ['call', 'AuthenticateUser', 'UID=-', 'PWD=-', '--url', url, ...way];
        expect((await runHere(args, {}, 'john.smith\na secret of his\n')).output).to.include('username="john.smith"');
      }
    });

    it('gives a line of text as JSON too', async () => {
      const { output } = await call('GetTask', `authenticationTicket=${ticket}`, 'taskId=soon', '--get', '--json');
      expect(JSON.parse(output)).to.match(/^Cannot convert soon to System\.Int32\./);
    });

    it('shows no password of an address', async () => {
      for (const [address, way] of [
        ['http://me:hidden@127.0.0.1:1/srv.asmx', '--post'],
        [url.replace('//', '//me:hidden@'), '--get'],
      ] as const) {
        const { exitCode, told } = await runHere(['call', 'ServerInfo', '--url', address, way], {});
        expect(exitCode).to.equal(1);
        expect(told).to.include('127.0.0.1').and.not.to.include('hidden');
      }
    });
  });

  describe('of a server that is none', () => {
    let odd: Server;
    let at: string;

    before(async () => {
      odd = createServer(({ url: path = '' }, answer) => {
        if (path.endsWith('?wsdl')) answer.end(path.startsWith('/none') ? '' : WSDL);
        else if (path.startsWith('/page')) answer.end('<html><body>Sign in</body></html>');
        else if (path.startsWith('/text')) answer.end('Sign in');
        else if (path.startsWith('/cut')) answer.destroy();
        else answer.end();
      }).listen(0, '127.0.0.1');
      await once(odd, 'listening');
      at = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
    });
    after(() => odd.close());

    for (const way of ['--get', '--post', '--soap=1.1']) {
      it(`takes no page and no text for what was asked ${way}`, async () => {
        for (const path of ['page', 'text']) {
          const { exitCode, output } = await runHere(['call', 'ServerInfo', '--url', `${at}/${path}`, way], {});
          expect(output).to.include('Sign in');
          expect(exitCode, path).to.equal(1);
        }
        for (const path of ['cut', 'empty']) {
          const { exitCode, output, told } = await runHere(['call', 'ServerInfo', '--url', `${at}/${path}`, way], {});
          expect({ exitCode, output }).to.deep.equal({ exitCode: 1, output: '' });
          expect(told).to.match(new RegExp(`^${at}/${path} has answered nothing: .`));
        }
      });
    }

    it('says that there is no WSDL', async () => {
      const [page, noAddress] = [url.replace('/srv.asmx', ''), url.replace('http://', '')];
      for (const address of [`${at}/none`, page]) {
        expect((await runHere(['contract', 'check', address], {})).told).to.equal(
          `No WSDL can be read from ${address}?wsdl: it is none. A service has an address such as https://tasks.example.com/srv.asmx\n`,
        );
      }
      expect((await runHere(['contract', 'check', noAddress], {})).told).to.match(
        /ENOENT.*\. An address begins with http:\/\/ or https:\/\/\n$/,
      );
      expect((await runHere(['contract', 'check', `${url}/GetTask`], {})).told).to.equal(
        `No WSDL can be read from ${url}/GetTask?wsdl: the answer is HTTP 500\n`,
      );
    });
  });

  describe('handover contract check', () => {
    const check = async (change: (wsdl: string) => string, ...args: string[]) => {
      const changed = change(WSDL);
      expect(changed).not.to.equal(WSDL);
      writeFileSync(join(folder, 'theirs.wsdl'), changed);
      return runHere(['contract', 'check', join(folder, 'theirs.wsdl'), ...args], {});
    };

    it('finds this server as it should be', async () => {
      expect(await runHere(['contract', 'check', url], {})).to.deep.equal({
        exitCode: 0,
        output: '36 of 36 operations there are the same here.\n',
        told: '',
      });
    });

    const changes: [what: string, change: (wsdl: string) => string, exitCode: number, says: RegExp][] = [
      [
        'an operation that is not here',
        (wsdl) => wsdl.replace(/"GetTask(SoapIn|SoapOut|)"/g, '"FetchTask$1"').replaceAll(':GetTask"', ':FetchTask"'),
        1,
        /^FetchTask: is not here\n {4}hurts every client that calls it\n(.*\n)*GetTask: is here and not there$/m,
      ],
      [
        'a parameter of another type',
        (wsdl) => wsdl.replace(/(name="ReassignTask">[\s\S]*?name="taskId" type=)"s:int"/, '$1"s:string"'),
        1,
        /^ReassignTask: taskId is string there and int here\n {4}hurts clients that send what is no int$/m,
      ],
      [
        'another SOAP action',
        (wsdl) => wsdl.replaceAll('soapAction="http://tempuri.org/ReassignTask"', 'soapAction="urn:Reassign"'),
        1,
        /^ReassignTask: the SOAP action is urn:Reassign there and http:\/\/tempuri\.org\/ReassignTask here\n {4}hurts every SOAP client/m,
      ],
      [
        'parameters with other names',
        (wsdl) => wsdl.replace(/(name="ReassignTask">[\s\S]*?)name="reassignTo"/, '$1name="assignTo"'),
        1,
        /^ReassignTask: the parameter assignTo is not here: .*\n.*\nReassignTask: the parameter reassignTo \(string\) is here and not there$/m,
      ],
      [
        'another namespace',
        (wsdl) => wsdl.replaceAll('http://tempuri.org/', 'urn:srv/'),
        1,
        /^everything: the namespace is urn:srv\/ there and http:\/\/tempuri\.org\/ here\n {4}hurts every SOAP client/m,
      ],
    ];
    for (const [what, change, exitCode, says] of changes) {
      it(`tells ${what}, and whom it hurts`, async () => {
        const checked = await check(change);
        expect(checked.output).to.match(says);
        expect(checked.exitCode).to.equal(exitCode);
      });
    }

    it('gives the differences to programs, and 0 where none hurts', async () => {
      const without = (wsdl: string) => wsdl.replace(/<wsdl:operation name="LogOut">[\s\S]*?<\/wsdl:operation>/g, '');
      const { exitCode, output } = await check(without, '--json');
      expect(JSON.parse(output)).to.deep.equal([{ operation: 'LogOut', says: 'is here and not there', hurts: null }]);
      expect(exitCode).to.equal(0);
    });

    it('says why there is nothing to compare', async () => {
      const { exitCode, told } = await runHere(['contract', 'check', join(folder, 'none.wsdl')], {});
      expect(exitCode).to.equal(1);
      expect(told).to.match(/^No WSDL can be read from .*none\.wsdl: ENOENT/);
    });
  });
});
