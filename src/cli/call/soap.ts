import type { Client } from 'soap';
import { saidBy, shown } from '../contract/fetching.ts';
import { isRefusal, type Answer } from './answer.ts';

const WAIT_MS = 120_000;

/** Calls by an envelope that node-soap makes, to the address given and not to the one that the WSDL names. */
export async function callBySoap(
  client: Client,
  address: string,
  operation: string,
  values: ReadonlyMap<string, string>,
): Promise<Answer> {
  client.setEndpoint(address);
  let failure: unknown;
  const call: unknown = Reflect.get(client, `${operation}Async`);
  if (typeof call !== 'function') throw new Error(`node-soap has made no call of ${operation}.`);
  try {
    await Reflect.apply(call, client, [Object.fromEntries(values), { timeout: WAIT_MS }]);
  } catch (error) {
    failure = error;
  }
  const text: unknown = client.lastResponse;
  // A fault is an answer as well; without one the server was not reached.
  if (typeof text !== 'string' || text === '')
    throw new Error(`${shown(address)} has answered nothing: ${saidBy(failure)}`);
  return { text, isDone: failure === undefined && !isRefusal(text) };
}
