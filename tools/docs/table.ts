import type { Tokens } from 'marked';
import { markup, type Markup } from '../../src/wire/html/markup.ts';

/** From so many columns on the cells of a row need the headings of their columns once they stand below each other. */
const LABELLED_FROM = 3;

/**
 * Renders a table. On a narrow page the cells of a row stand below each other, but figures, which mean something only beside
 * each other, are scrolled sideways.
 */
export function renderTable({ header, rows, align }: Tokens.Table, inline: (cell: Tokens.TableCell) => Markup): Markup {
  const isOfFigures = align.filter((each) => each === 'right').length * 2 >= header.length;
  const isLabelled = !isOfFigures && header.length >= LABELLED_FROM;
  const number = (at: number): Markup | '' => (align[at] === 'right' ? markup` class="number"` : '');
  const label = (at: number): Markup | '' =>
    isLabelled && at > 0 && header[at]?.text ? markup` data-label="${header[at].text.replaceAll('`', '')}"` : '';

  const heading = (cell: Tokens.TableCell, at: number): Markup =>
    cell.text === '' ? markup`<td></td>` : markup`<th scope="col"${number(at)}>${inline(cell)}</th>`;
  const head = header.every(({ text }) => text === '') ? '' : markup`<thead><tr>${header.map(heading)}</tr></thead>\n`;
  const table = markup`<table>
${head}<tbody>
${rows.map((row) => markup`<tr>${row.map((cell, at) => markup`<td${number(at)}${label(at)}>${inline(cell)}</td>`)}</tr>\n`)}</tbody>
</table>`;
  return isOfFigures
    ? markup`<div class="table figures" role="group" aria-label="Table" tabindex="0">${table}</div>\n`
    : markup`<div class="table">${table}</div>\n`;
}
