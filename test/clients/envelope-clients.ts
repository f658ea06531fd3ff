import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Client, ClientRun, Reply } from './client.ts';
import { curl, operationsOf } from './curl.ts';
import type { HttpAnswer } from './curl.ts';
import { ENVELOPE_SHAPES } from './envelopes.ts';
import type { EnvelopeShape } from './envelopes.ts';
import { at, readXml } from './xml.ts';

const VERSIONS = {
  'SOAP 1.1': {
    port: 'SrvSoap',
    namespace: 'http://schemas.xmlsoap.org/soap/envelope/',
    contentType: 'text/xml; charset=utf-8',
  },
  'SOAP 1.2': {
    port: 'SrvSoap12',
    namespace: 'http://www.w3.org/2003/05/soap-envelope',
    contentType: 'application/soap+xml; charset=utf-8',
  },
} as const;

export const envelopeRuns: readonly ClientRun[] = ENVELOPE_SHAPES.map((shape) => ({
  name: `curl as ${shape.name}`,
  binding: shape.version,
  start: (url) => start(shape, url),
}));

async function start({ version, headers, write, options = [] }: EnvelopeShape, url: string): Promise<Client> {
  const operations = await operationsOf(url, VERSIONS[version].port);
  const directory = await mkdtemp(join(tmpdir(), 'handover-envelope-'));
  const file = join(directory, 'envelope.xml');
  return {
    operations,
    call: async (operation, parameters) => {
      await writeFile(file, write(operation, parameters));
      const headerOptions = headers(`http://tempuri.org/${operation}`).flatMap((header) => ['--header', header]);
      return replyOf(await curl(...options, ...headerOptions, '--data-binary', `@${file}`, url), version, operation);
    },
    close: () => rm(directory, { recursive: true }),
  };
}

function replyOf(answer: HttpAnswer, version: EnvelopeShape['version'], operation: string): Reply {
  const { namespace, contentType } = VERSIONS[version];
  expect(answer.contentType).to.equal(contentType);
  expect(answer.body.startsWith('<?xml version="1.0" encoding="utf-8"?>'), 'begins with the declaration').to.equal(
    true,
  );
  const envelope = readXml(answer.body);
  expect([envelope.name, envelope.namespace]).to.deep.equal(['Envelope', namespace]);
  const body = at(envelope, 'Body');

  if (answer.status !== 200) {
    expect(answer.status).to.equal(500);
    const fault = at(body, 'Fault');
    if (version === 'SOAP 1.1') {
      return { kind: 'fault', code: at(fault, 'faultcode').text, text: at(fault, 'faultstring').text };
    }
    return { kind: 'fault', code: at(fault, 'Code', 'Value').text, text: at(fault, 'Reason', 'Text').text };
  }
  const [root, ...others] = at(body, `${operation}Response`, `${operation}Result`).children;
  if (root === undefined || others.length > 0) throw new Error('the result is not one element');
  return { kind: 'document', root };
}
