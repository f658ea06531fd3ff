import { markup, type Markup } from '../../html/markup.ts';
import { numberText } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall } from '../frame/screen.ts';

const wordsIn = inLanguages(
  { pages: 'Pages', before: 'Before', next: 'Next', page: (at: string) => `Page ${at}` },
  { pages: 'Seiten', before: 'Zurück', next: 'Weiter', page: (at: string) => `Seite ${at}` },
);

/** A page further than this is nobody's wish. */
const LAST_PAGE = 2000;

/** The page that an address asks for, counted from 1. */
export const pageIn = (query: URLSearchParams): number => {
  const text = query.get('page') ?? '';
  return /^\d{1,4}$/.test(text) ? Math.min(Math.max(Number(text), 1), LAST_PAGE) : 1;
};

/** The way to the pages before and after, at the same filter. */
export function pageLinks(
  { base, language, query }: DeskCall,
  path: string,
  { at, isLast }: { readonly at: number; readonly isLast: boolean },
): Markup {
  if (at === 1 && isLast) return { html: '' };
  const words = wordsIn(language);
  const link = (page: number, label: string, rel: string): Markup => {
    const to = new URLSearchParams(query);
    to.delete('done');
    to.set('page', String(page));
    return markup`<a rel="${rel}" href="${`${base}${path}?${to.toString()}`}">${label}</a>`;
  };
  return markup`<nav class="pages" aria-label="${words.pages}">${at > 1 ? link(at - 1, words.before, 'prev') : []}
<span>${words.page(numberText(at, language))}</span>
${isLast ? [] : link(at + 1, words.next, 'next')}</nav>`;
}
