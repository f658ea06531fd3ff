import type { ShownCredential } from '../../core/shown-credential.ts';
import type { Operation, Value } from './contract/operation.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { XmlDocument } from './answer/document.ts';

/** The four bindings of the contract, as the log names them. */
export type Binding = 'http-get' | 'http-post' | 'soap11' | 'soap12';

/** Which bindings beside SOAP are switched on; only these are answered and described (docs/legacy/wire.md#routing). */
export interface HttpBindings {
  readonly httpGet: boolean;
  readonly httpPost: boolean;
}

/** A call that has been read: operation known, parameters typed as the WSDL says. */
export interface AsmxCall {
  readonly operation: Operation;
  /** One entry for each parameter of the operation, under its name as the WSDL spells it. */
  readonly values: Readonly<Record<string, Value>>;
  readonly binding: Binding;
  /**
   * The `ticket` cookie, which three operations fall back to (docs/legacy/operations.md#callers-and-roles); '' when
   * there is none.
   */
  readonly ticketCookie: string;
  /** The address the call comes from. */
  readonly client: string;
  readonly requestId: string;
  /** The Idempotency-Key header; '' when there is none. */
  readonly idempotencyKey: string;
  /** The If-Match header (docs/legacy/operations.md#if-match); undefined when there is none. */
  readonly ifMatch: string | undefined;
  /** The bits of the deprecated spellings that it was read with. */
  readonly spellings: number;
}

export interface Dispatched {
  readonly document: XmlDocument;
  /** The ETag of the answer, with its quotes. */
  readonly etag?: string;
  /** For the log. */
  readonly outcome: 'done' | 'fault' | Refusal;
  /** For the log: the login of the caller, where the credential was found to be somebody's. */
  readonly user?: string | undefined;
  /** For counting: what the caller showed. */
  readonly credential?: ShownCredential;
  /** For counting: the bits of the deprecated spellings of the call. */
  readonly spellings?: number;
  /** The fault on our side, where the document itself reports one. */
  readonly fault?: unknown;
}

/**
 * Runs the operation and builds its answer document; a refusal is a document too.
 *
 * @throws only on a fault
 */
export type Dispatch = (call: AsmxCall) => Promise<Dispatched>;
