import { expect } from 'chai';
import type { Answer } from '../../../../src/wire/dialect.ts';
import { createSoapDialect, soapFault } from '../../../../src/wire/asmx/soap/soap.ts';
import type { Headers } from './requests.ts';
import {
  answered11,
  answered12,
  ask,
  bare,
  envelope,
  fault11,
  fault12,
  getTask,
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

type Row = readonly [title: string, headers: Headers, body: string, answer: Omit<Answer, 'call'>];

const NO_ACTION = 'Unable to handle request without a valid action parameter. Please supply a valid soap action.';
const READ = 'Server was unable to read request. ---&gt; ';
const PROCESS = 'Server was unable to process request. ---&gt; ';
const NO_ENVELOPE = 'Request format is invalid: Missing required soap:Envelope element.';
const NO_BODY = 'Request format is invalid: Missing required soap:Body element.';

const valid = envelope(VALID_GET_TASK);
const valid12 = envelope(VALID_GET_TASK, { namespace: NS12 });
const unknown = envelope('<Nope xmlns="http://tempuri.org/"/>');
const unknown12 = envelope('<Nope xmlns="http://tempuri.org/"/>', { namespace: NS12 });
const headers11 = (soapaction: string): Headers => ({ ...withoutAction, soapaction });
const notRecognized = (action: string) => `Server did not recognize the value of HTTP Header SOAPAction: ${action}.`;

const notUnderstood = (version: '1.1' | '1.2'): Omit<Answer, 'call'> => {
  const text = 'SOAP header Foo was not understood.';
  return version === '1.1'
    ? {
        ...fault11('', ''),
        body: answered11(
          `<soap:Fault><faultcode>soap:MustUnderstand</faultcode><faultstring>${text}</faultstring></soap:Fault>`,
        ),
      }
    : {
        ...fault12('', ''),
        body: answered12(
          '<soap:Fault><soap:Code><soap:Value>soap:MustUnderstand</soap:Value></soap:Code><soap:Reason>' +
            `<soap:Text xml:lang="en">${text}</soap:Text></soap:Reason></soap:Fault>`,
        ),
      };
};

const UPGRADE =
  '<soap:Header><soap12:Upgrade xmlns:soap12="http://www.w3.org/2003/05/soap-envelope"><soap12:SupportedEnvelope qname="soap:Envelope" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" /><soap12:SupportedEnvelope qname="soap12:Envelope" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope" /></soap12:Upgrade></soap:Header>';

const mismatch = (namespace: string): Omit<Answer, 'call'> => {
  const answer = fault11(
    'VersionMismatch',
    `Possible SOAP version mismatch: Envelope namespace ${namespace} was unexpected. Expecting ${NS11}.`,
  );
  return { ...answer, body: answer.body.replace('<soap:Body>', `${UPGRADE}<soap:Body>`) };
};

const header = (attributes: string): string =>
  `<soap:Header><x:Foo xmlns:x="urn:x" ${attributes}/><x:Bar xmlns:x="urn:x" ${attributes}/></soap:Header>`;

const INDENTED = `<soap:Envelope xmlns:soap="${NS11}">
  <soap:Body>
    <GetTask xmlns="http://tempuri.org/">
      <authenticationTicket>abc</authenticationTicket>

      <taskId>x</taskId>
    </GetTask>
  </soap:Body>
</soap:Envelope>`;

const routing: readonly Row[] = [
  ['text/xml without SOAPAction, known body element', withoutAction, valid, gotTask('1.1', 5)],
  ['text/xml without SOAPAction, unknown body element', withoutAction, unknown, fault11('Client', NO_ACTION)],
  [
    'text/xml without SOAPAction, body element in another namespace',
    withoutAction,
    envelope('<GetTask xmlns="urn:other"/>'),
    fault11('Client', NO_ACTION),
  ],
  ['text/xml without SOAPAction, empty body', withoutAction, envelope(''), fault11('Client', NO_ACTION)],
  [
    'text/xml without SOAPAction, text first in the body',
    withoutAction,
    envelope(`hi${VALID_GET_TASK}`),
    fault11('Client', NO_ACTION),
  ],
  ['an unknown SOAPAction', soap11('Nope'), valid, fault11('Client', notRecognized('http://tempuri.org/Nope'))],
  [
    'a SOAPAction in other case',
    soap11('gettask'),
    valid,
    fault11('Client', notRecognized('http://tempuri.org/gettask')),
  ],
  [
    'an unknown SOAPAction before a body that is no XML',
    soap11('Nope'),
    'hello',
    fault11('Client', notRecognized('http://tempuri.org/Nope')),
  ],
  ['a SOAPAction of two quotes', headers11('""'), valid, fault11('Client', notRecognized(''))],
  ['an empty SOAPAction', headers11(''), valid, fault11('Client', notRecognized(''))],
  ['an unquoted SOAPAction', headers11('http://tempuri.org/GetTask'), valid, gotTask('1.1', 5)],
  ['a percent-encoded SOAPAction', headers11('"http%3A%2F%2Ftempuri.org/Get%54ask"'), valid, gotTask('1.1', 5)],
  ['a bad escape in a SOAPAction', headers11('100%zz'), valid, fault11('Client', notRecognized('100%zz'))],
  [
    'a SOAPAction in single quotes',
    headers11("'http://tempuri.org/GetTask'"),
    valid,
    fault11('Client', notRecognized("'http://tempuri.org/GetTask'")),
  ],
  [
    'a SOAPAction of another method than the body',
    soap11('GetTask'),
    envelope('<AuthenticateUser xmlns="http://tempuri.org/"/>'),
    gotTask('1.1', 0),
  ],
  [
    'a body element in a wrong namespace',
    soap11(),
    envelope(VALID_GET_TASK.replace('tempuri', 'example')),
    gotTask('1.1', 0),
  ],
  [
    'a body element in no namespace',
    soap11(),
    envelope(VALID_GET_TASK.replace(/ xmlns="[^"]*"/, '')),
    gotTask('1.1', 0),
  ],
  ['a body of text', soap11(), envelope('hello'), gotTask('1.1', 0)],
  ['an empty body element', soap11(), `<s:Envelope xmlns:s="${NS11}"><s:Body/></s:Envelope>`, gotTask('1.1', 0)],
  ['1.2: an action', soap12('GetTask'), valid12, gotTask('1.2', 5)],
  ['1.2: no action, known body element', soap12(), valid12, gotTask('1.2', 5)],
  ['1.2: an unknown action, known body element', soap12('Nope'), valid12, gotTask('1.2', 5)],
  [
    '1.2: an unknown action, unknown body element',
    soap12('Nope'),
    unknown12,
    fault12('Sender', "Unable to handle request. The action 'http://tempuri.org/Nope' was not recognized."),
  ],
  ['1.2: no action, unknown body element', soap12(), unknown12, fault12('Sender', NO_ACTION)],
  [
    '1.2: a known action of another method',
    soap12('GetTask'),
    envelope('<AuthenticateUser xmlns="http://tempuri.org/"/>', { namespace: NS12 }),
    gotTask('1.2', 0),
  ],
  [
    '1.2: a percent-encoded action',
    { 'content-type': 'application/soap+xml;action=http%3A%2F%2Ftempuri.org%2FGetTask' },
    valid12,
    gotTask('1.2', 5),
  ],
  [
    '1.2: a SOAPAction header beside application/soap+xml',
    { ...soap12('GetTask'), soapaction: '"urn:nope"' },
    valid12,
    gotTask('1.2', 5),
  ],
];

const illFormed: readonly Row[] = [
  ['an empty request', soap11(), '', bare(400, 'text/xml')],
  ['text that is no XML', soap11(), 'hello', bare(400, 'text/xml')],
  ['an envelope that breaks off', soap11(), valid.slice(0, -20), bare(400, 'text/xml')],
  ['junk after the envelope', soap11(), `${valid}junk`, bare(400, 'text/xml')],
  ['a second root', soap11(), `${valid}<a/>`, bare(400, 'text/xml')],
  ['an unclosed comment after the envelope', soap11(), `${valid}<!-- `, bare(400, 'text/xml')],
  ['bad markup after the body', soap11(), valid.replace('</soap:Body>', '</soap:Body><a b=c/>'), bare(400, 'text/xml')],
  [
    'bad markup in the header',
    soap11(),
    envelope(VALID_GET_TASK, { header: '<soap:Header><a></b></soap:Header>' }),
    bare(400, 'text/xml'),
  ],
  ['an XML declaration after white space', soap11(), ` <?xml version="1.0"?>${valid}`, bare(400, 'text/xml')],
  ['XML 1.1', soap11(), `<?xml version="1.1"?>${valid}`, bare(400, 'text/xml')],
  ['an undeclared entity', soap11(), envelope(getTask('<taskId>&five;</taskId>')), bare(400, 'text/xml')],
  [
    'an entity named like a property of every object',
    soap11(),
    envelope(getTask('<authenticationTicket>&constructor;</authenticationTicket>')),
    bare(400, 'text/xml'),
  ],
  ['an illegal character reference', soap11(), envelope(getTask('<taskId>&#0;</taskId>')), bare(400, 'text/xml')],
  ['a NUL', soap11(), envelope(getTask('<taskId>5\u0000</taskId>')), bare(400, 'text/xml')],
  ['an undeclared prefix', soap11(), envelope('<x:GetTask/>'), bare(400, 'text/xml')],
  ['an attribute given twice', soap11(), envelope(getTask('<taskId a="1" a="2">5</taskId>')), bare(400, 'text/xml')],
  ['a bad number under a wrong end tag', soap11(), envelope(getTask('<taskId>x</taskid>')), bare(400, 'text/xml')],
  [
    'a thousand elements in each other',
    soap11(),
    envelope('<a>'.repeat(1000) + '</a>'.repeat(1000)),
    bare(400, 'text/xml'),
  ],
  ['1.2: an envelope that breaks off', soap12('GetTask'), valid12.slice(0, -20), bare(400, 'application/soap+xml')],
  ['1.2 in text/xml: an envelope that breaks off', soap11(), valid12.slice(0, -20), bare(400, 'application/soap+xml')],
  [
    'no action: an envelope that breaks off behind a known body element',
    withoutAction,
    valid.slice(0, -20),
    bare(400, 'text/xml'),
  ],
  [
    'no action: an envelope that breaks off before the body element',
    withoutAction,
    `<soap:Envelope xmlns:soap="${NS11}"><soap:Body>`,
    fault11(
      'Server',
      `${PROCESS}Unexpected end of file has occurred. The following elements are not closed: soap:Body, soap:Envelope. Line 1, position 82.`,
    ),
  ],
  [
    '1.2, no action: an envelope that breaks off before the body element',
    soap12(),
    `<soap:Envelope xmlns:soap="${NS12}">\r\n<soap:Body>`,
    fault12(
      'Receiver',
      `${PROCESS}Unexpected end of file has occurred. The following elements are not closed: soap:Body, soap:Envelope. Line 2, position 12.`,
    ),
  ],
  [
    'no action: bad markup before the body element',
    withoutAction,
    `<soap:Envelope xmlns:soap="${NS11}"><soap:Body><a b=c/>`,
    fault11('Server', `${PROCESS}An XML error has occurred. Line 1, position 87.`),
  ],
  [
    'no action: text that is no XML',
    withoutAction,
    'hello',
    fault12('Receiver', `${PROCESS}Data at the root level is invalid. Line 1, position 1.`),
  ],
  [
    'no action: text behind a comment',
    withoutAction,
    '<!-- a -->\n<?b c?> hello',
    fault12('Receiver', `${PROCESS}Data at the root level is invalid. Line 2, position 9.`),
  ],
  [
    'no action: form data',
    { 'content-type': 'application/x-www-form-urlencoded' },
    'a=b',
    fault12('Receiver', `${PROCESS}Data at the root level is invalid. Line 1, position 1.`),
  ],
  ['no action: nothing', withoutAction, '', fault12('Receiver', `${PROCESS}Root element is missing.`)],
  [
    'no action: a start tag that breaks off',
    withoutAction,
    '<soap:Envelope',
    fault12('Receiver', `${PROCESS}Unexpected end of file has occurred. Line 1, position 15.`),
  ],
  ['a DTD', soap11(), `<!DOCTYPE a [<!ENTITY b "c">]>${valid}`, bare(400, 'text/xml')],
  [
    'a DTD without action',
    withoutAction,
    `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>${valid}`,
    fault12('Receiver', `${PROCESS}DTD is prohibited in this XML document.`),
  ],
  [
    'a DTD without action that breaks off',
    withoutAction,
    '<!DOCTYPE a [',
    fault12('Receiver', `${PROCESS}DTD is prohibited in this XML document.`),
  ],
  ['ten thousand elements', soap11(), envelope(getTask('<a/>'.repeat(10_000))), bare(400, 'text/xml')],
  [
    'no action: ten thousand attributes',
    withoutAction,
    `<soap:Envelope xmlns:soap="${NS11}"${Array.from({ length: 10_000 }, (_, n) => ` a${n}=""`).join('')}/>`,
    fault12('Receiver', `${PROCESS}The document has too many elements and attributes. Line 1, position 88960.`),
  ],
  [
    'no action: a namespace longer than any address',
    withoutAction,
    `<soap:Envelope xmlns:soap="${'n'.repeat(2049)}"/>`,
    fault12('Receiver', `${PROCESS}The name of a namespace is too long. Line 1, position 2078.`),
  ],
];

const structure: readonly Row[] = [
  ['another root without namespace', soap11(), '<foo/>', mismatch('')],
  ['another root without namespace nor action', withoutAction, '<foo/>', mismatch('')],
  [
    'an envelope in an unknown namespace',
    soap11(),
    envelope(VALID_GET_TASK, { namespace: 'http://example.org/env' }),
    mismatch('http://example.org/env'),
  ],
  [
    '1.2: an envelope in an unknown namespace',
    soap12('GetTask'),
    envelope(VALID_GET_TASK, { namespace: 'http://example.org/env' }),
    mismatch('http://example.org/env'),
  ],
  [
    'no action: an envelope in an unknown namespace with a known body',
    withoutAction,
    envelope(VALID_GET_TASK, { namespace: 'http://example.org/env' }),
    mismatch('http://example.org/env'),
  ],
  [
    'no action: an envelope in an unknown namespace with an unknown body',
    withoutAction,
    envelope('', { namespace: 'http://example.org/env' }),
    mismatch('http://example.org/env'),
  ],
  [
    'no action: an envelope in an unknown namespace that breaks off',
    withoutAction,
    '<Envelope xmlns="http://example.org/env">',
    mismatch('http://example.org/env'),
  ],
  [
    'another root in the right namespace',
    soap11(),
    `<soap:Foo xmlns:soap="${NS11}"/>`,
    fault11('Client', READ + NO_ENVELOPE),
  ],
  [
    '1.2: another root in the right namespace',
    soap12('GetTask'),
    `<soap:Foo xmlns:soap="${NS12}"/>`,
    fault12('Sender', READ + NO_ENVELOPE),
  ],
  [
    '1.2: another root in the right namespace, no action',
    soap12(),
    `<soap:Foo xmlns:soap="${NS12}"/>`,
    fault12('Receiver', PROCESS + NO_ENVELOPE),
  ],
  ['an empty envelope', soap11(), `<soap:Envelope xmlns:soap="${NS11}"/>`, fault11('Client', READ + NO_BODY)],
  [
    '1.2: an empty envelope',
    soap12('GetTask'),
    `<soap:Envelope xmlns:soap="${NS12}"/>`,
    fault12('Sender', READ + NO_BODY),
  ],
  [
    'an envelope without body',
    soap11(),
    `<soap:Envelope xmlns:soap="${NS11}"><soap:Header/></soap:Envelope>`,
    fault11('Client', READ + NO_BODY),
  ],
  [
    'an envelope without body, no action',
    withoutAction,
    `<soap:Envelope xmlns:soap="${NS11}"><soap:Header/></soap:Envelope>`,
    fault11('Server', PROCESS + NO_BODY),
  ],
  [
    'an element before the body',
    soap11(),
    envelope(VALID_GET_TASK, { header: '<Foo/>' }),
    fault11('Client', READ + NO_BODY),
  ],
  [
    'an element before the body, no action',
    withoutAction,
    envelope(VALID_GET_TASK, { header: '<Foo/>' }),
    fault11('Client', READ + NO_BODY),
  ],
  ['text before the body', soap11(), envelope(VALID_GET_TASK, { header: 'text' }), fault11('Client', READ + NO_BODY)],
  [
    'two headers',
    soap11(),
    envelope(VALID_GET_TASK, { header: '<soap:Header/><soap:Header/>' }),
    fault11('Client', READ + NO_BODY),
  ],
  [
    'mustUnderstand="1"',
    soap11(),
    envelope(VALID_GET_TASK, { header: header('soap:mustUnderstand="1"') }),
    notUnderstood('1.1'),
  ],
  [
    'mustUnderstand="true" for another actor',
    soap11(),
    envelope(VALID_GET_TASK, { header: header('soap:mustUnderstand="true" soap:actor="urn:a"') }),
    notUnderstood('1.1'),
  ],
  [
    '1.2: mustUnderstand="true"',
    soap12(),
    envelope(VALID_GET_TASK, { namespace: NS12, header: header('soap:mustUnderstand="true"') }),
    notUnderstood('1.2'),
  ],
  [
    'mustUnderstand="0"',
    soap11(),
    envelope(VALID_GET_TASK, { header: header('soap:mustUnderstand="0"') }),
    gotTask('1.1', 5),
  ],
  [
    'mustUnderstand="yes"',
    soap11(),
    envelope(VALID_GET_TASK, { header: header('soap:mustUnderstand="yes"') }),
    gotTask('1.1', 5),
  ],
  [
    'mustUnderstand without namespace',
    soap11(),
    envelope(VALID_GET_TASK, { header: header('mustUnderstand="1"') }),
    gotTask('1.1', 5),
  ],
  [
    'a second element in the body',
    soap11(),
    envelope(`${VALID_GET_TASK}<Foo><taskId>7</taskId></Foo>${getTask('<taskId>8</taskId>')}`),
    gotTask('1.1', 5),
  ],
  [
    'something after the body',
    soap11(),
    valid.replace('</soap:Body>', '</soap:Body><soap:Body/><Foo/>text'),
    gotTask('1.1', 5),
  ],
];

const mediaTypes: readonly Row[] = [
  ['another media type', { ...soap11(), 'content-type': 'application/xml' }, valid, bare(415, 'text/xml')],
  ['another media type without action', { 'content-type': 'text/plain' }, valid, bare(415, 'application/soap+xml')],
  ['no media type', { soapaction: '"http://tempuri.org/GetTask"' }, valid, bare(415, 'text/xml')],
  [
    'another media type with a body that is no XML',
    { ...soap11(), 'content-type': 'text/plain' },
    'hello',
    bare(415, 'text/xml'),
  ],
  [
    'a space before the semicolon',
    { ...soap11(), 'content-type': 'text/xml ; charset=utf-8' },
    valid,
    bare(415, 'text/xml'),
  ],
  ['a media type in other case', { ...soap11(), 'content-type': 'Text/XML;charset="UTF-8"' }, valid, gotTask('1.1', 5)],
  ['a SOAP 1.1 envelope in application/soap+xml', soap12('GetTask'), valid, bare(415, 'text/xml')],
  ['a SOAP 1.1 envelope in application/soap+xml without action', soap12(), valid, bare(415, 'text/xml')],
  ['a SOAP 1.2 envelope in text/xml', soap11(), valid12, gotTask('1.2', 5)],
  ['a SOAP 1.2 envelope in text/xml without SOAPAction', withoutAction, valid12, gotTask('1.2', 5)],
];

const inDocument = (line: number, column: number, reason: string): string =>
  `${READ}There is an error in XML document (${line}, ${column}). ---&gt; ${reason}`;

const I1 = 'Input string was not in a correct format.';

/** A value error is placed at the end tag behind the last parameter, when all is on one line. */
const misread = (document: string, tag: string, reason: string): string =>
  inDocument(1, document.indexOf(`</${tag}>`) + 3, reason);

const badGetTask = (title: string, parameters: string, reason: string): Row => {
  const document = envelope(getTask(parameters));
  return [title, soap11(), document, fault11('Client', misread(document, 'GetTask', reason))];
};

const badReassignTask = (title: string, parameters: string, reason: string): Row => {
  const document = envelope(reassignTask(parameters));
  return [title, soap11('ReassignTask'), document, fault11('Client', misread(document, 'ReassignTask', reason))];
};

const bad12 = envelope(getTask('<taskId>x</taskId>'), { namespace: NS12 });

const values: readonly Row[] = [
  badGetTask('an empty int', '<taskId></taskId>', I1),
  badGetTask('an empty int element', '<taskId/>', I1),
  badGetTask('a nil int', '<taskId xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>', I1),
  badGetTask('a bad int', '<taskId>abc</taskId>', I1),
  badGetTask(
    'an int out of range',
    '<taskId>2147483648</taskId>',
    'Value was either too large or too small for an Int32.',
  ),
  badGetTask('a bad int in an element of another case', '<TASKID>abc</TASKID>', I1),
  badReassignTask(
    'a bad dateTime',
    '<newDueDate>04/15/2030</newDueDate>',
    "The string '04/15/2030' is not a valid AllXsd value.",
  ),
  badReassignTask(
    'a bad boolean',
    '<sendTaskNotice>True</sendTaskNotice>',
    "The string 'True' is not a valid Boolean value.",
  ),
  ['1.2: a bad int', soap12(), bad12, fault12('Sender', misread(bad12, 'GetTask', I1))],
  ['a bad int in an indented envelope', soap11(), INDENTED, fault11('Client', inDocument(6, 25, I1))],
  [
    'a bad int in an envelope with CR LF',
    soap11(),
    INDENTED.replaceAll('\n', '\r\n'),
    fault11('Client', inDocument(6, 25, I1)),
  ],
  [
    'a bad int before a start tag',
    soap11(),
    INDENTED.replace('</taskId>', '</taskId><a/>'),
    fault11('Client', inDocument(6, 26, I1)),
  ],
  [
    'a bad int before a comment',
    soap11(),
    INDENTED.replace('</taskId>', '</taskId><!--a-->'),
    fault11('Client', inDocument(6, 29, I1)),
  ],
  [
    'a bad int before an envelope that breaks off',
    soap11(),
    INDENTED.slice(0, -30),
    fault11('Client', inDocument(6, 25, I1)),
  ],
  ['a child element inside a parameter', soap11(), envelope(getTask('<taskId>5<a/></taskId>')), bare(400, 'text/xml')],
  [
    'a child element inside a parameter of another case',
    soap11(),
    envelope(getTask('<taskID>5<a/></taskID>')),
    bare(400, 'text/xml'),
  ],
  [
    '1.2: a child element inside a parameter',
    soap12(),
    envelope(getTask('<taskId>5<a/></taskId>'), { namespace: NS12 }),
    bare(400, 'application/soap+xml'),
  ],
];

const groups = { routing, 'ill-formed XML': illFormed, structure, 'media types': mediaTypes, values };

describe('SOAP answers', () => {
  for (const [group, rows] of Object.entries(groups)) {
    describe(group, () => {
      for (const [title, headers, body, answer] of rows) {
        it(`answers ${title}`, async () => {
          expect(sent((await ask(headers, body)).answer)).to.deep.equal(answer);
        });
      }
    });
  }

  it('answers a body over the limit in the version the headers name', async () => {
    const text =
      'There was an exception running the extensions specified in the config file. ---&gt; Maximum request length exceeded.';
    expect(sent((await ask(soap11(), '', { bodyTooLarge: true })).answer)).to.deep.equal(fault11('Server', text));
    expect(sent((await ask(soap12(), '', { bodyTooLarge: true })).answer)).to.deep.equal(fault12('Receiver', text));
  });

  it('says in the log which call could not be read', async () => {
    const { answer } = await ask(soap12('GetTask'), envelope(getTask('<taskId>x</taskId>'), { namespace: NS12 }));
    expect(answer.call).to.deep.equal({
      operation: 'GetTask',
      binding: 'soap12',
      outcome: 'unreadable',
      reason: 'taskId: There is an error in XML document (1, 137). ---> Input string was not in a correct format.',
    });
    expect((await ask(withoutAction, unknown)).answer.call).to.deep.equal({
      operation: 'unknown',
      binding: 'soap',
      outcome: 'unreadable',
      reason: 'Neither the action nor the body names an operation.',
    });
  });

  it('tells of a bad value before a header that is not understood', async () => {
    const document = envelope(getTask('<taskId>x</taskId>'), { header: header('soap:mustUnderstand="1"') });
    const { answer } = await ask(soap11(), document);
    expect(sent(answer)).to.deep.equal(fault11('Client', misread(document, 'GetTask', I1)));
  });

  it('never runs an operation whose message it rejects', async () => {
    for (const [title, headers, body, { status }] of Object.values(groups).flat()) {
      if (status !== 200) expect((await ask(headers, body)).call, title).to.equal(undefined);
    }
  });
});

describe('A fault of the operation', () => {
  const broken = new Error('password of the database');
  const dialect = createSoapDialect({
    operations: OPERATIONS,
    clock: () => new Date(),
    dispatch: () => Promise.reject(broken),
  });

  const text = `${PROCESS}An error occurred on the server.`;
  it('is reported with what was called', async () => {
    const answer = await dialect.answer(message(soap11(), valid));
    expect(answer.fault).to.equal(broken);
    expect(answer.call).to.deep.equal({ operation: 'GetTask', binding: 'soap11', outcome: 'fault' });
    expect(sent(answer)).to.deep.equal(fault11('Server', text));
  });

  it('is told in the version of the request, without its reason', () => {
    expect(soapFault(message(soap11(), valid))).to.deep.equal(fault11('Server', text));
    expect(soapFault(message(soap12(), valid12))).to.deep.equal(fault12('Receiver', text));
    expect(soapFault(message(soap11(), valid12))).to.deep.equal(fault12('Receiver', text));
    expect(soapFault(message({}, ''))).to.deep.equal(fault11('Server', text));
  });
});
