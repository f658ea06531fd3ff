import cluster from 'node:cluster';
import { commandNameHere } from '../cli/call-name.ts';
import { explain } from '../cli/failure.ts';
import { UsageError } from '../cli/usage.ts';
import { serve } from './serve.ts';

/** Runs the server and ends the process: 0, or 1 or 2 with one sentence when it could not be done. */
export async function runToTheEnd(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    if (args.length > 0) throw new UsageError('the server takes no arguments: its settings are environment variables');
    await serve(env);
  } catch (error) {
    const { text, exitCode } = explain(error, env.LOG_LEVEL, `See ${commandNameHere(env)('user help')}`);
    process.stderr.write(`${text}\n`);
    process.exitCode = exitCode;
  }
  if (!cluster.isWorker) return;
  // The line to the first process would keep one of the others alive. Node ends it with the line, and with 0 for all
  // that may have failed, unless somebody else does.
  process.prependOnceListener('disconnect', () => process.exit());
  process.disconnect();
}
