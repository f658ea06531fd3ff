import cluster, { type Worker } from 'node:cluster';
import type { Server } from 'node:http';
import { createServer, Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { chooseProcess } from './distribution.ts';
import { FAREWELL_MS } from './wire/http-server.ts';
import { listen, type Address } from './wire/listen.ts';

/** Where the first process of several accepts the connections of them all. */
export interface Entrance {
  readonly address: Address;
  /** Takes nothing new once the processes have told their clients that they go. */
  close(): Promise<void>;
}

const READY = 'handover:ready';
const CONNECTION = 'handover:connection';
const CLOSED = 'handover:closed';

/**
 * Listens, and gives each connection to one of the processes that take them. Who connects while there is none waits.
 * Node's own distribution, one each in turn, gave sixteen callers each to four processes on two processors: batches
 * a quarter as large, and 0.78 of the calls of a single process (docs/benchmark.md).
 * @throws Error with one sentence when the address cannot be had
 */
export async function openEntrance(at: Address): Promise<Entrance> {
  const open = new Map<Worker, number>();
  const waiting: Socket[] = [];

  const give = (socket: Socket): void => {
    const [worker, count] = [...open][chooseProcess([...open.values()], availableParallelism())] ?? [];
    if (!worker || count === undefined) return void waiting.push(socket);
    open.set(worker, count + 1);
    worker.send(CONNECTION, socket);
  };
  cluster.on('message', (worker, message: unknown) => {
    if (message === READY) {
      open.set(worker, 0);
      for (const socket of waiting.splice(0)) give(socket);
    }
    const count = open.get(worker);
    if (message === CLOSED && count !== undefined) open.set(worker, count - 1);
  });
  cluster.on('disconnect', (worker) => open.delete(worker));

  const entrance = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
    // One that breaks before it is given away is nobody's loss.
    socket.on('error', () => undefined);
    give(socket);
  });
  return {
    address: await listen(entrance, at),
    close: async () => {
      await delay(FAREWELL_MS);
      entrance.close();
      for (const socket of waiting) socket.destroy();
    },
  };
}

/** Takes connections, in one of the other processes, from now on. */
export function enterByFirstProcess(server: Server): void {
  // What a server does when it listens it needs here as well: only then it keeps a list of its connections, and
  // breaks off the idle and the slow.
  server.emit('listening');
  process.on('message', (message: unknown, socket: unknown) => {
    if (message !== CONNECTION) return;
    const closed = () => void process.send?.(CLOSED);
    if (!(socket instanceof Socket)) return closed();
    socket.once('close', closed);
    server.emit('connection', socket);
  });
  process.send?.(READY);
}
