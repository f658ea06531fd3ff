import { processConsole } from './cli/console.ts';
import { runCommand } from './cli/run.ts';

process.exitCode = await runCommand(
  process.argv.slice(2),
  process.env,
  processConsole,
  (line) => void process.stderr.write(`${line}\n`),
);
