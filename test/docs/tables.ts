import { readFileSync } from 'node:fs';

/** Reads a file of the project by its path from the root. */
export const readProject = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/**
 * Gives the rows of all Markdown tables of a text whose first cell is code, as cells without their padding. A bar
 * that Markdown escapes is part of its cell.
 */
export const codeRowsOf = (markdown: string): readonly (readonly string[])[] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| `') || line.startsWith('| [`'))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );

/** Gives the texts that are set as code in a piece of Markdown. */
export const codeIn = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
