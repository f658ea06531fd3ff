import type { Operation, Parameter } from '../contract/operation.ts';
import type { Message } from '../../dialect.ts';
import type { HttpBindings } from '../call.ts';
import { fileOf, renderPage } from './layout.ts';
import { markup, type Markup } from './markup.ts';
import { samplesOf, type Sample } from './samples.ts';
import { meaningId, renderTestForm } from './test-form.ts';
import { renderUrlWarning } from './url-warning.ts';

/** Renders the page of one operation: its parameters, a form to try it, samples of all bindings that are on. */
export function renderOperationPage(
  operation: Operation,
  place: Pick<Message, 'origin' | 'path' | 'query'>,
  bindings: HttpBindings,
): string {
  const samples = samplesOf(operation, place, bindings);
  const content = markup`<p class="back">Click <a href="${fileOf(place)}">here</a> for a complete list of operations.</p>
<h1>${operation.name}</h1>
<p class="lead">${operation.description}</p>
<nav aria-label="On this page"><ul class="sections" role="list">
<li><a href="#parameters">Parameters</a></li>
<li><a href="#test">Test</a></li>
${samples.map(({ title }) => markup`<li><a href="#${anchorOf(title)}">${title}</a></li>\n`)}</ul></nav>
<h2 id="parameters">Parameters</h2>
${renderParameters(operation.parameters)}
<h2 id="test">Test</h2>
${renderTestForm(operation, place, bindings)}
${samples.map((sample) => renderSample(sample, sample.title === 'HTTP GET' ? renderUrlWarning(operation, bindings) : ''))}`;
  return renderPage(place, `${operation.name} – Srv Web Service`, content);
}

const anchorOf = (title: string): string => title.toLowerCase().replace(/[ .]/g, '-');

/** The roles repeat what the tags say because small screens lay the table out as blocks, which hides it. */
function renderParameters(parameters: readonly Parameter[]): Markup {
  if (parameters.length === 0) return markup`<p>This operation has no parameters.</p>`;
  const rows = parameters.map(
    (parameter) => markup`<tr role="row">
<th role="rowheader" scope="row" class="name">${parameter.name}</th>
<td role="cell" class="type">${parameter.type}</td>
<td role="cell" class="needed">${parameter.optional ? 'no' : 'yes'}</td>
<td role="cell" id="${meaningId(parameter)}">${parameter.description}</td>
</tr>
`,
  );
  return markup`<table role="table" aria-labelledby="parameters">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Name</th>
<th role="columnheader" scope="col">Type</th>
<th role="columnheader" scope="col">Required</th>
<th role="columnheader" scope="col">Meaning</th>
</tr></thead>
<tbody role="rowgroup">
${rows}</tbody>
</table>`;
}

function renderSample({ title, request, response }: Sample, warning: Markup | ''): Markup {
  return markup`<h2 id="${anchorOf(title)}">${title}</h2>
<p>The following is a sample ${title} request and response. The placeholders shown need to be replaced with actual values.</p>
${warning}<h3>Request</h3>
<pre tabindex="0" role="region" aria-label="${title} request">${request}</pre>
<h3>Response</h3>
<pre tabindex="0" role="region" aria-label="${title} response">${response}</pre>
`;
}
