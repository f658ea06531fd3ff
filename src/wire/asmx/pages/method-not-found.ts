import type { Operation } from '../contract/operation.ts';
import { markup } from '../../html/markup.ts';
import { fileOf, renderPage, renderWayBack, type PageContext } from './layout.ts';

/** Renders the page for an operation that does not exist, with the one that differs only in case if there is one. */
export function renderMethodNotFound(name: string, operations: readonly Operation[], context: PageContext): string {
  const meant = operations.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const hint = meant
    ? markup`<p>Names are case-sensitive. Perhaps you mean <a href="${fileOf(context)}?op=${meant.name}">${meant.name}</a>.</p>\n`
    : '';
  const content = markup`${renderWayBack(context)}
<h1>Method Not Found</h1>
<p>Method '${name}' was not found in service Srv.</p>
${hint}`;
  return renderPage(context, 'Method Not Found – Srv Web Service', content);
}
