import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Changes } from './ledger.ts';

/** A `database.json` as its file says it: like another, without some of it, and what else is to be said, by table. */
export type DatabaseFile = Readonly<Record<string, unknown>>;

const rowSchema = z.record(z.string(), z.unknown());
const tableSchema = z.strictObject({
  added: z.array(rowSchema).exactOptional(),
  changed: z.record(z.string(), rowSchema).exactOptional(),
  removed: z.array(z.string()).exactOptional(),
});
const headSchema = z.object({ like: z.string().optional(), without: z.array(z.string()).default([]) });
const extendedSchema = z.array(z.string()).optional();
const tablesSchema = z.record(z.string(), tableSchema);

export const parseDatabaseFile = (text: string): DatabaseFile => rowSchema.parse(JSON.parse(text || '{}'));

/** The sample that a file is like, by its name in the file. */
export const likeOf = (file: DatabaseFile): string | undefined => headSchema.parse(file).like;

/** What a file says that is like no other. @throws Error when it says what no such file may */
export function changesIn(file: DatabaseFile): Changes {
  const { extended, ...tables } = file;
  const owners = extendedSchema.parse(extended);
  return { ...(owners && { extended: owners }), tables: tablesSchema.parse(tables) };
}

/** The file that says these changes. */
export const fileOf = ({ extended, tables }: Changes): DatabaseFile => ({ ...(extended && { extended }), ...tables });

type Json = unknown;
type Branch = Readonly<Record<string, Json>>;

/** How deep the parts lie that a difference can name: table, part, row, column. A column's value is one thing. */
const COLUMN_DEPTH = 4;

/**
 * What a file says with what it says another is like: `without` names parts that are not there, as "table/added/0" by
 * the numbers they have there; all else is laid over it. @throws Error when it leaves out what is not there
 */
export function resolveLike(file: DatabaseFile, base: DatabaseFile): DatabaseFile {
  const own = Object.entries(file).filter(([part]) => part !== 'like' && part !== 'without');
  return pruned(rowSchema.parse(laidOver(base, Object.fromEntries(own), 0)), headSchema.parse(file).without);
}

function laidOver(base: Json, over: Json, depth: number): Json {
  if (depth === COLUMN_DEPTH || !isBranch(base) || !isBranch(over)) return over;
  if (Array.isArray(base) !== Array.isArray(over) || !isOfRows(base) || !isOfRows(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  const both = [...keys].map(
    (key) => [key, key in over ? laidOver(base[key], over[key], depth + 1) : base[key]] as const,
  );
  return Array.isArray(base) ? both.map(([, value]) => value) : Object.fromEntries(both);
}

const isBranch = (value: Json): value is Branch => typeof value === 'object' && value !== null;

/** Keys and logins are lists too, but each list of them is one thing. */
const isOfRows = (value: Branch): boolean => !Array.isArray(value) || value.every(isBranch);

function pruned(whole: DatabaseFile, paths: readonly string[]): DatabaseFile {
  const left = structuredClone(whole);
  const ordered = [...paths].sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
  for (const path of ordered) {
    const steps = path.split('/');
    const last = steps.pop() ?? '';
    const parent = steps.reduce<Json>((at, step) => (isBranch(at) ? at[step] : undefined), left);
    if (!isBranch(parent) || !(last in parent)) throw new Error(`without ${path}: there is no such part`);
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else Reflect.deleteProperty(parent, last);
  }
  return left;
}

/** The file that says of `base` what `whole` says. */
export function differenceFrom(base: DatabaseFile, whole: DatabaseFile, like: string): DatabaseFile {
  const without: string[] = [];
  const over = difference(base, alignRows(base, whole), [], without);
  return { like, ...(without.length > 0 && { without }), ...(isBranch(over) && over) };
}

function difference(base: Json, whole: Json, path: readonly string[], without: string[]): Json {
  if (isDeepStrictEqual(base, whole)) return undefined;
  const apart = path.length === COLUMN_DEPTH || !isBranch(base) || !isBranch(whole);
  if (apart || Array.isArray(base) !== Array.isArray(whole) || !isOfRows(base) || !isOfRows(whole)) return whole;
  for (const key of Object.keys(base)) if (!(key in whole)) without.push([...path, key].join('/'));
  const entries = Object.keys(whole).map(
    (key) => [key, key in base ? difference(base[key], whole[key], [...path, key], without) : whole[key]] as const,
  );
  if (!Array.isArray(whole)) {
    const told = entries.filter(([, value]) => value !== undefined);
    return told.length === 0 ? undefined : Object.fromEntries(told);
  }
  const rows = entries.map(([, value]) => value ?? {});
  while (isDeepStrictEqual(rows.at(-1), {})) rows.pop();
  return rows.length === 0 ? undefined : rows;
}

/** New rows have no order of their own: each stands where the other has the row that it is most like. */
function alignRows(base: DatabaseFile, whole: DatabaseFile): DatabaseFile {
  const aligned = Object.entries(whole).map(([table, part]) => {
    const [there, here] = [rowsOf(base[table]), rowsOf(part)];
    if (there.length === 0 || here.length === 0 || !isBranch(part)) return [table, part] as const;
    const left = [...here];
    const placed = there.flatMap((row) => {
      const [nearest] = left.toSorted((one, other) => distance(row, one) - distance(row, other));
      if (nearest) left.splice(left.indexOf(nearest), 1);
      return nearest ? [nearest] : [];
    });
    return [table, { ...part, added: [...placed, ...left] }] as const;
  });
  return Object.fromEntries(aligned);
}

const rowsOf = (part: unknown): readonly Branch[] => {
  const { data } = tableSchema.safeParse(part);
  return data?.added ?? [];
};

const distance = (one: Branch, other: Branch): number =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !isDeepStrictEqual(one[key], other[key]))
    .length;

const WIDTH = 110;

/** JSON with everything on one line that fits on one. */
export function compactJson(value: unknown, indent = ''): string {
  const line = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
  if (!isBranch(value) || indent.length + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => inner + compactJson(each, inner))
    : Object.entries(value).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${compactJson(each, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
