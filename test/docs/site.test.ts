import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { expect } from 'chai';
import { XMLValidator } from 'fast-xml-parser';
import { renderSite } from '../../tools/docs/site.ts';
import { readMarkdownFiles } from './markdown.ts';

const textOf = (html: string): string => html.replace(/<[^>]*>/g, '');

/** Links of a page that lead nowhere, whether a server sends the pages or a browser opens them as files. */
function brokenLinks(place: string, site: ReadonlyMap<string, string>): string[] {
  return [...(site.get(place) ?? '').matchAll(/ href="([^"]*)"/g)].flatMap(([, href = '']) => {
    if (/^https?:\/\//.test(href)) return [];
    const [target = '', fragment] = href.split('#');
    const named = target === '' ? place : posix.join(posix.dirname(place), target);
    const page = site.get(named);
    const leads = page !== undefined && (fragment === undefined || page.includes(` id="${decodeURI(fragment)}"`));
    return leads ? [] : [`${place}: ${href}`];
  });
}

describe('the site of the documents', () => {
  const site = renderSite();
  const pages = [...site];

  it('has a page for every document', () => {
    const documents = readMarkdownFiles().filter(({ path }) => /^(docs\/.*|[^/]*)$/.test(path));
    expect(documents.length).to.be.above(40);
    for (const { path } of documents) {
      const place = path.startsWith('docs/') ? path.slice(5) : `project/${path}`;
      expect(site.has(place.replace(/README\.md$/, 'index.html').replace(/\.md$/, '.html')), path).to.be.true;
    }
  });

  it('links to pages and sections that are there', () => {
    expect(pages.flatMap(([place]) => brokenLinks(place, site))).to.deep.equal([]);
    const cut = new Map([['a.html', '<a href="b.html">b</a> <a href="#c">c</a>']]);
    expect(brokenLinks('a.html', cut)).to.deep.equal(['a.html: b.html', 'a.html: #c']);
  });

  it('loads nothing and runs nothing', () => {
    for (const [place, html] of pages) {
      const loading = html.replaceAll(/<img src="data:image\/png;base64,[\w+/=]+" alt="[^"]+" \/>/g, '');
      expect(loading, place).not.to.match(/<script|<img|<iframe|<link|@import\b|url\(|<[^>]*\s(?:src|style|on\w+)=/);
    }
  });

  it('is well formed, each id used once', () => {
    for (const [place, html] of pages) {
      const body = html.replace('<!DOCTYPE html>\n', '');
      expect(XMLValidator.validate(body, { unpairedTags: ['meta', 'br'] }), place).to.equal(true);
      const ids = [...body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(ids, place).to.have.lengthOf(new Set(ids).size);
    }
  });

  it('has one title a page, and no level of headings left out', () => {
    for (const [place, html] of pages) {
      const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
      expect(
        levels.filter((level) => level === 1),
        place,
      ).to.have.lengthOf(1);
      expect(
        levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1),
        place,
      ).to.be.true;
    }
  });

  it('lists on every page the documents by kind, and marks the one that is read', () => {
    for (const [place, html] of pages.filter(([each]) => !each.startsWith('project/'))) {
      const list = html.split('<nav id="pages"')[1] ?? '';
      const kinds = [...list.matchAll(/<p class="kind">(.*?)<\/p>/g)].map(([, kind]) => kind);
      expect(kinds, place).to.deep.equal(['Learn', 'Do', 'Look up', 'Understand', 'The project']);
      expect(list.match(/ aria-current="page"/g) ?? [], place).to.have.lengthOf(1);
    }
  });

  it('gives headings the anchors that GitHub gives them', () => {
    const markdown = readMarkdownFiles().find(({ path }) => path === 'docs/operating.md');
    const html = site.get('operating.html') ?? '';
    for (const anchor of markdown?.anchors ?? []) expect(html).to.include(` id="${anchor}"`);
    expect(html).to.match(/<h2 id="run">Run <a class="anchor" href="#run" aria-label="[^"]+">#<\/a><\/h2>/);
  });

  it('names a file that it does not show by its path', () => {
    expect(site.get('index.html')).to.include('wire samples (<code>test/wire/samples/README.md</code>)');
    const html = site.get('legacy/operations.html') ?? '';
    const named = [...html.matchAll(/\(<code>([\w-]+\/[\w./-]+)<\/code>\)/g)].map(([, path = '']) => path);
    for (const path of named) expect(existsSync(new URL(`../../${path}`, import.meta.url)), path).to.be.true;
    expect(textOf(site.get('project/deploy/compose.yaml.html') ?? '')).to.include('services:');
  });
});
