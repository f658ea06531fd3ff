import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { curl } from './curl.ts';
import { CLERK, TARGET, type Scene } from './fixture.ts';
import { readMarked } from './marked-snippets.ts';
import { SERVER_TIME_ZONE, type Step } from './story.ts';
import { at, readXml, type XmlNode } from './xml.ts';

type Run = (command: string, ...args: readonly string[]) => Promise<string>;

/** How the code of one section of docs/clients.md is run. */
interface Recipe {
  /** The section's heading. */
  readonly section: string;
  /** Names for the pieces of code that the page marks, in its order. */
  readonly files: readonly string[];
  /** Runs what is in the files; gives what it printed. */
  readonly run: (run: Run, url: string) => Promise<string>;
}

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const JARS = '/usr/share/java';

/** All but Axis, which has SOAP classes of its own under the same names. */
const jaxWsPath = (): string =>
  readdirSync(JARS)
    .filter((name) => name.endsWith('.jar') && !name.startsWith('axis'))
    .map((name) => `${JARS}/${name}`)
    .concat('.')
    .join(':');

const axisPath = ['axis', 'axis-jaxrpc', 'axis-saaj', 'commons-discovery', 'commons-logging', 'wsdl4j', 'javax.mail']
  .map((name) => `${JARS}/${name}.jar`)
  .concat(`${JARS}/javax.activation.jar`, '.')
  .join(':');

/** Without a screen, without talk, and without offers to fetch a .NET and a browser. */
const WINE = 'WINEPREFIX="$PWD/wine" WINEDEBUG=-all WINEDLLOVERRIDES=mscoree,mshtml= DISPLAY=';

const RECIPES: readonly Recipe[] = [
  { section: 'curl', files: ['reassign.sh'], run: (run) => run('sh', 'reassign.sh') },
  {
    section: '.NET Framework',
    files: ['client.exe.config', 'Program.cs'],
    run: async (run, url) => {
      const references = ['-r:System.Web.Services.dll', '-r:System.Xml.dll', '-r:System.Configuration.dll'];
      await run('mcs', '-out:wsdl.exe', ...references, join(PROJECT, 'test/clients/programs/WebReference.cs'));
      await run('mono', 'wsdl.exe', `${url}?wsdl`, 'Srv.cs');
      await run('mcs', '-out:client.exe', ...references, 'Program.cs', 'Srv.cs');
      return run('mono', 'client.exe');
    },
  },
  {
    section: '.NET and WCF',
    files: ['client.exe.config', 'Program.cs'],
    run: async (run) => {
      await run('mcs', '-out:client.exe', '-r:System.ServiceModel.dll', '-r:System.Xml.dll', 'Program.cs');
      return run('mono', 'client.exe');
    },
  },
  {
    section: 'PHP',
    files: ['reassign.php'],
    run: (run) => run('php', '-d', 'soap.wsdl_cache_enabled=0', 'reassign.php'),
  },
  // Another python3 on the PATH does not see Debian's packages.
  { section: 'Python', files: ['reassign.py'], run: (run) => run('/usr/bin/python3', 'reassign.py') },
  { section: 'Ruby', files: ['reassign.rb'], run: (run) => run('ruby', 'reassign.rb') },
  { section: 'Perl', files: ['reassign.pl'], run: (run) => run('perl', 'reassign.pl') },
  {
    section: 'Node.js',
    files: ['reassign.mjs'],
    run: async (run) => {
      await run('ln', '-s', join(PROJECT, 'node_modules'), 'node_modules');
      return run(process.execPath, 'reassign.mjs');
    },
  },
  {
    section: 'Java, JAX-WS',
    files: ['Reassign.java'],
    run: async (run, url) => {
      const path = jaxWsPath();
      await run('java', '-cp', path, 'com.sun.tools.ws.WsImport', '-keep', '-Xnocompile', `${url}?singleWsdl`);
      await run('javac', '-cp', path, '-nowarn', 'Reassign.java', 'org/tempuri/package-info.java');
      return run('java', '-cp', path, 'Reassign');
    },
  },
  {
    section: 'Java, Axis 1.4',
    files: ['Reassign.java'],
    run: async (run, url) => {
      await run('java', '-cp', axisPath, 'org.apache.axis.wsdl.WSDL2Java', `${url}?singleWsdl`);
      await run('javac', '-cp', axisPath, '-nowarn', 'Reassign.java');
      return run('java', '-cp', axisPath, 'Reassign');
    },
  },
  {
    section: 'VB6 and VBScript',
    files: ['reassign.vbs'],
    // Wine makes a Windows of its own in the folder, and a server that has to be gone before the folder is.
    run: (run) => run('sh', '-c', `${WINE} wine cscript.exe //nologo reassign.vbs; ${WINE} wineserver --kill`),
  },
];

/** One section of docs/clients.md, played as it stands there. */
export interface DocumentedPlay {
  readonly name: string;
  readonly play: (url: string, scene: Scene, step: Step) => Promise<void>;
}

export const documentedPlays: readonly DocumentedPlay[] = RECIPES.map((recipe) => ({
  name: `docs/clients.md, ${recipe.section}`,
  play: (url, { handedOnTaskId }, step) =>
    step('prints the successor of the task it reassigned', () =>
      reassign(recipe.section, { address: url, url, taskId: handedOnTaskId }),
    ),
}));

/** The sections of the page that are marked as run here, for a test to compare with the page. */
export const documentedSections: readonly string[] = RECIPES.map(({ section }) => section);

interface Reassignment {
  /** What the client is told to call, and what is asked about the task afterwards. */
  readonly address: string;
  readonly url: string;
  readonly taskId: number;
  /** What the client finds in its environment besides. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the code of a section as it stands, but for address, people and task, and looks whether the task was handed on. */
export async function reassign(section: string, { address, url, taskId, env = {} }: Reassignment): Promise<void> {
  const recipe = RECIPES.find((each) => each.section === section);
  if (recipe === undefined) throw new Error(`${section} is not run here`);
  const snippets = readMarked().get(section) ?? [];
  expect(snippets).to.have.length(recipe.files.length);
  const told = (code: string): string =>
    code
      .replaceAll('http://127.0.0.1:8080/srv.asmx', address)
      .replaceAll('john.smith', CLERK.login)
      .replaceAll('john-demo', CLERK.password)
      .replaceAll('alice.jones', TARGET.login)
      .replaceAll('4812', String(taskId));
  const printed = await printedBy(recipe, snippets.map(told), address, env);
  expect(printed).to.match(/^\d+$/);
  const task = at(await taskWith(url, printed), 'Task');
  expect(at(task, 'AssigneeName').text).to.equal(TARGET.login);
  expect(at(task, 'LinkedTaskID').text).to.equal(String(taskId));
  expect(at(task, 'DueDate').text).to.equal('2030-04-15 17:00:00');
  expect(at(task, 'extendedInstruction').text).to.equal('Please approve.');
}

async function printedBy(
  { files, run }: Recipe,
  snippets: readonly string[],
  url: string,
  given: NodeJS.ProcessEnv,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'handover-documented-'));
  try {
    for (const [index, file] of files.entries()) await writeFile(join(directory, file), snippets[index] ?? '');
    // A client that sends moments in UTC takes them from the zone of its machine.
    const env = { ...process.env, TZ: SERVER_TIME_ZONE, ...given };
    const inDirectory: Run = async (command, ...args) => {
      const { stdout } = await promisify(execFile)(command, args, { cwd: directory, env });
      return stdout;
    };
    return (await run(inDirectory, url)).trim();
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function taskWith(url: string, taskId: string): Promise<XmlNode> {
  const call = async (operation: string, ...fields: readonly string[]): Promise<XmlNode> =>
    readXml((await curl(...fields.flatMap((field) => ['--data-urlencode', field]), `${url}/${operation}`)).body);
  const { attributes } = await call('AuthenticateUser', `UID=${CLERK.login}`, `PWD=${CLERK.password}`);
  return call('GetTask', `authenticationTicket=${attributes.ticket ?? ''}`, `taskId=${taskId}`);
}
