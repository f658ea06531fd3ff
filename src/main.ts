import cluster from 'node:cluster';
import { commandNameHere } from './cli/call-name.ts';
import { explain } from './cli/failure.ts';
import { UsageError } from './cli/usage.ts';
import { serve } from './server/serve.ts';

/** Runs a command and ends the process: 0, or 1 or 2 with one sentence when it could not be done. */
async function runToTheEnd(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const help = commandNameHere(process.env)('user help');
    const { text, exitCode } = explain(error, process.env.LOG_LEVEL, help);
    process.stderr.write(`${text}\n`);
    process.exitCode = exitCode;
  }
  // The line to the first process would keep one of the others alive.
  if (cluster.isWorker) process.disconnect();
}

await runToTheEnd(async () => {
  if (process.argv.length > 2)
    throw new UsageError('the server takes no arguments: its settings are environment variables');
  await serve(process.env);
});
