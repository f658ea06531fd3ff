import { execFile } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Finds pgbench on the path or where Debian keeps it; null when the machine has none. */
export async function findPgbench(): Promise<string | null> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const candidates = ['pgbench', ...versions.map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`)];
  for (const candidate of candidates) {
    const found = await run(candidate, ['--version']).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
  }
  return null;
}

export interface PgbenchRun {
  readonly directory: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly clients: number;
  readonly transactionsPerClient: number;
  readonly script: string;
  /** As PGOPTIONS takes them. */
  readonly settings: string;
}

/** Runs a script as prepared statements, a fixed number of times; throws when a transaction fails. */
export async function runPgbench(
  pgbench: string,
  options: PgbenchRun,
): Promise<{ readonly perSecond: number; readonly calls: number }> {
  const { directory, host, port, user, password, database, clients, transactionsPerClient, script, settings } = options;
  const file = join(directory, 'pgbench.sql');
  await writeFile(file, script);
  const { stdout } = await run(
    pgbench,
    [
      ...['-n', '-M', 'prepared', '-f', file, '-D', 'n=0', '-c', String(clients), '-j', '2'],
      ...['-t', String(transactionsPerClient), '-h', host, '-p', String(port), '-U', user, database],
    ],
    { env: { ...process.env, PGOPTIONS: settings, PGPASSWORD: password } },
  )
    .catch((error: Error) => {
      // Eight clients fail with the same story, each with the whole function in it.
      throw new Error(
        `pgbench: ${/error: .*/.exec(error.message.replace(/^Command failed.*\n/, ''))?.[0] ?? error.message}`,
      );
    })
    .finally(() => rm(file));
  const perSecond = Number(/^tps = ([\d.]+) \((?:without|excluding)/m.exec(stdout)?.[1]);
  const calls = Number(/actually processed: (\d+)/.exec(stdout)?.[1]);
  if (Number.isNaN(perSecond) || calls !== clients * transactionsPerClient) throw new Error(`pgbench: ${stdout}`);
  return { perSecond, calls };
}
