import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { sizesFor } from './data/data.ts';
import { openAll, reassign } from './load.ts';
import { startOwnTarget } from './targets/own-target.ts';
import { memoryOf } from './process-cpu.ts';
import { sample } from './data/sample.ts';
import { startScratch } from './targets/scratch.ts';

/** The effects of a long run on memory, speed and disk: `node --import tsx bench/soak.ts --help`. */
const USAGE = `--minutes N      (default 10)
--seconds N      of one line (default 60)
--connections N  (default 64)
--size N         open tasks (default 100000)
--tickets N      live tickets that are added after half of the time (default 0)
--set NAME=VALUE a setting of PostgreSQL; may be repeated
`;

const option = (value: string) => ({ type: 'string', default: value }) as const;
const { values } = parseArgs({
  options: {
    minutes: option('10'),
    seconds: option('60'),
    connections: option('64'),
    size: option('100000'),
    tickets: option('0'),
    set: { type: 'string', multiple: true, default: [] as string[] },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(USAGE);
else {
  const { minutes, seconds, connections, size, tickets, set } = values;
  await soak({
    minutes: +minutes,
    seconds: +seconds,
    connections: +connections,
    size: +size,
    tickets: +tickets,
    settings: set,
  });
}

interface Written {
  readonly bytes: number;
  readonly wholePages: number;
  readonly checkpoints: number;
}

interface SoakOptions {
  readonly minutes: number;
  readonly seconds: number;
  readonly connections: number;
  readonly size: number;
  readonly tickets: number;
  readonly settings: readonly string[];
}

async function soak({ minutes, seconds, connections: count, size, tickets, settings }: SoakOptions): Promise<void> {
  const progress = (text: string) => void process.stderr.write(`${text}\n`);
  const pairs = settings.map((setting) => setting.split('=', 2) as [string, string]);
  const scratch = await startScratch(undefined, Object.fromEntries(pairs));
  const root = resolve(import.meta.dirname, '..');
  try {
    const target = await startOwnTarget(scratch, {
      label: '',
      root,
      database: 'soak',
      sizes: sizesFor(size),
      progress,
    });
    const client = new pg.Client({ connectionString: scratch.urlOf('soak') });
    await client.connect();
    const connections = await openAll(target.address, count);
    try {
      const works = connections.map((connection) => reassign(connection, 'SOAP 1.1', target));
      process.stdout.write(
        '| second | requests/s | p50 ms | p99 ms | server CPU µs | database CPU µs | server MB | WAL bytes a call | whole pages a call | checkpoints |\n' +
          '| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n',
      );
      let ticketsToAdd = tickets;
      for (let second = seconds; second <= minutes * 60; second += seconds) {
        if (ticketsToAdd > 0 && second > minutes * 30) {
          progress(`adding ${ticketsToAdd} live tickets`);
          await addTickets(client, ticketsToAdd);
          ticketsToAdd = 0;
        }
        const before = await written(client);
        const { perSecond, p50, p99, serverCpu, databaseCpu, allCalls, errors, firstError } = await sample(
          works,
          { warmUpMs: 0, ms: seconds * 1000 },
          target.readCpu,
        );
        if (errors > 0) throw new Error(`${errors} errors, the first: ${firstError}`);
        const after = await written(client);
        const memory = await memoryOf(target.pid);
        const cells = [
          second,
          Math.round(perSecond),
          p50.toFixed(1),
          p99.toFixed(1),
          serverCpu?.toFixed(0),
          databaseCpu?.toFixed(0),
          memory && Math.round(memory.now / 2 ** 20),
          Math.round((after.bytes - before.bytes) / allCalls),
          ((after.wholePages - before.wholePages) / allCalls).toFixed(2),
          after.checkpoints - before.checkpoints,
        ];
        process.stdout.write(`| ${cells.join(' | ')} |\n`);
      }
    } finally {
      for (const connection of connections) connection.close();
      await client.end();
      await target.stop();
    }
  } finally {
    await scratch.stop();
  }
}

async function addTickets(client: pg.Client, count: number): Promise<void> {
  await client.query(
    `insert into credentials (digest, user_id, language, expires_at)
     select sha256(gen_random_uuid()::text::bytea), 1, 'en', now() + interval '30 days' from generate_series(1, $1::int)`,
    [count],
  );
}

/** @throws Error before PostgreSQL 17, which has no pg_stat_checkpointer */
async function written(client: pg.Client): Promise<Written> {
  const { rows } = await client.query<Record<keyof Written, string>>(
    `select wal_bytes as bytes, wal_fpi as "wholePages", num_timed + num_requested as checkpoints
       from pg_stat_wal cross join pg_stat_checkpointer`,
  );
  const { bytes = '0', wholePages = '0', checkpoints = '0' } = rows[0] ?? {};
  return { bytes: Number(bytes), wholePages: Number(wholePages), checkpoints: Number(checkpoints) };
}
