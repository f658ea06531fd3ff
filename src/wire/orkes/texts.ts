import type { Trouble } from '../json/json-dialect.ts';

/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

export const unstorable = (field: string): Trouble => ({
  trouble: 'body-unreadable',
  field,
  message: 'has U+0000 or half a surrogate pair, which no text may have',
});

const MOST_CHARACTERS = 255;

/** What is wrong with the name of somebody whose ends are trimmed; null for nothing. */
export function faultOfName(name: string): string | null {
  if (name === '') return 'is required';
  if (name.length > MOST_CHARACTERS) return `must have ${MOST_CHARACTERS} characters at the most`;
  return /\p{Cc}/u.test(name) ? 'must have no control characters' : null;
}
