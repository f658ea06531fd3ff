import { BINDINGS } from '../calls.ts';
import { openAll, reassign } from '../load.ts';
import { sample, type Work } from '../data/sample.ts';
import { learnVersions, VENDOR_CALLS } from '../vendors.ts';
import type { HttpConnection } from './http-connection.ts';
import type { Target } from './target.ts';

const CONNECTIONS = 16;
const MS = 2000;

/**
 * Lets a fresh process compile what the first seconds of calls would otherwise pay for, and PostgreSQL plan what they
 * ask: of every call that is compared with another. Vendors' calls that are not measured are left out: they give tasks
 * to several people, whose lists are then other ones than those of a commit that has no such calls.
 */
export async function warmUp(target: Target, only: RegExp, progress: (text: string) => void): Promise<void> {
  progress(`${target.label} warming up`.trim());
  for (const binding of BINDINGS) await repeat(target, (connection) => reassign(connection, binding, target));
  const { vendors } = target;
  const calls = VENDOR_CALLS.filter(({ name }) => only.test(name));
  if (!vendors || calls.length === 0) return;
  await learn(target);
  for (const { work } of calls) await repeat(target, (connection) => work(connection, target, vendors));
}

/** Lets the calls know what they have to know of their tasks. */
export const learn = (target: Target): Promise<unknown> =>
  withConnections(target, async (connections) => {
    if (target.vendors) await learnVersions(connections, target, target.vendors);
  });

const repeat = (target: Target, workOf: (connection: HttpConnection) => Work): Promise<unknown> =>
  withConnections(target, (connections) => sample(connections.map(workOf), { warmUpMs: 0, ms: MS }, target.readCpu));

async function withConnections(
  { address }: Target,
  use: (connections: readonly HttpConnection[]) => Promise<unknown>,
): Promise<void> {
  const connections = await openAll(address, CONNECTIONS);
  try {
    await use(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}
