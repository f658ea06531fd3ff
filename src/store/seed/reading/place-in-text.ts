/** Writes where a character of a text stands, as in "line 3, column 14": both count from 1, columns in characters. */
export function placeAt(text: string, index: number): string {
  const before = text.slice(0, index).split(/\r\n|\n|\r/);
  const inLine = before.at(-1) ?? '';
  const pairs = inLine.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
  return `line ${before.length}, column ${inLine.length - pairs + 1}`;
}
