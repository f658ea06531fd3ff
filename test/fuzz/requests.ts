import fc from 'fast-check';
import type { Call } from '../../src/wire/openapi/page-calls.ts';
import { damagedText, damagedValue } from './damage.ts';
import { valuesOf, type Known, type Schema } from './values-of-schema.ts';

/** A call as it goes over the wire, without its credential. */
export interface Sent {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
  /** Everything of it fits its description, so that a refusal has to be one of those that are described. */
  readonly isSound: boolean;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

const JSON_TYPE = 'application/json';
const LONGEST_TARGET = 8000;
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Parts of a path as no client of good will writes them. Each is percent-encoded already. */
const ODD_PARTS = [
  '0',
  '-1',
  '+7',
  '1e3',
  '0x10',
  '4812.0',
  '2147483647',
  '2147483648',
  '4294967296',
  '9223372036854775807',
  '9223372036854775808',
  '99999999999999999999999',
  '%00',
  '4812%00',
  '%ff',
  '%E0%A4%A',
  '%ED%A0%80',
  '%2F',
  '..%2F..',
  '%20',
  '%204812%20',
  'null',
  'search',
  '%F0%9F%98%80',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '73c0fde6eb3447d58ccc1b1d0aa325b6',
  "4812'--",
  'x'.repeat(6000),
];

const ODD_QUERIES = [
  'x=1',
  'fields=',
  'fields=,,,',
  'fields=__proto__,constructor',
  'limit=-1&offset=-1',
  'limit=99999999999999999999&offset=1e9',
  'offset=9007199254740993',
  '%00=%00',
  'fields=%00&q=%ff',
  'reason=%00',
  'reason=%ED%A0%80',
  'complete=maybe',
  'a=1&a=2&complete=true&complete=false',
  '&&&==',
  '?',
  'token=x',
  `q=${'x'.repeat(3000)}`,
];

const ODD_HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': '' },
  { 'content-type': 'application/json; charset=latin1' },
  { 'content-type': 'multipart/form-data' },
  { 'content-type': ';;;' },
  { 'content-encoding': 'gzip' },
  { 'content-encoding': 'nonsense' },
  { accept: 'text/html' },
  { 'if-match': '' },
  { 'if-match': '*' },
  { 'if-match': '"' },
  { 'if-match': '"275760-09-13T00:00:00.001Z"' },
  { 'if-match': '2026-02-30T00:00:00.000Z' },
  { 'if-match': 'W/"x", "y"' },
  { 'idempotency-key': 'once' },
  { 'idempotency-key': 'x'.repeat(6000) },
  { 'idempotency-key': '\u00e4\u00ff' },
  { 'as-user': '7' },
  { 'as-user': '0' },
  { 'as-user': '99999999999999999999' },
  { 'as-user': 'x' },
  { 'x-http-method-override': 'DELETE' },
  { origin: 'null' },
  { 'x-forwarded-for': '\u00e4, ::, 1.2.3.4.5' },
];

const mostly = <Value>(
  usual: fc.Arbitrary<Value>,
  odd: fc.Arbitrary<Value>,
  weight = 6,
): fc.Arbitrary<[Value, boolean]> =>
  fc.oneof(
    { weight, arbitrary: usual.map((value): [Value, boolean] => [value, true]) },
    { weight: 1, arbitrary: odd.map((value): [Value, boolean] => [value, false]) },
  );

/** Calls of one address: most are sound, the others are wrong in one or several of their parts. */
export function requestsOf({ path, operation }: Call, document: unknown, known: Known): fc.Arbitrary<Sent> {
  const parameters = ((operation.parameters ?? []) as readonly unknown[]).map((each) => parameterIn(each, document));
  const inPlace = (place: string): readonly Parameter[] => parameters.filter((each) => each.in === place);
  const valueOf = ({ schema = {} }: Parameter): fc.Arbitrary<string> =>
    valuesOf(schema, document, known).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));

  const parts = fc.record(
    Object.fromEntries(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
        const described = inPlace('path').find((each) => each.name === name);
        const sound = valueOf(described ?? { name, in: 'path', schema: { type: 'string' } }).filter(
          (each) => each !== '',
        );
        const ids = fc.constantFrom(...known.numbers.map(String));
        return [name, mostly(fc.oneof(ids, ids, sound.map(encodeURIComponent)), fc.constantFrom(...ODD_PARTS))];
      }),
    ),
  );
  const named = (all: readonly Parameter[]): fc.Arbitrary<Record<string, string>> =>
    fc.record(Object.fromEntries(all.map((each) => [each.name, valueOf(each)])), {
      requiredKeys: all.filter(({ required }) => required).map(({ name }) => name),
    });
  const query = mostly(
    named(inPlace('query')).map((pairs) => new URLSearchParams(pairs).toString()),
    fc.constantFrom(...ODD_QUERIES),
  );
  const headers = mostly(
    named(inPlace('header')).map((pairs) =>
      Object.fromEntries(Object.entries(pairs).filter(([, value]) => /^[ -~]*$/.test(value) && value.length < 4000)),
    ),
    fc.constantFrom(...ODD_HEADERS),
    4,
  );

  const made = fc.tuple(parts, query, headers, bodiesOf(operation.requestBody, document, known));
  const sents = made.map(([filled, [asked, isSoundQuery], [sent, areSoundHeaders], [body, type, isSoundBody]]) => {
    const target = path.replace(/\{(\w+)\}/g, (_, name: string) => filled[name]?.[0] ?? '');
    return {
      path: asked === '' ? target : `${target}?${asked}`,
      headers: { ...(type === '' ? {} : { 'content-type': type }), ...sent },
      body,
      isSound: isSoundQuery && areSoundHeaders && isSoundBody && Object.values(filled).every(([, isSound]) => isSound),
    };
  });
  // What is too long for a head is no call of anything: the server ends the connection.
  return sents.filter(({ path: target }) => target.length < LONGEST_TARGET);
}

function bodiesOf(
  described: Call['operation']['requestBody'],
  document: unknown,
  known: Known,
): fc.Arbitrary<[Buffer | null, string, boolean]> {
  const none = fc.constant<[Buffer | null, string, boolean]>([null, '', false]);
  const text = damagedText(fc.constant('{"id":7}')).map((body): [Buffer | null, string, boolean] => [
    body,
    JSON_TYPE,
    false,
  ]);
  if (!described || '$ref' in described) {
    return fc.oneof({ weight: 8, arbitrary: fc.constant<[Buffer | null, string, boolean]>([null, '', true]) }, text);
  }
  const isForm = FORM_TYPE in described.content;
  const type = isForm ? FORM_TYPE : JSON_TYPE;
  const sound = valuesOf(described.content[type]?.schema ?? {}, document, known);
  const written = (value: unknown): string => (isForm ? formOf(value) : JSON.stringify(value));
  const body =
    (isSound: boolean) =>
    (value: unknown): [Buffer | null, string, boolean] => [Buffer.from(written(value)), type, isSound];
  return fc.oneof(
    { weight: 5, arbitrary: sound.map(body(true)) },
    { weight: 5, arbitrary: damagedValue(sound).map(body(false)) },
    {
      weight: 2,
      arbitrary: damagedText(sound.map(written)).map((bytes): [Buffer | null, string, boolean] => [bytes, type, false]),
    },
    { weight: 1, arbitrary: none },
  );
}

const formOf = (value: unknown): string =>
  new URLSearchParams(
    Object.entries(typeof value === 'object' && value !== null ? value : { '': value }).map(
      ([name, each]): [string, string] => [name, typeof each === 'string' ? each : JSON.stringify(each)],
    ),
  ).toString();

function parameterIn(given: unknown, document: unknown): Parameter {
  const { $ref } = given as { readonly $ref?: string };
  if ($ref === undefined) return given as Parameter;
  const steps = $ref.slice(2).split('/');
  return steps.reduce((part, step) => (part as Record<string, unknown>)[step], document) as Parameter;
}
