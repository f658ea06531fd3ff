import type { Operation } from '../contract/operation.ts';
import type { OperationName } from '../contract/parameters.ts';
import { ANSWERS } from '../reference/answers.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { HttpBindings } from '../call.ts';
import { renderAnswer } from './answer-section.ts';
import { renderErrors } from './errors-section.ts';
import { renderPage, renderWayBack, type PageContext } from './layout.ts';
import { renderParameters } from './parameters.ts';
import { samplesOf, type Sample } from './samples.ts';
import { renderTestForm } from './test-form.ts';
import { renderUrlWarning } from './url-warning.ts';
import { wordsOf } from './words.ts';

/** The facts that the page of an operation depends on. */
export interface OperationPageContext extends PageContext {
  /** The query of the page, which may fill in the form. */
  readonly query: string;
  readonly bindings: HttpBindings;
  readonly now: Date;
}

interface Section {
  readonly title: string;
  readonly content: Markup;
}

/**
 * Renders the page of one operation: its parameters, a form to try it, samples of all bindings that are on, and what
 * the original's page did not say: what an answer holds, and how the operation says no.
 */
export function renderOperationPage(operation: Operation, context: OperationPageContext): string {
  const { name, description, parameters } = operation;
  const sections: readonly Section[] = [
    { title: 'Parameters', content: renderParameters(parameters) },
    ...wordsOf(operation),
    { title: 'Test', content: renderTestForm(operation, context) },
    ...samplesOf(operation, context, context.bindings).map((sample) => ({
      title: sample.title,
      content: renderSample(sample, sample.title === 'HTTP GET' ? renderUrlWarning(operation, context.bindings) : ''),
    })),
    ...referenceOf(operation),
  ];
  const content = markup`${renderWayBack(context)}
<div class="page">
<div class="head">
<h1>${name}</h1>
<p class="lead">${description}</p>
</div>
<nav aria-label="On this page"><ul class="sections" role="list">
${sections.map(({ title }) => markup`<li><a href="#${anchorOf(title)}">${title}</a></li>\n`)}</ul></nav>
<div class="body">
${sections.map((section) => markup`<h2 id="${anchorOf(section.title)}">${section.title}</h2>\n${section.content}\n`)}</div>
</div>`;
  return renderPage(context, `${name} – Srv Web Service`, content);
}

const isDescribed = (name: string): name is OperationName => Object.hasOwn(ANSWERS, name);

function referenceOf(operation: Operation): readonly Section[] {
  const { name } = operation;
  if (!isDescribed(name)) return [];
  return [
    { title: 'Answer', content: renderAnswer(name) },
    { title: 'Errors', content: renderErrors(operation, name) },
  ];
}

const anchorOf = (title: string): string => title.toLowerCase().replace(/[ .]/g, '-');

function renderSample({ title, request, response }: Sample, warning: Markup | ''): Markup {
  return markup`<p>The following is a sample ${title} request and response. The placeholders shown need to be replaced with actual values.</p>
${warning}<h3>Request</h3>
<pre role="group" aria-label="${title} request">${request}</pre>
<h3>Response</h3>
<pre role="group" aria-label="${title} response">${response}</pre>`;
}
