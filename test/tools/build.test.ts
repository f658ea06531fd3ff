import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const projectFile = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

describe('the build', function () {
  this.timeout(60_000);
  let directory: string;
  const place = (path: string): string => join(directory, path);

  /** Builds, and gives what it says. */
  function build(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [projectFile('tools/build.js'), ...args], {
      cwd: directory,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handover-build-'));
    await mkdir(place('src'));
    await symlink(await realpath(projectFile('node_modules')), place('node_modules'));
    for (const name of ['tsconfig.json', 'tsconfig.build.json', 'package.json', 'package-lock.json']) {
      await writeFile(place(name), await readFile(projectFile(name)));
    }
    // The types of Node take the compiler longer than all the rest.
    const config = await readFile(place('tsconfig.json'), 'utf8');
    await writeFile(place('tsconfig.json'), config.replace('"types": ["node", "mocha"]', '"types": []'));
    await writeFile(place('src/one.ts'), 'export const one: number = 1;\n');
    await writeFile(place('src/main.ts'), "export { one } from './one.ts';\n");
  });
  after(() => rm(directory, { recursive: true }));

  it('says that it compiles', async () => {
    expect(build()).to.deep.equal({ status: 0, stdout: '', stderr: 'Compiling…\n' });
    expect(await readFile(place('dist/main.js'), 'utf8')).to.include('./one.js');
  });

  it('does nothing, and says nothing, where nothing has changed', async () => {
    const { mtimeMs } = await stat(place('dist/main.js'));
    expect(build()).to.deep.equal({ status: 0, stdout: '', stderr: '' });
    expect((await stat(place('dist/main.js'))).mtimeMs).to.equal(mtimeMs);
  });

  it('looks at the types of what was compiled without, once', async () => {
    expect(build('--types')).to.deep.equal({ status: 0, stdout: '', stderr: 'Compiling…\n' });
    const { mtimeMs } = await stat(place('dist/main.js'));
    expect(build('--types')).to.deep.equal({ status: 0, stdout: '', stderr: '' });
    expect(build()).to.deep.equal({ status: 0, stdout: '', stderr: '' });
    expect((await stat(place('dist/main.js'))).mtimeMs).to.equal(mtimeMs);
  });

  it('compiles a file that has changed, and removes what was made of one that is gone', async () => {
    await rename(place('src/one.ts'), place('src/two.ts'));
    await writeFile(place('src/main.ts'), "export { one } from './two.ts';\n");
    expect(build().stderr).to.equal('Compiling…\n');
    expect(await readFile(place('dist/main.js'), 'utf8')).to.include('./two.js');
    expect(existsSync(place('dist/one.js')) || existsSync(place('dist/one.js.map'))).to.be.false;
  });

  it('with types fails as the compiler does, and again until the mistake is mended', async () => {
    await writeFile(place('src/main.ts'), 'export const text: string = 5;\n');
    expect(build().status).to.equal(0);
    for (const { status, stdout } of [build('--types'), build('--types')]) {
      expect(status).not.to.equal(0);
      expect(stdout).to.include('src/main.ts(1,14): error TS2322');
    }
  });
});
