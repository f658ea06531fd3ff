import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { COMPILE_CACHE } from '../support/compiled.ts';

const LINT = fileURLToPath(new URL('../../tools/lint.js', import.meta.url));

/** A rule that finds fault with one file for what is in another, as rules that look at types do. */
const CONFIG = `
  import { readFileSync } from 'node:fs';
  const create = (context) => ({
    Program(node) {
      process.stderr.write(context.filename.replace(/.*[\\\\/]/, '') + ' ');
      if (context.filename.endsWith('one.js') && readFileSync('three.js', 'utf8').includes('bad'))
        context.report({ node, message: 'three is bad' });
    },
  });
  export default [
    { files: ['*.js'], ignores: ['eslint.config.js'], plugins: { own: { rules: { own: { create } } } }, rules: { 'own/own': 'error' } },
  ];
`;

describe('the lint', function () {
  this.timeout(60_000);
  let directory: string;
  const write = (file: string, text: string) => writeFile(join(directory, file), text);

  const run = () =>
    spawnSync(process.execPath, [LINT], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, ...COMPILE_CACHE },
    });

  /** Lints, and gives the names of the files it looked at. */
  function lint() {
    const { status, stdout, stderr } = run();
    return { status, said: /three is bad/.test(stdout), linted: stderr.split(' ').filter(Boolean).sort() };
  }

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handover-lint-'));
    await write('package.json', '{ "type": "module" }');
    await write('package-lock.json', '{}');
    await write('tsconfig.json', '{ "compilerOptions": { "types": [], "lib": ["es5"], "skipLibCheck": true } }');
    await write('typed.ts', 'Math.abs(-4);\n');
    await write('eslint.config.js', CONFIG);
    await write('one.js', "export * from './two.js';\n");
    await write('two.js', "export * from './three.js';\n");
    await write('three.js', 'export const three = 3;\n');
    await write('other.js', 'export const other = 4;\n');
  });
  after(() => rm(directory, { recursive: true }));

  it('looks at every file the first time, and at none where nothing has changed', () => {
    expect(lint()).to.deep.equal({ status: 0, said: false, linted: ['one.js', 'other.js', 'three.js', 'two.js'] });
    expect(lint()).to.deep.equal({ status: 0, said: false, linted: [] });
  });

  it('finds what a file has come to break by a change in another, until it is mended', async () => {
    await write('three.js', "export const three = 'bad';\n");
    expect(lint()).to.deep.equal({ status: 1, said: true, linted: ['one.js', 'three.js', 'two.js'] });
    expect(lint()).to.deep.equal({ status: 1, said: true, linted: ['one.js'] });
    await write('three.js', 'export const three = 3;\n');
    expect(lint()).to.deep.equal({ status: 0, said: false, linted: ['one.js', 'three.js', 'two.js'] });
  });

  it('finds what the compiler finds, until it is mended', async () => {
    await write('typed.ts', 'Math.nothing(-4);\n');
    for (let time = 0; time < 2; time += 1) {
      const { status, stdout } = run();
      expect({ status, stdout }).to.deep.include({ status: 1 });
      expect(stdout).to.match(/^typed\.ts\(1,6\): error TS2339: /m);
    }
    await write('typed.ts', 'Math.abs(-4);\n');
    expect(run().status).to.equal(0);
  });

  it('looks at every file again where a package has changed', async () => {
    await write('package-lock.json', '{ "changed": true }');
    expect(lint().linted).to.have.length(4);
  });
});
