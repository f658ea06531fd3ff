import type { Knex } from 'knex';
import type { Credential } from '../core/credential.ts';
import type { Store } from '../operations/store.ts';
import { readCurrentUser } from './current-user.ts';
import { canonicalTicket, digestOfTicket, secretsEqual } from './digest.ts';
import { readTasks } from './get-task.ts';
import { verifyPassword } from './passwords.ts';
import { readReassignments, writeReassignments } from './reassign-task.ts';
import { createTicketExtensions } from './ticket-extensions.ts';
import { extendTickets, issueTicket, readAccount, readTicket, renewTicket, revokeTicket } from './tickets.ts';

export interface StoreOptions {
  readonly ticketDays: number;
  /** Told of what fails behind the calls. */
  readonly reportFailure: (error: unknown) => void;
}

const only = <Row>(rows: readonly Row[]): Row => {
  const [row] = rows;
  if (row === undefined) throw new Error('a statement answered fewer rows than it was asked for');
  return row;
};

/** Everything the operations need of PostgreSQL; `stop` writes what is still on its way. */
export function createStore(
  knex: Knex,
  { ticketDays, reportFailure }: StoreOptions,
): Store & { stop(): Promise<void> } {
  const extensions = createTicketExtensions((digests) => extendTickets(knex, digests, ticketDays), reportFailure);

  return {
    readReassignment: async (request) => only(await readReassignments(knex, [request])),
    writeReassignment: async (plan) => only(await writeReassignments(knex, [plan])),
    readTask: async (request) => only(await readTasks(knex, [request])),
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
