import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bridge } from './bridge.ts';
import type { Client, ClientRun, Parameters } from './client.ts';

const SOURCE = fileURLToPath(new URL('gsoap_client.c', import.meta.url));
const TYPE_MAP = '/usr/share/gsoap/WS/typemap.dat';
const IMPORTS = '/usr/share/gsoap/import';
/** Lets the client send a task number that is none; gSOAP's own int could not. */
const INT_AS_TEXT = '\nxsd__int = | char* | char*\n';

export const gsoapRuns: readonly ClientRun[] = (['SOAP 1.1', 'SOAP 1.2'] as const).map((binding) => ({
  name: 'gSOAP',
  binding,
  start: (url) => start(binding, url),
}));

async function start(binding: 'SOAP 1.1' | 'SOAP 1.2', url: string): Promise<Client> {
  const directory = await mkdtemp(join(tmpdir(), 'handover-gsoap-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true });
  try {
    const program = await compile(binding, url, directory);
    const client = await bridge(binding, program, [], writeForm)(url);
    return { ...client, close: () => client.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Makes a client from the WSDL as gSOAP's manual says: wsdl2h, soapcpp2, the C compiler. */
async function compile(binding: 'SOAP 1.1' | 'SOAP 1.2', url: string, directory: string): Promise<string> {
  const run = (command: string, ...args: readonly string[]) => promisify(execFile)(command, args, { cwd: directory });
  await writeFile(join(directory, 'typemap.dat'), `${await readFile(TYPE_MAP, 'utf8')}${INT_AS_TEXT}`);
  await run('wsdl2h', '-c', '-t', 'typemap.dat', '-o', 'srv.h', `${url}?wsdl`);
  await run('soapcpp2', binding === 'SOAP 1.1' ? '-1' : '-2', '-C', '-L', '-c', '-x', '-w', `-I${IMPORTS}`, 'srv.h');
  await run('cc', '-o', 'client', '-I.', SOURCE, 'soapC.c', 'soapClient.c', '-lgsoap');
  return join(directory, 'client');
}

const writeForm = (operation: string, parameters: Parameters): string =>
  new URLSearchParams({
    operation,
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
  }).toString();
