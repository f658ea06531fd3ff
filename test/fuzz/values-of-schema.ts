import fc from 'fast-check';

/** A JSON Schema as the OpenAPI document has it, as far as its values are made here. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
}

/** Texts and numbers that mean something to the server, so that calls get past its first questions. */
export interface Known {
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
}

const LONGEST_LIST = 4;

const date = fc
  .integer({ min: -40, max: 40 })
  .map((days) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+/, '.000'));

/** Any text that PostgreSQL can hold, and now and then a long one. */
const anyText = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '0', '-1', 'null', '%', "'; --", '\\', '<b>', '\u202e', '😀') },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 5000 }).map((length) => 'ä'.repeat(length)) },
);

/** Values that fit a schema of this document. */
export function valuesOf(schema: Schema, document: unknown, known: Known): fc.Arbitrary<unknown> {
  const inner = (part: Schema): fc.Arbitrary<unknown> => valuesOf(part, document, known);
  if (schema.$ref !== undefined) return inner(resolved(schema.$ref, document));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(inner));
  if (schema.allOf) {
    return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts) as unknown);
  }
  const { type } = schema;
  if (Array.isArray(type)) return fc.oneof(...type.map((each: string) => inner({ ...schema, type: each })));
  const examples = [...(schema.examples ?? []), ...('example' in schema ? [schema.example] : [])];
  const made = ofType(schema, inner, known);
  return examples.length === 0 ? made : fc.oneof({ weight: 3, arbitrary: made }, fc.constantFrom(...examples));
}

function ofType(schema: Schema, inner: (part: Schema) => fc.Arbitrary<unknown>, known: Known): fc.Arbitrary<unknown> {
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return numbers(schema, known);
    case 'string':
      return texts(schema, known);
    case 'array':
      return fc.array(inner(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? LONGEST_LIST, LONGEST_LIST),
      });
    case 'object':
      return objects(schema, inner);
    case undefined:
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function numbers({ minimum, maximum }: Schema, known: Known): fc.Arbitrary<number> {
  const fits = (value: number): boolean => value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);
  const useful = known.numbers.filter(fits);
  const any = fc.integer({
    min: Math.max(minimum ?? -5, Number.MIN_SAFE_INTEGER),
    max: Math.min(maximum ?? 5000, Number.MAX_SAFE_INTEGER),
  });
  return useful.length === 0 ? any : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...useful) }, any);
}

function texts({ pattern, format }: Schema, known: Known): fc.Arbitrary<string> {
  if (format === 'date-time') return date;
  if (format === 'uuid') return fc.uuid();
  if (pattern !== undefined) {
    const useful = known.texts.filter((text) => new RegExp(pattern, 'u').test(text));
    const any = fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: 40 });
    return useful.length === 0 ? any : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...useful) }, any);
  }
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known.texts) }, anyText, date);
}

function objects(
  { properties = {}, required = [], additionalProperties }: Schema,
  inner: (part: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, inner(part)]));
  const named = fc.record(members, { requiredKeys: required.filter((name) => name in members) });
  if (typeof additionalProperties !== 'object') return named;
  const more = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 8 }), inner(additionalProperties), {
    maxKeys: 3,
  });
  return fc.tuple(named, more).map(([one, other]) => ({ ...other, ...one }));
}

/** Schemas are named by `#/components/schemas/NAME`. */
function resolved(reference: string, document: unknown): Schema {
  const steps = reference.slice(2).split('/');
  const found = steps.reduce<unknown>(
    (part, step) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[step] : undefined),
    document,
  );
  if (typeof found !== 'object' || found === null) throw new Error(`${reference} is not in the document`);
  return found;
}
