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
 * Reads the operations of a WSDL in the order of its schema, with the descriptions of the port type SrvSoap.
 *
 * @throws an Error that names the place if the WSDL says something the contract has no word for
 */
export function readOperations(wsdl: string): readonly Operation[] {
  const definitions = only(elementsOf(parser.parse(wsdl)), 'wsdl:definitions');
  const schema = only(only(definitions.children, 'wsdl:types').children, 's:schema');
  const portType = named(definitions.children, 'wsdl:portType', 'SrvSoap');
  const described = new Map(all(portType.children, 'wsdl:operation').map((each) => [each.attributes.name, each]));

  return all(schema.children, 's:element')
    .filter((each) => described.has(each.attributes.name))
    .map((each) => ({
      name: attribute(each, 'name'),
      description: only(described.get(each.attributes.name)?.children ?? [], 'wsdl:documentation').text,
      parameters: parametersOf(each),
    }));
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

function named(elements: readonly Element[], name: string, value: string): Element {
  const found = all(elements, name).find((each) => each.attributes.name === value);
  if (found === undefined) throw new Error(`wsdl: there is no ${name} named ${value}`);
  return found;
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
