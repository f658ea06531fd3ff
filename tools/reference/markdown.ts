/** Text in a cell of a table. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A table; columns of numbers stand to the right where `right` names them. */
export const table = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly string[] = [],
): string =>
  [columns, columns.map((column) => (right.includes(column) ? '--:' : '---')), ...rows]
    .map((cells, at) => `| ${cells.map((text) => (at === 1 ? text : cell(text))).join(' | ')} |`)
    .join('\n');

export const code = (text: string): string => `\`${text}\``;

export const codes = (words: readonly string[]): string => words.map(code).join(', ');

export const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** Says where a page comes from, then what it says: blocks with an empty line between. */
export const page = (source: string, blocks: readonly string[]): string =>
  [`<!-- Made by \`npm run reference\` from ${source}: change that instead. -->`, ...blocks].join('\n\n') + '\n';
