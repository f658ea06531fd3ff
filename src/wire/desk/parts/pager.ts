import type { Around, PlacedPage } from '../../../core/list-page.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { numberText } from '../frame/format.ts';
import { inLanguages, type PageLanguage } from '../frame/language.ts';
import type { DeskCall, Notice } from '../frame/screen.ts';

/** Entries of a page of any list. */
export const ON_A_PAGE = 50;

const wordsIn = inLanguages(
  {
    pages: 'Pages',
    first: 'First page',
    before: 'Page before',
    next: 'Next page',
    inAll: (count: string) => `${count} in all`,
    end: 'The list ends here by now.',
    unreadable: (field: string) =>
      `The address names a place in the list that cannot be read (${field}). This is the first page.`,
  },
  {
    pages: 'Seiten',
    first: 'Erste Seite',
    before: 'Vorige Seite',
    next: 'Nächste Seite',
    inAll: (count: string) => `insgesamt ${count}`,
    end: 'Die Liste ist hier inzwischen zu Ende.',
    unreadable: (field: string) =>
      `Die Adresse nennt eine Stelle der Liste, die nicht zu lesen ist (${field}). Das ist die erste Seite.`,
  },
);

const SIDES = ['after', 'before'] as const;

/** The place in a list that a query names. */
const placeIn = (query: URLSearchParams): PlacedPage['place'] => {
  const side = SIDES.find((each) => query.has(each));
  return side === undefined ? null : { side, key: query.get(side) ?? '' };
};

/** The page that an address asks for. */
export const pageIn = (query: URLSearchParams): PlacedPage => ({ place: placeIn(query), limit: ON_A_PAGE });

/** The address of a list, at the place that a query names. */
export function atPlace(path: string, query: URLSearchParams): string {
  const place = placeIn(query);
  if (!place) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams([[place.side, place.key]]).toString()}`;
}

/** What is said where the place in the address cannot be read. */
export const placeNotice = ({ lost }: Around, language: PageLanguage): { readonly notice?: Notice } =>
  lost === null ? {} : { notice: { kind: 'wrong', text: wordsIn(language).unreadable(lost) } };

/** What a page without entries says. @param none what is said of a list without any */
export const emptyList = ({ place }: PlacedPage, none: string, language: PageLanguage): Markup =>
  markup`<p class="lead">${place ? wordsIn(language).end : none}</p>`;

/** Copies a query without what names a page of it. */
export function withoutPlace(query: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(query);
  for (const name of [...SIDES, 'done']) rest.delete(name);
  return rest;
}

interface Turning {
  readonly page: PlacedPage;
  readonly around: Around;
  /** The entries of all pages, where a page does not say so elsewhere. */
  readonly total?: number;
}

/** The way to the pages around, at the same filter. @param query what else the address of the list says */
export function pageLinks(
  { base, language, query: asked }: DeskCall,
  path: string,
  { page: { place }, around: { before, after }, total }: Turning,
  query = withoutPlace(asked),
): Markup {
  if (!place && before === null && after === null) return NOTHING;
  const words = wordsIn(language);
  const link = (label: string, at: readonly [string, string][], rel = ''): Markup => {
    const to = new URLSearchParams([...query, ...at]).toString();
    const relation = rel === '' ? NOTHING : markup` rel="${rel}"`;
    return markup`<a${relation} href="${`${base}${path}${to === '' ? '' : `?${to}`}`}">${label}</a>\n`;
  };
  return markup`<nav class="pages" aria-label="${words.pages}">${place ? link(words.first, []) : NOTHING}${
    before === null ? NOTHING : link(words.before, [['before', before]], 'prev')
  }${after === null ? NOTHING : link(words.next, [['after', after]], 'next')}${
    total ? markup`<span class="quiet">${words.inAll(numberText(total, language))}</span>` : NOTHING
  }</nav>`;
}

const NOTHING: Markup = { html: '' };
