import type { Operation, Value } from '../contract/operation.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import type { SoapVersion } from './fault.ts';
import type { GivenParameter } from './parameters.ts';
import { defaultOf } from './parameters.ts';
import { routeSpellings, type Route } from './route.ts';
import type { Shape } from './shapes.ts';
import { isPlain, textsOf } from './shapes.ts';
import { dateSpelling } from '../values/usual-date.ts';
import { readParameter } from './xsd-scalars.ts';

/** A readable envelope: what it says, and where. */
export interface Envelope {
  readonly version: SoapVersion;
  readonly operation: Operation;
  readonly values: Readonly<Record<string, Value>>;
  /** The bits of the deprecated spellings of its headers, names and dates. */
  readonly spellings: number;
}

/** What the markup of a readable envelope says. */
interface Markup {
  /** Where each of its parameters stood. */
  readonly given: readonly (GivenParameter | undefined)[];
  /** The bits of the deprecated spellings in it. */
  readonly spellings: number;
}

/** Calls that were written in one shape and came with the same headers, as far as these matter. */
interface KnownCall {
  readonly shape: Shape;
  readonly route: Pick<Route, 'mediaType' | 'operation'>;
  readonly version: SoapVersion;
  readonly operation: Operation;
  /** Which text of the shape each parameter is; -1 for an empty element, undefined where there is none. */
  readonly places: readonly (number | undefined)[];
  /** The bits of the deprecated spellings in its markup. */
  readonly spellings: number;
}

/** A client's library writes all its envelopes alike, and few libraries call one server. */
const MOST_KNOWN = 32;

/**
 * A longer document is left to the parser. Comparing costs up to 32 passes; 4 MB of text with `<` bytes in it took ten
 * times as long as parsing.
 */
const MAX_LENGTH = 65_536;

/** Whether an envelope is known before it is parsed. */
export type Recognised =
  /** Nothing: no earlier one was written like it. */
  | 'unknown'
  /** The envelope has a known shape, but its texts must be parsed to be understood. */
  | 'to-be-parsed'
  | Envelope;

export interface KnownCalls {
  recognise(document: string, route: Route, now: Date): Recognised;
  /** Takes note of a readable envelope of this shape, with what its markup was found to say. */
  remember(shape: Shape, route: Route, envelope: Envelope, found: Markup): void;
}

/**
 * Remembers how readable calls were written. An envelope with the markup of an earlier one, to the character, is
 * well-formed too, and its call differs from that one's in the texts of its parameters only, as long as all texts are
 * texts to the character: then nothing is left to parse.
 */
export function createKnownCalls(): KnownCalls {
  const calls: KnownCall[] = [];
  return {
    recognise(document, route, now) {
      if (document.length > MAX_LENGTH) return 'unknown';
      for (const [at, call] of calls.entries()) {
        if (!isSameRoute(call.route, route)) continue;
        const texts = textsOf(document, call.shape);
        if (!texts) continue;
        if (at > 0) calls.unshift(...calls.splice(at, 1));
        return texts.every(isPlain) ? readKnown(call, texts, route, now) : 'to-be-parsed';
      }
      return 'unknown';
    },

    remember(shape, { mediaType, operation }, envelope, { given, spellings }) {
      const places = given.map((element) => element && shape.ends.indexOf(element.end));
      calls.unshift({
        shape,
        route: { mediaType, operation },
        version: envelope.version,
        operation: envelope.operation,
        places,
        spellings,
      });
      if (calls.length > MOST_KNOWN) calls.pop();
    },
  };
}

const isSameRoute = (one: KnownCall['route'], other: Route): boolean =>
  one.operation === other.operation && one.mediaType === other.mediaType;

function readKnown(known: KnownCall, texts: readonly string[], route: Route, now: Date): Recognised {
  const { version, operation, places } = known;
  const values: Record<string, Value> = {};
  let spellings = known.spellings | routeSpellings(route, version);
  try {
    for (const [index, parameter] of operation.parameters.entries()) {
      const place = places[index];
      if (place === undefined) {
        values[parameter.name] = defaultOf(parameter.type);
        continue;
      }
      const text = texts[place] ?? '';
      values[parameter.name] = readParameter(parameter, text, now);
      spellings |= dateSpelling(parameter, text);
    }
    return { version, operation, values, spellings };
  } catch (error) {
    // Where in the document the value stands is for the parser to say.
    if (error instanceof UnreadableCall) return 'to-be-parsed';
    throw error;
  }
}
