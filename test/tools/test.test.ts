import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const TEST = fileURLToPath(new URL('../../tools/test.js', import.meta.url));

/** Says its name and arguments, and ends with the code that is given for it. */
const program = (name: string): string =>
  `console.log(['${name}', ...process.argv.slice(2)].join(' ')); process.exitCode = Number(process.env.CODE_OF_${name});\n`;

describe('the run of all tests', () => {
  let directory: string;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handover-all-'));
    for (const folder of ['tools', 'node_modules/mocha/bin']) await mkdir(join(directory, folder), { recursive: true });
    await writeFile(join(directory, 'package.json'), '{ "type": "commonjs" }');
    await writeFile(join(directory, 'tools/build.js'), program('BUILD'));
    await writeFile(join(directory, 'tools/check-types.js'), program('CHECK'));
    await writeFile(join(directory, 'node_modules/mocha/bin/mocha.js'), program('MOCHA'));
  });
  after(() => rm(directory, { recursive: true }));

  /** Runs it where the parts that are named fail. */
  function run(...failing: readonly ('BUILD' | 'CHECK' | 'MOCHA')[]): { status: number | null; said: string[] } {
    const codes = Object.fromEntries(failing.map((name) => [`CODE_OF_${name}`, '3']));
    const env = { CODE_OF_BUILD: '0', CODE_OF_CHECK: '0', CODE_OF_MOCHA: '0', ...codes };
    const { status, stdout } = spawnSync(process.execPath, [TEST, '-g', 'words'], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    return { status, said: stdout.split('\n').filter(Boolean) };
  }

  const MOCHA = 'MOCHA --config test/all.cjs -g words';

  it('succeeds where tests and check do, with arguments for the tests', () => {
    expect(run()).to.deep.equal({ status: 0, said: ['BUILD', MOCHA] });
  });

  it('fails where the check of types does, and tells after the tests what it found', () => {
    expect(run('CHECK')).to.deep.equal({ status: 3, said: ['BUILD', MOCHA, 'CHECK'] });
  });

  it('fails where a test does', () => {
    expect(run('MOCHA')).to.deep.equal({ status: 3, said: ['BUILD', MOCHA] });
    expect(run('MOCHA', 'CHECK')).to.deep.equal({ status: 3, said: ['BUILD', MOCHA, 'CHECK'] });
  });

  it('tests nothing where the program cannot be compiled', () => {
    expect(run('BUILD')).to.deep.equal({ status: 1, said: ['BUILD'] });
  });
});
