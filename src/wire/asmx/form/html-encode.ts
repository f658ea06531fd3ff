const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const ENCODED = /[&<>"'\u00A0-\u00FF]|[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/**
 * Encodes as System.Web's HtmlEncode does: U+00A0 to U+00FF and characters beyond the BMP become decimal references,
 * other non-ASCII stays raw (docs/legacy/wire.md#bad-input-over-get-and-post).
 */
export const htmlEncode = (text: string): string =>
  text.replace(ENCODED, (char) => NAMED[char] ?? `&#${char.codePointAt(0)};`);
