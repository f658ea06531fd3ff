import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import { SECRETS } from '../../src/config/secret-files.ts';
import { codeIn, codeRowsOf, readProject } from './tables.ts';

/** Their default is no word of the table: it depends on the machine, or there is none. */
const isWithoutDefault = (cell: string): boolean => codeIn(cell).length === 0;

describe('docs/settings.md', () => {
  const rows = codeRowsOf(readProject('docs/settings.md')).map(([name = '', standard = '']) => ({
    name: codeIn(name)[0] ?? '',
    standard,
  }));
  const defaults = readConfig({});

  it('names every setting once', () => {
    const settings = Object.keys(defaults).map((key) => key.replace(/[A-Z]/g, '_$&').toUpperCase());
    expect(rows.map(({ name }) => name)).to.have.members(settings);
  });

  for (const { name, standard } of rows) {
    it(`says what ${name} is unless set`, () => {
      if (isWithoutDefault(standard)) {
        expect(valueOf(name, defaults)).to.equal(undefined);
      } else {
        const [word = '', inTerminal = word] = codeIn(standard.replace(/`HOST`.*/, ''));
        expect(readConfig({ [name]: process.stdin.isTTY ? inTerminal : word })).to.deep.equal(defaults);
      }
    });
  }

  it('is short enough to copy in .env.example: every setting in a comment, with its default', () => {
    const lines = readProject('.env.example').split('\n');
    const examples = lines.flatMap((line) => /^# ([A-Z_]+)=(.*)$/.exec(line)?.slice(1) ?? []);
    const given = new Map(examples.flatMap((name, at) => (at % 2 === 0 ? [[name, examples[at + 1] ?? '']] : [])));
    expect([...given.keys()]).to.have.members(rows.map(({ name }) => name));
    expect(readConfig({ ...Object.fromEntries(given), DRAIN_SECONDS: undefined })).to.deep.equal(defaults);
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).to.deep.equal([]);
  });

  it('says which settings may be in files', () => {
    const section = /## Secrets in files\n\n([\s\S]*?) may be read from a file/.exec(
      readProject('docs/settings.md'),
    )?.[1];
    expect(codeIn(section ?? '')).to.deep.equal(SECRETS);
  });

  it('says when demo data is not loaded by itself', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).demo).to.equal(false);
  });

  it('is where the README sends who wants to set something', () => {
    expect(readProject('README.md')).to.include('(docs/settings.md)');
  });
});

function valueOf(name: string, config: object): unknown {
  const key = name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.entries(config).find(([each]) => each === key)?.[1];
}
