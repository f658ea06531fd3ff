import type { Parameter } from '../contract/operation.ts';
import { markup, type Markup } from '../../html/markup.ts';

/** The id of the element that explains a parameter, for the form to refer to. */
export const meaningId = ({ name }: Pick<Parameter, 'name'>): string => `${name}-meaning`;

/** How a date is written, which a line must not end in the middle of. */
const DATE_FORM = /(yyyy-MM-ddTHH:mm:ss|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)/;

/** Renders the table of an operation's parameters, with what the contract says of each. */
export function renderParameters(parameters: readonly Parameter[]): Markup {
  if (parameters.length === 0) return markup`<p>This operation has no parameters.</p>`;
  const rows = parameters.map((parameter) => [
    markup`<th role="rowheader" scope="row" class="name">${parameter.name}</th>`,
    markup`<td role="cell" class="type">${parameter.type}</td>`,
    markup`<td role="cell" class="needed">${parameter.optional ? 'no' : 'yes'}</td>`,
    markup`<td role="cell" id="${meaningId(parameter)}">${renderMeaning(parameter.description)}</td>`,
  ]);
  return renderTable('parameters', ['Name', 'Type', 'Required', 'Meaning'], rows);
}

const renderMeaning = (text: string): readonly Markup[] =>
  text
    .split(DATE_FORM)
    .map((part) => (DATE_FORM.test(part) ? markup`<code class="whole">${part}</code>` : markup`${part}`));

/**
 * Renders a table named by the heading with this id, its cells given whole. Roles repeat what the tags say because
 * small screens lay tables out as blocks, which hides it.
 */
export function renderTable(id: string, columns: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  const heads = columns.map((column) => markup`<th role="columnheader" scope="col">${column}</th>\n`);
  return markup`<table role="table" class="${id}" aria-labelledby="${id}">
<thead role="rowgroup"><tr role="row">
${heads}</tr></thead>
<tbody role="rowgroup">
${rows.map((cells) => markup`<tr role="row">\n${cells.map((cell) => markup`${cell}\n`)}</tr>\n`)}</tbody>
</table>`;
}
