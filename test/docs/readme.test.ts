import { expect } from 'chai';
import { readProject } from './tables.ts';

/** What somebody reads before deciding to go on; the rest has a page of its own. */
const MOST_LINES = 119;

describe('the README', () => {
  const readme = readProject('README.md');

  it('can be read at one go', () => {
    expect(readme.split('\n')).to.have.length.of.at.most(MOST_LINES + 1);
  });

  it('names every package that is installed to run the server', () => {
    const { dependencies } = JSON.parse(readProject('package.json')) as { dependencies: Record<string, string> };
    expect(Object.keys(dependencies).filter((name) => !readme.includes(name))).to.deep.equal([]);
  });
});
