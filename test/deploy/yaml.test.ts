import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { parseAllDocuments } from 'yaml';
import { DEPLOY, readDeployed } from './files.ts';

const NAMES = readdirSync(DEPLOY).filter((name) => /\.ya?ml$/.test(name));

describe('YAML in deploy/', () => {
  for (const name of NAMES) {
    it(`of ${name} is read without an error or a warning`, () => {
      const documents = parseAllDocuments(readDeployed(name));
      expect(documents).not.to.have.length(0);
      expect([...documents].flatMap(({ errors, warnings }) => [...errors, ...warnings])).to.deep.equal([]);
    });
  }
});
