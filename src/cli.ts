import cluster from 'node:cluster';
import { processConsole } from './cli/console.ts';
import { runCommand } from './cli/run.ts';

process.exitCode = await runCommand(
  process.argv.slice(2),
  process.env,
  processConsole,
  (line) => void process.stderr.write(`${line}\n`),
);
// As in main.ts: the line to the first process would keep one of the others alive.
if (cluster.isWorker) process.disconnect();
