import type { z } from 'zod';
import type { Message } from '../dialect.ts';
import type { Trouble } from './json-dialect.ts';
import { findUnstorable } from './unstorable.ts';

export type ReadBody<Value> = { readonly value: Value } | Trouble;

/**
 * Reads the JSON body of a call by its schema. The first thing that is wrong is what the answer tells: the size, the
 * kind of body, its characters, its form, and of its fields the first one in the order of the schema.
 */
export function readBody<Schema extends z.ZodType>(message: Message, schema: Schema): ReadBody<z.output<Schema>> {
  const json = readJson(message);
  if ('trouble' in json) return json;
  return parsed(json.value, schema);
}

/** Reads the query of a call by its schema; of a name that is there twice, the last is meant. */
export function readQuery<Schema extends z.ZodType>(
  query: URLSearchParams,
  schema: Schema,
): ReadBody<z.output<Schema>> {
  const given = Object.fromEntries(query);
  const found = findUnstorable(given);
  return found ? unstorable(found.path) : parsed(given, schema);
}

function parsed<Schema extends z.ZodType>(given: unknown, schema: Schema): ReadBody<z.output<Schema>> {
  const read = schema.safeParse(given, { error: wordsFor });
  if (read.success) return { value: read.data };
  const [issue] = read.error.issues;
  return unreadable(issue?.path.map(String) ?? [], issue?.message ?? 'the call is not as expected');
}

/** Reads the JSON body of a call, whatever it is. */
export function readJson({ headers, body, bodyTooLarge }: Message): ReadBody<unknown> {
  if (bodyTooLarge) return { trouble: 'body-too-large' };
  if (!isJson(headers['content-type'])) return { trouble: 'media-type-unsupported' };
  if (body.length === 0) return { trouble: 'body-missing' };
  const read = parse(body);
  if (read === null) return unreadable([], 'the body is not JSON in UTF-8');
  const found = findUnstorable(read.value);
  if (!found) return read;
  const { path, why } = found;
  return why === 'depth' ? unreadable(path.slice(0, 3), 'is nested too deeply') : unstorable(path);
}

const unstorable = (path: readonly string[]): Trouble =>
  unreadable(path, 'has U+0000 or half a surrogate pair, which no text may have');

const unreadable = (path: readonly string[], message: string): Trouble => ({
  trouble: 'body-unreadable',
  field: path.join('.'),
  message,
});

/** JSON is in UTF-8 (RFC 8259 8.1). A client that does not name what it sends is taken at its word once that is read. */
function isJson(contentType: string | undefined): boolean {
  if (contentType === undefined || contentType === '') return true;
  const [type = '', ...parameters] = contentType.toLowerCase().split(';');
  const isJsonType = /^\s*application\/(?:[\w.+-]+\+)?json\s*$/.test(type);
  return isJsonType && parameters.every((each) => !/^\s*charset\s*=/.test(each) || /=\s*"?utf-?8"?\s*$/.test(each));
}

function parse(body: Buffer): { readonly value: unknown } | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Undefined leaves the words to the schema library. */
function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined && issue.code !== 'custom') return 'is required';
  if (issue.code === 'invalid_type') return `must be ${EXPECTED[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return limitWords('at least', String(issue.minimum), issue.origin);
  if (issue.code === 'too_big') return limitWords('at the most', String(issue.maximum), issue.origin);
  return undefined;
}

const MEMBERS: Readonly<Record<string, string>> = { string: 'characters', array: 'members' };

function limitWords(which: string, limit: string, origin: string): string {
  const members = MEMBERS[origin];
  return members === undefined ? `must be ${limit} ${which}` : `must have ${limit} ${members} ${which}`;
}
