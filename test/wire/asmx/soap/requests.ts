import type { Operation, Parameter } from '../../../../src/wire/asmx/contract/operation.ts';
import type { Answer, Message, TextAnswer } from '../../../../src/wire/dialect.ts';
import type { AsmxCall } from '../../../../src/wire/asmx/call.ts';
import { element } from '../../../../src/wire/asmx/answer/document.ts';
import { createSoapDialect } from '../../../../src/wire/asmx/soap/soap.ts';

const parameter = (name: string, type: Parameter['type']): Parameter => ({
  name,
  type,
  optional: false,
  description: '',
});

const operation = (name: string, ...parameters: Parameter[]): Operation => ({ name, description: '', parameters });

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  AuthenticateUser: operation('AuthenticateUser', parameter('UID', 'string'), parameter('PWD', 'string')),
  GetTask: operation('GetTask', parameter('authenticationTicket', 'string'), parameter('taskId', 'int')),
  ReassignTask: operation(
    'ReassignTask',
    parameter('authenticationTicket', 'string'),
    parameter('taskId', 'int'),
    parameter('reassignTo', 'string'),
    parameter('newDueDate', 'dateTime'),
    parameter('newInstructions', 'string'),
    parameter('sendTaskNotice', 'boolean'),
  ),
};

export const NS11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const NS12 = 'http://www.w3.org/2003/05/soap-envelope';

export const envelope = (body: string, { namespace = NS11, header = '' } = {}): string =>
  `<soap:Envelope xmlns:soap="${namespace}">${header}<soap:Body>${body}</soap:Body></soap:Envelope>`;

export const getTask = (parameters: string): string => `<GetTask xmlns="http://tempuri.org/">${parameters}</GetTask>`;

export const reassignTask = (parameters: string): string =>
  `<ReassignTask xmlns="http://tempuri.org/">${parameters}</ReassignTask>`;

export const VALID_GET_TASK = getTask('<authenticationTicket>abc</authenticationTicket><taskId>5</taskId>');

export type Headers = Message['headers'];

export const soap11 = (action: string | undefined = 'GetTask'): Headers => ({
  'content-type': 'text/xml; charset=utf-8',
  soapaction: `"http://tempuri.org/${action}"`,
});

export const withoutAction: Headers = { 'content-type': 'text/xml; charset=utf-8' };

export const soap12 = (action?: string): Headers => ({
  'content-type': `application/soap+xml; charset=utf-8${action ? `; action="http://tempuri.org/${action}"` : ''}`,
});

export const message = (headers: Headers, body: string | Buffer, more: Partial<Message> = {}): Message => ({
  method: 'POST',
  path: '/srv.asmx',
  query: '',
  headers,
  body: typeof body === 'string' ? Buffer.from(body) : body,
  bodyTooLarge: false,
  origin: 'http://localhost',
  client: '192.0.2.7',
  requestId: 'r1',
  ...more,
});

export interface Asked {
  readonly answer: Answer;
  /** The call that reached the operation, if one did. */
  readonly call: AsmxCall | undefined;
}

/** Sends one request to a dialect whose operations answer the ticket and task number they got. */
export async function ask(headers: Headers, body: string | Buffer, more: Partial<Message> = {}): Promise<Asked> {
  let call: AsmxCall | undefined;
  const dialect = createSoapDialect({
    operations: OPERATIONS,
    clock: () => new Date(2024, 3, 1),
    dispatch: (each) => {
      call = each;
      const document = element('response', [element('taskId', String(each.values.taskId))], { success: 'true' });
      return Promise.resolve({ document, outcome: 'done' });
    },
  });
  const answer = await dialect.answer(message(headers, body, more));
  return { answer, call };
}

const START = '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="';
const SCHEMAS = '" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">';

export const answered11 = (body: string): string =>
  `${START}${NS11}${SCHEMAS}<soap:Body>${body}</soap:Body></soap:Envelope>`;

export const answered12 = (body: string): string =>
  `${START}${NS12}${SCHEMAS}<soap:Body>${body}</soap:Body></soap:Envelope>`;

const headersOf = (contentType: string, cacheControl: string) => ({
  'Cache-Control': cacheControl,
  'Content-Type': `${contentType}; charset=utf-8`,
});

/** The success answer to GetTask in either version. */
export const gotTask = (version: '1.1' | '1.2', taskId: number): Omit<Answer, 'call'> => {
  const body =
    '<GetTaskResponse xmlns="http://tempuri.org/"><GetTaskResult>' +
    `<response success="true" xmlns=""><taskId>${taskId}</taskId></response></GetTaskResult></GetTaskResponse>`;
  return version === '1.1'
    ? { status: 200, headers: headersOf('text/xml', 'private, max-age=0'), body: answered11(body) }
    : { status: 200, headers: headersOf('application/soap+xml', 'private, max-age=0'), body: answered12(body) };
};

/** A fault with an empty detail; `text` as it stands in the XML. */
export const fault11 = (code: string, text: string): Omit<TextAnswer, 'call'> => ({
  status: 500,
  headers: headersOf('text/xml', 'private'),
  body: answered11(
    `<soap:Fault><faultcode>soap:${code}</faultcode><faultstring>${text}</faultstring><detail /></soap:Fault>`,
  ),
});

export const fault12 = (code: string, text: string): Omit<Answer, 'call'> => ({
  status: 500,
  headers: headersOf('application/soap+xml', 'private'),
  body: answered12(
    `<soap:Fault><soap:Code><soap:Value>soap:${code}</soap:Value></soap:Code><soap:Reason>` +
      `<soap:Text xml:lang="en">${text}</soap:Text></soap:Reason><soap:Detail /></soap:Fault>`,
  ),
});

export const bare = (status: number, contentType: string): Omit<Answer, 'call'> => ({
  status,
  headers: headersOf(contentType, 'private'),
  body: '',
});

/** An answer as it goes over the wire, without what is said for the log. */
export const sent = ({ status, headers, body }: Answer): Omit<Answer, 'call'> => ({ status, headers, body });
