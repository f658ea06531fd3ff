import type { oas31 } from 'zod-openapi';
import { renderDocument, type Product } from '../html/document.ts';
import { markup, type Markup } from '../html/markup.ts';
import type { OpenApiDocument } from './document.ts';
import { callsOf, listedCallsOf, renderCall, type Call } from './page-calls.ts';
import { isSchema, renderObject, renderWords, schemasOf } from './page-schemas.ts';
import { STYLE } from './page-style.ts';

interface PageOptions {
  readonly product: Product;
  readonly hasLegacy: boolean;
  /** Commands that make a call, by the name of the dialect. */
  readonly examples: Readonly<Record<string, string>>;
}

/** Renders the whole description for people: how to sign in, every call, and the objects that they speak of. */
export function renderOpenApiPage(document: OpenApiDocument, { product, hasLegacy, examples }: PageOptions): string {
  const tags = document.tags ?? [];
  const content = markup`<h1>Calls in JSON</h1>
<p class="lead">The same tasks, in the words of ${tags.length === 1 ? 'another product' : `${tags.length} products`}.
For programs there is an <a href="openapi.json">OpenAPI document</a>.${legacyLink(hasLegacy)}</p>
<nav aria-label="On this page"><ul class="calls" role="list">
${tags.map((tag) => renderContents(tag, listedCallsOf(document, tag.name)))}</ul></nav>
${tags.map((tag) => renderDialect(document, tag, examples[tag.name]))}${renderObjects(document)}`;
  return renderDocument({
    title: 'Calls in JSON',
    head: markup`<link rel="alternate" type="application/json" href="openapi.json">`,
    style: STYLE,
    banner: markup`<a href="openapi">${product.name}</a> <span>Calls in JSON</span>`,
    content,
    links: [markup`<a href="openapi.json">OpenAPI document</a>`],
    product,
  });
}

const legacyLink = (hasLegacy: boolean): Markup | '' =>
  hasLegacy ? markup` The legacy operations are on <a href="srv.asmx">pages of their own</a>.` : '';

const titleOf = ({ name, description }: oas31.TagObject): string => description ?? name;

const renderContents = (tag: oas31.TagObject, calls: readonly Call[]): Markup =>
  markup`<li><a href="#${tag.name}">${titleOf(tag)}</a>
<ul role="list">
${calls.map(({ id, summary }) => markup`<li><a href="#${id}">${summary}</a></li>\n`)}</ul></li>
`;

const renderDialect = (document: OpenApiDocument, tag: oas31.TagObject, example = ''): Markup =>
  markup`<section aria-labelledby="${tag.name}">
<h2 id="${tag.name}">${titleOf(tag)}</h2>
${renderSignIn(document, tag.name)}
<h3>A call</h3>
<p>Works as pasted into a shell, while the server has the demo data.</p>
<pre>${example}</pre>
<h3>Calls</h3>
${listedCallsOf(document, tag.name).map((call) => renderCall(document, call))}</section>
`;

/** How clients of a dialect show who they are. */
function renderSignIn(document: OpenApiDocument, tag: string): Markup {
  const names = new Set(callsOf(document, tag).flatMap(({ security }) => security));
  const schemes = Object.entries(document.components?.securitySchemes ?? {}).filter(([name]) => names.has(name));
  if (schemes.length === 0) return markup``;
  return markup`<h3>Sign in</h3>
<ul class="schemes" role="list">
${schemes.map(([, scheme]) => ('$ref' in scheme ? markup`` : markup`<li>${whereOf(scheme)}: ${renderWords(scheme.description ?? '')}</li>\n`))}</ul>`;
}

const whereOf = ({ type, name = '', in: place = '' }: oas31.SecuritySchemeObject): Markup =>
  type === 'http'
    ? markup`header <code>Authorization: Bearer …</code>`
    : markup`${place === 'query' ? 'in the address' : place} <code>${name}</code>`;

function renderObjects(document: OpenApiDocument): Markup {
  const objects = Object.entries(schemasOf(document)).flatMap(([name, schema]) =>
    isSchema(schema) ? [[name, schema] as const] : [],
  );
  if (objects.length === 0) return markup``;
  return markup`<section aria-labelledby="objects">
<h2 id="objects">Objects</h2>
${objects.map(([name, schema]) => renderObject(name, schema))}</section>
`;
}
