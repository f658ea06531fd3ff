import { UnreadableCall } from '../../unreadable-call.ts';
import { parseStrictly, type ElementReader } from '../../xml/strict-reader.ts';

/** An element of a document that came as the text of a parameter. */
export interface ReadElement {
  /** Without prefix: which namespace a client's serialiser puts its model into says nothing. */
  readonly name: string;
  /** xsi:nil says that there is no value, as if the element were not there. */
  readonly nil: boolean;
  /** The element's own text, without that of its children. */
  readonly text: string;
  readonly children: readonly ReadElement[];
}

/** Instructions are all that can be long in a model, and a book of a thousand pages is long enough. */
const MAX_LENGTH = 2_097_152;

const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Reads a well-formed XML document without DTD, in which only XML's own entities and character references count, nested
 * and long within bounds, and gives its root.
 *
 * @throws UnreadableCall, with the reason as its message
 */
export function readXmlParameter(xml: string): ReadElement {
  if (xml.length > MAX_LENGTH) throw new UnreadableCall('The document is too long.');
  const roots: ReadElement[] = [];
  parseStrictly(
    xml,
    insideOf(roots, () => undefined),
  );
  const [root] = roots;
  if (!root) throw new UnreadableCall('Root element is missing.');
  return root;
}

function insideOf(children: ReadElement[], text: ElementReader['text']): ElementReader {
  return {
    open({ local, attributes }) {
      const pieces: string[] = [];
      const inside: ReadElement[] = [];
      const nil = Object.values(attributes).some(
        (attribute) => attribute.uri === SCHEMA_INSTANCE && attribute.local === 'nil' && isTrue(attribute.value),
      );
      const place = insideOf(inside, (piece) => pieces.push(piece));
      return { ...place, close: () => children.push({ name: local, nil, text: pieces.join(''), children: inside }) };
    },
    text,
    close: () => undefined,
  };
}

const isTrue = (value: string): boolean => /^\s*(true|1)\s*$/.test(value);
