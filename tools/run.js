// Runs a program of Node's beside others, whose words would mix with its own.
import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** Gives its code, 1 where a signal ended it, and what it said. */
export const run = (args, priority = constants.priority.PRIORITY_NORMAL) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    if (priority !== constants.priority.PRIORITY_NORMAL) setPriority(child.pid, priority);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.on('close', (code) => resolve({ code: code ?? 1, said }));
  });
