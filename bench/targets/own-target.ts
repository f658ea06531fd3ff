import { join } from 'node:path';
import {
  administratorOf,
  assigneeId,
  assigneeLogin,
  chiefLogin,
  chiefOf,
  keyOfUser,
  orkesTokenOfUser,
  PASSWORD,
  type Sizes,
  ticketOfUser,
  workerOf,
} from '../data/data.ts';
import { fill } from '../data/fill.ts';
import { cpuOf } from '../process-cpu.ts';
import type { Scratch } from './scratch.ts';
import { startServer } from './server.ts';
import { hasDesk } from '../desk.ts';
import { readOperations, speaksVendors, type Target } from './target.ts';
import { createTaskPool, scattered } from '../data/task-pool.ts';

/** A server started for the run, on a database of its own. */
export interface OwnTarget extends Target {
  readonly pid: number;
  readonly database: string;
  /** The tasks the pool leaves alone. */
  readonly rest: { readonly first: number; readonly count: number };
  readonly stop: () => Promise<void>;
}

export interface OwnTargetOptions {
  readonly label: string;
  /** A checkout of this project. */
  readonly root: string;
  readonly database: string;
  readonly sizes: Sizes;
  readonly profileDir?: string | undefined;
  /** Server processes behind its port. */
  readonly processes?: number;
  /** Stands between the server and its database. */
  readonly databaseUrl?: string;
  readonly progress: (text: string) => void;
}

/** Starts a server, which migrates its database as its own revision does, and fills that. */
export async function startOwnTarget(scratch: Scratch, options: OwnTargetOptions): Promise<OwnTarget> {
  const { label, root, database, sizes, profileDir, progress } = options;
  const said = (text: string) => progress(label === '' ? text : `${label}: ${text}`);
  await scratch.createDatabase(database);
  said('starting the server');
  const server = await startServer({
    root,
    databaseUrl: options.databaseUrl ?? scratch.urlOf(database),
    dataDir: join(scratch.directory, database),
    profileDir,
    processes: options.processes ?? 1,
  });
  try {
    await fill(scratch.urlOf(database), sizes, said);
    const half = Math.floor(sizes.tasks / 2);
    const order = scattered(half).map((index) => ({ taskId: index + 1, chief: chiefOf(index + 1) }));
    const forVendors = Math.floor(half / 8);
    const growing = Math.floor(half / 4);
    const versioned = Math.floor(half / 4);
    return {
      label,
      address: server,
      pid: server.pid,
      database,
      pool: createTaskPool(order.slice(forVendors + growing + versioned)),
      rest: { first: half + 1, count: sizes.tasks - half },
      callers: {
        ticketOf: ticketOfUser,
        assignee: (turn) => assigneeLogin(turn, sizes),
        administrator: administratorOf(sizes),
        logon: (turn) => ({ login: chiefLogin(1 + turn), password: PASSWORD }),
        worker: (turn) => ({ userId: workerOf(turn), ticket: ticketOfUser(workerOf(turn)) }),
      },
      vendors: (await speaksVendors(server))
        ? {
            pool: createTaskPool(order.slice(0, forVendors)),
            growing: createTaskPool(order.slice(forVendors, forVendors + growing)),
            versioned: createTaskPool(order.slice(forVendors + growing, forVendors + growing + versioned)),
            versions: new Map(),
            keyOf: keyOfUser,
            orkesTokenOf: orkesTokenOfUser,
            assigneeId: (turn) => assigneeId(turn, sizes),
          }
        : null,
      hasDesk: await hasDesk(server),
      operations: await readOperations(server),
      readCpu: async () => ({ server: await cpuOf(server.pid), database: await cpuOf(scratch.postmasterPid) }),
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
