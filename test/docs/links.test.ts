import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { expect } from 'chai';
import { readMarkdownFiles, type MarkdownFile } from './markdown.ts';

/** Text set as code that is the path of a file or folder of the project. */
const PATH = /`((?:bench|docs|fixtures|migrations|src|test|tools|wsdl)\/[\w./-]+)`/g;

/** They say where something was when it was decided or released. */
const isRecord = ({ path }: MarkdownFile): boolean => path === 'CHANGELOG.md';

describe('the documents', () => {
  const files = readMarkdownFiles();

  it('link to files and sections that are there', () => {
    expect(files.flatMap((file) => brokenLinks(file, files))).to.deep.equal([]);
  });

  it('are all in docs/README.md, or in the README.md of their folder', () => {
    const index = files.find(({ path }) => path === 'docs/README.md')?.prose ?? '';
    const isMissing = ({ path }: MarkdownFile): boolean => {
      if (!path.startsWith('docs/') || path === 'docs/README.md' || index.includes(`](${path.slice(5)})`)) return false;
      const ofFolder = files.find((each) => each.path === posix.join(posix.dirname(path), 'README.md'));
      return ofFolder === undefined || !ofFolder.prose.includes(`](${posix.basename(path)})`);
    };
    expect(files.filter(isMissing).map(({ path }) => path)).to.deep.equal([]);
  });

  it('name paths that are there', () => {
    const lost = files
      .filter((file) => !isRecord(file))
      .flatMap(({ path, prose }) =>
        [...prose.matchAll(PATH)].filter(([, named = '']) => !exists(named)).map(([code]) => `${path}: ${code}`),
      );
    expect(lost).to.deep.equal([]);
  });
});

const exists = (path: string): boolean => existsSync(new URL(`../../${path}`, import.meta.url));

function brokenLinks({ path, prose, anchors }: MarkdownFile, files: readonly MarkdownFile[]): string[] {
  // An address in code is an example.
  const links = prose.replace(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g);
  return [...links].flatMap(([, link = '']) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [target = '', fragment] = link.split('#');
    const named = target === '' ? path : posix.normalize(posix.join(posix.dirname(path), target));
    const known = target === '' ? anchors : files.find((file) => file.path === named)?.anchors;
    const leads = exists(named) && (fragment === undefined || known?.has(fragment) === true);
    return leads ? [] : [`${path}: ${link}`];
  });
}
