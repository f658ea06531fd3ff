import type { Body } from '../../dialect.ts';

/** An answer document: elements without a namespace, attributes in the order they are written. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Text, or child elements; an empty list is written `<name />`, an empty text `<name></name>`. */
  readonly content: string | readonly XmlElement[];
}

/** A document too long to be held: its root has one child, whose children come in batches. */
export interface StreamedDocument {
  /** Without content. */
  readonly root: XmlElement;
  /** The name of the child. */
  readonly list: string;
  readonly batches: AsyncIterable<readonly XmlElement[]>;
}

export type XmlDocument = XmlElement | StreamedDocument;

type Attributes = Readonly<Record<string, string>>;

export const element = (name: string, content: XmlElement['content'] = [], attributes?: Attributes): XmlElement => ({
  name,
  attributes: attributes ? Object.entries(attributes) : NO_ATTRIBUTES,
  content,
});

/** A task has fifty elements, and hardly any has an attribute. */
const NO_ATTRIBUTES: XmlElement['attributes'] = [];

const ESCAPES_IN_TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ESCAPES_IN_ATTRIBUTE: Readonly<Record<string, string>> = {
  ...ESCAPES_IN_TEXT,
  '"': '&quot;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

/**
 * Characters XML 1.0 forbids. The original wrote them as `&#x1;`, which no XML parser accepts; a document
 * nobody can read loses more than the character, so we leave it out.
 */
const FORBIDDEN = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n\r\x7F-\x9F])\p{Cc}/gu;

/** ASCII with nothing to escape anywhere: names, numbers, dates, which is most of what answers hold. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;

/**
 * Escapes as XmlTextWriter does in text: quotes, tab, CR and LF stay raw (docs/legacy/wire.md#answers-to-get-and-post).
 */
export const escapeText = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(FORBIDDEN, '').replace(/[&<>]/g, (char) => ESCAPES_IN_TEXT[char] ?? char);

const escapeAttribute = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text.replace(FORBIDDEN, '').replace(/[&<>"\n\r]/g, (char) => ESCAPES_IN_ATTRIBUTE[char] ?? char);

function startOf({ name, attributes }: XmlElement, more = ''): string {
  let start = `<${name}`;
  if (attributes.length === 0) return start + more;
  for (const [key, value] of attributes) start += ` ${key}="${escapeAttribute(value)}"`;
  return start + more;
}

/**
 * Writes the document as GET and POST form answers carry it: declaration, CR LF, two spaces a level, nothing after the
 * root's end tag (docs/legacy/wire.md#answers-to-get-and-post). A streamed document looks the same, in pieces.
 */
export function renderIndented(document: XmlElement): string;
export function renderIndented(document: XmlDocument): Body;
export function renderIndented(document: XmlDocument): Body {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>\r\n';
  if (!('batches' in document)) return declaration + indented(document, '');
  const { root, list } = document;
  return listed(document, {
    before: `${declaration}${startOf(root)}>\r\n  <${list}`,
    opened: '>',
    each: (child) => `\r\n${indented(child, '    ')}`,
    closed: `\r\n  </${list}>`,
    after: `\r\n</${root.name}>`,
  });
}

function indented(node: XmlElement, margin: string): string {
  const { name, content } = node;
  if (typeof content === 'string') return `${margin}${startOf(node)}>${escapeText(content)}</${name}>`;
  if (content.length === 0) return `${margin}${startOf(node)} />`;
  const children = content.map((child) => indented(child, `${margin}  `)).join('\r\n');
  return `${margin}${startOf(node)}>\r\n${children}\r\n${margin}</${name}>`;
}

/**
 * Writes the document as SOAP answers carry it: on one line, out of the envelope's default namespace by `xmlns=""`,
 * which comes last in the start tag (docs/legacy/wire.md#soap-answers).
 */
export function renderInline(document: XmlElement): string;
export function renderInline(document: XmlDocument): Body;
export function renderInline(document: XmlDocument): Body {
  if (!('batches' in document)) return inline(document, ' xmlns=""');
  const { root, list } = document;
  return listed(document, {
    before: `${startOf(root, ' xmlns=""')}><${list}`,
    opened: '>',
    each: (child) => inline(child, ''),
    closed: `</${list}>`,
    after: `</${root.name}>`,
  });
}

function inline(node: XmlElement, more: string): string {
  const { name, attributes, content } = node;
  const { start, end } = tagsOf(name);
  let text = attributes.length === 0 && more === '' ? start : `${startOf(node, more)}>`;
  if (typeof content === 'string') return text + escapeText(content) + end;
  if (content.length === 0) return `${text.slice(0, -1)} />`;
  for (const child of content) text += inline(child, '');
  return text + end;
}

interface Tags {
  readonly start: string;
  readonly end: string;
}

/** By the names of elements, which are the contract's. */
const tags = new Map<string, Tags>();

function tagsOf(name: string): Tags {
  const known = tags.get(name);
  if (known) return known;
  const made = { start: `<${name}>`, end: `</${name}>` };
  tags.set(name, made);
  return made;
}

interface ListPieces {
  readonly before: string;
  readonly opened: string;
  readonly each: (child: XmlElement) => string;
  readonly closed: string;
  readonly after: string;
}

/** An empty list is written as any empty element is, but that is known at its end only. */
async function* listed({ batches }: StreamedDocument, pieces: ListPieces): AsyncIterable<string> {
  yield pieces.before;
  let empty = true;
  for await (const batch of batches) {
    if (batch.length === 0) continue;
    yield (empty ? pieces.opened : '') + batch.map(pieces.each).join('');
    empty = false;
  }
  yield (empty ? ' />' : pieces.closed) + pieces.after;
}

/** Puts text before and after what has been rendered. */
export function surround(before: string, body: string, after: string): string;
export function surround(before: string, body: Body, after: string): Body;
export function surround(before: string, body: Body, after: string): Body {
  return typeof body === 'string' ? before + body + after : surrounded(before, body, after);
}

async function* surrounded(before: string, pieces: AsyncIterable<string>, after: string): AsyncIterable<string> {
  yield before;
  yield* pieces;
  yield after;
}
