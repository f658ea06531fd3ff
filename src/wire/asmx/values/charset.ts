/** Bytes into text; a byte order mark stays, and bytes that the encoding cannot hold become U+FFFD. */
export type Decode = (bytes: Buffer) => string;

/**
 * Stands also for ASCII, an unknown charset and none at all: the original turned every byte above 127 of such
 * requests into `?`, and we do not lose text (docs/legacy/wire.md#where-handover-differs).
 */
export const decodeUtf8: Decode = (bytes) => bytes.toString('utf8');

const decodeLatin1: Decode = (bytes) => bytes.toString('latin1');

const SAME_AS_UTF_8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);
const BIG_ENDIAN: ReadonlySet<string> = new Set(['utf-16be', 'unicodefffe']);

/** Latin-1 to the byte, as .NET reads it: for the Web's decoders these names are Windows-1252. */
const LATIN_1: ReadonlySet<string> = new Set(['iso-8859-1', 'iso8859-1', 'iso_8859-1', 'latin1', 'l1', 'cp819']);
const WINDOWS_1252: ReadonlySet<string> = new Set(['windows-1252', 'cp1252', 'x-cp1252']);

/** Gives the decoder of a charset, its name in any case; undefined for one that is unknown, and for ''. */
export function decoderOf(charset: string): Decode | undefined {
  if (charset === '') return undefined;
  const label = charset.toLowerCase();
  if (SAME_AS_UTF_8.has(label)) return decodeUtf8;
  if (LATIN_1.has(label)) return decodeLatin1;
  if (WINDOWS_1252.has(label)) return decodeWindows1252;
  try {
    const decoder = new TextDecoder(BIG_ENDIAN.has(label) ? 'utf-16be' : label, { ignoreBOM: true });
    return (bytes) => decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Characters of Windows-1252 in place of the control characters from U+0080 on; five bytes remain controls. */
const INSTEAD_OF_CONTROLS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

/** By a table of our own: TextDecoder reads Latin-1 instead since Node 20.18.3 (nodejs/node#56542). */
const decodeWindows1252: Decode = (bytes) =>
  decodeLatin1(bytes).replace(/[\x80-\x9F]/g, (control) => INSTEAD_OF_CONTROLS.charAt(control.charCodeAt(0) - 0x80));
