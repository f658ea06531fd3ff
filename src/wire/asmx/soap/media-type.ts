/**
 * The media type before the first semicolon, in lower case. LEGACY: white space before the semicolon belongs to it, so
 * `text/xml ; charset=utf-8` is no SOAP media type (docs/legacy/wire.md#soap-cases).
 */
export function mediaTypeOf(contentType: string): string {
  const end = contentType.indexOf(';');
  return (end < 0 ? contentType : contentType.slice(0, end)).toLowerCase();
}

/**
 * A parameter of a Content-Type, without surrounding blanks and quotes of either kind; undefined when it is
 * not given. Names compare ignoring case (docs/legacy/wire.md#dispatch).
 */
export function mediaTypeParameter(contentType: string, name: string): string | undefined {
  for (const declaration of contentType.split(';').slice(1)) {
    const equals = declaration.indexOf('=');
    if (equals < 0 || declaration.slice(0, equals).trim().toLowerCase() !== name) continue;
    return unwrapped(declaration.slice(equals + 1));
  }
  return undefined;
}

const BLANKS_AND_QUOTES = ' \t\'"';

/**
 * Looked at from both ends: a pattern that may end anywhere tries every blank of a header, and its 16 KB took 0.5 s.
 */
function unwrapped(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANKS_AND_QUOTES.includes(text.charAt(start))) start++;
  while (start < end && BLANKS_AND_QUOTES.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
