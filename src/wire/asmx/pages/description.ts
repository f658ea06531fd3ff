import { readWsdl } from '../contract/wsdl.ts';
import type { Message, TextAnswer } from '../../dialect.ts';
import type { HttpBindings } from '../call.ts';
import { escapeText } from '../answer/document.ts';

/** The address that wsdl/srv.wsdl carries in place of the one the client used. */
const PLACEHOLDER = 'http://HOST/srv.asmx';

/**
 * The file in the form ASP.NET sends: without comments and annotations, CR LF, no newline at the end
 * (docs/legacy/wire.md#wsdl).
 */
const bareWsdl = (): string =>
  readWsdl()
    .replace(/<!--.*?-->\n/gs, '')
    .replace(/\n *<s:annotation>(?:(?!<\/s:annotation>).)*<\/s:annotation>(?=\n *<s:complexType)/gs, '')
    .replace(/>\s*<s:annotation>.*?<\/s:annotation>\s*<\/s:element>/gs, ' />')
    .trimEnd();

function wsdlOf({ httpGet, httpPost }: HttpBindings): string {
  let wsdl = bareWsdl();
  if (!httpGet) wsdl = without('HttpGet', wsdl);
  if (!httpPost) wsdl = without('HttpPost', wsdl);
  return wsdl;
}

const withCarriageReturns = (text: string): string => text.replaceAll('\n', '\r\n');

/**
 * The SOAP 1.1 port alone, for tools that stop at a second binding (Salesforce's) or at an empty type (GraphQL Mesh's).
 * It says the same of that port: a type with an empty sequence allows as little as an empty one.
 */
const soap11Of = (wsdl: string): string =>
  ['Soap12', 'HttpGet', 'HttpPost']
    .reduce((rest, suffix) => without(suffix, rest), wsdl)
    .replace(/^( *)<s:complexType \/>$/gm, '$1<s:complexType>\n$1  <s:sequence />\n$1</s:complexType>');

/**
 * Takes out what belongs to one binding, which ASP.NET reflects only while its protocol is switched on: the messages,
 * port type, binding and port with names that end so (docs/legacy/wire.md#wsdl). Each element ends where its
 * indentation returns.
 */
function without(suffix: string, wsdl: string): string {
  const start = `^( +)<wsdl:(message|portType|binding|port) name="\\w+${suffix}(?:In|Out)?"(?: \\w+="[^"]*")*`;
  return wsdl.replace(new RegExp(`${start}(?: />|>\\n.*?^\\1</wsdl:\\2>)\\n`, 'gms'), '');
}

const DISCO = `<?xml version="1.0" encoding="utf-8"?>
<discovery xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.xmlsoap.org/disco/">
  <contractRef ref="${PLACEHOLDER}?wsdl" docRef="${PLACEHOLDER}" xmlns="http://schemas.xmlsoap.org/disco/scl/" />
  <soap address="${PLACEHOLDER}" xmlns:q1="http://tempuri.org/" binding="q1:SrvSoap" xmlns="http://schemas.xmlsoap.org/disco/soap/" />
  <soap address="${PLACEHOLDER}" xmlns:q2="http://tempuri.org/" binding="q2:SrvSoap12" xmlns="http://schemas.xmlsoap.org/disco/soap/" />
</discovery>`.replaceAll('\n', '\r\n');

export interface Description {
  /**
   * Answers a GET on the service's own address that asks for its WSDL or disco document (docs/legacy/wire.md#wsdl),
   * with the origin and the path the client used as the service's address; null when the query asks for neither.
   */
  readonly documentFor: (message: Message) => TextAnswer | null;
}

/** Builds the documents that describe the service with the bindings that are switched on. */
export function createDescription(bindings: HttpBindings): Description {
  const wsdl = withCarriageReturns(wsdlOf(bindings));
  const soap11 = withCarriageReturns(soap11Of(bareWsdl()));
  return {
    documentFor(message) {
      const { bare, names } = readQuery(message.query);
      if (names.has('schema')) return notFound('Schema not found.');
      if (bare === 'singlewsdl' || names.get('wsdl')?.toLowerCase() === 'soap11') return document(soap11, message);
      if (names.has('wsdl')) return notFound('XML Web service description was not found.');
      if (bare === 'wsdl') return document(wsdl, message);
      if (bare === 'disco') return document(DISCO, message);
      return null;
    },
  };
}

/**
 * Splits a query as .NET's QueryString does: `a=b` has a name, a bare `a` has none, and two bare words are one
 * value with a comma, which names nothing we know.
 */
function readQuery(query: string): { readonly bare: string; readonly names: ReadonlyMap<string, string> } {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const bare = decoded(pairs.filter((pair) => !pair.includes('='))).map(([name]) => name);
  const names = decoded(pairs.filter((pair) => pair.includes('=')));
  return { bare: bare.join(','), names: new Map(names) };
}

const decoded = (pairs: readonly string[]): readonly (readonly [string, string])[] =>
  [...new URLSearchParams(pairs.join('&'))].map(([name, value]) => [name.toLowerCase(), value]);

function document(template: string, { origin, path }: Message): TextAnswer {
  const address = escapeText(origin + path).replaceAll('"', '&quot;');
  return {
    status: 200,
    headers: {
      'Cache-Control': 'private, max-age=0',
      'Content-Type': 'text/xml; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
    },
    body: template.replaceAll(PLACEHOLDER, () => address),
  };
}

const notFound = (text: string): TextAnswer => ({
  status: 500,
  headers: { 'Cache-Control': 'private', 'Content-Type': 'text/plain; charset=utf-8' },
  body: `${text}\r\n`,
});
