import type { oas31 } from 'zod-openapi';
import type { Refusal } from '../../src/core/refusal.ts';
import { ADVICE, type Advice } from '../../src/wire/refusal-advice.ts';
import type { JsonDialect } from '../../src/wire/json/json-dialect.ts';
import type { OpenApiDocument } from '../../src/wire/openapi/document.ts';
import { callsOf, listedCallsOf, type ListedCall } from '../../src/wire/openapi/page-calls.ts';
import { SAID } from './dialect-words.ts';
import { code, fenced, page, table } from './markdown.ts';
import { isSchema, type SchemaOrReference } from '../../src/wire/openapi/page-schemas.ts';
import { namesIn, nameIn, typeOf } from './schema-words.ts';

/** Renders the page of a JSON dialect: every call with its answers, the objects, how it says no. */
export function renderDialect(document: OpenApiDocument, dialect: JsonDialect, guide: string): string {
  const calls = listedCallsOf(document, dialect.name);
  return page('the descriptions of its calls and the words of refusals', [
    `# ${dialect.title}`,
    `[The guide](${guide}) has what to set up and the order of checks. A running server has the same at \`/openapi\`, and for programs at \`/openapi.json\`.`,
    '## Sign in',
    table(
      ['Where', 'What'],
      Object.values(dialect.security).map((scheme) => [
        scheme.type === 'http' ? 'header `Authorization: Bearer …`' : `${scheme.in} \`${scheme.name}\``,
        scheme.description,
      ]),
    ),
    '## Calls',
    ...calls.flatMap((call) => renderCall(document, call)),
    '## Objects',
    ...objectsOf(document, dialect).flatMap(([name, schema]) => renderObject(name, schema)),
    '## Errors',
    'Each call names its statuses above. These are the words, for each reason that the log has.',
    table(
      ['Says', 'Status', 'Means', 'What to do', 'Reason'],
      (SAID[dialect.name] ?? []).map(({ reason, status, words }) => [
        code(words),
        String(status),
        `${adviceOn(reason).means}.`,
        `${adviceOn(reason).remedy}.`,
        code(reason),
      ]),
      ['Status'],
    ),
  ]);
}

/** Legacy calls know tickets alone. */
const OF_CREDENTIALS: Partial<Readonly<Record<Refusal, Advice>>> = {
  anonymous: { means: 'No key, token or session came with the call', remedy: 'Send it as above, in Sign in' },
  'ticket-invalid': {
    means: 'The key, token or session is unknown, or its time is over',
    remedy: 'Sign in again, or ask the operator for a key',
  },
};

const adviceOn = (reason: Refusal): Advice => OF_CREDENTIALS[reason] ?? ADVICE[reason];

function renderCall(document: OpenApiDocument, { method, paths, summary, security, operation }: ListedCall): string[] {
  const parameters = (operation.parameters ?? []).flatMap((each) => parameterOf(document, each));
  const body = operation.requestBody;
  return [
    `### ${summary}`,
    fenced('http', paths.map((path) => `${method} ${path}`).join('\n')),
    ...(security.length === 0 ? ['Called without signing in.'] : []),
    ...(parameters.length === 0
      ? []
      : [
          table(
            ['Parameter', 'Where', 'Type', 'Means'],
            parameters.map(({ name, in: place, required = false, schema = {}, description }) => [
              code(name),
              place,
              `${typeOf(schema)}${required ? '' : ', optional'}`,
              description ?? descriptionOf(schema),
            ]),
          ),
        ]),
    ...(body && !('$ref' in body)
      ? [`Body${body.required === true ? '' : ', which may be left out'}: ${contentOf(body.content)}.`]
      : []),
    table(
      ['Answer', 'Means', 'Body'],
      Object.entries<Answer>(operation.responses ?? {}).map(([status, { description, content }]) => [
        status,
        description,
        content ? contentOf(content) : 'none',
      ]),
      ['Answer'],
    ),
  ];
}

interface Answer {
  readonly description: string;
  readonly content?: oas31.ContentObject;
}

const contentOf = (content: oas31.ContentObject): string =>
  Object.entries(content)
    .map(
      ([type, { schema }]) => `${schema ? typeOf(schema) : ''}${type === 'application/json' ? '' : ` as \`${type}\``}`,
    )
    .join(' or ');

function parameterOf(
  { components }: OpenApiDocument,
  given: oas31.ParameterObject | oas31.ReferenceObject,
): oas31.ParameterObject[] {
  const found = '$ref' in given ? components?.parameters?.[nameIn(given.$ref)] : given;
  return !found || '$ref' in found ? [] : [found];
}

const descriptionOf = ({ description = '' }: SchemaOrReference): string => description;

/** The named objects of a dialect's calls, those of which others are made behind these. */
function objectsOf(document: OpenApiDocument, { name }: JsonDialect): [string, oas31.SchemaObject][] {
  const schemas = document.components?.schemas ?? {};
  const found = new Set<string>();
  const follow = (described: unknown): void => {
    for (const each of namesIn(described)) {
      if (found.has(each)) continue;
      found.add(each);
      follow(schemas[each]);
    }
  };
  follow(callsOf(document, name).map(({ operation }) => operation));
  return [...found].toSorted().flatMap((each): [string, oas31.SchemaObject][] => {
    const schema = schemas[each];
    return schema === undefined || !isSchema(schema) ? [] : [[each, schema]];
  });
}

function renderObject(name: string, schema: oas31.SchemaObject): string[] {
  const { description, properties, required = [] } = schema;
  const example: unknown = schema.example;
  return [
    `### ${name}`,
    ...(description === undefined ? [] : [description]),
    properties
      ? table(
          ['Field', 'Type', 'Means'],
          Object.entries(properties).map(([field, value]) => [
            code(field),
            `${typeOf(value)}${required.includes(field) ? '' : ', optional'}`,
            descriptionOf(value),
          ]),
        )
      : `It is ${typeOf(schema)}.`,
    ...(example === undefined ? [] : [fenced('json', JSON.stringify(example, null, 2))]),
  ];
}
