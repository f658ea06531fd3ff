import { ConfigError, readConfig, type Config } from './config.ts';
import { loadDemoIfEmpty } from './demo.ts';
import { createLog, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { composeMail } from './notify/message.ts';
import { startRelay, type Relay } from './notify/relay.ts';
import { createMailTransport } from './notify/transport.ts';
import { createOperations } from './operations/index.ts';
import { createStore } from './store/index.ts';
import { pendingMigrations } from './store/migrate.ts';
import { createNoticeStore } from './store/notices.ts';
import { openDatabase, type Database } from './store/open.ts';
import { welcome } from './welcome.ts';
import { createApp, inFrontOf, type Health } from './wire/app.ts';
import { createAsmxDialect, isServicePath } from './wire/asmx/srv.ts';
import { listen } from './wire/listen.ts';
import { listenerFor, type Observer } from './wire/http.ts';

/** What has been started and how to stop it, last in first out. */
type Stop = () => Promise<void> | void;

/**
 * Starts the server: settings → store → operations → dialects → socket. Resolves when it has been asked to
 * stop and everything has been stopped in the reverse order.
 *
 * @throws ConfigError, DataDirectoryInUse and other errors whose message is a sentence for the operator
 */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  if (config.serverTimeZone !== undefined) env.TZ = config.serverTimeZone;
  const { log, flush } = createLog(config.logLevel);
  const stops: Stop[] = [flush];
  const stopAsked = asked();

  try {
    const database = await openDatabase(config);
    stops.push(() => database.close());
    await loadDemoIfEmpty(database);

    const metrics = createMetrics();
    const address = await startServing(config, { database, log, metrics, stops });
    process.stderr.write(await welcome({ address, ticketDays: config.ticketDays, database }));
    log.info({ address }, 'ready');

    const reason = await Promise.race([stopAsked, database.ended.then(() => 'PostgreSQL has ended by itself')]);
    log.info({ reason }, 'stopping');
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

interface Means {
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly stops: Stop[];
}

async function startServing(config: Config, { database, log, metrics, stops }: Means): Promise<string> {
  const { knex } = database;
  let relay: Relay | undefined;
  const store = createStore(knex, {
    ticketDays: config.ticketDays,
    noticesWritten: () => relay?.wake(),
    reportFailure: (error) => log.error({ err: error }, 'tickets could not be extended'),
  });
  stops.push(() => store.stop());

  const operations = createOperations(store, {
    emptyInstructions: config.emptyInstructions,
    trustedUserPassword: config.trustedUserPassword ?? null,
  });
  const clock = () => new Date();
  const health = healthOf(database, config.metrics ? metrics : null);
  const asmx = listenerFor(createAsmxDialect(operations, { ...config, clock }), {
    maxBodyBytes: config.maxBodyBytes,
    publicUrl: config.publicUrl,
    observer: observerOf(log, metrics),
  });
  const app = createApp(isServicePath, asmx, health);
  const listening = await listen(inFrontOf(app, isServicePath, asmx), config);
  stops.push(() => listening.close());

  relay = startRelay({
    notices: createNoticeStore(knex),
    compose: (notice, now) => composeMail(notice, now, mailSettings(config, listening.address)),
    transport: createMailTransport(config),
    log,
  });
  const { stop } = relay;
  stops.push(stop);
  return listening.address;
}

const healthOf = ({ knex }: Database, metrics: Metrics | null): Health => ({
  async problems() {
    try {
      const pending = await pendingMigrations(knex);
      return pending.length === 0 ? [] : [`The database lacks the migrations ${pending.join(', ')}.`];
    } catch {
      return ['The database does not answer.'];
    }
  },
  metrics: metrics && (() => metrics.render()),
});

const mailSettings = (config: Config, address: string) => {
  const link = config.taskUrl ?? `${config.publicUrl ?? address}/srv.asmx?op=GetTask&taskId={taskId}`;
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    taskLink: (taskId: number) => link.replaceAll('{taskId}', String(taskId)),
  };
};

const observerOf = (log: Log, metrics: Metrics): Observer => ({
  answered({ requestId, method, path }, { status, call }, startedAt) {
    const ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
    if (call) metrics.answered(call, ms / 1000);
    log.info({ requestId, ...(call ?? { method, path }), status, ms: Math.round(ms * 1000) / 1000 });
  },
  failed({ requestId, method, path }, error) {
    metrics.failed();
    log.error({ requestId, method, path, err: error }, 'a call failed');
  },
});

/** Resolves with the name of the first signal that asks the process to stop; a second one ends it at once. */
function asked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}

/** Runs a command and ends the process: 0, or 1 with one sentence when it could not be done. */
export async function runToTheEnd(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const settings = error instanceof ConfigError ? 'Settings that cannot be used:\n' : '';
    process.stderr.write(`${settings}${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.filename === process.argv[1]) await runToTheEnd(() => serve(process.env));
