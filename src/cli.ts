import cluster from 'node:cluster';
import { commandNameHere } from './cli/call-name.ts';
import { processConsole } from './cli/console.ts';
import { runCommand } from './cli/run.ts';
import { exitOnSignals } from './server/signals.ts';

const args = process.argv.slice(2);
// The server hears them itself.
if (args[0] !== 'serve') exitOnSignals();
process.exitCode = await runCommand(
  args,
  process.env,
  processConsole(commandNameHere(process.env)),
  (line) => void process.stderr.write(`${line}\n`),
);
// As in main.ts: the line to the first process would keep one of the others alive.
if (cluster.isWorker) process.disconnect();
