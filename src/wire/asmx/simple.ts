import { isRefused, type Refused } from '../../core/refusal.ts';
import type { CallContext, Credential } from '../../core/access/credential.ts';
import type { VersionedRequest } from '../../core/tasks/task-version.ts';
import type { OtherWords } from './answer/outcome.ts';
import type { AsmxOperations, AsmxRefusal } from './asmx-operations.ts';
import type { AsmxCall, Dispatched } from './call.ts';
import { contextOf, ticket, type HandlerContext } from './handler.ts';

/** Who asks, and in what call; on what state of the task, where it is about one. */
interface Asked extends VersionedRequest {
  readonly credential: Credential;
  readonly context: CallContext;
}

/**
 * Makes the handler of an operation that takes a ticket and answers no more than that it was done, or why not.
 *
 * @param ask passes the call's parameters on to an operation
 * @param own the words of this operation where it does not use the common ones
 */
export const simple =
  <Parameters extends { readonly authenticationTicket: string | null }, R extends AsmxRefusal>(
    ask: (operations: AsmxOperations, asked: Asked, parameters: Parameters) => Promise<object | Refused<R>>,
    own?: OtherWords<NoInfer<R>>,
  ) =>
  async (parameters: Parameters, call: AsmxCall, { operations, outcomes }: HandlerContext): Promise<Dispatched> => {
    const asked = {
      credential: ticket(call, parameters.authenticationTicket),
      context: contextOf(call),
      ifMatch: call.ifMatch,
    };
    const outcome = await ask(operations, asked, parameters);
    return isRefused(outcome) ? outcomes.refused('root', outcome, own) : outcomes.done('root');
  };
