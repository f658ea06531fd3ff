import type { Operation } from '../contract/operation.ts';
import { fileOf, renderPage, type Place } from './layout.ts';
import { markup } from './markup.ts';

/** Renders the page for an operation that does not exist, with the one that differs only in case if there is one. */
export function renderMethodNotFound(name: string, operations: readonly Operation[], place: Place): string {
  const file = fileOf(place);
  const meant = operations.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const hint = meant
    ? markup`<p>Names are case-sensitive. Perhaps you mean <a href="${file}?op=${meant.name}">${meant.name}</a>.</p>\n`
    : '';
  const content = markup`<p class="back">Click <a href="${file}">here</a> for a complete list of operations.</p>
<h1>Method Not Found</h1>
<p>Method '${name}' was not found in service Srv.</p>
${hint}`;
  return renderPage(place, 'Srv Web Service', content);
}
