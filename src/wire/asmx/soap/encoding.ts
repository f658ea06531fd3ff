import { isUtf8 } from 'node:buffer';
import { decoderOf, decodeUtf8, type Decode } from '../values/charset.ts';
import { mediaTypeOf, mediaTypeParameter } from './media-type.ts';

/**
 * Gives what turns the bytes of SOAP requests with this content type into text: a byte order mark wins over the charset
 * of the content type, the charset over the XML declaration (docs/legacy/wire.md#character-encoding). In text/* without
 * a charset the declaration counts only for bytes that are not UTF-8, which the original took for question marks: UTF-8
 * under the declaration of something else is common too. Bytes that the encoding cannot hold become U+FFFD. The byte
 * order mark is left out.
 */
export function envelopeDecoder(contentType: string): Decode {
  const charset = mediaTypeParameter(contentType, 'charset') ?? '';
  const declared = ASCII.test(charset) ? undefined : decoderOf(charset);
  const declaredInside =
    isApplication(contentType) && !ASCII.test(charset) ? decoderInDeclaration : decoderOfWhatIsNotUtf8;
  return (body) => {
    const decode = markedEncoding(body) ?? declared ?? unmarkedUtf16(body) ?? declaredInside(body) ?? decodeUtf8;
    return decode(body);
  };
}

/** Says nothing of the bytes from 128 on, which are there all the same. */
const ASCII = /^(?:us-)?ascii$/i;

/** These leave a byte order mark out. */
const decodeMarkedUtf8: Decode = (bytes) => bytes.toString('utf8', 3);
const littleEndian = new TextDecoder('utf-16le');
const bigEndian = new TextDecoder('utf-16be');
const decodeUtf16: Decode = (bytes) => littleEndian.decode(bytes);
const decodeUtf16BigEndian: Decode = (bytes) => bigEndian.decode(bytes);

function markedEncoding(bytes: Buffer): Decode | undefined {
  const first = bytes[0];
  if (first === 0xef) return bytes[1] === 0xbb && bytes[2] === 0xbf ? decodeMarkedUtf8 : undefined;
  if (first === 0xff) return bytes[1] === 0xfe ? decodeUtf16 : undefined;
  if (first === 0xfe) return bytes[1] === 0xff ? decodeUtf16BigEndian : undefined;
  return undefined;
}

/** Recognises UTF-16 by a first character `<`, as XML 1.0 appendix F does. */
function unmarkedUtf16(bytes: Buffer): Decode | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return decodeUtf16;
  if (bytes[0] === 0 && bytes[1] === 0x3c) return decodeUtf16BigEndian;
  return undefined;
}

const isApplication = (contentType: string): boolean => mediaTypeOf(contentType).startsWith('application/');

const decoderOfWhatIsNotUtf8 = (bytes: Buffer): Decode | undefined =>
  isUtf8(bytes) ? undefined : decoderInDeclaration(bytes);

/** An XML declaration longer than this is taken for one without encoding. */
const DECLARATION_BYTES = 256;

function decoderInDeclaration(bytes: Buffer): Decode | undefined {
  const start = bytes.toString('latin1', 0, DECLARATION_BYTES);
  const label = /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
  return label && !/^(utf-?16|unicode)/i.test(label) ? decoderOf(label) : undefined;
}
