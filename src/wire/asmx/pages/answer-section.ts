import type { OperationName } from '../contract/parameters.ts';
import { placesOf, type Part, type Place } from '../reference/answer.ts';
import { ANSWERS } from '../reference/answers.ts';
import { EXAMPLES } from '../reference/examples.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { renderCoded, renderWordList } from './coded.ts';
import { renderTable } from './parameters.ts';

/** Renders what an operation answers where it does what it was asked for: an example, then every part of it. */
export function renderAnswer(name: OperationName): Markup {
  const answer = ANSWERS[name];
  const places = placesOf(answer);
  return markup`<p>The document that GET and POST answer; in SOAP it stands in <code>${name}Result</code>. <code>success</code> is <code>true</code>.</p>
${answer.note === undefined ? '' : markup`<p>${renderCoded(answer.note)}</p>\n`}${renderExample(EXAMPLES[name])}${places.length === 0 ? '' : renderPlaces(places)}`;
}

const renderExample = (example: string | undefined): Markup | '' =>
  example === undefined ? '' : markup`<pre role="group" aria-label="Example of an answer">${example}</pre>\n`;

const renderPlaces = (places: readonly Place[]): Markup =>
  markup`<p class="below">Names with @ are attributes. Times are those of the server's zone, with a Z of UTC.</p>
${renderTable(
  'answer',
  ['Name', 'Type', 'If none', 'Meaning'],
  places.map(({ path, part }) => [
    markup`<th role="rowheader" scope="row" class="name">${renderPath(path)}</th>`,
    markup`<td role="cell" class="written">${renderFormat(part)}</td>`,
    markup`<td role="cell"${part.none === undefined ? '' : markup` class="none"`}>${renderNone(part)}</td>`,
    markup`<td role="cell">${renderCoded(part.means)}</td>`,
  ]),
)}`;

/** A long way may be broken behind a slash. */
const renderPath = (path: string): readonly Markup[] =>
  path.split(/(?<=\/)/).map((step, at) => (at === 0 ? markup`${step}` : markup`<wbr>${step}`));

function renderFormat({ format, occurs }: Part): Markup {
  const often = occurs === 'many' ? ', any number of times' : occurs === 'maybe' ? ', may be left out' : '';
  if (format === null) return markup`element${often}`;
  if ('pattern' in format) return markup`<span class="whole">${format.shown}</span>${often}`;
  if (format.every((word) => word === '')) return markup`string`;
  return markup`${renderWordList(format)}${often}`;
}

function renderNone({ none }: Part): Markup {
  if (none === undefined) return markup`<span aria-label="never">–</span>`;
  return none === ''
    ? markup`empty`
    : markup`${none.split(' ').map((word) => markup`<code class="whole">${word}</code> `)}`;
}
