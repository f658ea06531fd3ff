import { readProduct } from '../../src/server/product.ts';
import { renderDocument } from '../../src/wire/html/document.ts';
import { markup, type Markup } from '../../src/wire/html/markup.ts';
import { renderArticle, type Article } from './article.ts';
import { pathLinked, relativeHref } from './links.ts';
import { INDEX, readEntries, readKinds } from './navigation.ts';
import { renderSideList } from './side-list.ts';
import { isShownAsText, listDocuments, pageOf, readSource } from './sources.ts';
import { STYLE } from './style.ts';

/** Renders every document of the project, and the files they show, as pages that need no server; gives each by its place. */
export function renderSite(): ReadonlyMap<string, string> {
  const documents = new Map(listDocuments().map((path) => [path, readSource(path)]));
  const texts = textsLinkedFrom(documents);
  const shown = new Set([...documents.keys(), ...texts]);
  const articles = new Map(
    [...documents]
      .map(([path, source]) => [path, renderArticle(path, source, shown)] as const)
      .concat(texts.map((path) => [path, showText(path)] as const)),
  );
  const kinds = readKinds(documents.get(INDEX) ?? '');
  const entriesIn = (index: string) => readEntries(index, documents.get(index) ?? '');

  const page = (path: string, { title, html }: Article): string =>
    renderDocument({
      title: path === INDEX ? 'Handover documents' : `${title} · Handover`,
      head: markup``,
      style: STYLE,
      banner: bannerOn(path),
      content: markup`<div class="site">
<article>
${html}</article>
${renderSideList(path, { kinds, articles, entriesIn })}
</div>`,
      links: [],
      product: { ...readProduct(), documentation: null },
    });
  return new Map([...articles].map(([path, article]) => [pageOf(path), page(path, article)]));
}

const bannerOn = (path: string): Markup =>
  markup`<a href="${relativeHref(path, INDEX)}">Handover</a> <span>Documents</span> <a class="to-pages" href="#pages">All pages</a>`;

/** Files without Markdown that documents link to. */
function textsLinkedFrom(documents: ReadonlyMap<string, string>): readonly string[] {
  const linked = [...documents].flatMap(([from, source]) =>
    [...source.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, href = '']) => pathLinked(from, href) ?? []),
  );
  return [...new Set(linked)].filter((path) => !documents.has(path) && isShownAsText(path)).sort();
}

const showText = (path: string): Article => ({
  title: path,
  sections: [],
  html: markup`<h1>${path}</h1>
<pre>${readSource(path).trimEnd()}</pre>
`,
});
