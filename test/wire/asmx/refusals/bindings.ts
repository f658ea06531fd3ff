import type { Operation } from '../../../../src/wire/asmx/contract/operation.ts';

/** Values by the names of the contract, with the placeholders of wire samples; one that is left out is not sent. */
export type Values = ReadonlyMap<string, string>;

/** A way to call, in the words of wire samples: what is sent, and what must come back. */
export interface Binding {
  request(operation: Operation, values: Values): string;
  /** The answer with a document of one element; SOAP writes what else XML needs into it. */
  answer(operation: Operation, document: string, cacheControl: string): string;
}

const HOST = 'Host: {{host}}';
const ENVELOPES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XSD = 'http://www.w3.org/2001/XMLSchema';
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** Encodes everything but placeholders, which stand for what needs no encoding. */
const encoded = (text: string) =>
  text
    .split(/(\{\{[^{}]+\}\})/)
    .map((piece, index) => (index % 2 === 0 ? encodeURIComponent(piece) : piece))
    .join('');
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const formOf = (values: Values) => [...values].map(([name, value]) => `${name}=${encoded(value)}`).join('&');

const answered = (contentType: string, cacheControl: string, body: string) =>
  ['HTTP/1.1 200 OK', `Cache-Control: ${cacheControl}`, `Content-Type: ${contentType}`, '', body, ''].join('\n');

const plain = (_: Operation, document: string, cacheControl: string) =>
  answered('text/xml; charset=utf-8', cacheControl, `${DECLARATION}␍\n${document}`);

const soap = (version: keyof typeof ENVELOPES, headersOf: (action: string) => readonly string[]): Binding => ({
  request({ name }, values) {
    const parameters = [...values].map(([each, value]) => `<${each}>${escaped(value)}</${each}>`).join('');
    return [
      'POST /srv.asmx HTTP/1.1',
      HOST,
      ...headersOf(`http://tempuri.org/${name}`),
      'Content-Length: {{length}}',
      '',
      `${DECLARATION}<soap:Envelope xmlns:xsi="${XSI}" xmlns:xsd="${XSD}" xmlns:soap="${ENVELOPES[version]}"><soap:Body>` +
        `<${name} xmlns="http://tempuri.org/">${parameters}</${name}></soap:Body></soap:Envelope>`,
    ].join('\n');
  },
  answer({ name }, document, cacheControl) {
    const type = version === '1.1' ? 'text/xml' : 'application/soap+xml';
    return answered(
      `${type}; charset=utf-8`,
      cacheControl,
      `${DECLARATION}<soap:Envelope xmlns:soap="${ENVELOPES[version]}" xmlns:xsi="${XSI}" xmlns:xsd="${XSD}"><soap:Body>` +
        `<${name}Response xmlns="http://tempuri.org/"><${name}Result>${document.replace(' />', ' xmlns="" />')}` +
        `</${name}Result></${name}Response></soap:Body></soap:Envelope>`,
    );
  },
});

export const BINDINGS = {
  get: {
    request: ({ name }, values) => [`GET /srv.asmx/${name}?${formOf(values)} HTTP/1.1`, HOST, '', ''].join('\n'),
    answer: plain,
  },
  post: {
    request: ({ name }, values) =>
      [
        `POST /srv.asmx/${name} HTTP/1.1`,
        HOST,
        'Content-Type: application/x-www-form-urlencoded',
        'Content-Length: {{length}}',
        '',
        formOf(values),
      ].join('\n'),
    answer: plain,
  },
  soap11: soap('1.1', (action) => ['Content-Type: text/xml; charset=utf-8', `SOAPAction: "${action}"`]),
  soap12: soap('1.2', (action) => [`Content-Type: application/soap+xml; charset=utf-8; action="${action}"`]),
} as const satisfies Record<string, Binding>;
