import type { Operation } from '../contract/operation.ts';
import type { OperationName } from '../contract/parameters.ts';
import { ANSWERS } from '../reference/answers.ts';
import { ERRORS, KEEP_COMMENTS } from '../reference/errors.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { renderCoded } from './coded.ts';
import { renderTable } from './parameters.ts';

/** Renders every way in which an operation says no, in the order in which it looks. */
export function renderErrors({ parameters }: Operation, name: OperationName): Markup {
  const errors = ERRORS[name];
  const [first] = errors;
  if (!first) return markup`<p>This operation turns nobody down.</p>`;
  const { root } = ANSWERS[name];
  return markup`<p>A call that is turned down is answered with HTTP 200, and nothing was changed${KEEP_COMMENTS.has(name) ? ', but that a comment which came with it is kept' : ''}:</p>
<pre role="group" aria-label="Example of an error">${`<${root} success="false" error="${first.says}" />`}</pre>
${renderUnreadable(parameters)}<p>Then come the rows of this table, in their order: of several things that are wrong the first is told.</p>
${renderTable(
  'errors',
  ['error', 'Means', 'What to do', 'errorCode'],
  errors.map(({ says, means, remedy, number }) => [
    markup`<th role="rowheader" scope="row" class="name">${says}</th>`,
    markup`<td role="cell">${renderCoded(means)}.</td>`,
    markup`<td role="cell" class="remedy">${renderCoded(remedy)}.</td>`,
    markup`<td role="cell"${number === null ? '' : markup` class="number"`}>${number === null ? markup`<span aria-label="none">–</span>` : String(number)}</td>`,
  ]),
)}
<p class="quiet below"><code>errorCode</code> is sent where this server is set to (<code>ERROR_CODES=on</code>).</p>`;
}

/** What a form without one of its values, or with one that is none of its type, is told. */
function renderUnreadable(parameters: Operation['parameters']): Markup | '' {
  const required = parameters.find(({ optional }) => !optional);
  if (!required) return '';
  return markup`<p>Before anything else the parameters are read. Where one is missing, or is no value of its type, the answer is HTTP 500 with a line of text such as <code>Missing parameter: ${required.name}.</code>, in SOAP a fault.</p>
`;
}
