import cluster from 'node:cluster';
import { exitOnSignals } from '../server/signals.ts';
import { commandNameHere, programNameHere } from './call-name.ts';
import { processConsole } from './console.ts';
import { runCommand } from './run.ts';

/** Runs the command that the arguments name, on standard input, output and error, and sets the code of the exit. */
export async function runCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  // The server hears them itself.
  if (args[0] !== 'serve') exitOnSignals();
  const console = processConsole({ command: commandNameHere(env), program: programNameHere(env) });
  process.exitCode = await runCommand(args, env, console, console.tell);
  // As in the server: the line to the first process would keep one of the others alive.
  if (cluster.isWorker) process.disconnect();
}
