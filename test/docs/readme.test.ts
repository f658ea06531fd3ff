import { expect } from 'chai';
import { readProject } from './tables.ts';

/** What somebody reads before deciding to go on; the rest has a page of its own. */
const MOST_LINES = 119;

describe('the README', () => {
  const readme = readProject('README.md');

  it('can be read at one go', () => {
    expect(readme.split('\n')).to.have.length.of.at.most(MOST_LINES + 1);
  });

  it('leads to every page for doing something, whoever has nothing but this one', () => {
    const [, pages = ''] = /^## Do\n(.*?)^## /ms.exec(readProject('docs/README.md')) ?? [];
    const named = [...pages.matchAll(/^\| \[[^\]]+\]\(([\w.]+)\)/gm)].map(([, page = '']) => `docs/${page}`);
    expect(named).to.include('docs/clients.md');
    expect(named.filter((page) => !readme.includes(`](${page}`))).to.deep.equal([]);
  });

  it('names every package that is installed to run the server', () => {
    const { dependencies } = JSON.parse(readProject('package.json')) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).filter((name) => !readme.includes(name))).to.deep.equal([]);
  });
});
