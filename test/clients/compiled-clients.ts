import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bridge, writeForm } from './bridge.ts';
import type { Client, ClientRun } from './client.ts';

type Binding = ClientRun['binding'];
type Run = (command: string, ...args: readonly string[]) => Promise<unknown>;

interface CompiledClient {
  readonly name: string;
  readonly bindings: readonly Binding[];
  /** Makes the program `client` in the directory where `run` runs commands. */
  readonly compile: (run: Run, directory: string, wsdl: string, binding: Binding) => Promise<void>;
  /** The command that starts the program; absent when it starts by itself. */
  readonly starter?: string;
}

const sourceOf = (file: string): string => fileURLToPath(new URL(`programs/${file}`, import.meta.url));

const TYPE_MAP = '/usr/share/gsoap/WS/typemap.dat';
/** Lets the client send a task number that is none; gSOAP's own int could not. */
const INT_AS_TEXT = '\nxsd__int = | char* | char*\n';

/** As gSOAP's manual says: wsdl2h, soapcpp2, the C compiler. */
const gsoap: CompiledClient = {
  name: 'gSOAP',
  bindings: ['SOAP 1.1', 'SOAP 1.2'],
  compile: async (run, directory, wsdl, binding) => {
    await writeFile(join(directory, 'typemap.dat'), `${await readFile(TYPE_MAP, 'utf8')}${INT_AS_TEXT}`);
    const version = binding === 'SOAP 1.1' ? '-1' : '-2';
    await run('wsdl2h', '-c', '-t', 'typemap.dat', '-o', 'srv.h', wsdl);
    await run('soapcpp2', version, '-C', '-L', '-c', '-x', '-w', '-I/usr/share/gsoap/import', 'srv.h');
    await run('cc', '-o', 'client', '-I.', sourceOf('gsoap_client.c'), 'soapC.c', 'soapClient.c', '-lgsoap');
  },
};

/** Mono carries Microsoft's own System.Web.Services, so these are the proxies of .NET Framework applications. */
const dotNet: CompiledClient = {
  name: '.NET web reference',
  bindings: ['SOAP 1.1', 'SOAP 1.2', 'HTTP GET', 'HTTP POST'],
  compile: async (run) => {
    const references = ['-r:System.Web.Services.dll', '-r:System.Xml.dll'];
    await run('mcs', '-out:client', ...references, sourceOf('DotNetClient.cs'));
  },
  starter: 'mono',
};

export const compiledRuns: readonly ClientRun[] = [gsoap, dotNet].flatMap((compiled) =>
  compiled.bindings.map((binding) => ({
    name: compiled.name,
    binding,
    start: (url: string) => start(compiled, binding, url),
  })),
);

async function start({ compile, starter }: CompiledClient, binding: Binding, url: string): Promise<Client> {
  const directory = await mkdtemp(join(tmpdir(), 'handover-compiled-'));
  const remove = (): Promise<void> => rm(directory, { recursive: true });
  try {
    const run: Run = (command, ...args) => promisify(execFile)(command, args, { cwd: directory });
    await compile(run, directory, `${url}?wsdl`, binding);
    const program = join(directory, 'client');
    const [command, args] = starter === undefined ? [program, []] : [starter, [program]];
    const client = await bridge(binding, command, args, writeForm)(url);
    return { ...client, close: () => client.close().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}
