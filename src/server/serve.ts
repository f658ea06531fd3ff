import cluster from 'node:cluster';
import { join, resolve } from 'node:path';
import { commandNameHere } from '../cli/call-name.ts';
import { readConfig, type Config } from '../config.ts';
import { findOpenDemoAccounts, findOpenDemoKeys } from './demo.ts';
import { addFirstAccounts } from './first-accounts.ts';
import { createLog, type Log } from '../observe/log.ts';
import { createMetrics } from '../observe/metrics.ts';
import { calledToServe, startProcesses, tellListening } from './processes.ts';
import type { Stop } from './compose.ts';
import { readProduct } from './product.ts';
import { documentsHere } from './read-documents.ts';
import { hearSignals, isSignal } from './signals.ts';
import { hasAdministrator, holdsAnybody } from '../store/access/administrators.ts';
import { openDatabase, type Database } from '../store/schema/open.ts';
import { warningsAtStart } from './warnings.ts';
import { welcome } from './welcome.ts';

/**
 * Starts the server: settings → store → operations → dialects → socket. Resolves when it has been asked to
 * stop and everything has been stopped in the reverse order.
 *
 * @throws Error when it stops without having been asked; ConfigError, DataDirectoryInUse and other errors whose message is a sentence for the operator
 */
export async function serve(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  if (config.serverTimeZone !== undefined) env.TZ = config.serverTimeZone;
  const signals = hearSignals();
  // The primary has already opened and migrated the database.
  if (cluster.isWorker) signals.started();
  const { log, flush } = createLog(config.logLevel, config.processes > 1 ? process.pid : null);
  const stops: Stop[] = [flush];

  try {
    const database = await openDatabase(config, () => tell(`Making a database in ${config.dataDir} (once)…`));
    stops.push(() => database.close());
    const endings = [signals.asked, unexpectedError(log), database.ended.then(() => 'PostgreSQL has ended by itself')];

    if (cluster.isWorker) {
      // Create the metrics before this worker serves; the primary may already ask for totals.
      const metrics = createMetrics(readProduct().version);
      // Before it waits: it takes the place of another one at once.
      const { startServing } = await loadServing();
      if (await Promise.race([calledToServe(), ...endings.map((ending) => ending.then(() => false))])) {
        tellListening(await startServing(config, { database, log, metrics, stops }));
      }
    } else {
      await addFirstAccounts(config, database, tell);
      signals.started();
      const { wasAsked } = signals;
      const started = await startAll(config, env, { database, log, stops, wasAsked }).catch((error: unknown) => {
        // Ctrl-C reaches the other processes too, and one of them may have ended before it was ready.
        if (!wasAsked()) throw error;
        return null;
      });
      if (started) {
        const { address, failed } = started;
        if (failed) endings.push(failed);
        await greet(config, env, { address, database, log });
        log.info({ address }, 'ready');
      }
    }

    const reason = await Promise.race(endings);
    log.info({ reason }, 'stopping');
    // A service manager that restarts failed servers must be able to tell.
    if (!isSignal(reason)) throw new Error(`The server stops: ${reason}.`);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** For the person at the terminal; the log is for programs. */
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

interface Greeted {
  readonly address: string;
  readonly database: Database;
  readonly log: Log;
}

/** Tells what is there, and what should not be; the latter is in the log too, which may be all that is kept. */
async function greet(config: Config, env: NodeJS.ProcessEnv, { address, database, log }: Greeted): Promise<void> {
  const mailDirectory = resolve(join(config.dataDir, 'mail'));
  const command = commandNameHere(env);
  const openDemoAccounts = await findOpenDemoAccounts(database.knex);
  const openDemoKeys = await findOpenDemoKeys(database.knex);
  const found = {
    hasAnybody: await holdsAnybody(database.knex),
    hasAdministrator: await hasAdministrator(database.knex),
    openDemoAccounts,
    openDemoKeys,
  };
  const warnings = warningsAtStart({ config, env, ...found, mailDirectory, command });
  for (const warning of warnings) log.warn(warning);
  const mail = config.smtpUrl === undefined ? { folder: mailDirectory } : { host: new URL(config.smtpUrl).hostname };
  const { dialects } = config;
  const hasDocuments = documentsHere() !== null;
  const facts = { address, database, mail, command, openDemoAccounts, warnings, dialects, hasDocuments };
  process.stderr.write(await welcome(facts));
}

/**
 * Resolves when something is thrown that nobody catches. Nothing is known of what it left behind, but calls in hand can
 * be answered before the process ends.
 */
const unexpectedError = (log: Log): Promise<string> =>
  new Promise((resolve) => {
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'an unexpected error');
      resolve('an unexpected error, which is in the log');
    });
  });

interface Started {
  readonly address: string;
  readonly failed?: Promise<string>;
}

/** Only by processes that serve: not by one that looks after them, nor by one that cannot begin. */
const loadServing = () => import('./compose.ts');

interface Resources {
  readonly database: Database;
  readonly log: Log;
  readonly stops: Stop[];
  /** Whether the server has been asked to stop. */
  readonly wasAsked: () => boolean;
}

/** One process serves by itself; of several, this one only looks after the database and the others. */
async function startAll(
  config: Config,
  env: NodeJS.ProcessEnv,
  { database, log, stops, wasAsked }: Resources,
): Promise<Started> {
  if (config.processes === 1) {
    const { startServing } = await loadServing();
    const metrics = createMetrics(readProduct().version);
    return { address: await startServing(config, { database, log, metrics, stops }) };
  }
  // Either way it was given to this process, the others are told where the database is.
  const address = { DATABASE_URL: database.url, DATABASE_URL_FILE: undefined };
  const processes = await startProcesses(config.processes, { ...env, ...address }, { log, wasAsked });
  stops.push(() => processes.stop());
  return processes;
}
