import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { check } from './check.ts';
import { checkOut, describeWorkingTree, type Checkout } from './targets/checkout.ts';
import { renderComparison } from './comparison.ts';
import { sizesFor } from './data/data.ts';
import { createFunctionLimit } from './targets/function-limit.ts';
import { describeMachine } from './machine.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { startOwnTarget, type OwnTarget } from './targets/own-target.ts';
import { callsTo, FUNCTION_LIMIT, limitsOn, type Measurement } from './data/plan.ts';
import { memoryOf } from './process-cpu.ts';
import { describe, type Report } from './report.ts';
import { measureInRounds, type Results } from './rounds.ts';
import { useRunningServer } from './targets/running-target.ts';
import { type Scratch, startScratch } from './targets/scratch.ts';
import { summarise } from './summary.ts';
import { renderTable } from './table.ts';
import { warmUp } from './targets/warm-up.ts';

const ROOT = resolve(import.meta.dirname, '..');

let interrupted = false;

/** Every step tells that it is done: where a step can end is where the whole can, with everything taken down again. */
function progress(text: string): void {
  process.stderr.write(`${text}\n`);
  if (interrupted) throw new Error('interrupted');
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const options = readOptions(args);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (interrupted = true));
  if (options.url !== undefined) return benchRunning(options.url, options);
  progress('starting PostgreSQL');
  const scratch = await startScratch(options.dir);
  try {
    await (options.check ? runCheck(scratch) : benchOwn(options, scratch));
  } finally {
    await scratch.stop();
  }
}

async function runCheck(scratch: Scratch): Promise<void> {
  const problems = await check(scratch, ROOT, progress);
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${problems.length === 0 ? 'Nothing' : problems.length} wrong.\n`);
  if (problems.length > 0) process.exitCode = 1;
}

async function benchRunning(url: string, options: Options): Promise<void> {
  const most = Math.max(...options.connections);
  if (options.tasks.length > 0 && options.tasks.length < most) {
    throw new Error(`--tasks names fewer tasks than there are connections (${most}).`);
  }
  const target = await useRunningServer(url, options, process.env);
  const calls = callsTo(target, options.connections).filter(({ name }) => options.only.test(name));
  await finish(await measure(calls, options), options, {
    machine: null,
    commit: null,
    url,
    openTasks: options.tasks.length,
    functionLimitBy: null,
    servers: [],
  });
}

/** Starts one server, or two, and measures them beside the limits; the first one's database is the limits'. */
async function benchOwn(options: Options, scratch: Scratch): Promise<void> {
  const { against, of, size, connections, processes, only, profile, rounds } = options;
  const sizes = sizesFor(size);
  const checkouts: Checkout[] = [];
  const targets: OwnTarget[] = [];
  try {
    for (const revision of [of, against]) if (revision !== undefined) checkouts.push(await checkOut(ROOT, revision));
    const own = { label: against === undefined ? '' : 'working tree', root: ROOT };
    const commits = of === undefined ? [own, ...checkouts] : checkouts;
    const subjects = commits.flatMap(({ label, root }) =>
      processes.map((count) => ({
        root,
        processes: count,
        label: processes.length === 1 ? label : `${count} ${count === 1 ? 'process' : 'processes'}`,
      })),
    );
    for (const [index, subject] of subjects.entries()) {
      const started = { ...subject, database: `bench_${index + 1}`, sizes, progress };
      targets.push(await startOwnTarget(scratch, { ...started, profileDir: index === 0 ? profile : undefined }));
    }
    const [first] = targets;
    if (!first) throw new Error('nothing to measure');

    const url = scratch.urlOf(first.database);
    const functionLimit = await createFunctionLimit(scratch, first.database, first.rest, rounds, sizes);
    const measurements = [
      ...limitsOn(first, url, sizes, functionLimit, connections),
      ...sideBySide(targets.map((target) => callsTo(target, connections))),
    ]
      .filter(({ name }) => only.test(name) || name === FUNCTION_LIMIT)
      // What is compared comes together in time; L, with 8 connections, in the middle.
      .sort((one, other) => one.connections - other.connections);
    for (const target of targets) await warmUp(target, only, progress);
    await finish(await measure(measurements, options), options, {
      machine: await describeMachine(url),
      commit: of ?? (await describeWorkingTree(ROOT)),
      url: null,
      openTasks: size,
      functionLimitBy: functionLimit.measuredBy,
      servers: await Promise.all(targets.map(async ({ label, pid }) => ({ label, memory: await memoryOf(pid) }))),
    });
  } finally {
    for (const target of targets) await target.stop();
    for (const checkout of checkouts) await checkout.remove();
  }
}

/** The same call to each server, then the next call: nearer in time, nearer in circumstances. */
const sideBySide = ([first = [], ...others]: readonly (readonly Measurement[])[]): Measurement[] => {
  const left = others.map((each) => [...each]);
  const paired = first.flatMap((measurement) => [
    measurement,
    ...left.flatMap((list) => {
      const at = list.findIndex(
        ({ name, connections }) => name === measurement.name && connections === measurement.connections,
      );
      return at === -1 ? [] : list.splice(at, 1);
    }),
  ]);
  return [...paired, ...left.flat()];
};

const measure = (
  measurements: readonly Measurement[],
  { rounds, seconds, warmUp: before }: Options,
): Promise<Results> => measureInRounds(measurements, rounds, { warmUpMs: before * 1000, ms: seconds * 1000 }, progress);

/** Prints the tables, writes the JSON, and remembers errors for the exit code. */
async function finish(
  results: Results,
  { rounds, seconds, json }: Options,
  about: Omit<Report, 'date' | 'rounds' | 'seconds' | 'rows'>,
): Promise<void> {
  const rows = summarise(results);
  const report: Report = { date: new Date().toISOString(), ...about, rounds, seconds, rows };
  process.stdout.write(`${describe(report)}\n\n${renderTable(rows)}\n`);
  const [first, ...others] = about.servers;
  for (const other of others) process.stdout.write(`\n${renderComparison(results, first?.label ?? '', other.label)}\n`);
  if (json !== undefined) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
  if (rows.some(({ errors }) => errors > 0)) process.exitCode = 1;
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
