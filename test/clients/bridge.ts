import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Client, ClientRun, Parameters, ParameterType, Reply, Signatures } from './client.ts';
import { SERVER_TIME_ZONE } from './story.ts';
import { readXml } from './xml.ts';

/** Compilers and interpreters on a busy machine start slowly; a client that hangs must still end the run. */
const PATIENCE_MS = 60_000;

/**
 * A client in another language: a program that takes the WSDL's address and the binding's name, writes one line
 * `{"operations": […], "signatures": {…}}` when it has built itself, the latter if it can, then answers each line `{"operation", "parameters"}` on its
 * standard input with a line `{"xml": "…"}` or `{"fault": {"code", "text"}}`.
 */
export function bridge(
  binding: ClientRun['binding'],
  command: string,
  args: readonly string[] = [],
  write: (operation: string, parameters: Parameters) => string = writeJson,
): ClientRun['start'] {
  return async (url) => {
    // A client that sends local times with an offset is to mean the server's local time.
    const env = { ...process.env, TZ: SERVER_TIME_ZONE };
    const child = spawn(command, [...args, `${url}?wsdl`, binding], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    const exited = Promise.race([once(child, 'exit'), once(child, 'error')]);
    const lines = createInterface({ input: child.stdout, crlfDelay: Infinity })[Symbol.asyncIterator]();

    const nextLine = async (): Promise<unknown> => {
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      const line = await lines.next();
      clearTimeout(timer);
      if (line.done === true) {
        await exited;
        throw new Error(`${command} ended without an answer: ${complaints.trim() || 'it said nothing'}`);
      }
      return JSON.parse(line.value);
    };

    const client: Client = {
      ...readGreeting(await nextLine()),
      call: async (operation, parameters) => {
        child.stdin.write(`${write(operation, parameters)}\n`);
        return readReply(await nextLine());
      },
      close: async () => {
        child.stdin.end();
        const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
        await exited;
        clearTimeout(timer);
      },
    };
    return client;
  };
}

/** Writes a request for the clients whose language has no JSON of its own. */
export const writeForm = (operation: string, parameters: Parameters): string =>
  new URLSearchParams({
    operation,
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
  }).toString();

const writeJson = (operation: string, parameters: Parameters): string => JSON.stringify({ operation, parameters });

function readGreeting(line: unknown): Pick<Client, 'operations' | 'signatures'> {
  if (!isRecord(line) || !Array.isArray(line.operations)) throw new Error(`not a greeting: ${JSON.stringify(line)}`);
  const operations = line.operations.map(String);
  return line.signatures === undefined ? { operations } : { operations, signatures: readSignatures(line.signatures) };
}

function readSignatures(signatures: unknown): Signatures {
  if (!isRecord(signatures)) throw new Error(`not signatures: ${JSON.stringify(signatures)}`);
  return Object.fromEntries(
    Object.entries(signatures).map(([operation, parameters]) => [
      operation,
      // PHP writes an object without members as an empty list.
      Object.fromEntries(
        Object.entries(isRecord(parameters) ? parameters : {}).map(([name, type]) => [name, readType(type)]),
      ),
    ]),
  );
}

function readType(type: unknown): ParameterType {
  if (type === 'string' || type === 'int' || type === 'boolean' || type === 'dateTime') return type;
  throw new Error(`not a type of the contract: ${JSON.stringify(type)}`);
}

function readReply(line: unknown): Reply {
  if (isRecord(line) && typeof line.xml === 'string') return { kind: 'document', root: readXml(line.xml) };
  if (isRecord(line) && isRecord(line.fault)) {
    const { code, text } = line.fault;
    return { kind: 'fault', code: String(code), text: String(text) };
  }
  throw new Error(`not a reply: ${JSON.stringify(line)}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
