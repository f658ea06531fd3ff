import { expect } from 'chai';
import { documentedSections } from '../clients/documented.ts';
import { readMarked } from '../clients/marked-snippets.ts';
import { readProject } from './tables.ts';

describe('docs/clients.md', () => {
  const page = readProject('docs/clients.md');

  it('marks what npm run test:clients runs, and nothing else', () => {
    expect([...readMarked().keys()]).to.deep.equal(documentedSections);
    const marks = [...readMarked().values()].flat();
    expect(page.match(/^▶$/gm)).to.have.length(marks.length);
  });

  it('has every client it lists at the top', () => {
    for (const name of [
      'WCF',
      'Delphi',
      'VB6',
      'SAP',
      ...documentedSections.map((section) => section.split(',')[0] ?? ''),
    ])
      expect(page, name).to.match(new RegExp(`^## .*${name.replace('.', '\\.')}`, 'm'));
  });
});
