import { mediaTypeOf, mediaTypeParameter } from './soap-media-type.ts';

/**
 * Turns the bytes of a SOAP request into text: a byte order mark wins over the charset of the content type,
 * the charset over the XML declaration, and that counts only outside text/* (asmx-wire.md 10). Bytes that
 * the encoding cannot hold become U+FFFD. The byte order mark is left out.
 */
export function decodeEnvelope(body: Buffer, contentType: string): string {
  const marked = markedEncoding(body);
  if (marked) return marked.decode(body);

  const declared = decoderFor(mediaTypeParameter(contentType, 'charset'));
  if (declared) return declared.decode(body);

  return (unmarkedUtf16(body) ?? (isApplication(contentType) ? decoderInDeclaration(body) : undefined) ?? UTF_8).decode(
    body,
  );
}

interface Decoder {
  decode(bytes: Buffer): string;
}

/**
 * Stands also for ASCII, an unknown charset and none at all: the original turned every byte above 127 of
 * such requests into `?`, and we do not lose text (DESIGN.md 9).
 */
const UTF_8: Decoder = { decode: (bytes) => bytes.toString('utf8') };
const UTF_8_WITH_MARK: Decoder = { decode: (bytes) => bytes.toString('utf8', 3) };
const UTF_16_LE: Decoder = new TextDecoder('utf-16le');
const UTF_16_BE: Decoder = new TextDecoder('utf-16be');

function markedEncoding(bytes: Buffer): Decoder | undefined {
  const first = bytes[0];
  if (first === 0xef) return bytes[1] === 0xbb && bytes[2] === 0xbf ? UTF_8_WITH_MARK : undefined;
  if (first === 0xff) return bytes[1] === 0xfe ? UTF_16_LE : undefined;
  if (first === 0xfe) return bytes[1] === 0xff ? UTF_16_BE : undefined;
  return undefined;
}

/** Recognises UTF-16 by a first character `<`, as XML 1.0 appendix F does. */
function unmarkedUtf16(bytes: Buffer): Decoder | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return UTF_16_LE;
  if (bytes[0] === 0 && bytes[1] === 0x3c) return UTF_16_BE;
  return undefined;
}

const READ_AS_UTF_8: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);
const BIG_ENDIAN: ReadonlySet<string> = new Set(['utf-16be', 'unicodefffe']);

function decoderFor(charset: string | undefined): Decoder | undefined {
  if (!charset) return undefined;
  const label = charset.toLowerCase();
  if (READ_AS_UTF_8.has(label)) return UTF_8;
  if (BIG_ENDIAN.has(label)) return UTF_16_BE;
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}

const isApplication = (contentType: string): boolean => mediaTypeOf(contentType).startsWith('application/');

/** An XML declaration longer than this is taken for one without encoding. */
const DECLARATION_BYTES = 256;

function decoderInDeclaration(bytes: Buffer): Decoder | undefined {
  const start = bytes.toString('latin1', 0, DECLARATION_BYTES);
  const label = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return label && !/^(utf-?16|unicode)/i.test(label) ? decoderFor(label) : undefined;
}
