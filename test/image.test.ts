import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect } from 'chai';

const projectFile = (path: string): URL => new URL(`../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(projectFile(path), 'utf8');

describe('the image', () => {
  const dockerfile = read('Dockerfile');
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);

  it('has one exact release of Node, of the line that runs all tests and that the README names', () => {
    expect(new Set(bases).size).to.equal(1);
    const [, major = ''] = /^node:(\d+)\.\d+\.\d+-bookworm-slim$/.exec(bases[0] ?? '') ?? [];
    expect(read('.ci/run')).to.include(`with_node ${major} npm test\n`);
    expect(read('README.md')).to.include(`With Node ${major} `);
  });

  it('runs no script of a package', () => {
    const installs = dockerfile.match(/npm (ci|prune|install)[^&\n]*/g) ?? [];
    expect(installs).to.have.length(2);
    for (const install of installs) expect(install).to.include('--ignore-scripts');
  });

  it('copies what is there, the licence among it', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    );
    expect(copied).to.include.members(['LICENSE', 'migrations', 'fixtures', 'wsdl', 'package.json']);
    expect(copied.filter((path) => !existsSync(projectFile(path)))).to.deep.equal([]);
  });

  it('has the command on the path', () => {
    expect(dockerfile)
      .to.match(/^RUN .*ln -s \.\.\/bin\/handover\.js path\/handover$/m)
      .and.to.match(/^ENV PATH=\/app\/path:/m);
    expect(statSync(projectFile('bin/handover.js')).mode & 0o111).to.equal(0o111);
  });

  it('shows no demo, and is given time to make its database', () => {
    expect(dockerfile)
      .to.match(/^ENV .*\bDEMO=off\b/m)
      .and.to.match(/^HEALTHCHECK --start-period=\d+s /m);
  });
});
