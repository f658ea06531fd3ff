import { expect } from 'chai';
import { setTimeout as delay } from 'node:timers/promises';
import { loadDemo } from '../../src/server/demo.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endServerProcesses, startServerProcess, type ServerProcess } from '../support/server-process.ts';

type Line = Readonly<Record<string, unknown>>;

const OF_EACH_LINE = ['level', 'time', 'requestId', 'ms'];

describe('the log of calls', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let server: ServerProcess;
  let ticket: string;
  let calls = 0;

  before(async () => {
    database = await createTestDatabase('log_lines');
    await loadDemo(database.knex);
    server = await startServerProcess({ DATABASE_URL: database.url });
    const login = await fetch(`${server.address}/srv.asmx/AuthenticateUser?UID=john.smith&PWD=john-demo`);
    ticket = / ticket="([^"]+)"/.exec(await login.text())?.[1] ?? '';
  });

  after(async () => {
    await endServerProcesses();
    await database.drop();
  });

  /** Sends a request and gives the lines that the log has of it. */
  const linesOf = async (path: string, init: RequestInit = {}): Promise<readonly Line[]> => {
    const requestId = `call-${(calls += 1)}`;
    const headers = new Headers(init.headers);
    headers.set('X-Request-Id', requestId);
    await (await fetch(server.address + path, { ...init, headers })).text();
    for (;;) {
      const lines = server
        .logged()
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as Line)
        .filter((line) => line.requestId === requestId);
      if (lines.some(({ status }) => status !== undefined)) return lines;
      await delay(20);
    }
  };
  const lineOf = async (path: string, init?: RequestInit): Promise<Line> => {
    const line = (await linesOf(path, init)).at(-1) ?? {};
    expect(line.ms).to.be.a('number');
    return Object.fromEntries(Object.entries(line).filter(([name]) => !OF_EACH_LINE.includes(name)));
  };
  const soap = (body: string, more: Readonly<Record<string, string>> = {}): RequestInit => ({
    method: 'POST',
    headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '"http://tempuri.org/GetTask"', ...more },
    body: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`,
  });
  const GET_TASK = { dialect: 'asmx', operation: 'GetTask', client: '127.0.0.1', agent: 'node' };

  it('says who called, from where and with what', async () => {
    const agent = `Legacy/1.0 ${'x'.repeat(300)}`;
    const path = `/srv.asmx/GetTask?authenticationTicket=${ticket}&taskId=4812`;
    expect(await lineOf(path, { headers: { 'User-Agent': agent } })).to.deep.equal({
      ...GET_TASK,
      binding: 'http-get',
      outcome: 'done',
      status: 200,
      agent: agent.slice(0, 200),
      user: 'john.smith',
    });
    expect(await lineOf('/srv.asmx/AuthenticateUser?UID=John.Smith&PWD=john-demo')).to.include({
      outcome: 'done',
      user: 'john.smith',
    });
  });

  it('says which API was called, and nothing of a token in the address', async () => {
    const line = await lineOf('/ws-api/v2/login/checkToken?token=a-secret', { method: 'POST' });
    expect(line).to.deep.equal({
      dialect: 'worldserver',
      operation: 'checkToken',
      binding: 'json',
      outcome: 'ticket-invalid',
      status: 401,
      client: '127.0.0.1',
      agent: 'node',
    });
  });

  it('says nothing of the secret that is the address of a calendar', async () => {
    const headers = { Authorization: 'Bearer demo-administrator-key' };
    const made = await fetch(`${server.address}/handover/v1/calendar`, { method: 'POST', headers });
    const { address } = (await made.json()) as { readonly address: string };
    const path = new URL(address).pathname;
    const line = { dialect: 'calendar', operation: 'calendar', client: '127.0.0.1', agent: 'node' };
    const known = { ...line, binding: 'GET', outcome: 'done', status: 200, user: 'maria.keller' };
    expect(await lineOf(path)).to.deep.equal(known);
    const unknown = { ...line, binding: 'GET', outcome: 'calendar-unknown', status: 404 };
    expect(await lineOf(`${path}.`)).to.deep.equal(unknown);
    const wrong = [path.replace('/desk', ''), path.replace('/desk', '/Desk'), path.replace('.ics', '.ics/x')];
    const damaged = { method: 'POST', headers: { 'Content-Encoding': 'gzip' }, body: 'not packed' };
    await Promise.all([...wrong.map((each) => linesOf(each)), linesOf(path, damaged)]);
    expect(server.logged()).to.include('/(43 characters).ics').and.not.to.include(path.slice(15, 58));
  });

  it('says so of every operation with a ticket, also when it is refused', async () => {
    const rest =
      'taskId=1&UserName=x&userName=x&reassignTo=x&newDueDate=2030-01-01&newInstructions=&sendTaskNotice=true&comments=' +
      '&documentPath=x&fromUserName=x&toUserName=x&xmlParameters=&xmlcriteria=&startingRow=0&rowCount=1&SortBy=x' +
      '&AscendingOrder=true&priority=1&dueDate=2030-01-01&finishDate=2030-01-01&taskStatus=1&approvalStatus=1' +
      '&redirectTasksToUser=x&startOn=2030-01-01&endOn=2030-01-02&versionNumber=0&allowedStartTimeSpan=0' +
      '&approvalDecision=1&taskPriority=1&exceptTaskComments=true&CommentText=x';
    const contract = await (await fetch(`${server.address}/srv.asmx`)).text();
    const operations = [...contract.matchAll(/\?op=(\w+)"/g)].map(([, name]) => String(name));
    expect(operations).to.include.members(['ReassignTask', 'getTasks', 'AddSOXComment']);
    const withoutTicket = ['AuthenticateUser', 'AuthenticateUser1', 'CreateTicketforUser', 'RenewTicket', 'ServerInfo'];
    const unread: string[] = [];
    const check = async (operation: string): Promise<void> => {
      const line = await lineOf(`/srv.asmx/${operation}?authenticationTicket=${ticket}&${rest}`);
      if (line.outcome === 'unreadable') unread.push(`${operation}: ${String(line.reason)}`);
      else expect(line, operation).to.include({ operation, user: 'john.smith' });
    };
    await Promise.all(operations.filter((name) => !withoutTicket.includes(name) && name !== 'LogOut').map(check));
    expect(unread).to.deep.equal([]);
    const login = await fetch(`${server.address}/srv.asmx/AuthenticateUser?UID=jane.doe&PWD=jane-demo`);
    const other = / ticket="([^"]+)"/.exec(await login.text())?.[1] ?? '';
    expect(await lineOf(`/srv.asmx/LogOut?authenticationTicket=${other}`)).to.include({ user: 'jane.doe' });
  });

  const secret = 'hunter2-3f7a1b2c';
  const unreadable: readonly [title: string, path: string, init: RequestInit, line: Line][] = [
    [
      'a parameter is missing',
      '/srv.asmx/GetTask?taskId=1',
      {},
      { binding: 'http-get', status: 500, reason: 'Missing parameter: authenticationTicket.' },
    ],
    [
      'a value is not one of its type',
      `/srv.asmx/GetTask?authenticationTicket=&taskId=${secret}`,
      {},
      {
        binding: 'http-get',
        status: 500,
        reason: 'taskId: Cannot convert to System.Int32. ---> Input string was not in a correct format.',
      },
    ],
    [
      'a form comes as something else',
      '/srv.asmx/GetTask',
      { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: secret },
      { binding: 'http-post', status: 500, reason: 'Request format is invalid: text/plain.' },
    ],
    [
      'a prefix is not declared',
      '/srv.asmx',
      soap(`<GetTask xmlns="http://tempuri.org/"><taskId xsi:type="xsd:int">${secret}</taskId></GetTask>`),
      { binding: 'soap11', status: 400, reason: 'An XML error has occurred. Line 1, position 145.' },
    ],
    [
      'a SOAP value is not one of its type',
      '/srv.asmx',
      soap(`<GetTask xmlns="http://tempuri.org/"><taskId>${secret}</taskId></GetTask>`),
      {
        binding: 'soap11',
        status: 500,
        reason: 'taskId: There is an error in XML document (1, 154). ---> Input string was not in a correct format.',
      },
    ],
    [
      'an envelope breaks off',
      '/srv.asmx',
      {
        ...soap(''),
        body: `<Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body><${secret.slice(0, 7)}>`,
      },
      { binding: 'soap11', status: 400, reason: 'Unexpected end of file has occurred. Line 1, position 76.' },
    ],
    [
      'the media type is not one of SOAP',
      '/srv.asmx',
      soap('', { 'Content-Type': 'application/xml' }),
      { binding: 'soap11', status: 415, reason: 'Not a media type of SOAP: application/xml.' },
    ],
    [
      'the action names no operation',
      '/srv.asmx',
      soap('', { SOAPAction: secret }),
      {
        operation: 'unknown',
        binding: 'soap',
        status: 500,
        reason: 'Server did not recognize the value of HTTP Header SOAPAction, of 16 characters.',
      },
    ],
    [
      'a method does not exist',
      `/srv.asmx/${secret}`,
      {},
      {
        operation: 'unknown',
        binding: 'http-get',
        status: 500,
        reason: 'There is no such method: a name of 16 characters.',
      },
    ],
    [
      'a method is spelled in another case',
      '/srv.asmx/gettask',
      {},
      { operation: 'unknown', binding: 'http-get', status: 500, reason: 'Not the casing of GetTask.' },
    ],
  ];
  for (const [title, path, init, line] of unreadable) {
    it(`says why a call could not be read, and nothing of its values: ${title}`, async () => {
      expect(await lineOf(path, init)).to.deep.equal({ ...GET_TASK, outcome: 'unreadable', ...line });
      expect(server.logged()).not.to.include(secret).and.not.to.include(secret.slice(0, 7));
    });
  }

  const paths: readonly [path: string, logged: string, init?: RequestInit][] = [
    [`/srv.asmx/AuthenticateUser%3FUID=u%26PWD=${secret}`, '/srv.asmx/(47 characters)'],
    [`/srv.asmx/AuthenticateUser&UID=u&PWD=${secret}`, '/srv.asmx/(43 characters)'],
    [`/srv.asmx/GetTask/${secret}`, '/srv.asmx/(24 characters)', { method: 'PUT' }],
    ['/srv.asmx/GetTask', '/srv.asmx/GetTask', { method: 'PUT' }],
    ['/srv.asmx', '/srv.asmx', { method: 'PUT' }],
  ];
  for (const [path, logged, init] of paths) {
    it(`has ${logged} of a path that is no call`, async () => {
      const line = await lineOf(path, init);
      expect(line).to.include({ path: logged, client: '127.0.0.1', agent: 'node' });
      expect(server.logged()).not.to.include(secret);
    });
  }

  it('has the operation and the binding of a fault, in both its lines, and counts it', async () => {
    await database.knex.raw('alter table tasks rename to tasks_gone');
    try {
      const lines = await linesOf(`/srv.asmx/GetTask?authenticationTicket=${ticket}&taskId=4812`);
      expect(lines.map(({ operation, binding, outcome }) => ({ operation, binding, outcome }))).to.deep.equal([
        { operation: 'GetTask', binding: 'http-get', outcome: undefined },
        { operation: 'GetTask', binding: 'http-get', outcome: 'fault' },
      ]);
    } finally {
      await database.knex.raw('alter table tasks_gone rename to tasks');
    }
    const metrics = await (await fetch(`${server.address}/metrics`)).text();
    expect(metrics).to.include(
      'handover_call_duration_seconds_count{operation="GetTask",binding="http-get",outcome="fault",dialect="asmx"} 1',
    );
  });
});
