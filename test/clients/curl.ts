import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { at, readXml } from './xml.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Whether the server said `100 Continue` before it answered. */
  readonly saidContinue: boolean;
}

/** Runs curl and takes its answer apart; throws curl's own words when it cannot complete the exchange. */
export async function curl(...args: readonly string[]): Promise<HttpAnswer> {
  const options = ['--silent', '--show-error', '--include', '--max-time', '30'];
  const { stdout } = await promisify(execFile)('curl', [...options, ...args], { encoding: 'buffer' });
  return readAnswer(stdout);
}

function readAnswer(bytes: Buffer): HttpAnswer {
  const headEnd = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, headEnd).toString('latin1');
  const rest = bytes.subarray(headEnd + 4);
  const status = Number(/^HTTP\/\d\.\d (\d{3})/.exec(head)?.[1]);
  if (status === 100) return { ...readAnswer(rest), saidContinue: true };
  const contentType = /^content-type: *(.*)$/im.exec(head)?.[1] ?? '';
  return {
    status,
    contentType,
    body: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rest),
    saidContinue: false,
  };
}

/** Fetches the WSDL and lists the operations of one port's binding, after a look at the port's address. */
export async function operationsOf(url: string, port: string): Promise<readonly string[]> {
  const { status, contentType, body } = await curl(`${url}?wsdl`);
  expect([status, contentType]).to.deep.equal([200, 'text/xml; charset=utf-8']);
  const definitions = readXml(body);
  const ports = at(definitions, 'service').children;
  const address = ports.find(({ attributes }) => attributes.name === port)?.children[0]?.attributes.location;
  expect(address, `address of ${port}`).to.equal(url);
  const binding = definitions.children.find(({ name, attributes }) => name === 'binding' && attributes.name === port);
  return (binding?.children ?? [])
    .filter(({ name }) => name === 'operation')
    .map(({ attributes }) => attributes.name ?? '');
}
