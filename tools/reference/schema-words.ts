import type { oas31 } from 'zod-openapi';
import { isSchema, type SchemaOrReference } from '../../src/wire/openapi/page-schemas.ts';

const WORDS: Readonly<Record<string, string>> = { integer: 'whole number', string: 'text', boolean: 'true or false' };

export const nameIn = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

/** What a value may be, in a few words of Markdown; objects that have a name are linked. */
export function typeOf(schema: SchemaOrReference): string {
  if (!isSchema(schema)) {
    const name = nameIn(schema.$ref ?? '');
    return `[${name}](#${name.toLowerCase()})`;
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.map(typeOf).join(schema.allOf ? ' and ' : ' or ');
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(' or ');
  return [schema.type ?? 'any value']
    .flat()
    .map((type) => plainTypeOf(type, schema))
    .join(' or ');
}

function plainTypeOf(type: string, { items, properties, format }: oas31.SchemaObject): string {
  if (type === 'array') return items ? `list of ${typeOf(items)}` : 'list';
  if (type === 'object' && properties)
    return `object of ${Object.keys(properties)
      .map((name) => `\`${name}\``)
      .join(', ')}`;
  return format && type === 'string' ? format : (WORDS[type] ?? type);
}

/** The names of all objects that a description speaks of, in its order. */
export const namesIn = (described: unknown): readonly string[] =>
  [...JSON.stringify(described).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
