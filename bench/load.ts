import { plainGet, reassignTaskValues, requestFor, type Binding, type Values } from './calls.ts';
import { type HttpConnection, openHttpConnection } from './targets/http-connection.ts';
import type { Work } from './data/sample.ts';
import type { Address, Target } from './targets/target.ts';

export async function openAll({ host, port }: Address, count: number): Promise<HttpConnection[]> {
  return Promise.all(Array.from({ length: count }, () => openHttpConnection(host, port)));
}

let turn = 0;

/** Reassigns the next open task, over one binding, to the next person. */
export function reassign(connection: HttpConnection, binding: Binding, { address, pool, callers }: Target): Work {
  const host = hostHeader(address);
  return async () => {
    const { taskId, chief } = pool.take();
    const values = reassignTaskValues(callers.ticketOf(chief), taskId, callers.assignee(turn++));
    const answer = await askWell(connection, requestFor(binding, host, 'ReassignTask', values));
    const successor = /<TaskId>(\d+)</.exec(answer)?.[1];
    if (successor === undefined) throw new Error(`no TaskId in ${bodyOf(answer)}`);
    pool.put({ taskId: Number(successor), chief });
  };
}

/** Calls an operation that leaves things as they are, with values of its own each time. */
export function ask(
  connection: HttpConnection,
  address: Address,
  binding: Binding,
  operation: string,
  next: () => Values,
): Work {
  const host = hostHeader(address);
  return async () => void (await askWell(connection, requestFor(binding, host, operation, next())));
}

/** An endpoint that does nothing: what HTTP itself costs here. */
export function idle(connection: HttpConnection, address: Address): Work {
  const request = plainGet('/healthz', hostHeader(address));
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

export const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4).slice(0, 300);

export const hostHeader = ({ host, port }: Address) => `${host}:${port}`;
