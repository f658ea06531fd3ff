import { expect } from 'chai';
import {
  ask,
  envelope,
  gotTask,
  message,
  NS11,
  NS12,
  OPERATIONS,
  reassignTask,
  sent,
  soap11,
  soap12,
  VALID_GET_TASK,
  withoutAction,
} from './requests.ts';
import { createSoapDialect } from '../../../../src/wire/asmx/soap/soap.ts';
import { element } from '../../../../src/wire/asmx/answer/document.ts';

const valuesOf = async (parameters: string) =>
  (await ask(soap11('ReassignTask'), envelope(reassignTask(parameters)))).call?.values;

const earliest = new Date(2000, 0, 1);
earliest.setFullYear(1);

const FROM_COOKIE = '3f7a1b2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c';

const NOTHING = {
  authenticationTicket: null,
  taskId: 0,
  reassignTo: null,
  newDueDate: earliest,
  newInstructions: null,
  sendTaskNotice: false,
};

describe('A SOAP call', () => {
  it('arrives with its parameters as the contract types them', async () => {
    const call = await ask(
      { ...soap11('ReassignTask'), cookie: `ticket=${FROM_COOKIE}` },
      envelope(
        reassignTask(
          '<authenticationTicket>abc</authenticationTicket><taskId>5</taskId><reassignTo>bob</reassignTo>' +
            '<newDueDate>2024-04-15T17:00:00</newDueDate><newInstructions>do it</newInstructions>' +
            '<sendTaskNotice>true</sendTaskNotice>',
        ),
      ),
    );
    expect(call.call).to.deep.equal({
      operation: OPERATIONS.ReassignTask,
      values: {
        authenticationTicket: 'abc',
        taskId: 5,
        reassignTo: 'bob',
        newDueDate: new Date(2024, 3, 15, 17),
        newInstructions: 'do it',
        sendTaskNotice: true,
      },
      binding: 'soap11',
      ticketCookie: FROM_COOKIE,
      idempotencyKey: '',
      ifMatch: undefined,
      spellings: 0,
      client: '192.0.2.7',
      requestId: 'r1',
    });
  });

  it('says in the log what it was', async () => {
    const { answer } = await ask(soap12(), envelope(VALID_GET_TASK, { namespace: NS12 }));
    expect(answer.call).to.include({ operation: 'GetTask', binding: 'soap12', outcome: 'done', user: undefined });
  });

  it('has xmlns="" behind the attributes of its result, which is real XML', async () => {
    const dialect = createSoapDialect({
      operations: OPERATIONS,
      clock: () => new Date(),
      dispatch: () =>
        Promise.resolve({
          document: element('response', [], { success: 'false', error: 'a<b' }),
          outcome: 'anonymous',
        }),
    });
    const { body } = await dialect.answer(message(soap11(), envelope(VALID_GET_TASK)));
    expect(body).to.include('<GetTaskResult><response success="false" error="a&lt;b" xmlns="" /></GetTaskResult>');
  });

  it('has defaults for what is left out', async () => {
    expect(await valuesOf('')).to.deep.equal(NOTHING);
    expect((await ask(soap11('ReassignTask'), envelope(VALID_GET_TASK))).call?.values).to.deep.equal(NOTHING);
    expect(
      (await ask(soap11('ReassignTask'), envelope('<ReassignTask xmlns="http://tempuri.org/"/>'))).call?.values,
    ).to.deep.equal(NOTHING);
  });

  it('has empty strings for empty and nil elements', async () => {
    const values = await valuesOf(
      '<authenticationTicket></authenticationTicket><reassignTo/>' +
        '<newInstructions xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>',
    );
    expect(values).to.deep.equal({ ...NOTHING, authenticationTicket: '', reassignTo: '', newInstructions: '' });
  });

  const texts: readonly [title: string, xml: string, text: string][] = [
    ['white space', '  a \t b\n ', '  a \t b\n '],
    ['CR LF as LF', 'a\r\nb\rc', 'a\nb\nc'],
    ['a referenced CR as it is', 'a&#13;&#xA;b', 'a\r\nb'],
    ['character references', '&#233;&#x20AC;&#x1F600;', 'é€😀'],
    ['the five entities', '&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['CDATA', 'a<![CDATA[<b>&c;]]>d', 'a<b>&c;d'],
    ['text around comments and instructions', 'a<!-- b -->c<?d e?>f', 'acf'],
    ['text beyond ASCII', 'Żółć 日本 😀', 'Żółć 日本 😀'],
    ['an escaped document', '&lt;a b=&quot;c&quot;/&gt;', '<a b="c"/>'],
  ];
  for (const [title, xml, text] of texts) {
    it(`keeps ${title}`, async () => {
      const values = await valuesOf(`<newInstructions>${xml}</newInstructions>`);
      expect(values).to.deep.equal({ ...NOTHING, newInstructions: text });
    });
  }

  it('takes parameters in any order and ignores what it does not know', async () => {
    const values = await valuesOf(
      '<a><taskId>9</taskId></a><sendTaskNotice x="y">1</sendTaskNotice>text<reassignTo>bob</reassignTo><taskId>5</taskId>',
    );
    expect(values).to.deep.equal({ ...NOTHING, taskId: 5, reassignTo: 'bob', sendTaskNotice: true });
  });

  it('reads the first of two equal elements and not the second', async () => {
    expect(await valuesOf('<taskId>5</taskId><taskId>x<a/></taskId>')).to.deep.equal({ ...NOTHING, taskId: 5 });
  });

  it('takes parameters in another case or namespace', async () => {
    const values = await valuesOf(
      '<TaskID>5</TaskID><reassignTo xmlns="">bob</reassignTo><reassignto>eve</reassignto>',
    );
    expect(values).to.deep.equal({ ...NOTHING, taskId: 5, reassignTo: 'bob' });
  });

  for (const parameters of [
    '<TASKID>x<a/></TASKID><taskId>5</taskId>',
    '<taskId>5</taskId><TASKID>x</TASKID>',
    '<taskId xmlns="">x</taskId><taskId>5</taskId>',
  ]) {
    it(`prefers the exact name in ${parameters}`, async () => {
      expect(await valuesOf(parameters)).to.deep.equal({ ...NOTHING, taskId: 5 });
    });
  }

  const dialects: readonly [title: string, document: string][] = [
    [
      'encodingStyle and xsi:type',
      `<SOAP-ENV:Envelope xmlns:SOAP-ENV="${NS11}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
        ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"' +
        ' SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><SOAP-ENV:Body>' +
        '<GetTask xmlns="http://tempuri.org/"><authenticationTicket xsi:type="xsd:string">abc</authenticationTicket>' +
        '<taskId xsi:type="xsd:int">5</taskId></GetTask></SOAP-ENV:Body></SOAP-ENV:Envelope>',
    ],
    [
      'two prefixes for one namespace',
      `<a:Envelope xmlns:a="${NS11}" xmlns:b="${NS11}" xmlns:c="http://tempuri.org/" xmlns:d="http://tempuri.org/">` +
        '<b:Header/><b:Body><c:GetTask><d:authenticationTicket>abc</d:authenticationTicket><c:taskId>5</c:taskId>' +
        '</c:GetTask></b:Body></a:Envelope>',
    ],
    [
      'a prefixed wrapper with unprefixed children',
      envelope(
        '<m:GetTask xmlns:m="http://tempuri.org/"><authenticationTicket>abc</authenticationTicket><taskId>5</taskId></m:GetTask>',
      ),
    ],
    [
      'an envelope without prefixes',
      `<Envelope xmlns="${NS11}"><Header></Header><Body>${VALID_GET_TASK}</Body></Envelope>`,
    ],
    [
      'comments, instructions and white space everywhere',
      `<?xml version="1.0"?><!--a-->\n<?a b?>${envelope(`\n<!--b-->${VALID_GET_TASK}\n`, {
        header: ' <!--c--> <soap:Header>\n<a><b>text</b></a>\n</soap:Header> ',
      })}\n<!--d-->\n`,
    ],
  ];
  for (const [title, document] of dialects) {
    it(`is understood with ${title}`, async () => {
      for (const headers of [soap11(), withoutAction]) {
        const { answer, call } = await ask(headers, document);
        expect(sent(answer)).to.deep.equal(gotTask('1.1', 5));
        expect(call?.values.authenticationTicket).to.equal('abc');
      }
    });
  }
});
