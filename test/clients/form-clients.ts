import { expect } from 'chai';
import type { Client, ClientRun, Parameters, Reply } from './client.ts';
import { curl, operationsOf } from './curl.ts';
import type { HttpAnswer } from './curl.ts';
import { readXml } from './xml.ts';

type Fields = readonly (readonly [name: string, value: string])[];

const fieldsOf = (parameters: Parameters): Fields =>
  Object.entries(parameters).map(([name, value]) => [name, String(value)]);

const encodedByCurl = (fields: Fields): readonly string[] =>
  fields.flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);

/**
 * `%uXXXX` for every code unit beyond ASCII: what .NET's HttpGet and HttpPost proxies write
 * (docs/legacy/wire.md#clients).
 */
const encodedByDotNet = (fields: Fields): readonly string[] => {
  const encode = (text: string): string =>
    text
      .replace(/[^A-Za-z0-9\-_.!*()']/g, (char) => (char < '\u0080' ? `%${hex(char, 2)}` : `%u${hex(char, 4)}`))
      .replaceAll('%20', '+');
  return ['--data-raw', fields.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')];
};

const hex = (char: string, width: number): string => char.charCodeAt(0).toString(16).padStart(width, '0');

interface FormClient {
  readonly name: string;
  readonly verb: 'GET' | 'POST';
  readonly options: readonly string[];
  readonly encode?: (fields: Fields) => readonly string[];
  readonly check?: (answer: HttpAnswer) => void;
}

const FORM_CLIENTS: readonly FormClient[] = [
  { name: 'curl', verb: 'GET', options: [] },
  { name: 'curl', verb: 'POST', options: [] },
  { name: 'curl --http1.0', verb: 'GET', options: ['--http1.0'] },
  { name: 'curl --http1.0', verb: 'POST', options: ['--http1.0'] },
  { name: 'curl --compressed', verb: 'GET', options: ['--compressed'] },
  { name: 'curl with a chunked body', verb: 'POST', options: ['--header', 'Transfer-Encoding: chunked'] },
  {
    name: 'curl with Expect: 100-continue',
    verb: 'POST',
    options: ['--header', 'Expect: 100-continue', '--expect100-timeout', '20'],
    check: ({ saidContinue }) => expect(saidContinue, 'answered 100 Continue').to.equal(true),
  },
  { name: 'curl as a .NET proxy', verb: 'GET', options: [], encode: encodedByDotNet },
  {
    name: 'curl as a .NET proxy',
    verb: 'POST',
    options: ['--header', 'Expect: 100-continue'],
    encode: encodedByDotNet,
  },
];

export const formRuns: readonly ClientRun[] = FORM_CLIENTS.map((form) => ({
  name: form.name,
  binding: `HTTP ${form.verb}`,
  start: (url) => start(form, url),
}));

async function start({ verb, options, encode = encodedByCurl, check }: FormClient, url: string): Promise<Client> {
  return {
    operations: await operationsOf(url, verb === 'GET' ? 'SrvHttpGet' : 'SrvHttpPost'),
    call: async (operation, parameters) => {
      const method = verb === 'GET' ? ['--get'] : [];
      const answer = await curl(...method, ...options, ...encode(fieldsOf(parameters)), `${url}/${operation}`);
      check?.(answer);
      return replyOf(answer);
    },
    close: () => Promise.resolve(),
  };
}

/** 200 is a document, 500 is plain text, nothing else exists (docs/legacy/wire.md#bad-input-over-get-and-post). */
function replyOf({ status, contentType, body }: HttpAnswer): Reply {
  if (status === 200) {
    expect(contentType).to.equal('text/xml; charset=utf-8');
    expect(body.startsWith('<?xml version="1.0" encoding="utf-8"?>\r\n<'), 'begins with the declaration').to.equal(
      true,
    );
    return { kind: 'document', root: readXml(body) };
  }
  expect([status, contentType]).to.deep.equal([500, 'text/plain; charset=utf-8']);
  return { kind: 'fault', code: String(status), text: body };
}
