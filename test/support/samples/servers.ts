import type { Knex } from 'knex';
import { readConfig } from '../../../src/config.ts';
import type { SignInHooks } from '../../../src/operations/access/sign-in-guard.ts';
import { composeDialects, type Composed } from '../../../src/server/dialects.ts';
import { createStore } from '../../../src/store/index.ts';
import type { AnsweredCall } from '../../../src/wire/dialect.ts';
import { listen } from '../../../src/wire/http/listen.ts';

/** A server on a socket of its own, composed by the functions that compose the product's. */
export interface SampleServer {
  readonly port: number;
  /** Errors that were answered as faults since the last call. */
  takeFaults(): readonly unknown[];
  /** The last call, as it is told for log and counts. */
  lastCall(): AnsweredCall | undefined;
  /** The outcome of the last call, as the log has it. */
  lastOutcome(): string | undefined;
  /** Resolves when everything the answers left behind is in the database. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** @param way `throughExpress` leaves out the shortcut that `/srv.asmx` has past Express */
export async function startSampleServer(
  knex: Knex,
  settings: Readonly<Record<string, string>>,
  { way = 'listener', signIns }: { readonly way?: keyof Composed; readonly signIns?: SignInHooks } = {},
): Promise<SampleServer> {
  const config = readConfig({ ...settings, PORT: '0' });
  let faults: unknown[] = [];
  let last: AnsweredCall | undefined;
  const failed = (error: unknown): void => void faults.push(error);
  const store = createStore(knex, { ticketDays: config.ticketDays, reportFailure: failed });
  const composed = await composeDialects(config, {
    store,
    observer: () => ({
      answered: (_, { call }) => void (last = call),
      failed: (_, error) => failed(error),
    }),
    health: { problems: () => Promise.resolve([]), metrics: null },
    ...(signIns && { signIns }),
  });
  const listening = await listen(composed[way], { ...config, needsLength: composed.needsLength, failed });

  return {
    port: Number(new URL(listening.address).port),
    takeFaults() {
      const taken = faults;
      faults = [];
      return taken;
    },
    lastCall: () => last,
    lastOutcome: () => last?.outcome,
    // Reading a ticket's expiry makes the store write the extensions on their way first.
    settle: async () => void (await store.readTicket({ kind: 'anonymous' })),
    async stop() {
      await listening.close();
      await store.stop();
    },
  };
}
