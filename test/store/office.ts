import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import type { Credential } from '../../src/core/access/credential.ts';
import type { ReassignmentRequest } from '../../src/core/tasks/reassign-task.ts';
import { loadFixture } from '../../src/store/seed/load.ts';
import { issueTicket, readAccount } from '../../src/store/access/tickets.ts';

const FIXTURE = new URL('office.json', import.meta.url);

/** Loads the people and tasks the store tests work on, the user's own example among them. */
export async function loadOffice(knex: Knex): Promise<void> {
  await loadFixture(knex, await readFile(FIXTURE, 'utf8'), 'office.json', new Date());
}

type Ticket = Extract<Credential, { readonly kind: 'ticket' }>;

/** A live ticket of somebody in the office. */
export async function ticketOf(knex: Knex, login: string): Promise<Ticket> {
  const account = await readAccount(knex, login);
  if (!account) throw new Error(`nobody is called ${login}`);
  const issued = await issueTicket(knex, account, 'en', 30);
  if (!issued) throw new Error(`${login} gets no ticket`);
  return { kind: 'ticket', secret: issued.ticket };
}

const WEEK_MS = 7 * 24 * 3_600_000;

/** A reassignment of the example's task, with what a test wants otherwise. */
export const reassignment = (
  credential: Credential,
  otherwise: Partial<ReassignmentRequest> = {},
): ReassignmentRequest => ({
  credential,
  context: { api: 'asmx', requestId: 'request-1' },
  taskId: 4812,
  reassignTo: 'alice.jones',
  newDueAt: new Date(Date.now() + WEEK_MS),
  newInstructions: 'Please review and approve by end of month.',
  sendTaskNotice: true,
  ...otherwise,
});
