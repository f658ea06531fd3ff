import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chiefOf, fill, sizesFor } from './data.ts';
import { createFunctionLimit } from './function-limit.ts';
import { describeMachine, type Machine } from './machine.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { callsTo, limitsOn } from './plan.ts';
import { cpuOf, cpuOfPostgres, peakMemoryOf } from './process-cpu.ts';
import { measureInRounds } from './rounds.ts';
import { type Scratch, startScratch } from './scratch.ts';
import { startServer } from './server.ts';
import { type Row, summarise } from './summary.ts';
import { renderTable } from './table.ts';
import { createTaskPool, scattered } from './task-pool.ts';

const progress = (text: string): void => void process.stderr.write(`${text}\n`);

const ROOT = resolve(import.meta.dirname, '..');

async function bench(options: Options, scratch: Scratch): Promise<void> {
  const database = 'bench';
  const url = scratch.urlOf(database);
  await scratch.createDatabase(database);
  progress('starting the server');
  const server = await startServer({
    root: ROOT,
    databaseUrl: url,
    dataDir: join(scratch.directory, 'server'),
    profileDir: options.profile,
  });
  try {
    const sizes = sizesFor(options.size);
    await fill(url, sizes, progress);
    const half = Math.floor(sizes.tasks / 2);
    const target = {
      label: '',
      address: server,
      sizes,
      pool: createTaskPool(scattered(half).map((n) => ({ taskId: n + 1, chief: chiefOf(n + 1) }))),
      readCpu: async () => ({
        server: await cpuOf(server.pid),
        database: await cpuOfPostgres(scratch.postmasterPid),
      }),
    };
    const range = { first: half + 1, count: sizes.tasks - half };
    const functionLimit = await createFunctionLimit(scratch, database, range, options.rounds, sizes);
    const wsdl = await (await fetch(`http://${server.host}:${server.port}/srv.asmx?wsdl`)).text();
    const operations = new Set([...wsdl.matchAll(/<s:element name="(\w+)">/g)].map(([, name = '']) => name));

    const measurements = [
      ...limitsOn(target, url, functionLimit, options.connections),
      ...callsTo(target, options.connections, operations).filter(({ name }) => options.only.test(name)),
    ];
    const window = { warmUpMs: options.warmUp * 1000, ms: options.seconds * 1000 };
    const results = await measureInRounds(measurements, options.rounds, window, progress);

    const report = {
      date: new Date().toISOString(),
      machine: await describeMachine(url),
      options: { ...options, only: options.only.source },
      functionLimitBy: functionLimit.measuredBy,
      serverMemory: await peakMemoryOf(server.pid),
      rows: summarise(results),
    };
    process.stdout.write(`${describe(report)}\n\n${renderTable(report.rows)}\n`);
    if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
    if (report.rows.some(({ errors }) => errors > 0)) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

interface Report {
  readonly date: string;
  readonly machine: Machine;
  readonly options: { readonly size: number; readonly rounds: number; readonly seconds: number };
  readonly functionLimitBy: string;
  readonly serverMemory: number | null;
  readonly rows: readonly Row[];
}

function describe({ date, machine, options, functionLimitBy, serverMemory }: Report): string {
  const { processors, memory, system, node, postgresql, commitMs } = machine;
  const used = serverMemory === null ? '' : ` The server took ${Math.round(serverMemory / 2 ** 20)} MB at the most.`;
  return (
    `${date.slice(0, 10)}: ${processors}, ${memory}, ${system}, ${node}, ${postgresql}; a commit takes ` +
    `${commitMs.toFixed(2)} ms. ${options.size} open tasks; medians of ${options.rounds} rounds of ` +
    `${options.seconds} s (lowest–highest). L by ${functionLimitBy}.${used}`
  );
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const options = readOptions(args);
  progress('starting PostgreSQL');
  const scratch = await startScratch(options.dir);
  try {
    await bench(options, scratch);
  } finally {
    await scratch.stop();
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  progress(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
