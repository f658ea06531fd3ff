import { UnreadableCall } from '../unreadable-call.ts';

/** XML that no parser may accept; `message` is the text .NET had for it, with line and position. */
export class IllFormedXml extends UnreadableCall {}

const LF = 0x0a;
const CR = 0x0d;

/** The 1-based line and column of an offset as .NET counts them: CR LF, CR and LF each end a line. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const end = Math.min(offset, text.length);
  let line = 1;
  let start = 0;
  // Counted without a list of lines: that took half a second for 4 MB of line ends.
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== LF && code !== CR) continue;
    if (code === CR && at + 1 < end && text.charCodeAt(at + 1) === LF) at++;
    line++;
    start = at + 1;
  }
  return { line, column: end - start + 1 };
}

const located = (what: string, text: string, offset: number, more = ''): IllFormedXml => {
  const { line, column } = positionAt(text, offset);
  const where = `Line ${line}, position ${column}.`;
  return new IllFormedXml(`${what}${more} ${where}`, { reason: `${what} ${where}` });
};

/**
 * Says in .NET's words why there is no root element: there is nothing, a DTD, or something that is no markup
 * (docs/legacy/wire.md#soap-cases); undefined when something that is markup comes first.
 */
export function illFormedBeforeRoot(text: string): IllFormedXml | undefined {
  const start = endOfProlog(text);
  if (start >= text.length) return new IllFormedXml('Root element is missing.');
  if (text.startsWith('<!DOCTYPE', start)) return new IllFormedXml('DTD is prohibited in this XML document.');
  return text[start] === '<' ? undefined : located('Data at the root level is invalid.', text, start);
}

/** Says that the document broke off; `open` has the names of the elements without an end tag, outermost first. */
export const illFormedByEnd = (text: string, open: readonly string[]): IllFormedXml => {
  const names = open.toReversed().join(', ');
  const unclosed = names && ` The following elements are not closed: ${names}.`;
  return located('Unexpected end of file has occurred.', text, text.length, unclosed);
};

/** Says that the markup is broken at `offset`. The parser's own words stay here: they name another library. */
export const illFormedAt = (text: string, offset: number): IllFormedXml =>
  located('An XML error has occurred.', text, offset);

/** Says that elements are nested deeper than anything a client of this service has to say. */
export const illFormedByDepth = (text: string, offset: number): IllFormedXml =>
  located('The elements are nested too deeply.', text, offset);

/** Says that there are more elements and attributes than anything a client of this service has to say. */
export const illFormedBySize = (text: string, offset: number): IllFormedXml =>
  located('The document has too many elements and attributes.', text, offset);

/** Says that the name of a namespace is longer than any that is in use. */
export const illFormedByNamespace = (text: string, offset: number): IllFormedXml =>
  located('The name of a namespace is too long.', text, offset);

/** The offset of the first thing that is neither white space nor a comment or processing instruction. */
function endOfProlog(text: string): number {
  let at = 0;
  for (;;) {
    while (/[ \t\r\n]/.test(text.charAt(at))) at++;
    const end = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined;
    const found = end ? text.indexOf(end, at) : -1;
    if (!end || found < 0) return at;
    at = found + end.length;
  }
}
