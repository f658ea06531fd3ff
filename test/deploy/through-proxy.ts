import { once } from 'node:events';
import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { ServerProcess } from '../support/server-process.ts';
import { HOST, type Proxy } from './proxies.ts';

/** Public demo account, and a task that it may reassign again and again. */
const LOGIN = 'UID=john.smith&PWD=john-demo';
const TASK = 4812;

export const PREFIX = '/infoRouter';

/** Paths behind which a server tells of itself, spelled in ways by which a proxy may be deceived. */
const INSIDE = ['/metrics', '/readyz', '/healthz'].flatMap((path) => [
  path,
  `${PREFIX}${path}`,
  `/srv.asmx/..${path}`,
  `/srv.asmx/%2e%2e${path}`,
  `/srv.asmx/.%2E${path}`,
  `/srv.asmx/..%2f${path.slice(1)}`,
  `/srv.asmx/.${path}/../..${path}`,
  `${PREFIX}/srv.asmx/../..${path}`,
  `/${path}`,
  `http://${HOST}${path}`,
  `/api/..${path}`,
  `/2.0/%2e%2e${path}`,
  `${path}?/srv.asmx`,
  `${path}#/srv.asmx`,
  `${path};/../srv.asmx`,
  `${path}/srv.asmx`,
]);

/** The server's own words: a proxy has others. */
const NO_CALENDAR = 'There is nothing at this address.\n';

interface Answered {
  readonly status: number;
  /** Where the answer leads on to. */
  readonly location?: string | undefined;
  readonly body: string;
}

/** Asks as a client does that knows the certificate of nobody; the path is sent as it is. */
async function ask({ port }: Proxy, path: string, options: RequestOptions = {}, body = ''): Promise<Answered> {
  const asked = request({
    host: '127.0.0.1',
    port,
    path,
    servername: HOST,
    rejectUnauthorized: false,
    ...options,
    headers: { Host: `${HOST}:${port}`, Connection: 'close', ...options.headers },
  });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, location: answer.headers.location, body: await text(answer) };
}

export type Step = (name: string, check: () => Promise<void> | void) => Promise<void>;

/** What proxies and server pass on to one another. */
export interface Story {
  ticket: string;
  taskId: number;
}

export const newStory = (): Story => ({ ticket: '', taskId: TASK });

/** Calls the server through a proxy, and tries to get behind it. */
export async function callThrough(proxy: Proxy, story: Story, step: Step): Promise<void> {
  const newTask = ({ status, body }: Answered): number => {
    expect([status, body]).to.satisfy(() => status === 200 && body.includes('success="true"'), body);
    return Number(/<TaskId>(\d+)<\/TaskId>/.exec(body)?.[1]);
  };
  const reassignment = (to: string) =>
    `authenticationTicket=${story.ticket}&taskId=${story.taskId}&reassignTo=${to}` +
    '&newDueDate=2098-12-31T17:00:00&newInstructions=&sendTaskNotice=false';

  await step('a logon by GET', async () => {
    let login = await ask(proxy, `/srv.asmx/AuthenticateUser?${LOGIN}`);
    // It may have to ask first whether the server is ready.
    for (let tries = 0; login.status >= 502 && tries < 100; tries += 1) {
      await pause(50);
      login = await ask(proxy, `/srv.asmx/AuthenticateUser?${LOGIN}`);
    }
    story.ticket = / ticket="([^"]+)"/.exec(login.body)?.[1] ?? '';
    expect(story.ticket).to.match(/^[\w-]{36}$/);
  });

  await step('ReassignTask by GET at the root', async () => {
    story.taskId = newTask(await ask(proxy, `/srv.asmx/ReassignTask?${reassignment('jane.doe')}`));
  });

  await step(`ReassignTask by POST below ${PREFIX}`, async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const path = `${PREFIX}/srv.asmx/ReassignTask`;
    story.taskId = newTask(await ask(proxy, path, { method: 'POST', headers }, reassignment('alice.jones')));
  });

  await step('ReassignTask by SOAP 1.1 in another case', async () => {
    const headers = { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"http://tempuri.org/ReassignTask"' };
    const parameters = [...new URLSearchParams(reassignment('jane.doe'))]
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join('');
    const envelope =
      '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>' +
      `<ReassignTask xmlns="http://tempuri.org/">${parameters}</ReassignTask></soap:Body></soap:Envelope>`;
    story.taskId = newTask(await ask(proxy, '/inforouter/SRV.asmx', { method: 'POST', headers }, envelope));
  });

  await step('a refusal', async () => {
    const refused = await ask(proxy, '/srv.asmx/isValidTicket?AuthenticationTicket=none');
    expect(refused).to.include({ status: 200 });
    expect(refused.body).to.include('[901]');
  });

  await step('the JSON APIs are let through, and refuse an unknown credential in their own form', async () => {
    const paths = ['/v5/tasks/1', '/ws-api/v2/login/checkToken', '/api/human/tasks/1', '/2.0/users/me'];
    for (const path of [...paths, ...paths.map((each) => PREFIX + each)]) {
      const { status, body } = await ask(proxy, `${path}?token=not-a-token`, {
        method: path.includes('ws-api') ? 'POST' : 'GET',
      });
      expect(status, path).to.equal(401);
      expect(JSON.parse(body), path).to.be.an('object');
    }
    expect(await logOf(proxy, '/ws-api/v2/login/checkToken')).not.to.include('not-a-token');
  });

  await step('the WSDL names the address clients use', async () => {
    const { body } = await ask(proxy, '/srv.asmx?wsdl');
    expect(body).to.include(`location="https://${HOST}${PREFIX}/srv.asmx"`);
  });

  await step('the documents are where the help page says', async () => {
    const { body } = await ask(proxy, '/srv.asmx');
    const [, address = ''] = /<a href="([^"]+)">Documentation<\/a>/.exec(body) ?? [];
    expect(address).to.equal(`${PREFIX}/docs/`);
    expect((await ask(proxy, address)).body).to.include('<h1 id="documents">');
  });

  await step('the name alone leads to the desk', async () => {
    const { status, location = '' } = await ask(proxy, '/');
    expect(status).to.equal(302);
    expect(new URL(location, `https://${HOST}`).pathname).to.equal('/desk');
    expect((await ask(proxy, '/desk/sign-in')).body).to.include('<html');
  });

  await step('a calendar is asked for, and its secret is not logged', async () => {
    const secret = 'S'.repeat(43);
    for (const before of ['', PREFIX]) {
      expect(await ask(proxy, `${before}/desk/calendar/${secret}.ics?x&y`)).to.include({
        status: 404,
        body: NO_CALENDAR,
      });
    }
    expect(await logOf(proxy, `${PREFIX}/desk/calendar/`)).not.to.include('SSS');
  });

  await step('nothing but the service can be reached', async () => {
    for (const path of INSIDE) {
      const { status, body } = await ask(proxy, path);
      // One of them is a way to spell the service's own address.
      if (!body.includes('Srv Web Service')) expect(status, path).to.be.within(400, 499);
      expect(body, path).not.to.match(/^(ok|ready)\n|handover_|process_/m);
    }
  });

  await step('a client that puts & for the first ? is logged without its password', async () => {
    await ask(proxy, `/srv.asmx/AuthenticateUser&${LOGIN}`);
    expect(await logOf(proxy, '/srv.asmx/AuthenticateUser')).not.to.include('john-demo');
  });

  await step('the log has the calls, and no ticket', async () => {
    await expectNoSecret(proxy, story, '/srv.asmx/ReassignTask');
  });
}

/** The server knows its clients by what the proxy says of them, and by nothing that they say. */
export async function checkClientAddress(proxy: Proxy, server: ServerProcess, step: Step): Promise<void> {
  await step('an X-Forwarded-For of a client is not believed', async () => {
    await ask(proxy, '/srv.asmx/ServerInfo', {
      headers: { 'X-Forwarded-For': '192.0.2.99', 'User-Agent': proxy.name },
    });
    const line = new RegExp(`^.*"client":"([^"]+)","agent":"${proxy.name}".*$`, 'm');
    await until(() => line.test(server.logged()));
    expect(line.exec(server.logged())?.[1]).to.equal('127.0.0.1');
  });
}

/** Once the server is gone, errors are logged too. */
export async function callInVain(proxy: Proxy, story: Story, step: Step): Promise<void> {
  await step('a call without a server is logged without its ticket', async () => {
    const { status } = await ask(proxy, `/srv.asmx/GetTask?authenticationTicket=${story.ticket}&taskId=1`);
    expect(status).to.be.within(502, 504);
    await expectNoSecret(proxy, story, '/srv.asmx/GetTask');
  });
}

async function expectNoSecret(proxy: Proxy, { ticket }: Story, path: string): Promise<void> {
  const logged = await logOf(proxy, path);
  expect(logged)
    .not.to.include(ticket)
    .and.not.to.match(/authenticationTicket|john-demo/i);
}

/** The log of a proxy, once it has a line about the path. */
async function logOf(proxy: Proxy, path: string): Promise<string> {
  await until(() => proxy.logged().includes(path));
  return proxy.logged();
}

async function until(isThere: () => boolean): Promise<void> {
  for (let tries = 0; !isThere() && tries < 100; tries += 1) await pause(50);
  expect(isThere()).to.equal(true);
}
