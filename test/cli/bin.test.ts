import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { ensureCompiled } from '../support/compiled.ts';
import { saidBy } from '../../src/cli/contract/fetching.ts';
import { explain } from '../../src/cli/failure.ts';
import { runHere } from './run-here.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

describe('the command handover', function () {
  this.timeout(60_000);
  const { version, bin } = JSON.parse(readFileSync(`${PROJECT}package.json`, 'utf8')) as {
    version: string;
    bin: Record<string, string>;
  };

  it('is what package.json installs, and runs from anywhere', async () => {
    ensureCompiled();
    const { stdout } = await promisify(execFile)(`${PROJECT}${bin.handover}`, ['--version'], { cwd: '/' });
    expect(stdout).to.equal(`${version}\n`);
  });

  it('says in one line that its output cannot be written', () => {
    ensureCompiled();
    const output = openSync(`${PROJECT}package.json`, 'r');
    const { status, stderr } = spawnSync(process.execPath, [`${PROJECT}dist/cli.js`, 'completion', 'bash'], {
      stdio: ['ignore', output, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(output);
    expect(stderr).to.match(/^Standard output cannot be written: EBADF.*\n$/);
    expect(status).to.equal(1);
  });

  it('names the command that is likely meant, and where help is', async () => {
    expect(await runHere(['user', 'pasword', 'jane'], {})).to.deep.equal({
      exitCode: 2,
      output: '',
      told: "handover: unknown command 'pasword'\n(Did you mean password?)\nSee handover user --help\n",
    });
    expect((await runHere(['serve', '--port', '9000'], {})).told).to.equal(
      "handover: unknown option '--port'\nSee handover serve --help\n",
    );
  });

  it('shows what was expected where an option is given as an argument, or an argument is missing', async () => {
    expect((await runHere(['team', 'add', 'Legal', 'jane.doe'], {})).told).to.match(
      /\nUsage: handover team add \[options\] <name>\nSee handover team add --help\n$/,
    );
    expect((await runHere(['task'], {})).told).to.match(/\nUsage: handover task \[options\] <id>\nSee /);
  });

  it('says what to do about a certificate of an unknown authority', () => {
    const error = Object.assign(new Error('self-signed certificate; if the root CA is installed locally, try …'), {
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    const advice = 'name the file with the certificate of its authority in NODE_EXTRA_CA_CERTS';
    expect(saidBy(new Error('fetch failed', { cause: error }))).to.equal(`self-signed certificate: ${advice}`);
    expect(explain(error, undefined, '').text).to.equal(
      `The database cannot be reached: self-signed certificate: ${advice}.`,
    );
  });

  it('helps by the same text in three ways', async () => {
    const shown = await runHere(['user', 'add', '--help'], {});
    expect(shown.output)
      .to.match(/^Usage: handover user add \[options\] <login>\n/)
      .and.to.match(/\nExamples:\n {2}handover /);
    expect(await runHere(['help', 'user', 'add'], {})).to.deep.equal(shown);
    expect(await runHere(['user', 'help', 'add'], {})).to.deep.equal(shown);
  });

  for (const words of ['help user pasword', 'user help pasword', 'user pasword --help']) {
    it(`passes over no misspelled word of ${words}`, async () => {
      const { exitCode, output, told } = await runHere(words.split(' '), {});
      expect({ exitCode, output }).to.deep.equal({ exitCode: 2, output: '' });
      expect(told).to.include('Did you mean password?');
    });
  }

  it('says that a database cannot be reached which is none', async () => {
    const other = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { exitCode, told } = await runHere(['user', 'list'], {
      DATABASE_URL: `postgresql://me:hidden@127.0.0.1:${port}/tasks`,
    });
    other.close();
    expect(exitCode).to.equal(1);
    expect(told)
      .to.match(/\nThe database cannot be reached: .*\n$/)
      .and.not.to.include('hidden');
  });

  const completed: [typed: string, words: string[]][] = [
    ['handover us', ['user']],
    ['handover user pa', ['password']],
    ['handover user add --fi', ['--first']],
    ['handover key add crm --r', ['--rights']],
    ['handover team rename Legal --', ['--help']],
  ];
  for (const [typed, words] of completed) {
    it(`completes ${typed} in bash`, async () => {
      const { output } = await runHere(['completion', 'bash'], {});
      const given = typed.split(' ');
      const ask = `COMP_WORDS=(${given.join(' ')}) COMP_CWORD=${given.length - 1}; _handover; echo "\${COMPREPLY[@]}"`;
      const answer = execFileSync('bash', ['-c', `${output}\n${ask}`], { encoding: 'utf8' });
      expect(answer.trim().split(' ')).to.deep.equal(words);
    });
  }

  it('knows the same words in every shell', async () => {
    for (const shell of ['zsh', 'fish']) {
      const { output } = await runHere(['completion', shell], {});
      for (const word of ['serve', 'password', 'rights']) expect(output).to.include(word);
    }
    expect(await runHere(['completion', 'csh'], {})).to.include({ exitCode: 2 });
  });
});
