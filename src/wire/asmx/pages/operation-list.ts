import type { Operation } from '../contract/operation.ts';
import { markup } from '../../html/markup.ts';
import { fileOf, renderPage, type PageContext } from './layout.ts';

/** Renders the page at the service's own address: every operation in alphabetical order, and the way to the WSDL. */
export function renderOperationList(operations: readonly Operation[], context: PageContext): string {
  const file = fileOf(context);
  const items = operations
    .toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
    .map(
      ({ name, description }) =>
        markup`<li><a href="${file}?op=${name}">${name}</a> <span>${description}</span></li>\n`,
    );
  const content = markup`<h1>Operations</h1>
<p>The following operations are supported. For a formal definition, please review the <a href="${file}?WSDL">Service Description</a>.</p>
<p class="quiet">For tools that stop at a second binding there is one with <a href="${file}?singleWsdl">SOAP 1.1 alone</a>.</p>
<ul class="operations" role="list">
${items}</ul>`;
  return renderPage(context, 'Srv Web Service', content);
}
