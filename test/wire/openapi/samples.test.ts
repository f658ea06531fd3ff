import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { callsOf, type Call } from '../../../src/wire/openapi/page-calls.ts';
import { readSamples, type Sample } from '../../support/samples/folder.ts';
import { oneOf, type Values } from '../../support/samples/templates.ts';
import { conformanceOf, type Conformance } from './conformance.ts';
import { describeAll, type Described } from './described.ts';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));
const JSON_TYPE = 'application/json';

/** What may be anything stands without quotes where it is a number. */
const ANY_NUMBER = /(?<=": )\{\{any\}\}/g;

/** Any secret will do: nobody is called. */
const secretsIn = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/\{\{([\w-]+:[^{}]+)\}\}/g)].map(([, placeholder = '']) => [placeholder, placeholder]));

/** The first line and the body of a request or an answer. */
function partsOf(text: string): { readonly first: string; readonly body: string } {
  const all = text.split('\n');
  const lines = all.slice(all.findIndex((line) => !line.startsWith('#')));
  const body = lines.slice(lines.indexOf('') + 1).join('\n');
  return { first: lines[0] ?? '', body: body.trim() };
}

describe('the OpenAPI document and the wire samples', () => {
  let all: Described;
  let conformance: Conformance;

  before(async () => {
    all = await describeAll();
    conformance = conformanceOf(all.document);
  });
  after(() => all.close());

  /** Of several paths that fit, the one with the fewest parts that may be anything counts. */
  function callAt(dialect: string, first: string): Call | undefined {
    const [method = '', target = ''] = first.split(' ');
    const [path = ''] = target.split('?');
    const fits = (call: Call): boolean =>
      new RegExp(`^${call.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
    const parts = (call: Call): number => call.path.split('{').length;
    const fitting = callsOf(all.document, dialect)
      .filter(fits)
      .sort((one, other) => parts(one) - parts(other));
    return fitting.find((call) => call.path === fitting[0]?.path && call.method === method);
  }

  function check({ name, exchanges }: Sample): void {
    for (const { request, response } of exchanges) {
      const values: Values = { loadedAt: new Date(), host: '127.0.0.1:8080', tickets: secretsIn(request + response) };
      const asked = partsOf(oneOf(request, values));
      const call = callAt(name.split('/')[0] ?? '', asked.first);
      if (!call) continue;
      const { responses = {}, requestBody } = call.operation;
      const answered = partsOf(oneOf(response.replaceAll(ANY_NUMBER, '0'), values));
      const status = answered.first.split(' ')[1] ?? '';
      expect(Object.keys(responses), `answers of ${call.id}`).to.include(status);

      const { content = {} } = responses[status] as { readonly content?: object };
      const type = /^Content-Type: ([^;\n]+)/m.exec(response)?.[1];
      expect(Object.keys(content), `media type of ${status}`).to.deep.equal(type === undefined ? [] : [type]);
      if (type !== undefined) {
        const faults = conformance.answer(JSON.parse(answered.body), call, { status, type });
        expect(faults, `the answer ${status}`).to.equal('');
      }
      const takesJson = requestBody && 'content' in requestBody && JSON_TYPE in requestBody.content;
      if (!status.startsWith('2') || !takesJson || asked.body === '') continue;
      const faults = conformance.request(JSON.parse(asked.body), call);
      expect(faults, 'the body of the request').to.equal('');
    }
  }

  const samples = readSamples(SAMPLES).filter(({ name }) => !name.startsWith('asmx/'));
  for (const operation of new Set(samples.map(({ name }) => name.split('/').slice(0, 2).join('/')))) {
    it(`agree on ${operation}`, () => {
      for (const sample of samples.filter(({ name }) => name.startsWith(`${operation}/`))) {
        try {
          check(sample);
        } catch (error) {
          throw new Error(`${sample.name}: ${error instanceof Error ? error.message : String(error)}`, {
            cause: error,
          });
        }
      }
    });
  }
});
