import { expect } from 'chai';
import type { Operation } from '../../../../src/wire/asmx/contract/operation.ts';
import type { Answer, Message } from '../../../../src/wire/dialect.ts';
import type { AsmxCall } from '../../../../src/wire/asmx/call.ts';
import { element } from '../../../../src/wire/asmx/answer/document.ts';
import { createFormDialect, formFault } from '../../../../src/wire/asmx/form/form.ts';

const parameter = (name: string, type: Operation['parameters'][number]['type'], optional = false) => ({
  name,
  type,
  optional,
  description: '',
});

const OPERATIONS: Readonly<Record<string, Operation>> = {
  GetTask: {
    name: 'GetTask',
    description: '',
    parameters: [parameter('authenticationTicket', 'string'), parameter('taskId', 'int')],
  },
  ReassignTask: {
    name: 'ReassignTask',
    description: '',
    parameters: [
      parameter('authenticationTicket', 'string'),
      parameter('taskId', 'int'),
      parameter('reassignTo', 'string'),
      parameter('newDueDate', 'dateTime'),
      parameter('newInstructions', 'string'),
      parameter('sendTaskNotice', 'boolean'),
    ],
  },
  LogOut: { name: 'LogOut', description: '', parameters: [parameter('AuthenticationTicket', 'string', true)] },
  ServerInfo: { name: 'ServerInfo', description: '', parameters: [] },
};

const NOW = new Date('2026-06-15T12:00:00Z');

/** The dialect with a dispatch that keeps what it was called with. */
function dialectWith({ httpGet = true, httpPost = true } = {}) {
  const calls: AsmxCall[] = [];
  const { answer } = createFormDialect({
    operations: OPERATIONS,
    dispatch: (call) => {
      calls.push(call);
      const document = element('response', [element('taskId', '5')], { success: 'true' });
      return Promise.resolve({ document, outcome: 'done' });
    },
    clock: () => NOW,
    httpGet,
    httpPost,
  });
  return { answer, calls };
}

const message = (more: Partial<Message>): Message => ({
  method: 'GET',
  path: '/srv.asmx/GetTask',
  query: '',
  headers: {},
  body: Buffer.alloc(0),
  bodyTooLarge: false,
  origin: 'http://localhost:8080',
  client: '192.0.2.7',
  requestId: 'r1',
  ...more,
});

const get = (query: string): Message => message({ query });

const FORM = 'application/x-www-form-urlencoded';

const post = (body: string, contentType?: string): Message =>
  message({
    method: 'POST',
    body: Buffer.from(body, 'latin1'),
    headers: contentType === undefined ? {} : { 'content-type': contentType },
  });

function expectFailure({ status, headers, body }: Answer, text: string): void {
  expect({ status, headers, body }).to.deep.equal({
    status: 500,
    headers: { 'Cache-Control': 'private', 'Content-Type': 'text/plain; charset=utf-8' },
    body: `${text}\r\n`,
  });
}

describe('the GET and POST form dialect', () => {
  it('answers a GET with the document, indented', async () => {
    const { answer, calls } = dialectWith();

    expect(await answer(get('authenticationTicket=abc&taskId=5'), 'GetTask')).to.deep.equal({
      status: 200,
      headers: { 'Cache-Control': 'private, max-age=0', 'Content-Type': 'text/xml; charset=utf-8' },
      body:
        '<?xml version="1.0" encoding="utf-8"?>\r\n<response success="true">\r\n  <taskId>5</taskId>\r\n' +
        '</response>',
      call: {
        operation: 'GetTask',
        binding: 'http-get',
        outcome: 'done',
        user: undefined,
        credential: undefined,
        spellings: undefined,
      },
      fault: undefined,
    });
    expect(calls).to.deep.equal([
      {
        operation: OPERATIONS.GetTask,
        values: { authenticationTicket: 'abc', taskId: 5 },
        binding: 'http-get',
        ticketCookie: '',
        idempotencyKey: '',
        ifMatch: undefined,
        spellings: 0,
        client: '192.0.2.7',
        requestId: 'r1',
      },
    ]);
  });

  it('answers a POST like a GET, and reads every type', async () => {
    const { answer, calls } = dialectWith();
    const body =
      'AUTHENTICATIONTICKET=a%20b&taskid=+7&reassignTo=&newDueDate=2030-04-15T17%3A00%3A00Z' +
      '&newInstructions=%3Cb%3E+%26amp%3B&sendTaskNotice=TRUE&extra=1';

    const answered = await answer(post(body, `${FORM}; charset=utf-8`), 'ReassignTask');

    expect(answered.status).to.equal(200);
    expect(calls[0]?.binding).to.equal('http-post');
    expect(calls[0]?.values).to.deep.equal({
      authenticationTicket: 'a b',
      taskId: 7,
      reassignTo: '',
      newDueDate: new Date('2030-04-15T17:00:00Z'),
      newInstructions: '<b> &amp;',
      sendTaskNotice: true,
    });
  });

  const CANNOT = (text: string, type: string, inner: string) =>
    `Cannot convert ${text} to System.${type}.\r\nParameter name: type ---> ${inner}`;
  const FORMAT = 'Input string was not in a correct format.';

  /** Rows of docs/legacy/wire.md#bad-input-over-get-and-post, exact bytes. */
  const unreadableQueries: readonly (readonly [query: string, text: string])[] = [
    ['authenticationTicket=x', 'Missing parameter: taskId.'],
    ['', 'Missing parameter: authenticationTicket.'],
    ['authenticationTicket&taskId=5', 'Missing parameter: authenticationTicket.'],
    ['authenticationTicket=x&+taskId=5', 'Missing parameter: taskId.'],
    ['taskId=abc', 'Missing parameter: authenticationTicket.'],
    ['authenticationTicket=x&taskId=abc', CANNOT('abc', 'Int32', FORMAT)],
    ['authenticationTicket=x&taskId=', CANNOT('', 'Int32', FORMAT)],
    [
      'authenticationTicket=x&taskId=2147483648',
      CANNOT('2147483648', 'Int32', 'Value was either too large or too small for an Int32.'),
    ],
    ['authenticationTicket=x&taskId=5&taskId=6', CANNOT('5,6', 'Int32', FORMAT)],
    ['authenticationTicket=x&taskId=%D9%A5', CANNOT('٥', 'Int32', FORMAT)],
    [
      'authenticationTicket=x&taskId=%3Ca%20---%3E%20%26%22%27%C3%A9%C2%A0%E2%82%AC%F0%9F%98%80%3E',
      CANNOT('&lt;a ---&gt; &amp;&quot;&#39;&#233;&#160;€&#128512;&gt;', 'Int32', FORMAT),
    ],
  ];

  for (const [query, text] of unreadableQueries) {
    it(`answers GetTask?${query} with its message`, async () => {
      const { answer, calls } = dialectWith();

      expectFailure(await answer(get(query), 'GetTask'), text);
      expect(calls).to.deep.equal([]);
    });
  }

  it('answers a bad boolean and a bad dateTime, the first in declared order', async () => {
    const { answer } = dialectWith();
    const query = (due: string) =>
      get(`sendTaskNotice=1&newDueDate=${due}&newInstructions=&reassignTo=b&taskId=5&authenticationTicket=x`);

    expectFailure(
      await answer(query('2030-04-15'), 'ReassignTask'),
      CANNOT('1', 'Boolean', 'String was not recognized as a valid Boolean.'),
    );
    expectFailure(
      await answer(query('15/04/2030'), 'ReassignTask'),
      CANNOT('15/04/2030', 'DateTime', 'String was not recognized as a valid DateTime.'),
    );
  });

  it('joins a string given twice by a comma', async () => {
    const { answer, calls } = dialectWith();
    await answer(get('authenticationTicket=a&taskId=5&authenticationTicket=b'), 'GetTask');

    expect(calls[0]?.values.authenticationTicket).to.equal('a,b');
  });

  it('reads a thousand pairs, and says of more what the original said', async () => {
    const { answer, calls } = dialectWith();
    const pairs = (count: number) => `${'a=&'.repeat(count - 2)}authenticationTicket=x&taskId=5`;
    const invalid = 'Operation is not valid due to the current state of the object.';

    expect((await answer(get(pairs(1000)), 'GetTask')).status).to.equal(200);
    expect((await answer(post(pairs(1000), FORM), 'GetTask')).status).to.equal(200);
    expectFailure(await answer(get(pairs(1001)), 'GetTask'), invalid);
    expectFailure(
      await answer(post(pairs(1001), FORM), 'GetTask'),
      `The URL-encoded form data is not valid. ---> ${invalid}`,
    );
    expect(calls.length).to.equal(2);
  });

  it('reads an optional parameter that is left out as null', async () => {
    const { answer, calls } = dialectWith();
    await answer(get(''), 'LogOut');
    await answer(get('authenticationticket='), 'LogOut');

    expect(calls.map(({ values }) => values)).to.deep.equal([
      { AuthenticationTicket: null },
      { AuthenticationTicket: '' },
    ]);
  });

  it('hands on the ticket cookie', async () => {
    const { answer, calls } = dialectWith();
    const one = '3f7a1b2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c';
    const two = `{${one.toUpperCase()}}`;
    const cookies: readonly (readonly [sent: string, read: string])[] = [
      [`a=b; ticket=${one}; ticket=${two}`, one],
      [`Ticket=${two}`, two],
      [`ticket = ${one} ;`, one],
      [`xticket=${one}; ticket; tickets`, ''],
      ['', ''],
    ];
    for (const [cookie] of cookies) await answer(message({ headers: { cookie } }), 'ServerInfo');

    expect(calls.map(({ ticketCookie }) => ticketCookie)).to.deep.equal(cookies.map(([, read]) => read));
  });

  it('takes a cookie of the same name that no ticket is like for none', async () => {
    const { answer, calls } = dialectWith();
    const ours = '3f7a1b2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c';
    for (const cookie of ['ticket=garbage', `ticket=garbage; ticket=${ours}`]) {
      await answer(message({ headers: { cookie } }), 'ServerInfo');
    }

    expect(calls.map(({ ticketCookie }) => ticketCookie)).to.deep.equal(['', ours]);
  });

  describe('method names', () => {
    const names: readonly (readonly [name: string, text: string])[] = [
      [
        'gettask',
        'Invalid method name &#39;gettask&#39;,  method names are case sensitive.   The method name &#39;GetTask&#39; ' +
          'with the same name but different casing was found.\r\nParameter name: methodName',
      ],
      [
        'GETTASK',
        'Invalid method name &#39;GETTASK&#39;,  method names are case sensitive.   The method name &#39;GetTask&#39; ' +
          'with the same name but different casing was found.\r\nParameter name: methodName',
      ],
      ['Nope', 'Nope Web Service method name is not valid.'],
      ['GetTask/', 'GetTask/ Web Service method name is not valid.'],
      ['GetTask/extra', 'GetTask/extra Web Service method name is not valid.'],
      ['constructor', 'constructor Web Service method name is not valid.'],
      ['__proto__', '__proto__ Web Service method name is not valid.'],
      ["o'<b>", 'o&#39;&lt;b&gt; Web Service method name is not valid.'],
    ];
    for (const [name, text] of names) {
      it(`refuses ${name} on GET and POST, before anything else`, async () => {
        const { answer } = dialectWith();

        expectFailure(await answer(get(''), name), text);
        expectFailure(await answer(post('<x/>', 'text/xml'), name), text);
      });
    }
  });

  describe('content types of a POST', () => {
    const invalid = [
      'text/xml; charset=utf-8',
      'multipart/form-data; boundary=x',
      `${FORM} ; charset=utf-8`,
      'application/jsonx',
      'x-application/json',
    ];
    for (const contentType of invalid) {
      it(`refuses ${contentType}`, async () => {
        const { answer } = dialectWith();

        expectFailure(
          await answer(post('authenticationTicket=a&taskId=5', contentType), 'GetTask'),
          `Request format is invalid: ${contentType}.`,
        );
      });
    }

    it('refuses none at all', async () => {
      const { answer } = dialectWith();

      expectFailure(await answer(post('authenticationTicket=a&taskId=5'), 'GetTask'), 'Request format is invalid: .');
    });

    it('encodes the one it refuses', async () => {
      const { answer } = dialectWith();

      expectFailure(
        await answer(post('', 'a/b; c="d"'), 'GetTask'),
        'Request format is invalid: a/b; c=&quot;d&quot;.',
      );
    });

    it('compares without case and honours the charset', async () => {
      const { answer, calls } = dialectWith();
      const contentType = 'Application/X-WWW-Form-URLEncoded; a=b; charset=iso-8859-1';
      await answer(post('authenticationTicket=%E9&taskId=5', contentType), 'GetTask');

      expect(calls[0]?.values.authenticationTicket).to.equal('é');
    });

    it('does not look at it when the method has no parameters', async () => {
      const { answer } = dialectWith();

      expect((await answer(post('<x/>', 'text/xml'), 'ServerInfo')).status).to.equal(200);
    });

    it('does not look at that of a GET', async () => {
      const { answer } = dialectWith();
      const asked = { ...get('authenticationTicket=a&taskId=5'), headers: { 'content-type': 'application/json' } };

      expect((await answer(asked, 'GetTask')).status).to.equal(200);
    });

    for (const contentType of ['application/json', 'application/json; charset=utf-8', 'Application/JSON;']) {
      it(`leaves ${contentType} to the AJAX handler, which fails`, async () => {
        const { answer } = dialectWith();

        expect(await answer(post('{}', contentType), 'GetTask')).to.deep.equal({
          status: 500,
          headers: { 'Cache-Control': 'private', 'Content-Type': 'application/json; charset=utf-8' },
          body: '{"Message":"There was an error processing the request.","StackTrace":"","ExceptionType":""}',
        });
      });
    }
  });

  it('reads a POST from its body only', async () => {
    const { answer } = dialectWith();
    const query = 'authenticationTicket=a&taskId=5';

    expectFailure(await answer({ ...post('', FORM), query }, 'GetTask'), 'Missing parameter: authenticationTicket.');
    expectFailure(
      await answer({ ...get(''), body: Buffer.from(query), headers: { 'content-type': FORM } }, 'GetTask'),
      'Missing parameter: authenticationTicket.',
    );
  });

  it('refuses a body that is too large', async () => {
    const { answer } = dialectWith();

    expectFailure(
      await answer({ ...post('', FORM), bodyTooLarge: true }, 'GetTask'),
      'Maximum request length exceeded.',
    );
  });

  describe('what is not a method call', () => {
    const UNRECOGNIZED = 'Request format is unrecognized for URL unexpectedly ending in';

    it('refuses an empty method name', async () => {
      const { answer } = dialectWith();

      expectFailure(await answer(get(''), ''), `${UNRECOGNIZED} '/'.`);
      expectFailure(await answer(post('', FORM), ''), `${UNRECOGNIZED} '/'.`);
    });

    for (const method of ['HEAD', 'PUT', 'DELETE', 'get']) {
      it(`refuses the verb ${method}`, async () => {
        const { answer } = dialectWith();

        expectFailure(
          await answer(message({ method, query: 'authenticationTicket=a&taskId=5' }), 'GetTask'),
          `${UNRECOGNIZED} '/GetTask'.`,
        );
      });
    }

    it('refuses a verb whose protocol is switched off', async () => {
      const query = 'authenticationTicket=a&taskId=5';
      const withoutGet = dialectWith({ httpGet: false });
      const withoutPost = dialectWith({ httpPost: false });

      expectFailure(await withoutGet.answer(get(query), 'GetTask'), `${UNRECOGNIZED} '/GetTask'.`);
      expect((await withoutGet.answer(post(query, FORM), 'GetTask')).status).to.equal(200);
      expectFailure(await withoutPost.answer(post(query, FORM), 'GetTask'), `${UNRECOGNIZED} '/GetTask'.`);
      expect((await withoutPost.answer(get(query), 'GetTask')).status).to.equal(200);
    });
  });

  it('names an unreadable call for the log by its operation, and an unknown one by no name of the client', async () => {
    const { answer } = dialectWith();

    expect((await answer(get(''), 'GetTask')).call).to.deep.equal({
      operation: 'GetTask',
      binding: 'http-get',
      outcome: 'unreadable',
      reason: 'Missing parameter: authenticationTicket.',
    });
    expect((await answer(get(''), 'Nope')).call?.operation).to.equal('unknown');
  });

  it('answers a fault of the operation without its text, and reports it with what was called', async () => {
    const { answer } = createFormDialect({
      operations: OPERATIONS,
      dispatch: () => Promise.reject(new Error('database away')),
      clock: () => NOW,
      httpGet: true,
      httpPost: true,
    });
    const failed = await answer(get(''), 'ServerInfo');

    expect(failed.fault).to.be.an.instanceOf(Error).with.property('message', 'database away');
    expect(failed.call).to.deep.equal({ operation: 'ServerInfo', binding: 'http-get', outcome: 'fault' });
    expectFailure(failed, 'An error occurred on the server.');
    expectFailure(formFault(), 'An error occurred on the server.');
  });
});
