import type { Answer, AnsweredCall, Body } from '../../dialect.ts';
import { cacheControlOf, withEtag } from '../caching.ts';
import type { Binding } from '../call.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import { escapeText, surround } from '../answer/document.ts';

export type SoapVersion = '1.1' | '1.2';

/** Fault codes by their SOAP 1.1 names; SOAP 1.2 renames two of them. */
export type FaultCode = 'Client' | 'Server' | 'MustUnderstand' | 'VersionMismatch';

export const ENVELOPE_NAMESPACE: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

export const MEDIA_TYPE: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'text/xml',
  '1.2': 'application/soap+xml',
};

export const BINDING: Readonly<Record<SoapVersion, Binding>> = { '1.1': 'soap11', '1.2': 'soap12' };

const CODES_OF_1_2: Readonly<Partial<Record<FaultCode, string>>> = { Client: 'Sender', Server: 'Receiver' };

/** The outer halves of fault texts that carry an inner reason (docs/legacy/wire.md#soap-cases). */
export const UNABLE_TO_READ = 'Server was unable to read request. ---> ';
export const UNABLE_TO_PROCESS = 'Server was unable to process request. ---> ';

/** A SOAP request that gets no further; `answer` is what its client is told. */
export class RejectedEnvelope extends UnreadableCall {
  readonly answer: Answer;

  constructor(answer: Answer, message: string, reason = message) {
    super(message, { reason });
    this.answer = answer;
  }
}

const headersOf = (version: SoapVersion, cacheControl: string): Answer['headers'] => ({
  'Cache-Control': cacheControl,
  'Content-Type': `${MEDIA_TYPE[version]}; charset=utf-8`,
});

const envelope = (version: SoapVersion, body: Body, header = ''): Body =>
  surround(
    `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${ENVELOPE_NAMESPACE[version]}"` +
      ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">' +
      `${header}<soap:Body>`,
    body,
    '</soap:Body></soap:Envelope>',
  );

/**
 * Wraps the body's XML in an envelope that reports success (docs/legacy/wire.md#soap-answers); `fault` is for our own
 * log.
 */
export const successAnswer = (
  version: SoapVersion,
  body: Body,
  call: AnsweredCall,
  { etag, fault }: { readonly etag: string | undefined; readonly fault: unknown },
): Answer => ({
  status: 200,
  headers: withEtag(headersOf(version, cacheControlOf(call.operation)), etag),
  body: envelope(version, body),
  call,
  fault,
});

/**
 * Tells which envelope versions are understood; it goes with every VersionMismatch (docs/legacy/wire.md#soap-cases).
 */
const UPGRADE =
  '<soap:Header><soap12:Upgrade xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">' +
  '<soap12:SupportedEnvelope qname="soap:Envelope" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" />' +
  '<soap12:SupportedEnvelope qname="soap12:Envelope" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope" />' +
  '</soap12:Upgrade></soap:Header>';

/** Writes a fault; a fault about a header has no detail element (docs/legacy/wire.md#soap-cases). */
export function faultAnswer(version: SoapVersion, code: FaultCode, text: string): Answer {
  const fault = version === '1.1' ? faultOf11(code, text) : faultOf12(code, text);
  const header = code === 'VersionMismatch' ? UPGRADE : '';
  return { status: 500, headers: headersOf(version, 'private'), body: envelope(version, fault, header) };
}

const faultOf11 = (code: FaultCode, text: string): string =>
  `<soap:Fault><faultcode>soap:${code}</faultcode><faultstring>${escapeText(text)}</faultstring>` +
  `${code === 'MustUnderstand' ? '' : '<detail />'}</soap:Fault>`;

const faultOf12 = (code: FaultCode, text: string): string =>
  `<soap:Fault><soap:Code><soap:Value>soap:${CODES_OF_1_2[code] ?? code}</soap:Value></soap:Code>` +
  `<soap:Reason><soap:Text xml:lang="en">${escapeText(text)}</soap:Text></soap:Reason>` +
  `${code === 'MustUnderstand' ? '' : '<soap:Detail />'}</soap:Fault>`;

/** Rejects with a fault; `reason` is for our own log, without what the client sent. */
export const rejectedByFault = (
  version: SoapVersion,
  code: FaultCode,
  text: string,
  reason?: string,
): RejectedEnvelope => new RejectedEnvelope(faultAnswer(version, code, text), text, reason);

/**
 * Rejects with a bare status. LEGACY: ill-formed XML and wrong content types are answered without a body, under the
 * content type of the fault that would have been written (docs/legacy/wire.md#soap-cases).
 */
export const rejectedByStatus = (version: SoapVersion, status: 400 | 415, reason: string): RejectedEnvelope =>
  new RejectedEnvelope({ status, headers: headersOf(version, 'private'), body: '' }, reason);

/**
 * Rejects an envelope in a namespace of neither version. LEGACY: always a 1.1 fault in text/xml, whatever the request
 * looked like (docs/legacy/wire.md#soap-cases).
 */
export const rejectedVersion = (namespace: string): RejectedEnvelope =>
  rejectedByFault(
    '1.1',
    'VersionMismatch',
    `Possible SOAP version mismatch: Envelope namespace ${namespace} was unexpected.` +
      ` Expecting ${ENVELOPE_NAMESPACE['1.1']}.`,
    'Possible SOAP version mismatch: The namespace of the envelope was unexpected.',
  );
