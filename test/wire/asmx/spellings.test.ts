import { expect } from 'chai';
import { spellingsIn, SPELLINGS, type Spelling } from '../../../src/wire/spellings.ts';
import { codeIn, codeRowsOf, readProject } from '../../docs/tables.ts';
import type { SampleServer } from '../../support/samples/servers.ts';
import { openWorld, type World } from '../../support/samples/world.ts';
import { envelope, NS12 } from './soap/requests.ts';

interface Sent {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const TEXT = 'text/xml; charset=utf-8';

describe('who calls, and how', () => {
  let world: World;
  let server: SampleServer;
  let ticket = '';
  let secret: (name: string) => string;

  before(async () => {
    world = await openWorld(new URL('../samples/fixture.json', import.meta.url));
    server = await world.serverFor({}, 'listener');
    const { tickets } = world.valuesFor(server);
    secret = (name) => tickets.get(name) ?? '';
    ticket = secret('ticket:jane.doe');
  });
  after(() => world.close());

  const call = async ({ path = '/srv.asmx', headers = {}, body }: Sent) => {
    const method = body === undefined ? 'GET' : 'POST';
    await (await fetch(`http://127.0.0.1:${server.port}${path}`, { method, headers, ...(body && { body }) })).text();
    return server.lastCall();
  };
  const get = (query: string, path = '/srv.asmx/ReassignTask'): Sent => ({ path: `${path}?${query}` });
  const soap = (
    body: string,
    action?: string,
    options: { readonly version?: '1.2'; readonly type?: string } = {},
  ): Sent => ({
    headers: {
      'Content-Type': options.type ?? (options.version ? 'application/soap+xml; charset=utf-8' : TEXT),
      ...(action !== undefined && { SOAPAction: `"http://tempuri.org/${action}"` }),
    },
    body: envelope(body, options.version && { namespace: NS12 }),
  });
  const reassign = (date: string, name = 'taskId', attributes = ''): string =>
    `<ReassignTask xmlns="http://tempuri.org/"><authenticationTicket>${ticket}</authenticationTicket>` +
    `<${name}${attributes}>1</${name}><reassignTo>nobody</reassignTo><newDueDate>${date}</newDueDate></ReassignTask>`;
  const query = (more: Readonly<Record<string, string>> = {}): string =>
    new URLSearchParams({
      authenticationTicket: ticket,
      taskId: '1',
      reassignTo: 'nobody',
      newDueDate: '2098-04-15T17:00:00',
      newInstructions: 'ä',
      sendTaskNotice: 'true',
      ...more,
    }).toString();
  const attach = (version: string): Sent =>
    get(
      new URLSearchParams({
        authenticationTicket: ticket,
        taskId: '1',
        documentPath: '/x',
        versionNumber: version,
      }).toString(),
      '/srv.asmx/AddWorkflowAttachment',
    );

  const DATE = '2098-04-15T17:00:00';
  /** What is sent, and the deprecated spellings in it. */
  const cases: readonly (readonly [what: string, spellings: readonly Spelling[], sent: () => Sent])[] = [
    ['GET as the help page shows it', [], () => get(query())],
    [
      'a form with a day alone',
      [],
      () => ({ path: '/srv.asmx/ReassignTask', headers: FORM, body: query({ newDueDate: '2098-04-15' }) }),
    ],
    ['SOAP 1.1 as the help page shows it', [], () => soap(reassign(DATE), 'ReassignTask')],
    [
      'SOAP 1.2 without an action, as the help page shows it',
      [],
      () => soap(reassign(DATE), undefined, { version: '1.2' }),
    ],
    ['the file in capitals', ['path'], () => get(query(), '/SRV.asmx/ReassignTask')],
    ['a parameter of a form in another case', ['parameter-case'], () => get(query().replace('taskId', 'TaskID'))],
    ['an element in another case', ['parameter-case'], () => soap(reassign(DATE, 'TaskId'), 'ReassignTask')],
    [
      'an element without the namespace',
      ['parameter-namespace'],
      () => soap(reassign(DATE, 'taskId', ' xmlns=""'), 'ReassignTask'),
    ],
    ['another element than the action says', ['body-element'], () => soap(reassign(DATE), 'GetTask')],
    ['SOAP 1.1 without an action', ['soap-action'], () => soap(reassign(DATE))],
    [
      'SOAP 1.2 with an action that there is not',
      ['soap-action'],
      () => soap(reassign(DATE), undefined, { version: '1.2', type: 'application/soap+xml; action="x"' }),
    ],
    [
      'SOAP 1.2 as text/xml',
      ['soap12-as-text'],
      () => soap(reassign(DATE), 'ReassignTask', { version: '1.2', type: TEXT }),
    ],
    ['characters as %uXXXX', ['percent-u'], () => get(query().replace('%C3%A4', '%u00e4'))],
    ['a date as Americans write it', ['date'], () => get(query({ newDueDate: '04/15/2098 5 PM' }))],
    ['a year as a date', ['date'], () => soap(reassign('2098'), 'ReassignTask')],
    ['a boolean with a capital', ['boolean'], () => get(query({ sendTaskNotice: 'True' }))],
    ['a ticket in braces', ['ticket'], () => get(query({ authenticationTicket: `{${ticket.toUpperCase()}}` }))],
    ['a version as GetTask prints it', ['version-number'], () => attach('4')],
    ['a packed version', [], () => attach('4000000')],
    [
      'several at once, in their order',
      ['path', 'parameter-case', 'date', 'boolean'],
      () =>
        get(
          query({ newDueDate: '15 Apr 2098', sendTaskNotice: 'FALSE' }).replace('taskId', 'taskid'),
          '/Srv.asmx/ReassignTask',
        ),
    ],
  ];

  for (const [what, spellings, sent] of cases) {
    it(`${spellings.length === 0 ? 'finds nothing deprecated in' : 'notes'} ${what}`, async () => {
      // The second time the envelope is recognised by its shape.
      for (const answered of [await call(sent()), await call(sent())]) {
        expect(answered?.outcome).not.to.equal('unreadable');
        expect(spellingsIn(answered?.spellings ?? -1)).to.deep.equal(spellings);
      }
    });
  }

  it('does not take the spelling of one call for that of the next in the same shape', async () => {
    for (const [date, spellings] of [
      ['2098', ['date']],
      [DATE, []],
    ] as const) {
      const answered = await call(soap(reassign(date).replace('<taskId>', '<taskId >'), 'ReassignTask'));
      expect(spellingsIn(answered?.spellings ?? -1)).to.deep.equal(spellings);
    }
  });

  it('says each in docs/legacy/wire.md, and has a case of each', () => {
    const section = readProject('docs/legacy/wire.md')
      .split('\n## ')
      .find((each) => each.startsWith('Deprecated spellings'));
    expect(codeRowsOf(section ?? '').map(([name = '']) => codeIn(name)[0])).to.deep.equal(SPELLINGS);
    expect(new Set(cases.flatMap(([, spellings]) => spellings))).to.deep.equal(new Set(SPELLINGS));
  });

  const bearer = (name: string) => ({ Authorization: `Bearer ${secret(name)}` });
  const shown: readonly (readonly [credential: string, sent: () => Sent])[] = [
    ['anonymous', () => get('authenticationTicket=&taskId=1', '/srv.asmx/GetTask')],
    ['anonymous', () => get('', '/srv.asmx/ServerInfo')],
    ['ticket', () => get(`authenticationTicket=${secret('expired:jane.doe')}&taskId=1`, '/srv.asmx/GetTask')],
    ['sign-in', () => get('UID=jane.doe&PWD=wrong-password', '/srv.asmx/AuthenticateUser')],
    ['sign-in', () => get('TrustedUserPwd=wrong&UserName=jane.doe', '/srv.asmx/CreateTicketforUser')],
    ['sign-in', () => ({ path: '/api/token', headers: { 'Content-Type': 'application/json' }, body: '{}' })],
    ['api-key', () => ({ path: '/v5/tasks/1', headers: { apikey: 'key:jane.doe' } })],
    ['ticket', () => ({ path: '/ws-api/v2/users', headers: { token: ticket } })],
    ['orkes-token', () => ({ path: '/api/human/tasks/1', headers: { 'X-Authorization': secret('orkes:jane.doe') } })],
    ['box-access', () => ({ path: '/2.0/tasks/1', headers: bearer('box:jane.doe') })],
    ['api-key', () => ({ path: '/2.0/tasks/1', headers: bearer('key:jane.doe') })],
    ['ticket', () => ({ path: '/handover/v1/loads', headers: bearer('ticket:jane.doe') })],
    ['anonymous', () => ({ path: '/handover/v1/loads' })],
    // It was not read.
    ['undefined', () => get('authenticationTicket=x&taskId=x', '/srv.asmx/GetTask')],
  ];

  it('knows what each call shows to say who it is', async () => {
    const found: string[] = [];
    for (const [, sent] of shown) found.push(String((await call(sent()))?.credential));
    expect(found).to.deep.equal(shown.map(([credential]) => credential));
  });
});
