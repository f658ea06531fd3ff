import { XMLParser } from 'fast-xml-parser';
import type { Operation, Parameter, ScalarType } from '../../src/wire/asmx/contract/operation.ts';

/** An element of the WSDL; names keep their prefixes, which the file uses one way only. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  ignoreDeclaration: true,
});

const TYPES: ReadonlySet<string> = new Set<ScalarType>(['string', 'int', 'boolean', 'dateTime']);

const isScalarType = (type: string): type is ScalarType => TYPES.has(type);

/**
 * Reads the operations of a WSDL in the order of its schema: each is a request element, with its description and its
 * parameters. Nothing else of the file is looked at, because `renderWsdl` derives it from them.
 *
 * @throws Error that names the place when the WSDL says something that the contract has no word for
 */
export function readOperations(wsdl: string): readonly Operation[] {
  const definitions = only(elementsOf(parser.parse(wsdl)), 'wsdl:definitions');
  const schema = only(only(definitions.children, 'wsdl:types').children, 's:schema');
  const elements = new Map<string, Element>();
  for (const element of all(schema.children, 's:element')) {
    const name = attribute(element, 'name');
    if (elements.has(name)) throw new Error(`wsdl: the element ${name} is there twice`);
    elements.set(name, element);
  }
  const isResponse = (name: string): boolean =>
    name.endsWith('Response') && elements.has(name.replace(/Response$/, ''));

  return [...elements]
    .filter(([name]) => !isResponse(name))
    .map(([name, request]) => ({ name, description: descriptionOf(request), parameters: parametersOf(request) }));
}

function descriptionOf(request: Element): string {
  const annotation = all(request.children, 's:annotation')[0];
  if (!annotation) throw new Error(`wsdl: operation ${attribute(request, 'name')} has no description`);
  return only(annotation.children, 's:documentation').text;
}

function parametersOf(request: Element): readonly Parameter[] {
  const complexType = only(request.children, 's:complexType');
  if (complexType.children.length === 0) return [];
  return all(only(complexType.children, 's:sequence').children, 's:element').map(parameterOf);
}

function parameterOf(element: Element): Parameter {
  const name = attribute(element, 'name');
  const type = attribute(element, 'type').replace(/^s:/, '');
  if (!isScalarType(type)) throw new Error(`wsdl: parameter ${name} has the type ${type}, which no dialect can read`);
  const annotation = only(element.children, 's:annotation').children;
  const notes = all(annotation, 's:appinfo').map(({ text }) => text);
  const unknown = notes.find((note) => note !== 'optional' && note !== 'whole day');
  if (unknown !== undefined) throw new Error(`wsdl: parameter ${name} has the note ${unknown}, which means nothing`);
  if (notes.includes('whole day') && type !== 'dateTime') throw new Error(`wsdl: parameter ${name} is no day`);
  return {
    name,
    type,
    optional: notes.includes('optional'),
    ...(notes.includes('whole day') ? { wholeDay: true as const } : {}),
    description: only(annotation, 's:documentation').text,
  };
}

const all = (elements: readonly Element[], name: string): readonly Element[] =>
  elements.filter((each) => each.name === name);

function only(elements: readonly Element[], name: string): Element {
  const [first, ...more] = all(elements, name);
  if (first === undefined || more.length > 0)
    throw new Error(`wsdl: expected one ${name}, found ${more.length + (first ? 1 : 0)}`);
  return first;
}

function attribute(element: Element, name: string): string {
  const value = element.attributes[name];
  if (value === undefined) throw new Error(`wsdl: ${element.name} has no attribute ${name}`);
  return value;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** fast-xml-parser's ordered form: `[{ "tag": [children], ":@": { attributes } }, { "#text": "…" }]`. */
function elementsOf(nodes: unknown): readonly Element[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.filter(isRecord).flatMap((node) =>
    Object.entries(node)
      .filter(([name]) => name !== ':@' && name !== '#text')
      .map(([name, content]) => ({
        name,
        attributes: attributesOf(node[':@']),
        children: elementsOf(content),
        text: textOf(content),
      })),
  );
}

const attributesOf = (attributes: unknown): Readonly<Record<string, string>> =>
  isRecord(attributes)
    ? Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]))
    : {};

const textOf = (nodes: unknown): string =>
  Array.isArray(nodes)
    ? nodes
        .filter(isRecord)
        .map((node) => (typeof node['#text'] === 'string' ? node['#text'] : ''))
        .join('')
    : '';
