import type { Operation } from '../contract/operation.ts';
import { bitOf } from '../../spellings.ts';
import type { Message } from '../../dialect.ts';
import type { Decode } from '../values/charset.ts';
import { envelopeDecoder } from './encoding.ts';
import type { SoapVersion } from './fault.ts';
import { MEDIA_TYPE, rejectedByFault } from './fault.ts';
import { mediaTypeOf, mediaTypeParameter } from './media-type.ts';

/** The namespace of the service: of its actions, its body elements and its answers. */
export const SERVICE_NAMESPACE = 'http://tempuri.org/';

/** The route that the headers of a SOAP request name; its envelope decides on the version. */
export interface Route {
  readonly mediaType: string;
  /** Turns the bytes of the envelope into text. */
  readonly decode: Decode;
  /** The version in which to answer as long as no envelope has been seen. */
  readonly version: SoapVersion;
  /** The operation the action names; undefined when the first element of the body has to name it. */
  readonly operation: Operation | undefined;
  /** Whether there is an action, be it of no operation. */
  readonly hasAction: boolean;
  /** The fault text for a body element that names none either. */
  readonly unroutable: string;
}

/** The content type as sent, '' when there is none. */
export const contentTypeOf = ({ headers }: Message): string => headers['content-type'] ?? '';

/**
 * A request is taken for SOAP 1.1 by its SOAPAction header, unless its media type is SOAP 1.2's
 * (docs/legacy/wire.md#dispatch).
 */
const takenFor = (message: Message, mediaType: string): SoapVersion =>
  message.headers.soapaction === undefined || mediaType === MEDIA_TYPE['1.2'] ? '1.2' : '1.1';

/** Clients send the same few content types and actions with all their calls. */
const MOST_ROUTES = 256;
/** Longer than a content type and an action are together. */
const MAX_ROUTE_LENGTH = 512;

/**
 * Creates what reads the operation off the headers as docs/legacy/wire.md#dispatch says; `actions` has the operations
 * by action. It throws RejectedEnvelope for a SOAPAction that no operation has.
 */
export function createRouter(actions: ReadonlyMap<string, Operation>): (message: Message) => Route {
  const routes = new Map<string, Route>();
  return (message) => {
    const contentType = contentTypeOf(message);
    const { soapaction } = message.headers;
    // No header has a line end in it.
    const key = soapaction === undefined ? contentType : `${contentType}\n${String(soapaction)}`;
    const known = routes.get(key);
    if (known) return known;
    const route = routeOf(message, contentType, actions);
    if (routes.size >= MOST_ROUTES) routes.clear();
    if (key.length <= MAX_ROUTE_LENGTH) routes.set(key, route);
    return route;
  };
}

const SOAP_ACTION = bitOf('soap-action');
const SOAP12_AS_TEXT = bitOf('soap12-as-text');

/** The bits of the deprecated ways in which a message says what it is, once its envelope has said its version. */
export function routeSpellings({ operation, hasAction, mediaType }: Route, version: SoapVersion): number {
  if (version === '1.1') return operation ? 0 : SOAP_ACTION;
  return (hasAction && !operation ? SOAP_ACTION : 0) | (mediaType === MEDIA_TYPE['1.1'] ? SOAP12_AS_TEXT : 0);
}

function routeOf(message: Message, contentType: string, actions: ReadonlyMap<string, Operation>): Route {
  const mediaType = mediaTypeOf(contentType);
  const version = takenFor(message, mediaType);
  const action = version === '1.1' ? soapAction(message) : urlDecoded(mediaTypeParameter(contentType, 'action') ?? '');

  const operation = actions.get(action);
  if (version === '1.1' && !operation) {
    throw rejectedByFault(
      version,
      'Client',
      `Server did not recognize the value of HTTP Header SOAPAction: ${action}.`,
      `Server did not recognize the value of HTTP Header SOAPAction, of ${action.length} characters.`,
    );
  }

  const unroutable = action
    ? `Unable to handle request. The action '${action}' was not recognized.`
    : 'Unable to handle request without a valid action parameter. Please supply a valid soap action.';
  return { mediaType, decode: envelopeDecoder(contentType), version, operation, hasAction: action !== '', unroutable };
}

function soapAction({ headers }: Message): string {
  const value = String(headers.soapaction);
  return urlDecoded(/^"(.*)"$/s.exec(value)?.[1] ?? value);
}

/** Decodes `+` and percent-escapes of UTF-8; a bad escape stays as it is. */
function urlDecoded(text: string): string {
  if (!/[%+]/.test(text)) return text;
  return text
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'));
}
