import cluster from 'node:cluster';
import { commandNameHere } from './cli/call-name.ts';
import { explain } from './cli/failure.ts';
import { serve } from './server/serve.ts';

/** Runs a command and ends the process: 0, or 1 with one sentence when it could not be done. */
async function runToTheEnd(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${explain(error, process.env.LOG_LEVEL, commandNameHere(process.env)('user help')).text}\n`);
    process.exitCode = 1;
  }
  // The line to the first process would keep one of the others alive.
  if (cluster.isWorker) process.disconnect();
}

await runToTheEnd(() => serve(process.env));
