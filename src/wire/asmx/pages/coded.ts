import { markup, type Markup } from '../../html/markup.ts';

/** A sentence whose names in backticks are code. */
export const renderCoded = (text: string): readonly Markup[] =>
  text.split('`').map((piece, index) => (index % 2 === 0 ? markup`${piece}` : markup`<code>${piece}</code>`));

/** Words one of which a value is, as code. */
export const renderWordList = (words: readonly string[]): readonly Markup[] =>
  words.map((word, at) => markup`${at === 0 ? '' : ', '}<code>${word}</code>`);
