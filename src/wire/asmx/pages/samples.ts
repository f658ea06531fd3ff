import type { Operation } from '../contract/operation.ts';
import type { HttpBindings } from '../call.ts';
import type { PageContext } from './layout.ts';
import { joinLines, markup, type Markup } from '../../html/markup.ts';

/** A request and its response as docs/legacy/wire.md#help-pages shows them, with type names where values go. */
export interface Sample {
  readonly title: string;
  readonly request: Markup;
  readonly response: Markup;
}

const FORM_URLENCODED = 'application/x-www-form-urlencoded';

const placeholder = (word: string): Markup => markup`<var>${word}</var>`;

const text = (line: string): Markup => markup`${line}`;

const contentLines = (type: string): readonly Markup[] => [
  text(`Content-Type: ${type}`),
  markup`Content-Length: ${placeholder('length')}`,
];

/** Behind a proxy the origin may end in a path, which belongs to the target. */
const requestLines = (method: string, below: Markup, { origin, path }: PageContext): readonly Markup[] => {
  const [, host = '', prefix = ''] = /^[a-z]+:\/\/([^/]*)(.*)$/.exec(origin) ?? [];
  return [markup`${method} ${prefix}${path}${below} HTTP/1.1`, text(`Host: ${host}`)];
};

/** Renders the samples of SOAP and the bindings that are switched on, in the order of the original's page. */
export const samplesOf = (
  operation: Operation,
  context: PageContext,
  { httpGet, httpPost }: HttpBindings,
): readonly Sample[] => [
  soapSample(operation, context, {
    title: 'SOAP 1.1',
    prefix: 'soap',
    namespace: 'http://schemas.xmlsoap.org/soap/envelope/',
    type: 'text/xml; charset=utf-8',
    action: [text(`SOAPAction: "http://tempuri.org/${operation.name}"`)],
  }),
  soapSample(operation, context, {
    title: 'SOAP 1.2',
    prefix: 'soap12',
    namespace: 'http://www.w3.org/2003/05/soap-envelope',
    type: 'application/soap+xml; charset=utf-8',
    action: [],
  }),
  ...(httpGet ? [getSample(operation, context)] : []),
  ...(httpPost ? [postSample(operation, context)] : []),
];

interface SoapVersion {
  readonly title: string;
  readonly prefix: string;
  readonly namespace: string;
  readonly type: string;
  readonly action: readonly Markup[];
}

function soapSample({ name, parameters }: Operation, context: PageContext, version: SoapVersion): Sample {
  const call =
    parameters.length === 0
      ? [text(`    <${name} xmlns="http://tempuri.org/" />`)]
      : [
          text(`    <${name} xmlns="http://tempuri.org/">`),
          ...parameters.map((each) => markup`${`      <${each.name}>`}${placeholder(each.type)}${`</${each.name}>`}`),
          text(`    </${name}>`),
        ];
  const result = [
    text(`    <${name}Response xmlns="http://tempuri.org/">`),
    markup`${`      <${name}Result>`}${placeholder('xml')}${`</${name}Result>`}`,
    text(`    </${name}Response>`),
  ];
  const request = [
    ...requestLines('POST', text(''), context),
    ...contentLines(version.type),
    ...version.action,
    text(''),
    ...envelope(version, call),
  ];
  const response = [text('HTTP/1.1 200 OK'), ...contentLines(version.type), text(''), ...envelope(version, result)];
  return { title: version.title, request: joinLines(request), response: joinLines(response) };
}

const envelope = ({ prefix, namespace }: SoapVersion, body: readonly Markup[]): readonly Markup[] => [
  text('<?xml version="1.0" encoding="utf-8"?>'),
  text(
    `<${prefix}:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
      `xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:${prefix}="${namespace}">`,
  ),
  text(`  <${prefix}:Body>`),
  ...body,
  text(`  </${prefix}:Body>`),
  text(`</${prefix}:Envelope>`),
];

/** Form values are text whatever they mean, so each is shown as `string`. */
const formOf = ({ parameters }: Operation): readonly Markup[] =>
  parameters.map(({ name }, at) => markup`${at === 0 ? '' : '&'}${name}=${placeholder('string')}`);

const formResponse = joinLines([
  text('HTTP/1.1 200 OK'),
  ...contentLines('text/xml; charset=utf-8'),
  text(''),
  text('<?xml version="1.0" encoding="utf-8"?>'),
  placeholder('xml'),
]);

function getSample(operation: Operation, context: PageContext): Sample {
  const query = operation.parameters.length === 0 ? '' : markup`?${formOf(operation)}`;
  const below = markup`/${operation.name}${query}`;
  return { title: 'HTTP GET', request: joinLines(requestLines('GET', below, context)), response: formResponse };
}

function postSample(operation: Operation, context: PageContext): Sample {
  const request = [
    ...requestLines('POST', text(`/${operation.name}`), context),
    ...contentLines(FORM_URLENCODED),
    text(''),
    markup`${formOf(operation)}`,
  ];
  return { title: 'HTTP POST', request: joinLines(request), response: formResponse };
}
