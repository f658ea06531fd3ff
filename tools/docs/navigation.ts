import { pathLinked } from './links.ts';

/** A document in the list of pages. */
export interface Entry {
  readonly label: string;
  /** From the root of the project. */
  readonly path: string;
}

/** Documents of one kind: to learn from, to do something by, to look up, to understand. */
export interface Kind {
  readonly label: string;
  readonly entries: readonly Entry[];
}

/** The list of pages: in this document a heading for each kind, and below it a table whose first column has the links. */
export const INDEX = 'docs/README.md';

export const readKinds = (source: string): readonly Kind[] =>
  source
    .split(/^## /m)
    .slice(1)
    .map((section) => ({ label: section.split('\n', 1).join(), entries: readEntries(INDEX, section) }));

/** What the first columns of the tables in a document link to, in their order. */
export const readEntries = (path: string, source: string): readonly Entry[] =>
  [...source.matchAll(/^\|([^|]*)/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/\[([^\]]*)\]\(([^)]*)\)/g)].flatMap(([, label = '', href = '']) => {
      const linked = pathLinked(path, href);
      return linked === null ? [] : [{ label: label.replaceAll('`', ''), path: linked }];
    }),
  );
