import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ensureCompiled } from './support/compiled.ts';

const projectFile = (path: string): URL => new URL(`../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(projectFile(path), 'utf8');

/** Starts a program in a process that takes itself for another version of Node. */
function runAs(version: string, program: string) {
  const disguise = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`;
  const imports = ['--import', `data:text/javascript,${encodeURIComponent(disguise)}`];
  ensureCompiled();
  // A command line that needs no database.
  const { status, stderr } = spawnSync(process.execPath, [...imports, program, 'help'], {
    cwd: projectFile('.'),
    env: { PATH: process.env.PATH, PORT: 'none' },
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('a version of Node that is too old', function () {
  this.timeout(60_000);

  for (const program of ['main', 'cli']) {
    it(`is told in one sentence by dist/${program}.js`, () => {
      for (const version of ['18.20.8', '20.18.3', '16.0.0']) {
        const stderr = `Handover needs Node 20.19 or newer; this is ${version}.\n`;
        expect(runAs(version, `dist/${program}.js`)).to.deep.equal({ status: 1, stderr });
      }
      expect(runAs('20.19.0', `dist/${program}.js`).stderr).not.to.include('needs Node');
    });

    it(`is told before src/${program}.ts loads what it cannot load`, () => {
      expect(read(`src/${program}.ts`)).to.match(/^import '\.\/node-version\.ts';\n/);
      expect(read(`src/${program}.ts`).match(/^import .*$/gm)).to.have.length(1);
    });
  }

  it('loads nothing of the rest by the module that tells it', () => {
    expect(read('src/node-version.ts')).not.to.match(/^import /m);
  });

  it('is the one package.json names, at which npm stops', () => {
    expect(JSON.parse(read('package.json'))).to.have.nested.property('engines.node', '>=20.19');
    expect(read('.npmrc')).to.match(/^engine-strict=true$/m);
  });
});
