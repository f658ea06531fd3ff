import type { Knex } from 'knex';
import type { Credential } from '../core/credential.ts';
import type { Store } from '../operations/store.ts';
import { batched } from './batch.ts';
import { readCurrentUser } from './current-user.ts';
import { canonicalTicket, digestOfTicket, secretsEqual } from './digest.ts';
import { readTasks } from './get-task.ts';
import { verifyPassword } from './passwords.ts';
import { readReassignments, writeReassignments } from './reassign-task.ts';
import { createTicketExtensions } from './ticket-extensions.ts';
import { extendTickets, issueTicket, readAccount, readTicket, renewTicket, revokeTicket } from './tickets.ts';

export interface StoreOptions {
  readonly ticketDays: number;
  /** Called after notices have been written. */
  readonly noticesWritten?: () => void;
  /** Told of what fails behind the calls. */
  readonly reportFailure: (error: unknown) => void;
}

/** Two lanes keep PostgreSQL busy while one waits for the disk; more would only make batches smaller. */
const BATCHES = { lanes: 2, size: 64 };

/** Everything the operations need of PostgreSQL; `stop` writes what is still on its way. */
export function createStore(
  knex: Knex,
  { ticketDays, noticesWritten = () => undefined, reportFailure }: StoreOptions,
): Store & { stop(): Promise<void> } {
  const extensions = createTicketExtensions((digests) => extendTickets(knex, digests, ticketDays), reportFailure);

  return {
    readReassignment: batched((requests) => readReassignments(knex, requests), BATCHES),
    writeReassignment: batched(async (plans) => {
      const written = await writeReassignments(knex, plans);
      noticesWritten();
      return written;
    }, BATCHES),
    readTask: batched((requests) => readTasks(knex, requests), BATCHES),
    readAccount: (login) => readAccount(knex, login),
    readCurrentUser: (ticket) => readCurrentUser(knex, digestOfTicket(ticket)),
    async readTicket(ticket: Credential) {
      await extensions.settle();
      return readTicket(knex, digestOfTicket(ticket));
    },
    issueTicket: (userId, language) => issueTicket(knex, userId, language, ticketDays),
    renewTicket: (ticket, userId, language) => renewTicket(knex, digestOfTicket(ticket), userId, language, ticketDays),
    revokeTicket: (ticket) => revokeTicket(knex, digestOfTicket(ticket)),
    extendTicket: (ticket) => extensions.note(digestOfTicket(ticket)),
    canonicalTicket,
    secretsEqual,
    passwordMatches: verifyPassword,
    stop: () => extensions.stop(),
  };
}
