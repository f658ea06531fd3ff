import { createHash } from 'node:crypto';
import type { Dialect, TextAnswer } from '../dialect.ts';
import { pageHeaders } from '../html/policy.ts';

/** The pages of the documents by their place: "index.html", "legacy/operations.html". */
export type Documents = ReadonlyMap<string, string>;

/** Where the documents are. */
export const DOCUMENTS_PATH = '/docs/';

const WITHOUT_SLASH = DOCUMENTS_PATH.slice(0, -1);

export const isDocumentsPath = (path: string): boolean => path === WITHOUT_SLASH || path.startsWith(DOCUMENTS_PATH);

/** Pictures are in the pages. */
const PICTURES = 'img-src data:';

interface Page {
  readonly html: string;
  readonly etag: string;
}

/**
 * Answers with the pages of the documents, and with nothing else: an address is looked up among their places.
 * @param read called once, when somebody asks for the first time
 */
export function createDocumentsDialect(read: () => Documents): Dialect {
  let pages: ReadonlyMap<string, Page> | undefined;

  return {
    answer({ method, path, origin, headers }) {
      if (method !== 'GET' && method !== 'HEAD') return plain(405, 'This address takes GET.\n', { Allow: 'GET, HEAD' });
      const name = path.slice(WITHOUT_SLASH.length);
      // Relative, for a proxy may have cut something off the path.
      if (name === '') return plain(301, 'The documents are at docs/.\n', { Location: 'docs/' });
      pages ??= new Map([...read()].map(([place, html]) => [`/${place}`, { html, etag: etagOf(html) }]));
      const page = pages.get(name.endsWith('/') ? `${name}index.html` : name);
      if (!page) return plain(404, 'There is no document at this address.\n');
      const caching = { ...pageHeaders(origin, PICTURES), ETag: page.etag };
      return isKnown(headers['if-none-match'], page.etag)
        ? { status: 304, headers: caching, body: '' }
        : { status: 200, headers: caching, body: page.html };
    },
    fault: () => plain(500, 'The server could not read its documents.\n'),
  };
}

/** Weak: the same page may be sent compressed. */
const etagOf = (html: string): string => `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;

const isKnown = (given: string | undefined, etag: string): boolean =>
  given !== undefined && given.split(',').some((each) => each.trim().replace(/^(?!W\/)/, 'W/') === etag);

const plain = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): TextAnswer => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body,
});
