import type { XmlNode } from './xml.ts';

export type ParameterValue = string | number | boolean;
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** An answer as a client understood it: the document, or the error its own library raised. */
export type Reply =
  | { readonly kind: 'document'; readonly root: XmlNode }
  | { readonly kind: 'fault'; readonly code: string; readonly text: string };

export type ParameterType = 'string' | 'int' | 'boolean' | 'dateTime';

/** The parameters of operations by name, in the order of the WSDL, with their types. */
export type Signatures = Readonly<Record<string, Readonly<Record<string, ParameterType>>>>;

/** A client that has built itself from the WSDL and is ready to call. */
export interface Client {
  /** The operations the client found in the WSDL. */
  readonly operations: readonly string[];
  /** The parameters that the client read from the WSDL; absent for clients that cannot tell. */
  readonly signatures?: Signatures;
  readonly call: (operation: string, parameters: Parameters) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

/** One client stack on one binding. */
export interface ClientRun {
  readonly name: string;
  readonly binding: 'SOAP 1.1' | 'SOAP 1.2' | 'HTTP GET' | 'HTTP POST';
  /** @param url the address of srv.asmx, without a query */
  readonly start: (url: string) => Promise<Client>;
}
