import type { z } from 'zod';

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** Says what was expected in words of JSON; undefined leaves the wording to the schema library. */
export function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  const got = issue.input === undefined ? 'is missing; expected' : 'expected';
  if (issue.code === 'invalid_type') return `${got} ${EXPECTED[issue.expected] ?? issue.expected}`;
  if (issue.code === 'invalid_value') return `${got} one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small')
    return issue.origin === 'string' ? 'expected text' : `${got} ${issue.minimum} or more`;
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? `expected ${issue.maximum} characters or fewer`
      : `${got} ${issue.maximum} or less`;
  return undefined;
}

/** Writes where an entry or field stands, as in "tasks[3].assignee". */
export const writePlace = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
