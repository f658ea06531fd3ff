import { plainGet, reassignTaskValues, requestFor, type Binding, type Values } from './calls.ts';
import { loginNumbered, type Sizes } from './data.ts';
import { type HttpConnection, openHttpConnection } from './http-connection.ts';
import type { Work } from './sample.ts';
import type { TaskPool } from './task-pool.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export async function openAll({ host, port }: Address, count: number): Promise<HttpConnection[]> {
  return Promise.all(Array.from({ length: count }, () => openHttpConnection(host, port)));
}

let requests = 0;

/** Reassigns the next open task, over one binding, to the next person. */
export function reassign(
  connection: HttpConnection,
  host: string,
  binding: Binding,
  pool: TaskPool,
  sizes: Sizes,
): Work {
  return async () => {
    const { taskId, chief } = pool.take();
    const values = reassignTaskValues(taskId, chief, loginNumbered(requests++, sizes));
    const answer = await askWell(connection, requestFor(binding, host, 'ReassignTask', values));
    const successor = /<TaskId>(\d+)</.exec(answer)?.[1];
    if (successor === undefined) throw new Error(`no TaskId in ${bodyOf(answer)}`);
    pool.put({ taskId: Number(successor), chief });
  };
}

/** Calls an operation that leaves things as they are, with values of its own each time. */
export function ask(
  connection: HttpConnection,
  host: string,
  binding: Binding,
  operation: string,
  next: () => Values,
): Work {
  return async () => void (await askWell(connection, requestFor(binding, host, operation, next())));
}

/** An endpoint that does nothing: what HTTP itself costs here. */
export function idle(connection: HttpConnection, host: string): Work {
  const request = plainGet('/healthz', host);
  return async () => {
    const answer = await connection.ask(request);
    if (!answer.startsWith('HTTP/1.1 200')) throw new Error(answer.slice(0, 200));
  };
}

async function askWell(connection: HttpConnection, request: string): Promise<string> {
  const answer = await connection.ask(request);
  if (!answer.startsWith('HTTP/1.1 200') || !answer.includes('success="true"')) throw new Error(bodyOf(answer));
  return answer;
}

const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4).slice(0, 300);
