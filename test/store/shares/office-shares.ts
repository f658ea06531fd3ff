import type { Knex } from 'knex';
import type { Credential } from '../../../src/core/access/credential.ts';
import type { NamedAsk } from '../../../src/core/assignment/named-parties.ts';
import { isRefused, type Refusal, type Refused } from '../../../src/core/refusal.ts';
import type { Share } from '../../../src/core/shares/share.ts';
import { createOperations, type Operations } from '../../../src/operations/index.ts';
import { escalate } from '../../../src/operations/sharing/escalation.ts';
import type { AssignedOutcome, SharingPolicy } from '../../../src/operations/sharing/sharing.ts';
import { createStore } from '../../../src/store/index.ts';
import { createEscalationStore } from '../../../src/store/shares/due-tiers.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { keepDatabase, type KeptDatabase } from '../../support/kept.ts';
import { loadOffice, ticketOf } from '../office.ts';

export const context = { api: 'box', requestId: 'request-1' };

export const CLOCK = { api: 'system', requestId: 'look-1' };

/** Numbers of the office's people and of its one team. */
export const PEOPLE = { john: 7, bob: 9, jane: 12, alice: 15, gone: 16, carol: 20, dave: 21 } as const;
export const LEGAL = 3;

export type Who = keyof typeof PEOPLE;

const LOGINS: Readonly<Record<Who, string>> = {
  john: 'john.smith',
  bob: 'bob.jones',
  jane: 'jane.doe',
  alice: 'alice.jones',
  gone: 'gone.user',
  carol: 'carol.king',
  dave: 'dave.hall',
};

export const user = (who: Who): NamedAsk => ({ name: { kind: 'user', id: PEOPLE[who] } });
export const tier = (named: NamedAsk, slaMinutes: number): NamedAsk => ({ ...named, slaMinutes });
export const team: NamedAsk = { name: { kind: 'team', id: LEGAL } };

/** What every call of somebody on a task is asked with, in this API's way and in the legacy one's. */
export interface AskedBy {
  readonly credential: Credential;
  readonly client: string;
  readonly subjectId: null;
  readonly context: { readonly api: string; readonly requestId: string };
  readonly task: { readonly id: number };
  readonly taskId: number;
  readonly operation: string;
}

/** The office, and a ticket of everybody who can have one. */
export interface SharesStage {
  readonly knex: Knex;
  readonly url: string;
  readonly operations: Operations;
  readonly as: (who: Who, taskId?: number) => AskedBy;
  task(id?: number): Promise<Record<string, unknown>>;
  shares(id?: number): Promise<Record<string, unknown>[]>;
  history(id?: number): Promise<Record<string, unknown>[]>;
  told(topic: string): Promise<number[]>;
  /** As if the clock had been put forward. */
  letPass(minutes: number): Promise<void>;
  /** What the server's clock does in one look at the tiers that have run out; gives the number of tasks. */
  look(): Promise<number>;
  /** Looks until nothing has run out any more. */
  catchUp(): Promise<void>;
  /** Makes the example's task one that demands nothing, outside its step. */
  plain(id?: number): Promise<void>;
  /** Writes what is still to be written. */
  end(): Promise<void>;
}

/**
 * Gives a block of tests a database, and what opens it as the office was loaded: for each test, or once for tests that
 * go on from one another. Registers the hooks that make and remove the database.
 */
export function useOffice(name: string): (policy?: SharingPolicy) => Promise<SharesStage> {
  const open = new Set<() => Promise<void>>();
  let database: TestDatabase;
  let kept: KeptDatabase;
  let tickets: ReadonlyMap<Who, Credential>;

  before(async () => {
    database = await createTestDatabase(name);
    await loadOffice(database.knex);
    tickets = await issueTickets(database.knex);
    kept = await keepDatabase(database);
  });
  after(async () => {
    for (const stop of open) await stop();
    await database.drop();
  });

  return async (policy = {}) => {
    await kept.restore();
    const { stop, ...stage } = stageOn(database, tickets, policy);
    open.add(stop);
    const end = async (): Promise<void> => {
      if (open.delete(stop)) await stop();
    };
    return { ...stage, end };
  };
}

async function issueTickets(knex: Knex): Promise<ReadonlyMap<Who, Credential>> {
  const tickets = new Map<Who, Credential>();
  for (const who of Object.keys(PEOPLE) as Who[]) {
    if (who !== 'gone') tickets.set(who, await ticketOf(knex, LOGINS[who]));
  }
  return tickets;
}

function stageOn(
  { knex, url }: TestDatabase,
  tickets: ReadonlyMap<Who, Credential>,
  policy: SharingPolicy,
): Omit<SharesStage, 'end'> & { readonly stop: () => Promise<void> } {
  const store = createStore(knex, {
    ticketDays: 30,
    reportFailure: (error) => {
      throw error;
    },
  });
  const operations = createOperations(store, { emptyInstructions: 'reuse', trustedUserPassword: null, ...policy });
  const clock = createEscalationStore(knex, (error) => {
    throw error;
  });
  const look = async (): Promise<number> => (await escalate(clock, CLOCK)).tasks;
  return {
    knex,
    url,
    operations,
    as: (who, taskId = 4812) => {
      const credential = tickets.get(who);
      if (!credential) throw new Error(`${who} has no ticket`);
      return {
        credential,
        client: '127.0.0.1',
        subjectId: null,
        context,
        task: { id: taskId },
        taskId,
        operation: 'test',
      };
    },
    task: async (id = 4812) => (await knex('tasks').where({ id }).first()) as Record<string, unknown>,
    shares: async (id = 4812) =>
      (await knex('task_shares').where({ task_id: id }).orderBy('position')) as Record<string, unknown>[],
    history: async (id = 4812) =>
      (await knex('history').where({ task_id: id }).orderBy('id')) as Record<string, unknown>[],
    told: async (topic) =>
      ((await knex('notices').where({ topic }).orderBy('recipient_id')) as { recipient_id: number }[]).map(
        ({ recipient_id }) => recipient_id,
      ),
    letPass: async (minutes) => {
      await knex.raw(`
        update task_shares set ends_at = ends_at - interval '${minutes} minutes',
                               assigned_at = assigned_at - interval '${minutes} minutes';
        update history set at = at - interval '${minutes} minutes'`);
    },
    look,
    catchUp: async () => {
      while ((await look()) > 0);
    },
    plain: async (id = 4812) => {
      await knex('tasks').where({ id }).update({ requirements: '[]' });
    },
    stop: () => store.stop(),
  };
}

/** The outcome; throws the refusal. */
export function doneOf<Outcome extends AssignedOutcome>(outcome: Outcome | Refused<Refusal>): Outcome {
  if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
  return outcome;
}

/** Shares in short: who, and in which state. */
export const inShort = (shares: readonly Share[]): string[] =>
  shares.map(({ party, state }) => `${party.kind === 'outside' ? party.name : `${party.kind} ${party.id}`} ${state}`);

export const outcomeOf = (outcome: object): Refusal | 'done' => (isRefused(outcome) ? outcome.refused : 'done');
