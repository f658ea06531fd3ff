import type { CpuReading } from '../data/sample.ts';
import type { TaskPool } from '../data/task-pool.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The caller and the new assignee. */
export interface Callers {
  /** @param chief as the pool names them */
  readonly ticketOf: (chief: number) => string;
  /** The login to give the next task to. */
  readonly assignee: (turn: number) => string;
  readonly logon: (turn: number) => { readonly login: string; readonly password: string };
  /** The user id of somebody who sees everything, as far as one is known. */
  readonly administrator?: number;
  /** Somebody who looks at the tasks assigned to them; null when nobody is known. */
  readonly worker: ((turn: number) => { readonly userId: number; readonly ticket: string }) | null;
}

/** Who calls the vendors' APIs, and the tasks that these assign in place: others than the legacy API hands over. */
export interface VendorCallers {
  readonly pool: TaskPool;
  /** Those that get one assignee more with every call: others, and more of them, so that they get few. */
  readonly growing: TaskPool;
  /** Those of which a call has to name the version: others again, so that no other call changes it. */
  readonly versioned: TaskPool;
  /** What was last answered as the version of each of these, as far as it is known. */
  readonly versions: Map<number, string>;
  /** An API key that acts as this chief. */
  readonly keyOf: (chief: number) => string;
  readonly orkesTokenOf: (chief: number) => string;
  /** The user id to give the next task to. */
  readonly assigneeId: (turn: number) => number;
}

/** A server under load. */
export interface Target {
  /** Empty when there is only one. */
  readonly label: string;
  readonly address: Address;
  readonly pool: TaskPool;
  readonly callers: Callers;
  /** Null for a server that does not speak their APIs, or of which no keys are known. */
  readonly vendors: VendorCallers | null;
  readonly hasDesk: boolean;
  /** Names in its WSDL. */
  readonly operations: ReadonlySet<string>;
  readonly readCpu: () => Promise<CpuReading>;
}

/** Reads the names a server's WSDL describes. */
export async function readOperations({ host, port }: Address): Promise<Set<string>> {
  const wsdl = await (await fetch(`http://${host}:${port}/srv.asmx?wsdl`)).text();
  return new Set([...wsdl.matchAll(/<s:element name="(\w+)">/g)].map(([, name = '']) => name));
}

/** Whether a server knows the addresses of the vendors' APIs. */
export async function speaksVendors({ host, port }: Address): Promise<boolean> {
  return (await fetch(`http://${host}:${port}/v5/tasks/1`)).status === 401;
}
