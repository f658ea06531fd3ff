import type { OperationName, Parameters } from './contract/parameters.ts';
import type { CallContext, Credential } from '../../core/access/credential.ts';
import type { AsmxOperations } from './asmx-operations.ts';
import type { SignInOrigin } from '../../operations/access/sign-in-guard.ts';
import type { AsmxCall, Dispatched } from './call.ts';
import type { ListEmptyDates } from './answer/date-texts.ts';
import type { Outcomes } from './answer/outcome.ts';

/** Answers one operation: parameters as the WSDL types them in, document out. */
export type Handler<Name extends OperationName> = (
  parameters: Parameters<Name>,
  call: AsmxCall,
  context: HandlerContext,
) => Promise<Dispatched>;

/** The operations, words and clock that all handlers share. */
export interface HandlerContext {
  readonly operations: AsmxOperations;
  readonly outcomes: Outcomes;
  readonly listEmptyDates: ListEmptyDates;
  readonly clock: () => Date;
}

const shown = new WeakMap<AsmxCall, Credential>();

/**
 * An absent or empty ticket is not an invalid one: its bearer is anonymous
 * (docs/legacy/operations.md#callers-and-roles).
 */
export function ticket(call: AsmxCall, text: string | null): Credential {
  const credential: Credential = text ? { kind: 'ticket', secret: text } : { kind: 'anonymous' };
  shown.set(call, credential);
  return credential;
}

/** The credential that the call's handler read; undefined for an operation without one. */
export const credentialOf = (call: AsmxCall): Credential | undefined => shown.get(call);

/** Where a logon comes from. */
export const originOf = ({ operation, client, requestId }: AsmxCall): SignInOrigin => ({
  way: operation.name,
  client,
  requestId,
});

export const contextOf = ({ requestId }: AsmxCall): CallContext => ({ api: 'asmx', requestId });
