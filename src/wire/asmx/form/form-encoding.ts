import { UnreadableCall } from '../../unreadable-call.ts';
import { decoderOf, decodeUtf8, type Decode } from '../values/charset.ts';

export interface Form {
  /** By parameter name in lower case; a name given more than once has its values joined by a comma. */
  readonly values: ReadonlyMap<string, string>;
  /** The names as they were sent. */
  readonly names: readonly string[];
  /** Whether something is escaped as %uXXXX. */
  readonly hasPercentU: boolean;
}

/**
 * What System.Web reads by default (aspnet:MaxHttpCollectionKeys). It counted names and not pairs; no operation has a
 * use for a thousand values of one name either, and 4 MB of them took 0.4 to 1.2 s.
 */
const MAX_PAIRS = 1000;

/**
 * Reads a query string or a form body as System.Web does (docs/legacy/wire.md#character-encoding): only `&` separates,
 * only the first `=` counts, and a pair without one names nothing. A string holds one byte a character, as node:http
 * gives a query. `charset` is the one of the content type; an unknown one is read as UTF-8.
 *
 * @throws UnreadableCall for more pairs than anybody has to send
 */
export function parseForm(encoded: string | Buffer, charset = ''): Form {
  const text = typeof encoded === 'string' ? encoded : encoded.toString('latin1');
  const decode = decoderOf(charset) ?? decodeUtf8;
  const values = new Map<string, string>();
  const names: string[] = [];
  let pairs = 0;
  let equals = text.indexOf('=');
  for (let start = 0; equals !== -1;) {
    const separator = text.indexOf('&', start);
    const end = separator === -1 ? text.length : separator;
    if (equals < end) {
      if (++pairs > MAX_PAIRS) throw tooManyPairs(encoded);
      const sent = decodeComponent(text.slice(start, equals), decode);
      const name = sent.toLowerCase();
      const value = decodeComponent(text.slice(equals + 1, end), decode);
      const earlier = values.get(name);
      names.push(sent);
      values.set(name, earlier === undefined ? value : `${earlier},${value}`);
    }
    if (separator === -1) break;
    start = end + 1;
    // Searched again only once passed, so that a body of separators costs one pass and not one for each.
    if (equals < start) equals = text.indexOf('=', start);
  }
  return { values, names, hasPercentU: text.includes('%u') && PERCENT_U.test(text) };
}

const PERCENT_U = /%u[\da-fA-F]{4}/;

/** Words the refusal as the original did, whose form, unlike its query, put a sentence of its own before. */
function tooManyPairs(encoded: string | Buffer): UnreadableCall {
  const cause = new UnreadableCall('Operation is not valid due to the current state of the object.');
  return typeof encoded === 'string' ? cause : new UnreadableCall('The URL-encoded form data is not valid.', { cause });
}

/** The charset parameter of a content type, unquoted; '' when it has none. */
export const charsetOf = (contentType: string): string =>
  /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType)?.[1] ?? '';

const NEEDS_DECODING = /[%+\u0080-\u00FF]/;

function decodeComponent(text: string, decode: Decode): string {
  if (!NEEDS_DECODING.test(text)) return text;
  const bytes = Buffer.allocUnsafe(text.length);
  let decoded = '';
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === PLUS) {
      bytes[length++] = SPACE;
      continue;
    }
    if (code !== PERCENT) {
      bytes[length++] = code;
      continue;
    }
    const byte = hexAt(text, at + 1, 2);
    if (byte !== -1) {
      bytes[length++] = byte;
      at += 2;
      continue;
    }
    // LEGACY: .NET HttpGet and HttpPost proxies escape non-ASCII as %uXXXX (docs/legacy/wire.md#clients).
    const unit = text[at + 1] === 'u' ? hexAt(text, at + 2, 4) : -1;
    if (unit === -1) {
      bytes[length++] = code;
      continue;
    }
    decoded += decode(bytes.subarray(0, length)) + String.fromCharCode(unit);
    length = 0;
    at += 5;
  }
  const rest = decode(bytes.subarray(0, length));
  return decoded === '' ? rest : (decoded + rest).replace(LONE_SURROGATE, '\uFFFD');
}

const PLUS = 0x2b;
const SPACE = 0x20;
const PERCENT = 0x25;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The number that `count` hexadecimal digits at `from` write, or -1 when they are not all there. */
function hexAt(text: string, from: number, count: number): number {
  if (from + count > text.length) return -1;
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit === -1) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
