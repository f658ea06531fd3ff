import { readFileSync, rmSync } from 'node:fs';
import { expect } from 'chai';
import { makeDatabaseDirectory } from '../support/database-directory.ts';
import { commandsIn, runPrinted } from '../support/printed-commands.ts';
import { endServerProcesses, startServerProcess, type ServerProcess } from '../support/server-process.ts';

/** Two first starts at once, each of which makes a database cluster. */
const START_PATIENCE_MS = 120_000;

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const ADDRESS = 'http://127.0.0.1:8080';

/** The block of the vendors' calls. */
const vendorCalls = /^## One call of each vendor\n\n```sh\n(.*?)\n```$/ms.exec(README)?.[1] ?? '';

const section = /^## Four ways to reassign a task\n.*?(?=^## )/ms.exec(README)?.[0] ?? '';
const blocks = [...section.matchAll(/^```(\w+)\n(.*?)\n```$/gms)].map(([, language, text = '']) => ({
  language,
  text,
}));

/** Commands in their order, each with the answer shown below it. */
const calls = blocks.flatMap(({ language, text: command }, index) => {
  const next = blocks[index + 1];
  return language === 'sh' ? [{ command, shown: next?.language === 'xml' ? next.text : undefined }] : [];
});

describe('the calls in the README', function () {
  this.timeout(START_PATIENCE_MS);
  const directories: string[] = [];
  let server: ServerProcess;
  let another: ServerProcess;
  let answers: readonly string[];

  const start = async (): Promise<ServerProcess> => {
    const directory = await makeDatabaseDirectory('readme');
    directories.push(directory);
    return startServerProcess({ DATA_DIR: directory });
  };

  before(async () => {
    [server, another] = await Promise.all([start(), start()]);
    answers = await paste(server, commandsOfReadme);
  });

  after(async () => {
    await endServerProcesses();
    for (const directory of directories) rmSync(directory, { recursive: true, force: true, maxRetries: 20 });
  });

  it('are a logon and three reassignments, the first with its answer', () => {
    expect(calls.map(({ shown }) => shown !== undefined)).to.deep.equal([false, true, false, false]);
  });

  for (const [index, { command, shown }] of calls.entries()) {
    if (shown === undefined) continue;
    it(`answer as is shown below ${command.split('\n', 1)[0]}`, () => {
      const answer = plain(answers[index] ?? '');
      expect(answer).to.equal(plain(withOmitted(shown, answer)));
    });
  }

  it('answer as the words before the form post say', () => {
    const [, taskId, assigneeId, fullName] =
      /the answer is the same with `(\d+)`, `(\d+)` and `([^`]+)` in it/.exec(section) ?? [];
    const expected = (calls[1]?.shown ?? '')
      .replace(/(<TaskId>).*?</, `$1${taskId}<`)
      .replace(/(<AssigneeId>).*?</, `$1${assigneeId}<`)
      .replace(/(<AssigneeFullName>).*?</, `$1${fullName}<`);
    expect(plain(answers[2] ?? '')).to.equal(expected);
  });

  it('are SOAP 1.2 with the namespace and the content type that are named', async () => {
    const [, namespace = '', contentType = ''] =
      /\(SOAP 1\.2: the envelope namespace `([^`]+)` and\s+`([^`]+)`\)/.exec(section) ?? [];
    const command = (calls[3]?.command ?? '')
      .replace('http://schemas.xmlsoap.org/soap/envelope/', namespace)
      .replace('Content-Type: text/xml; charset=utf-8', contentType)
      .replace('<taskId>4813<', '<taskId>4815<');
    const [, answer] = await paste(server, [logIn, command]);
    expect(answer).to.include(`xmlns:soap="${namespace}"`).and.to.include('<TaskId>4816</TaskId>');
  });

  it('work once: the next time the answer is the refusal that is shown', async () => {
    const [, answer] = await paste(server, [logIn, calls[1]?.command ?? '']);
    const [, shown = 'a refusal'] = /^## What a refusal looks like\n.*?^(<response [^\n]*)$/ms.exec(README) ?? [];
    expect(answer).to.include(shown);
  });

  it('work before those of the start message', async () => {
    for (const answer of await runPrinted(commandsIn(server.said()))) expect(answer).to.include(REASSIGNED);
  });

  it('work after those of the start message', async () => {
    await runPrinted(commandsIn(another.said()));
    const [, ...reassigned] = await paste(another, commandsOfReadme);
    for (const answer of reassigned) expect(answer).to.include(REASSIGNED);
  });

  it('of the vendors are accepted by all four, whatever was pasted before', async () => {
    const answer = (await paste(another, [vendorCalls])).join('');
    expect(answer).to.include('"assignment_comment":"Please."').and.to.include('"status":"OK"');
    expect(answer)
      .to.include('"type":"task_assignment"')
      .and.not.to.match(/"(code|errors?|retryable)"/);
  });
});

const commandsOfReadme = calls.map(({ command }) => command);
const logIn = commandsOfReadme[0] ?? '';

const REASSIGNED = '<response success="true"';

/** Runs commands of the README against a server that listens elsewhere. */
const paste = ({ address }: ServerProcess, commands: readonly string[]): Promise<string[]> =>
  runPrinted(commands.map((command) => command.replaceAll(ADDRESS, address)));

/** An answer without what is another one each time. */
const plain = (answer: string): string =>
  answer
    .trimEnd()
    .replaceAll('\r\n', '\n')
    .replace(/ticket="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/, 'ticket="…"')
    .replace(/expireOn="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"/, 'expireOn="…"');

/** What is shown, with what it leaves out by … taken from the answer. */
function withOmitted(shown: string, answer: string): string {
  const [start = '', end] = shown.split('…');
  return end === undefined ? shown : start + answer.slice(start.length, -end.length) + end;
}
