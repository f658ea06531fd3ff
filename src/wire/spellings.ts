/**
 * Spellings that are accepted for old clients alone, where the contract has another one
 * (docs/legacy/wire.md#deprecated-spellings). A call has a bit for each, by its place here: new ones go to the end.
 */
export const SPELLINGS = [
  'path',
  'parameter-case',
  'parameter-namespace',
  'body-element',
  'soap-action',
  'soap12-as-text',
  'percent-u',
  'date',
  'boolean',
  'ticket',
  'version-number',
] as const;

export type Spelling = (typeof SPELLINGS)[number];

/** The bit of a spelling. */
export const bitOf = (spelling: Spelling): number => 1 << SPELLINGS.indexOf(spelling);

/** The spellings whose bits are set, in the order of `SPELLINGS`. */
export const spellingsIn = (bits: number): readonly Spelling[] =>
  SPELLINGS.filter((_spelling, index) => (bits & (1 << index)) !== 0);
