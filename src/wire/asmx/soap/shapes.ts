import type { ElementReader } from '../../xml/strict-reader.ts';

/** The common part of documents that differ only in the texts of their innermost elements. */
export interface Shape {
  /** The document without those texts: one goes between each piece and the next. */
  readonly markup: readonly string[];
  /**
   * Where the element of each text ended in the document that the shape was taken of: the offset behind its end tag.
   */
  readonly ends: readonly number[];
}

export interface ShapeRecorder {
  /** Stands around the place a document is read into, and passes on all that is reported. */
  readonly place: ElementReader;
  /** The shape of the document, once it has been read; undefined for one that is not to be remembered. */
  shape(): Shape | undefined;
}

/** Several times an envelope with security headers; a longer document is not remembered. */
const MAX_LENGTH = 8192;

/** Comments, processing instructions and CDATA sections; no attribute value has a `<`. */
const OTHER_MARKUP = /<!|<\?(?!xml\s)/;

/** Records the shape of a document that is being read; a long one is not looked at. */
export function recordShape(document: string, outside: ElementReader): ShapeRecorder {
  if (document.length > MAX_LENGTH) return { place: outside, shape: () => undefined };
  const markup: string[] = [];
  const ends: number[] = [];
  let pieceAt = 0;
  let innermost: number | undefined;
  let unclaimed = '';
  let hasOtherTexts = false;

  const claim = (): void => {
    // The text would be remembered, and might be a secret.
    if (unclaimed.trim() !== '') hasOtherTexts = true;
    unclaimed = '';
  };

  const recorded = (place: ElementReader): ElementReader => ({
    open(tag, end) {
      claim();
      innermost = end;
      return recorded(place.open(tag, end));
    },
    text(text) {
      unclaimed += text;
      place.text(text);
    },
    close(end) {
      const textEnd = document.lastIndexOf('</', end - 1);
      if (innermost !== undefined && textEnd >= innermost && !document.slice(innermost, textEnd).includes('<')) {
        unclaimed = '';
        markup.push(document.slice(pieceAt, innermost));
        ends.push(end);
        pieceAt = textEnd;
      }
      innermost = undefined;
      place.close(end);
    },
  });

  return {
    place: recorded(outside),
    shape() {
      claim();
      const pieces = [...markup, document.slice(pieceAt)];
      // Their texts would be remembered, and no library writes any.
      if (hasOtherTexts || pieces.some((piece) => OTHER_MARKUP.test(piece))) return undefined;
      // A piece of a string keeps the whole of it, and with it a ticket and all else that the client wrote.
      return structuredClone({ markup: pieces, ends });
    },
  };
}

/** The texts of a document that has the shape, references and all; undefined for one that has not. */
export function textsOf(document: string, { markup }: Shape): string[] | undefined {
  const texts: string[] = [];
  let at = 0;
  for (const [index, piece] of markup.entries()) {
    if (index > 0) {
      const start = at;
      at = document.indexOf('<', start);
      if (at < 0) return undefined;
      texts.push(document.slice(start, at));
    }
    const end = at + piece.length;
    // `startsWith` takes several times as long.
    if (document.slice(at, end) !== piece) return undefined;
    at = end;
  }
  return at === document.length ? texts : undefined;
}

/** Text that stands for itself: no reference, no line end to normalise, nothing XML forbids. */
const PLAIN = /^[\t\n -%'-;=?-\uD7FF\uE000-\uFFFD]*$/;

export const isPlain = (text: string): boolean => PLAIN.test(text);
