import { expect } from 'chai';
import { format, resolveConfig } from 'prettier';
import { commandsBelow, introductionOf } from '../../src/cli/command.ts';
import { parserForDocuments, renderPage } from '../../tools/commands/render-reference.ts';
import { readProject } from './tables.ts';

const PAGE = 'docs/command-line.md';

describe(PAGE, () => {
  const written = readProject(PAGE);

  it('has every command that the parser knows, as it knows it; npm run commands writes it', async () => {
    const options = await resolveConfig(PAGE);
    expect(written).to.equal(await format(renderPage(written), { ...options, parser: 'markdown' }));
  });

  it('shows an example of every command', () => {
    const without = commandsBelow(parserForDocuments()).filter(({ words, command }) =>
      (introductionOf(command)?.examples ?? []).every((example) => !`${example} `.startsWith(`${words} `)),
    );
    expect(without.map(({ words }) => words)).to.deep.equal([]);
  });

  it('and the other documents name no command that is not there', () => {
    const known = new Set(commandsBelow(parserForDocuments()).map(({ words }) => words.split(' ')[0]));
    const pages = [PAGE, 'README.md', 'SECURITY.md', 'docs/operating.md', 'docs/deploy.md', 'docs/fixtures.md'];
    const named = pages.flatMap((page) => [...readProject(page).matchAll(/\bnpx handover ([a-z]+)/g)]);
    expect(named).not.to.be.empty;
    expect(named.map(([, word]) => word).filter((word) => word !== 'help' && !known.has(word))).to.deep.equal([]);
  });
});
