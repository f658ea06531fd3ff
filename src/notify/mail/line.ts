/** Line breaks and other control characters, and those that turn the direction of the text around them. */
const NOT_ON_A_LINE = /[\s\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** Puts a text on one line: nothing in a name can start a header or a paragraph of its own. */
export const onOneLine = (text: string): string => text.replace(NOT_ON_A_LINE, ' ').trim();

/** Cuts a text after a number of characters, never through one. */
export function atMost(length: number, text: string): string {
  const characters = Array.from(text);
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
