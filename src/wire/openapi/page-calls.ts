import type { oas31 } from 'zod-openapi';
import { markup, type Markup } from '../html/markup.ts';
import type { OpenApiDocument } from './document.ts';
import { renderFields, renderType, renderWords, type Field } from './page-schemas.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** One call as the page shows it. */
export interface Call {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** Any of these ways to sign in; none for a call that is open. */
  readonly security: readonly string[];
  readonly operation: oas31.OperationObject;
}

/** The calls of one dialect, in its order. */
export const callsOf = ({ paths }: OpenApiDocument, tag: string): readonly Call[] =>
  Object.entries(paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      if (!operation?.tags?.includes(tag)) return [];
      const { operationId: id = '', summary = '', security = [] } = operation;
      return [{ id, method: method.toUpperCase(), path, summary, security: security.flatMap(Object.keys), operation }];
    }),
  );

/** A call as the page lists it: once, however many addresses it has. */
export interface ListedCall extends Call {
  readonly paths: readonly string[];
}

/** The calls of one dialect, those that differ in nothing but the address as one. */
export function listedCallsOf(document: OpenApiDocument, tag: string): readonly ListedCall[] {
  const listed = new Map<string, ListedCall>();
  for (const call of callsOf(document, tag)) {
    const key = `${call.method} ${JSON.stringify({ ...call.operation, operationId: undefined })}`;
    const known = listed.get(key);
    listed.set(key, known ? { ...known, paths: [...known.paths, call.path] } : { ...call, paths: [call.path] });
  }
  return [...listed.values()];
}

/** Renders one call: what it takes, and every answer. */
export function renderCall(
  document: OpenApiDocument,
  { id, method, paths, summary, security, operation }: ListedCall,
): Markup {
  const parameters = (operation.parameters ?? []).map((each) => parameterOf(document, each));
  return markup`<article aria-labelledby="${id}">
<h4 id="${id}" class="call">${summary}</h4>
${paths.map((path) => markup`<p class="line"><span class="method">${method}</span> <code>${path}</code></p>\n`)}${security.length === 0 ? markup`<p class="quiet">Called without signing in.</p>\n` : ''}${
    parameters.length === 0 ? '' : markup`${renderFields('Parameters', parameters)}\n`
  }${renderBody(operation.requestBody)}${renderAnswers(operation.responses ?? {})}
</article>
`;
}

function parameterOf({ components }: OpenApiDocument, given: oas31.ParameterObject | oas31.ReferenceObject): Field {
  const found = '$ref' in given ? components?.parameters?.[nameIn(given.$ref)] : given;
  if (!found || '$ref' in found) return { name: '', note: '', isRequired: false, schema: {}, description: '' };
  const { name, in: place, required = false, schema = {}, description = '' } = found;
  return { name, note: place, isRequired: required, schema, description };
}

const nameIn = (reference: string): string => reference.slice(reference.lastIndexOf('/') + 1);

function renderBody(body: oas31.OperationObject['requestBody']): Markup {
  if (!body || '$ref' in body) return markup``;
  return markup`<p><strong>Body</strong>${body.required === true ? '' : ', which may be left out'}: ${renderContent(body.content)}</p>
`;
}

const renderContent = (content: oas31.ContentObject): readonly Markup[] =>
  Object.entries(content).map(
    ([type, { schema }]) =>
      markup`${schema ? renderType(schema) : ''}${type === 'application/json' ? '' : markup` as <code>${type}</code>`}`,
  );

interface Answer {
  readonly description: string;
  readonly content?: oas31.ContentObject;
}

function renderAnswers(responses: oas31.ResponsesObject): Markup {
  const answers = Object.entries<Answer>(responses);
  return markup`<table class="answers">
<thead><tr><th scope="col">Answer</th><th scope="col">Means</th><th scope="col">Body</th></tr></thead>
<tbody>
${answers.map(
  ([status, { description, content }]) =>
    markup`<tr><th scope="row">${status}</th><td>${renderWords(description)}</td><td>${content ? renderContent(content) : 'none'}</td></tr>\n`,
)}</tbody>
</table>`;
}
