import { posix } from 'node:path';
import { markup, type Markup } from '../../src/wire/html/markup.ts';
import type { Article, Section } from './article.ts';
import { relativeHref } from './links.ts';
import { INDEX, type Entry, type Kind } from './navigation.ts';

export interface SideListNeeds {
  readonly kinds: readonly Kind[];
  readonly articles: ReadonlyMap<string, Article>;
  /** The documents of a folder that the index of that folder links to. */
  readonly entriesIn: (index: string) => readonly Entry[];
}

/** Renders the list of pages beside one of them: below that one its sections, below the index of its folder its fellows. */
export function renderSideList(current: string, { kinds, articles, entriesIn }: SideListNeeds): Markup {
  const listed = new Set(kinds.flatMap(({ entries }) => entries.map(({ path }) => path)));
  const indexOfFolder = posix.join(posix.dirname(current), 'README.md');

  const link = ({ label, path }: Entry): Markup =>
    markup`<a href="${relativeHref(current, path)}"${path === current ? markup` aria-current="page"` : ''}>${label}</a>`;

  function item(entry: Entry): Markup {
    const isCurrent = entry.path === current;
    const fellows = entry.path === indexOfFolder ? fellowsOf(entry.path) : [];
    return markup`<li>${link(entry)}${isCurrent ? sectionList(articles.get(current)?.sections ?? []) : ''}${
      fellows.length === 0
        ? ''
        : markup`<ul role="list">${fellows.map((each) => markup`<li>${link(each)}</li>\n`)}</ul>`
    }</li>\n`;
  }

  const fellowsOf = (index: string): readonly Entry[] =>
    entriesIn(index).flatMap(({ path }) => {
      const isFellow = posix.dirname(path) === posix.dirname(index) && !listed.has(path);
      return isFellow ? [{ label: articles.get(path)?.title ?? path, path }] : [];
    });

  return markup`<nav id="pages" aria-label="Documents">
<p class="start">${link({ label: 'All documents', path: INDEX })}</p>
${kinds.map(({ label, entries }) => markup`<p class="kind">${label}</p>\n<ul role="list">${entries.map(item)}</ul>\n`)}</nav>`;
}

function sectionList(sections: readonly Section[]): Markup {
  const shown = sections.filter(({ level }) => level === 2);
  if (shown.length === 0) return markup``;
  return markup`<ul role="list" class="sections">${shown.map(({ anchor, html }) => markup`<li><a href="#${anchor}">${html}</a></li>\n`)}</ul>`;
}
