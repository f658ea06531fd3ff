import { BINDINGS } from '../calls.ts';
import { openAll, reassign } from '../load.ts';
import { sample } from '../data/sample.ts';
import type { Target } from './target.ts';

const CONNECTIONS = 16;
const MS = 2000;

/** Lets a fresh process compile what the first seconds of calls would otherwise pay for. */
export async function warmUp(target: Target, progress: (text: string) => void): Promise<void> {
  progress(`${target.label} warming up`.trim());
  for (const binding of BINDINGS) {
    const connections = await openAll(target.address, CONNECTIONS);
    const works = connections.map((connection) => reassign(connection, binding, target));
    await sample(works, { warmUpMs: 0, ms: MS }, target.readCpu);
    for (const connection of connections) connection.close();
  }
}
