import type { oas31 } from 'zod-openapi';
import { markup, type Markup } from '../html/markup.ts';
import type { OpenApiDocument } from './document.ts';

export type SchemaOrReference = oas31.SchemaObject | oas31.ReferenceObject;

export const schemasOf = ({ components }: OpenApiDocument): Readonly<Record<string, SchemaOrReference>> =>
  components?.schemas ?? {};

export const isSchema = (schema: SchemaOrReference): schema is oas31.SchemaObject => schema.$ref === undefined;

/** A row of a table of fields. */
export interface Field {
  readonly name: string;
  /** Beside the name: where a parameter is. */
  readonly note: string;
  readonly isRequired: boolean;
  readonly schema: SchemaOrReference;
  readonly description: string;
}

/** Renders the fields of a call or of an object, each with what it may be. */
export const renderFields = (title: string, fields: readonly Field[]): Markup =>
  markup`<table class="fields">
<thead><tr><th scope="col">${title}</th><th scope="col">Type</th><th scope="col">Means</th></tr></thead>
<tbody>
${fields.map(
  ({ name, note, isRequired, schema, description }) =>
    markup`<tr><th scope="row"><code>${name}</code> ${note && markup`<span class="quiet">${note}</span>`}</th><td>${renderType(schema)}${
      isRequired ? '' : markup`<span class="quiet">, optional</span>`
    }</td><td>${renderWords(description || descriptionOf(schema))}</td></tr>\n`,
)}</tbody>
</table>`;

/** A description, whose names in backticks are code. */
export const renderWords = (text: string): readonly Markup[] =>
  text.split('`').map((piece, index) => (index % 2 === 0 ? markup`${piece}` : markup`<code>${piece}</code>`));

/** Renders one object that several calls speak of. */
export const renderObject = (name: string, schema: oas31.SchemaObject): Markup =>
  markup`<article aria-labelledby="${anchorOf(name)}">
<h3 id="${anchorOf(name)}" class="object">${name}</h3>
${schema.description === undefined ? '' : markup`<p>${renderWords(schema.description)}</p>\n`}${
    schema.properties ? renderFields('Field', fieldsOf(schema)) : markup`<p>${renderType(schema)}</p>`
  }
${schema.example === undefined ? '' : renderExample(schema.example)}</article>
`;

const renderExample = (example: unknown): Markup =>
  markup`<pre role="group" aria-label="Example">${JSON.stringify(example, null, 2)}</pre>\n`;

const fieldsOf = ({ properties = {}, required = [] }: oas31.SchemaObject): readonly Field[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    note: '',
    isRequired: required.includes(name),
    schema,
    description: '',
  }));

const descriptionOf = ({ description = '' }: SchemaOrReference): string => description;

const anchorOf = (name: string): string => `object-${name}`;

/** What a value may be, in a few words; objects that have a name are linked. */
export function renderType(schema: SchemaOrReference): Markup {
  if (!isSchema(schema)) {
    const name = (schema.$ref ?? '').replace(/^.*\//, '');
    return markup`<a href="#${anchorOf(name)}">${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return joined(choices.map(renderType), schema.allOf ? ' and ' : ' or ');
  if (schema.const !== undefined) return markup`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum)
    return joined(
      schema.enum.map((value) => markup`<code>${String(value)}</code>`),
      ' or ',
    );
  const types = [schema.type ?? 'any value'].flat();
  return joined(
    types.map((type) => renderPlainType(type, schema)),
    ' or ',
  );
}

function renderPlainType(type: string, { items, properties, format }: oas31.SchemaObject): Markup {
  if (type === 'array') return items ? markup`list of ${renderType(items)}` : markup`list`;
  if (type === 'object' && properties)
    return markup`object of ${joined(
      Object.keys(properties).map((name) => markup`<code>${name}</code>`),
      ', ',
    )}`;
  return markup`${format && type === 'string' ? format : (WORDS[type] ?? type)}`;
}

const WORDS: Readonly<Record<string, string>> = { integer: 'whole number', string: 'text', boolean: 'true or false' };

const joined = (parts: readonly Markup[], between: string): Markup =>
  markup`${parts.map((part, index) => (index === 0 ? part : markup`${between}${part}`))}`;
