import type { Knex } from 'knex';
import type { z } from 'zod';
import { wordsFor } from '../store/seed/reading/wording.ts';
import type { Console } from './console.ts';
import { UsageError } from './usage.ts';

/** What a command does once the database is there. */
export type Work = (knex: Knex, console: Console) => Promise<void>;

/** What comes before: a password is asked for. */
export type Prepare = (console: Console) => Work | Promise<Work>;

export function readOnly(positionals: readonly string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined || more.length > 0) throw new UsageError(`expected one ${what}`);
  return first;
}

/** Holds a text that goes into the database to the rules of fixtures. */
export function readText<Text extends string>(what: string, text: string, rule: z.ZodType<Text>): Text {
  const read = rule.safeParse(text, { error: wordsFor });
  if (read.success) return read.data;
  throw new UsageError(`${what}: ${read.error.issues.map(({ message }) => message).join('; ')}`);
}

/** Reads words with commas between them, each once. */
export const readList = <Text extends string>(what: string, text: string, rule: z.ZodType<Text>): Text[] => [
  ...new Set(text.split(',').map((word) => readText(what, word.trim(), rule))),
];
