import { lettersApart } from '../../config/misspelled.ts';

/** "; is taskId meant?", or what there is. */
export function likely(given: string, known: readonly string[]): string {
  const near = known.find((name) => lettersApart(name.toLowerCase(), given.toLowerCase()) <= 2);
  if (near !== undefined) return `; is ${near} meant?`;
  return known.length === 0 ? '; there are none' : `; expected ${known.join(', ')}`;
}
