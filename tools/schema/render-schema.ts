import type { Schema } from './read-schema.ts';

type Table = Schema['tables'][number];
type Column = Schema['columns'][number];

const HEADER = `-- The tables as all migrations leave them; docs/data-model.md explains them. Written by npm run schema from the
-- catalogue of PostgreSQL and held by test/docs/schema.test.ts; change migrations/, never this file.
-- uuidv7() is PostgreSQL's own from version 18 on; on older ones migration 0012 makes it.

-- Functions may name tables that come later.
set check_function_bodies = off;
`;

/** Writes a schema as SQL that makes it in an empty database. */
export const renderSchema = (schema: Schema): string =>
  [
    HEADER,
    ...schema.types.map(({ name, labels }) => `create type ${name} as enum (${labels.map(quoted).join(', ')});\n`),
    ...inOrderOfReferences(schema.tables).map((table) => renderTable(table, schema)),
    ...schema.views.map(({ name, definition }) => `create view ${name} as\n${plain(viewText(definition))}\n`),
    ...schema.functions.map(renderFunction),
    ...inOrderOfReferences(schema.tables).flatMap(({ id }) => {
      const triggers = of(id, schema.triggers).map(({ definition }) => `${plain(definition)};\n`);
      return triggers.length === 0 ? [] : [triggers.join('')];
    }),
  ].join('\n');

/** By name, but for tables that others refer to: they come before these. */
function inOrderOfReferences(tables: readonly Table[]): readonly Table[] {
  const ordered = new Set<Table>();
  const add = (table: Table): void => {
    for (const other of tables) if (table.refers_to.includes(other.id) && !ordered.has(other)) add(other);
    ordered.add(table);
  };
  tables.forEach(add);
  return [...ordered];
}

function renderTable({ id, name, options }: Table, { columns, constraints, indexes }: Schema): string {
  const lines = [
    ...of(id, columns).map(renderColumn),
    ...of(id, constraints).map((each) => `constraint ${each.name} ${plain(each.definition)}`),
  ];
  const storage = options ? ` with (${options.join(', ').replaceAll('=', ' = ')})` : '';
  return [
    `create table ${name} (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)${storage};\n`,
    ...of(id, indexes).map(({ definition }) => `${plain(definition)};\n`),
  ].join('');
}

function renderColumn({ name, type, required, identity, generated, expression, first }: Column): string {
  const value =
    identity !== ''
      ? ` generated ${identity === 'a' ? 'always' : 'by default'} as identity${first === null ? '' : ` (minvalue ${first})`}`
      : generated === 's'
        ? ` generated always as (${plain(expression ?? '')}) stored`
        : expression === null
          ? ''
          : ` default ${plain(expression)}`;
  return `${name} ${plain(type)}${required ? ' not null' : ''}${value}`;
}

const VOLATILITY = { i: ' immutable', s: ' stable', v: '' };

const renderFunction = ({ name, arguments: given, result, language, volatility, body }: Schema['functions'][number]) =>
  `create function ${name}(${plain(given)}) returns ${plain(result)}\nlanguage ${language}${VOLATILITY[volatility]} as $$${body}$$;\n`;

const of = <Row extends { readonly table_id: number }>(id: number, rows: readonly Row[]): readonly Row[] =>
  rows.filter(({ table_id: of }) => of === id);

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * As the migrations write it: key words in lower case, types by their short names, nothing that goes without saying.
 */
const plain = (text: string): string =>
  text
    .split(/('(?:[^']|'')*')/)
    .map((part, index) => (index % 2 === 1 ? part : PLAINER.reduce((said, make) => make(said), part)))
    .join('');

const PLAINER: readonly ((text: string) => string)[] = [
  (text) => text.replace(/\bpublic\./g, ''),
  (text) => text.replace(/\b[A-Z]{2,}\b/g, (word) => word.toLowerCase()),
  (text) => text.replace(/ using btree\b/g, ''),
  (text) => text.replace(/\btimestamp with time zone\b/g, 'timestamptz'),
  (text) => text.replace(/\binteger\b/g, 'int'),
  // How a migration could add it without a scan; a new table has nothing to scan.
  (text) => text.replace(/ not valid$/, ''),
  // Behind a string, which is text anyway.
  (text) => text.replace(/^::text(?!\[)/, ''),
];

/** Before version 16 PostgreSQL writes the table before every column, also where there is only one. */
const viewText = (definition: string): string =>
  /\bJOIN\b/.test(definition) ? definition : definition.replace(/(?<![\w.'])[a-z_]+\.(?=[a-z_])/g, '');
