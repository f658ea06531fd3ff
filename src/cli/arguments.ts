import type { z } from 'zod';
import { wordsFor } from '../store/seed/reading/wording.ts';
import { UsageError } from './usage.ts';

/** Holds a text that goes into the database to the rules of fixtures. */
export function readText<Text extends string>(what: string, text: string, rule: z.ZodType<Text>): Text {
  const read = rule.safeParse(text, { error: wordsFor });
  if (read.success) return read.data;
  throw new UsageError(`${what}: ${read.error.issues.map(({ message }) => message).join('; ')}`);
}

/** The same for what may be left out. */
export const readOptional = <Text extends string>(
  what: string,
  text: string | undefined,
  rule: z.ZodType<Text>,
): Text | undefined => (text === undefined ? undefined : readText(what, text, rule));

/** Reads words with commas between them, each once. */
export const readList = <Text extends string>(what: string, text: string, rule: z.ZodType<Text>): Text[] => [
  ...new Set(text.split(',').map((word) => readText(what, word.trim(), rule))),
];

/** For an option that may be repeated. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
