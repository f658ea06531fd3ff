import type { Operation } from '../../src/wire/asmx/contract/operation.ts';
import { responseElement, wsdlAfterSchema } from './asmx-wsdl.ts';

/** The address that the file carries; a served WSDL has the one that the client used in its place. */
const ADDRESS = 'http://HOST/srv.asmx';

/**
 * Writes wsdl/srv.wsdl anew: everything up to the schema and each operation's request element stay as they are; the
 * response elements, messages, port types, bindings and the service are derived from them.
 *
 * @param operations what readOperations reads in the same text
 * @throws Error when the schema holds something between its request and response elements
 */
export function renderWsdl(wsdl: string, operations: readonly Operation[]): string {
  const [, head = '', schema = ''] = /^(.*?<s:schema [^>]*>\n)(.*?)^ *<\/s:schema>\n/ms.exec(wsdl) ?? [];
  const elements = [...schema.matchAll(/^ {6}<s:element name="(\w+)">\n.*?^ {6}<\/s:element>\n/gms)];
  const written = elements.map(([text]) => text).join('');
  if (written !== schema) throw new Error(`wsdl: not an element at six spaces: ${firstDifference(written, schema)}`);
  const texts = new Map(elements.map(([text, name = '']) => [name, text]));
  const requests = operations.map((operation) => `${texts.get(operation.name)}${responseElement(operation)}`);
  return `${head}${requests.join('')}    </s:schema>\n${wsdlAfterSchema(operations, ADDRESS)}\n`;
}

function firstDifference(one: string, other: string): string {
  const lines = one.split('\n');
  return other.split('\n').find((line, at) => line !== lines[at]) ?? '';
}
