import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Knex } from 'knex';
import { readConfig } from '../../../src/config.ts';
import { createOperations } from '../../../src/operations/index.ts';
import { readProduct } from '../../../src/server/product.ts';
import type { SignInMeans } from '../../../src/operations/sign-in-guard.ts';
import { createStore } from '../../../src/store/index.ts';
import { createApp, inFrontOf } from '../../../src/wire/app.ts';
import { createAsmxDialect, isServicePath } from '../../../src/wire/asmx/srv.ts';
import { listenerFor } from '../../../src/wire/http/http.ts';
import { prefixOf } from '../../../src/wire/http/request-target.ts';

/** A server on a socket of its own, composed as main.ts does. */
export interface SampleServer {
  readonly port: number;
  /** Errors that were answered as faults since the last call. */
  takeFaults(): readonly unknown[];
  /** Resolves when everything the answers left behind is in the database. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSampleServer(
  knex: Knex,
  settings: Readonly<Record<string, string>>,
  signIns?: SignInMeans,
): Promise<SampleServer> {
  const config = readConfig(settings);
  let faults: unknown[] = [];
  const store = createStore(knex, { ticketDays: config.ticketDays, reportFailure: (error) => faults.push(error) });
  const policy = {
    emptyInstructions: config.emptyInstructions,
    trustedUserPassword: config.trustedUserPassword ?? null,
  };
  const operations = createOperations(store, policy, signIns);
  const asmx = listenerFor(
    createAsmxDialect(operations, { ...config, clock: () => new Date(), product: readProduct() }),
    {
      ...config,
      observer: { answered: () => undefined, failed: (_, error) => faults.push(error) },
    },
  );
  const prefix = prefixOf(config.publicUrl);
  const app = createApp(isServicePath, asmx, { problems: () => Promise.resolve([]), metrics: null }, prefix);
  const server = createServer(inFrontOf(app, isServicePath, asmx, prefix));
  const port = await listening(server);

  return {
    port,
    takeFaults() {
      const taken = faults;
      faults = [];
      return taken;
    },
    // Whoever asks for a ticket's expiry makes the store write those on their way first.
    settle: async () => void (await store.readTicket({ kind: 'anonymous' })),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await store.stop();
    },
  };
}

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
