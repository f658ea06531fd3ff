import type { Operation } from '../contract/operation.ts';
import { UnreadableCall } from '../../unreadable-call.ts';
import { bitOf } from '../../spellings.ts';
import type { SoapVersion } from './fault.ts';
import { ENVELOPE_NAMESPACE, rejectedByFault } from './fault.ts';
import type { Envelope, KnownCalls } from './known-calls.ts';
import { createKnownCalls } from './known-calls.ts';
import type { Negotiation } from './negotiation.ts';
import { createNegotiation } from './negotiation.ts';
import type { CallReader } from './parameters.ts';
import { createCallReader } from './parameters.ts';
import type { Route } from './route.ts';
import { routeSpellings, SERVICE_NAMESPACE } from './route.ts';
import { recordShape } from './shapes.ts';
import type { ElementReader, StartTag } from '../../xml/strict-reader.ts';
import { ignore, parseStrictly, SKIPPED } from '../../xml/strict-reader.ts';

/**
 * Reads an envelope in one pass and to its end; `now` is the day of times without a date. Of several problems the first
 * in the document is reported (docs/legacy/wire.md#soap-cases).
 *
 * @throws RejectedEnvelope
 */
export type ReadEnvelope = (document: string, route: Route, now: Date) => Envelope;

/** Creates a reader of envelopes; `elements` has the operations by the name of their body element. */
export function createEnvelopeReader(
  elements: ReadonlyMap<string, Operation>,
  knownCalls: KnownCalls = createKnownCalls(),
): ReadEnvelope {
  return (document, route, now) => {
    const recognised = knownCalls.recognise(document, route, now);
    if (typeof recognised === 'object') return recognised;
    const negotiation = createNegotiation(route, elements);
    const header = createHeader();
    const body = createBody(negotiation, (operation) => createCallReader(operation, document, now));
    const recorder = recordShape(document, outsideOf(negotiation, header.place, body.place));
    try {
      negotiation.sawHeaders();
      parseStrictly(document, recorder.place);
      const { operation, reader, isNamed } = body.call();
      const values = reader.values();
      header.checkUnderstood(negotiation.version());
      const version = negotiation.version();
      const inMarkup = reader.markupSpellings() | (isNamed ? 0 : BODY_ELEMENT);
      const spellings = inMarkup | reader.valueSpellings() | routeSpellings(route, version);
      const envelope = { version, operation, values, spellings };
      const shape = recognised === 'unknown' ? recorder.shape() : undefined;
      if (shape) knownCalls.remember(shape, route, envelope, { given: reader.given(), spellings: inMarkup });
      return envelope;
    } catch (error) {
      throw error instanceof UnreadableCall ? negotiation.rejection(error) : error;
    }
  };
}

const BODY_ELEMENT = bitOf('body-element');

const missing = (element: string): UnreadableCall =>
  new UnreadableCall(`Request format is invalid: Missing required soap:${element} element.`);

const isBlank = (text: string): boolean => !/[^ \t\r\n]/.test(text);

function outsideOf(negotiation: Negotiation, header: ElementReader, body: ElementReader): ElementReader {
  let namespace = '';
  let seen: 'nothing' | 'header' | 'body' = 'nothing';

  const envelope: ElementReader = {
    open({ uri, local }) {
      if (seen === 'body') return SKIPPED;
      if (uri === namespace && local === 'Body') {
        seen = 'body';
        return body;
      }
      if (uri === namespace && local === 'Header' && seen === 'nothing') {
        seen = 'header';
        return header;
      }
      negotiation.defer(missing('Body'));
      return SKIPPED;
    },
    text(text) {
      if (seen !== 'body' && !isBlank(text)) negotiation.defer(missing('Body'));
    },
    close() {
      if (seen !== 'body') throw missing('Body');
    },
  };

  return {
    text: ignore,
    close: ignore,
    open({ uri, local }) {
      namespace = uri;
      negotiation.sawRoot(uri);
      if (local !== 'Envelope') throw missing('Envelope');
      return envelope;
    },
  };
}

interface Header {
  readonly place: ElementReader;
  /** @throws RejectedEnvelope if a header entry demands to be understood: no operation understands any */
  checkUnderstood(version: SoapVersion): void;
}

function createHeader(): Header {
  let notUnderstood: string | undefined;
  return {
    place: {
      text: ignore,
      close: ignore,
      open(entry) {
        if (demandsUnderstanding(entry)) notUnderstood ??= entry.local;
        return SKIPPED;
      },
    },
    checkUnderstood(version) {
      if (notUnderstood === undefined) return;
      throw rejectedByFault(version, 'MustUnderstand', `SOAP header ${notUnderstood} was not understood.`);
    },
  };
}

/**
 * LEGACY: the actor does not matter, and other spellings of true are not taken for it (docs/legacy/wire.md#soap-cases).
 */
const demandsUnderstanding = ({ attributes }: StartTag): boolean =>
  Object.values(attributes).some(
    ({ local, uri, value }) =>
      local === 'mustUnderstand' &&
      (uri === ENVELOPE_NAMESPACE['1.1'] || uri === ENVELOPE_NAMESPACE['1.2']) &&
      (value === '1' || value === 'true'),
  );

interface Body {
  readonly place: ElementReader;
  /**
   * The call, once the document has been read.
   *
   * @throws UnreadableCall
   */
  call(): {
    readonly operation: Operation;
    readonly reader: CallReader;
    /** Whether there was an element for the call. */
    readonly isNamed: boolean;
  };
}

function createBody(negotiation: Negotiation, readerOf: (operation: Operation) => CallReader): Body {
  let reader: CallReader | undefined;
  return {
    place: {
      open({ uri, local }) {
        const operation = negotiation.sawCall(uri, local);
        // LEGACY: an element of another name is passed over, which leaves all parameters out
        // (docs/legacy/wire.md#soap-cases).
        if (reader || uri !== SERVICE_NAMESPACE || local !== operation.name) return SKIPPED;
        reader = readerOf(operation);
        return reader.place;
      },
      text(text) {
        if (!negotiation.operation() && !isBlank(text)) throw negotiation.unroutable();
      },
      close() {
        if (!negotiation.operation()) throw negotiation.unroutable();
      },
    },
    call() {
      const operation = negotiation.operation();
      if (!operation) throw negotiation.unroutable();
      return { operation, reader: reader ?? readerOf(operation), isNamed: reader !== undefined };
    },
  };
}
