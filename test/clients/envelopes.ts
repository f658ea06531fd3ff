import type { Parameters } from './client.ts';

/**
 * Requests written as client stacks write them that a Debian machine cannot run, and by hand: each shape is one of
 * docs/legacy/wire.md#clients. curl sends them.
 */
export interface EnvelopeShape {
  readonly name: string;
  readonly version: 'SOAP 1.1' | 'SOAP 1.2';
  readonly headers: (action: string) => readonly string[];
  /** The message as sent; a string goes out as UTF-8. */
  readonly write: (operation: string, parameters: Parameters) => string | Buffer;
  readonly options?: readonly string[];
}

const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
const SOAP_12 = 'http://www.w3.org/2003/05/soap-envelope';
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const XSD = 'xmlns:xsd="http://www.w3.org/2001/XMLSchema"';
const SERVICE = 'http://tempuri.org/';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const asReferences = (text: string): string =>
  escape(text).replace(/[^\t\n\r -~]/gu, (char) => `&#x${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()};`);
const asCdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

const XSD_TYPES: Readonly<Record<string, string>> = {
  taskId: 'xsd:int',
  newDueDate: 'xsd:dateTime',
  sendTaskNotice: 'xsd:boolean',
};

interface Children {
  readonly prefix?: string;
  readonly encode?: (text: string) => string;
  readonly attributes?: (name: string) => string;
  readonly separator?: string;
}

const children = (
  parameters: Parameters,
  { prefix = '', encode = escape, attributes, separator = '' }: Children = {},
) =>
  Object.entries(parameters)
    .map(([name, value]) => `<${prefix}${name}${attributes?.(name) ?? ''}>${encode(String(value))}</${prefix}${name}>`)
    .join(separator);

const wrapper = (operation: string, parameters: Parameters, style?: Children): string =>
  `<${operation} xmlns="${SERVICE}">${children(parameters, style)}</${operation}>`;

const quotedAction = (action: string): string => `SOAPAction: "${action}"`;

export const ENVELOPE_SHAPES: readonly EnvelopeShape[] = [
  {
    name: '.NET SoapHttpClientProtocol',
    version: 'SOAP 1.1',
    headers: (action) => ['Content-Type: text/xml; charset=utf-8', quotedAction(action), 'Expect: 100-continue'],
    write: (operation, parameters) =>
      `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP_11}" ${XSI} ${XSD}><soap:Body>${wrapper(operation, parameters)}</soap:Body></soap:Envelope>`,
  },
  {
    name: '.NET SoapHttpClientProtocol',
    version: 'SOAP 1.2',
    headers: (action) => [
      `Content-Type: application/soap+xml; charset=utf-8; action="${action}"`,
      'Expect: 100-continue',
    ],
    write: (operation, parameters) =>
      `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${SOAP_12}" ${XSI} ${XSD}><soap:Body>${wrapper(operation, parameters)}</soap:Body></soap:Envelope>`,
  },
  {
    name: 'WCF basicHttpBinding',
    version: 'SOAP 1.1',
    headers: (action) => [
      'Content-Type: text/xml; charset=utf-8',
      quotedAction(action),
      'Expect: 100-continue',
      'Accept-Encoding: gzip, deflate',
    ],
    write: (operation, parameters) =>
      `<s:Envelope xmlns:s="${SOAP_11}"><s:Body ${XSI} ${XSD}>${wrapper(operation, parameters)}</s:Body></s:Envelope>`,
    options: ['--compressed'],
  },
  {
    name: 'WCF with a chunked body',
    version: 'SOAP 1.2',
    headers: (action) => [
      `Content-Type: application/soap+xml; charset=utf-8; action="${action}"`,
      'Transfer-Encoding: chunked',
    ],
    write: (operation, parameters) =>
      `<s:Envelope xmlns:s="${SOAP_12}"><s:Body ${XSI} ${XSD}>${wrapper(operation, parameters)}</s:Body></s:Envelope>`,
  },
  {
    name: 'JAX-WS RI',
    version: 'SOAP 1.1',
    headers: (action) => [
      'Content-Type: text/xml; charset=utf-8',
      quotedAction(action),
      'Accept: text/xml, multipart/related',
    ],
    write: (operation, parameters) =>
      `<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S="${SOAP_11}"><S:Body>${wrapper(operation, parameters)}</S:Body></S:Envelope>`,
  },
  {
    name: 'Axis 1.4',
    version: 'SOAP 1.1',
    headers: (action) => [
      'Content-Type: text/xml; charset=utf-8',
      'Accept: application/soap+xml, application/dime, multipart/related, text/*',
      'Cache-Control: no-cache',
      'Pragma: no-cache',
      quotedAction(action),
    ],
    write: (operation, parameters) =>
      `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${SOAP_11}" ${XSD} ${XSI}><soapenv:Body><ns1:${operation} soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:ns1="${SERVICE}">${children(
        parameters,
        {
          prefix: 'ns1:',
          encode: asReferences,
          attributes: (name) => ` xsi:type="${XSD_TYPES[name] ?? 'xsd:string'}"`,
        },
      )}</ns1:${operation}></soapenv:Body></soapenv:Envelope>`,
    options: ['--http1.0'],
  },
  {
    name: 'Delphi',
    version: 'SOAP 1.1',
    headers: (action) => ['Content-Type: text/xml; charset="utf-8"', quotedAction(action)],
    write: (operation, parameters) =>
      `<?xml version="1.0"?>\r\n<SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP_11}" ${XSD} ${XSI}><SOAP-ENV:Body>${wrapper(operation, parameters)}</SOAP-ENV:Body></SOAP-ENV:Envelope>\r\n`,
  },
  {
    name: 'MSSOAP 3.0',
    version: 'SOAP 1.1',
    headers: (action) => ['Content-Type: text/xml; charset="UTF-8"', quotedAction(action), 'Connection: Keep-Alive'],
    write: (operation, parameters) =>
      `<?xml version="1.0" encoding="UTF-8" standalone="no"?><SOAP-ENV:Envelope xmlns:SOAPSDK1="http://www.w3.org/2001/XMLSchema" xmlns:SOAPSDK2="http://www.w3.org/2001/XMLSchema-instance" xmlns:SOAPSDK3="http://schemas.xmlsoap.org/soap/encoding/" xmlns:SOAP-ENV="${SOAP_11}"><SOAP-ENV:Body>${wrapper(operation, parameters)}</SOAP-ENV:Body></SOAP-ENV:Envelope>`,
  },
  {
    name: 'an ABAP proxy',
    version: 'SOAP 1.1',
    headers: (action) => ['Content-Type: text/xml; charset=utf-8', quotedAction(action)],
    write: (operation, parameters) =>
      `<soap-env:Envelope xmlns:soap-env="${SOAP_11}"><soap-env:Header/><soap-env:Body><n0:${operation} xmlns:n0="${SERVICE}">${children(parameters, { prefix: 'n0:' })}</n0:${operation}></soap-env:Body></soap-env:Envelope>`,
  },
  {
    name: 'a hand-written envelope, indented, with comments and CDATA',
    version: 'SOAP 1.1',
    headers: (action) => ['Content-Type: text/xml; charset=utf-8', `SOAPAction: ${action}`],
    write: (operation, parameters) =>
      `\uFEFF<?xml version="1.0" encoding="utf-8"?>
<!-- from a script -->
<soap:Envelope xmlns:soap="${SOAP_11}">
  <soap:Header/>
  <soap:Body>
    <t:${operation} xmlns:t="${SERVICE}">
      <!-- parameters -->
      ${children(parameters, { prefix: 't:', encode: asCdata, separator: '\n      ' })}
    </t:${operation}>
  </soap:Body>
</soap:Envelope>
`,
  },
  {
    name: 'an envelope in UTF-16',
    version: 'SOAP 1.1',
    headers: (action) => ['Content-Type: text/xml; charset=utf-16', quotedAction(action)],
    write: (operation, parameters) =>
      Buffer.from(
        `\uFEFF<?xml version="1.0" encoding="utf-16"?><soap:Envelope xmlns:soap="${SOAP_11}"><soap:Body>${wrapper(operation, parameters)}</soap:Body></soap:Envelope>`,
        'utf16le',
      ),
  },
  {
    name: 'an envelope in text/xml without charset and SOAPAction',
    version: 'SOAP 1.1',
    headers: () => ['Content-Type: text/xml'],
    write: (operation, parameters) =>
      `<Envelope xmlns="${SOAP_11}"><Body>${wrapper(operation, parameters)}</Body></Envelope>`,
  },
  {
    name: 'an envelope without any action',
    version: 'SOAP 1.2',
    headers: () => ['Content-Type: application/soap+xml'],
    write: (operation, parameters) =>
      `<env:Envelope xmlns:env="${SOAP_12}"><env:Body>${wrapper(operation, parameters)}</env:Body></env:Envelope>`,
  },
  {
    name: 'an envelope with SOAPAction beside action=',
    version: 'SOAP 1.2',
    headers: (action) => [`Content-Type: application/soap+xml;charset=UTF-8;action="${action}"`, quotedAction(action)],
    write: (operation, parameters) =>
      `<soap:Envelope xmlns:soap="${SOAP_12}" xmlns:tem="${SERVICE}"><soap:Header/><soap:Body><tem:${operation}>${children(parameters, { prefix: 'tem:' })}</tem:${operation}></soap:Body></soap:Envelope>`,
  },
];
