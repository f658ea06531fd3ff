import type { SaxesTagNS } from 'saxes';
import { SaxesParser } from 'saxes';
import {
  IllFormedXml,
  illFormedAt,
  illFormedBeforeRoot,
  illFormedByDepth,
  illFormedByEnd,
  illFormedByNamespace,
  illFormedBySize,
} from './ill-formed.ts';

/** A start tag with its namespaces resolved. */
export type StartTag = SaxesTagNS;

/** Takes the content of one element of a document. */
export interface ElementReader {
  /** Takes a child element and gives the reader of its content; `end` is the offset behind its start tag. */
  open(child: StartTag, end: number): ElementReader;
  /** Takes a piece of the element's own text, references resolved. */
  text(text: string): void;
  /** Takes the end of the element; `end` is the offset behind its end tag. */
  close(end: number): void;
}

/** Ignores its argument. */
export const ignore = (): void => undefined;

/** Skips the content of an element. */
export const SKIPPED: ElementReader = { open: () => SKIPPED, text: ignore, close: ignore };

/** Far above what a call needs, security headers included; below what would make prefixes slow to resolve. */
const MAX_DEPTH = 64;

/**
 * Elements and attributes of a document, a hundred times what a call with security headers has. Each costs more than
 * its characters: a body of 4 MB had room for 380,000 attributes, which took 1.4 s, or a million elements, half that.
 */
const MAX_PARTS = 10_000;

/**
 * As long as an address may be that every client can open. The parser writes it out anew for each attribute with a
 * prefix that stands for it: of 4 MB for one and some for the others, it never came to an end.
 */
const MAX_NAMESPACE = 2048;

/** The parser's own table has Object.prototype behind it, which makes `&constructor;` an entity. */
const ENTITIES = Object.assign(Object.create(null) as Record<string, string>, {
  amp: '&',
  apos: "'",
  gt: '>',
  lt: '<',
  quot: '"',
});

/**
 * Reads a namespace-well-formed XML 1.0 document without DTD to its last character; `outside` reads its root
 * element.
 *
 * @throws IllFormedXml at the first fault, and whatever a reader throws
 */
export function parseStrictly(document: string, outside: ElementReader): void {
  if (document.includes('<!DOCTYPE')) refuseBeforeRoot(document);
  const parser = new SaxesParser({ xmlns: true, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  parser.ENTITIES = ENTITIES;
  const openNames: string[] = [];
  const places = [outside];
  let place = outside;
  let sawRoot = false;
  let atEnd = false;
  let parts = 0;

  const refuse = (): never => {
    const reason = sawRoot ? undefined : illFormedBeforeRoot(document);
    throw reason ?? (atEnd ? illFormedByEnd(document, openNames) : illFormedAt(document, parser.position - 1));
  };
  const count = (): void => {
    if (++parts > MAX_PARTS) throw illFormedBySize(document, parser.position);
  };
  parser.on('error', refuse);
  parser.on('attribute', ({ name, prefix, value }) => {
    count();
    const isNamespace = prefix === 'xmlns' || name === 'xmlns';
    if (isNamespace && value.length > MAX_NAMESPACE) throw illFormedByNamespace(document, parser.position);
  });
  parser.on('opentag', (tag) => {
    count();
    if (!sawRoot) checkXmlVersion(parser.xmlDecl.version);
    sawRoot = true;
    if (openNames.length >= MAX_DEPTH) throw illFormedByDepth(document, parser.position);
    openNames.push(tag.name);
    place = place.open(tag, parser.position);
    places.push(place);
  });
  parser.on('closetag', (tag) => {
    // The parser reports an element as closed before it complains that the end tag is another's.
    if (!tag.isSelfClosing && !isEndTag(document, tag.name, parser.position)) refuse();
    openNames.pop();
    places.pop();
    place.close(parser.position);
    place = places.at(-1) ?? outside;
  });
  const takeText = (text: string): void => place.text(text);
  parser.on('text', takeText);
  // With seven handlers V8 makes the parser a hash table and reading takes four times as long; with six it does not.
  if (document.includes('<![CDATA[')) parser.on('cdata', takeText);

  parser.write(document);
  atEnd = true;
  parser.close();
}

/** A DTD stands before the root, where the parser would need one more handler for it than it can have. */
function refuseBeforeRoot(document: string): void {
  const reason = illFormedBeforeRoot(document);
  if (reason) throw reason;
}

function checkXmlVersion(version: string | undefined): void {
  if (version === undefined || version === '1.0') return;
  throw new IllFormedXml(`Version number '${version}' is invalid. Line 1, position 16.`);
}

function isEndTag(document: string, name: string, end: number): boolean {
  const start = document.lastIndexOf('</', end - 1);
  return document.slice(start + 2, end - 1).trimEnd() === name;
}
