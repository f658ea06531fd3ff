const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

export type Word =
  | { readonly kind: 'month' | 'weekday'; readonly value: number }
  | { readonly kind: 'mark'; readonly pm: boolean }
  | { readonly kind: 'utc' };

/** The words of the invariant culture, by their lower case, with their meaning; names also in three letters. */
export const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ...MONTHS.flatMap((name, index) => named(name, { kind: 'month', value: index + 1 })),
  ...WEEKDAYS.flatMap((name, index) => named(name, { kind: 'weekday', value: index })),
  ['am', { kind: 'mark', pm: false }],
  ['pm', { kind: 'mark', pm: true }],
  ['gmt', { kind: 'utc' }],
  ['z', { kind: 'utc' }],
]);

function named(name: string, word: Word): [string, Word][] {
  return [
    [name, word],
    [name.slice(0, 3), word],
  ];
}
