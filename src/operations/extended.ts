import type { Credential } from '../core/access/credential.ts';
import { isRefused } from '../core/refusal.ts';

/** The part of the store that every operation of a caller's uses. */
export interface TicketExtender {
  /** Gives a ticket its full life again. */
  readonly extendTicket: (ticket: Credential) => void;
}

export interface CallerRequest {
  readonly credential: Credential;
}

/** Wraps operations: a call that was not refused extends the ticket that it was made with. */
export const extending =
  ({ extendTicket }: TicketExtender) =>
  <Request extends CallerRequest, Outcome extends object>(operation: (request: Request) => Promise<Outcome>) =>
  async (request: Request): Promise<Outcome> => {
    const outcome = await operation(request);
    if (!isRefused(outcome) && request.credential.kind !== 'anonymous') extendTicket(request.credential);
    return outcome;
  };
