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
  /** Somebody who looks at the tasks assigned to them; null when nobody is known. */
  readonly worker: ((turn: number) => { readonly userId: number; readonly ticket: string }) | null;
}

/** A server under load. */
export interface Target {
  /** Empty when there is only one. */
  readonly label: string;
  readonly address: Address;
  readonly pool: TaskPool;
  readonly callers: Callers;
  /** Names in its WSDL. */
  readonly operations: ReadonlySet<string>;
  readonly readCpu: () => Promise<CpuReading>;
}

/** Reads the names a server's WSDL describes. */
export async function readOperations({ host, port }: Address): Promise<Set<string>> {
  const wsdl = await (await fetch(`http://${host}:${port}/srv.asmx?wsdl`)).text();
  return new Set([...wsdl.matchAll(/<s:element name="(\w+)">/g)].map(([, name = '']) => name));
}
