import type { Operation } from '../contract/operation.ts';
import type { UnreadableCall } from '../../unreadable-call.ts';
import type { SoapVersion } from './fault.ts';
import {
  BINDING,
  ENVELOPE_NAMESPACE,
  MEDIA_TYPE,
  rejectedByFault,
  rejectedByStatus,
  RejectedEnvelope,
  rejectedVersion,
  UNABLE_TO_PROCESS,
  UNABLE_TO_READ,
} from './fault.ts';
import { IllFormedXml } from '../../xml/ill-formed.ts';
import type { Route } from './route.ts';
import { SERVICE_NAMESPACE } from './route.ts';
import { mediaTypeForLog } from '../media-type-for-log.ts';

/** Which operation a message calls and in which version, as far as that is known while it is being read. */
export interface Negotiation {
  /** The version to answer in. */
  version(): SoapVersion;
  /** The operation, once it is known. */
  operation(): Operation | undefined;
  /**
   * Refuses content types that are not SOAP's when the action already names the operation.
   *
   * @throws RejectedEnvelope
   */
  sawHeaders(): void;
  /**
   * Takes the version from the namespace of the root element.
   *
   * @throws RejectedEnvelope
   */
  sawRoot(namespace: string): void;
  /**
   * Takes the operation from the first element of the body, if its action named none.
   *
   * @throws RejectedEnvelope
   */
  sawCall(namespace: string, name: string): Operation;
  /**
   * Takes a problem of the envelope before its body: thrown at once if the operation is known, otherwise as
   * soon as it is.
   */
  defer(problem: UnreadableCall): void;
  /** The rejection of a body that names no operation. */
  unroutable(): RejectedEnvelope;
  /** The rejection that a problem with the message means at this point. */
  rejection(problem: UnreadableCall): RejectedEnvelope;
}

/**
 * Follows docs/legacy/wire.md#dispatch, steps 3 and 4. LEGACY: until the operation is known every problem is the
 * server's, afterwards the client's; and an unknown envelope outweighs any problem found before.
 */
export function createNegotiation(route: Route, elements: ReadonlyMap<string, Operation>): Negotiation {
  let { operation, version } = route;
  let namespace: string | undefined;
  let deferred: UnreadableCall | undefined;

  const unknownVersion = () =>
    namespace === undefined || namespace === ENVELOPE_NAMESPACE[version] ? undefined : rejectedVersion(namespace);

  /** LEGACY: a 1.2 envelope may come as text/xml, a 1.1 envelope may not come as application/soap+xml. */
  function checkVersion(): void {
    const mismatch = unknownVersion();
    if (mismatch) throw mismatch;
    if (namespace !== undefined && version === '1.1' && route.mediaType !== MEDIA_TYPE['1.1']) {
      throw rejectedByStatus(version, 415, `A SOAP 1.1 envelope came as ${mediaTypeForLog(route.mediaType)}.`);
    }
  }

  function checkMediaType(): void {
    if (route.mediaType === MEDIA_TYPE['1.1'] || route.mediaType === MEDIA_TYPE['1.2']) return;
    throw rejectedByStatus(route.version, 415, `Not a media type of SOAP: ${mediaTypeForLog(route.mediaType)}.`);
  }

  const unroutable = () =>
    unknownVersion() ??
    rejectedByFault(version, 'Client', route.unroutable, 'Neither the action nor the body names an operation.');

  function rejectionBeforeCall(problem: UnreadableCall): RejectedEnvelope {
    if (problem instanceof RejectedEnvelope) return problem;
    return unknownVersion() ?? rejectedByFault(version, 'Server', UNABLE_TO_PROCESS + problem.message, problem.reason);
  }

  function rejectionOfCall(problem: UnreadableCall): RejectedEnvelope {
    if (problem instanceof RejectedEnvelope) return problem;
    if (problem instanceof IllFormedXml) return rejectedByStatus(version, 400, problem.reason);
    return rejectedByFault(version, 'Client', UNABLE_TO_READ + problem.message, problem.reason);
  }

  return {
    version: () => version,
    operation: () => operation,

    sawHeaders() {
      if (operation) checkMediaType();
    },

    sawRoot(uri) {
      namespace = uri;
      version = uri === ENVELOPE_NAMESPACE['1.2'] ? '1.2' : '1.1';
      if (operation) checkVersion();
    },

    sawCall(uri, name) {
      if (operation) return operation;
      const named = uri === SERVICE_NAMESPACE ? elements.get(name) : undefined;
      if (!named) throw unroutable();
      checkMediaType();
      checkVersion();
      operation = named;
      if (deferred) throw deferred;
      return named;
    },

    defer(problem) {
      if (operation) throw problem;
      deferred ??= problem;
    },

    unroutable,

    rejection(problem) {
      if (!operation) return rejectionBeforeCall(problem);
      const { answer, message, reason } = rejectionOfCall(problem);
      const call = { operation: operation.name, binding: BINDING[version], outcome: 'unreadable' };
      return new RejectedEnvelope({ ...answer, call }, message, reason);
    },
  };
}
