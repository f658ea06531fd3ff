import { posix } from 'node:path';
import { pageOf } from './sources.ts';

/** What a link of a document leads to on the site. */
export type Target =
  | { readonly kind: 'address'; readonly href: string }
  /** A file of the project that the site does not show. */
  | { readonly kind: 'source'; readonly path: string };

/** The path from the root of the project that a link in a document names; null for another address or its own page. */
export function pathLinked(from: string, href: string): string | null {
  const [target = ''] = href.split('#');
  if (target === '' || /^[a-z]+:/.test(target)) return null;
  return posix.normalize(posix.join(posix.dirname(from), target));
}

/**
 * @param from path of the document, from the root of the project
 * @param shown paths of all files that have a page
 */
export function targetOf(from: string, href: string, shown: ReadonlySet<string>): Target {
  const path = pathLinked(from, href);
  if (path === null) return { kind: 'address', href };
  if (!shown.has(path)) return { kind: 'source', path };
  const hashAt = href.indexOf('#');
  return { kind: 'address', href: relativeHref(from, path) + (hashAt < 0 ? '' : href.slice(hashAt)) };
}

/** The address of one file's page as the page of another one writes it. */
export const relativeHref = (from: string, to: string): string =>
  posix.relative(posix.dirname(pageOf(from)), pageOf(to));
