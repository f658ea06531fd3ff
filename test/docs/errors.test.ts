import { expect } from 'chai';
import { WORDS } from '../../src/wire/asmx/answer/outcome.ts';
import { codeIn, codeRowsOf, readProject } from './tables.ts';

describe('docs/errors.md', () => {
  const [refusals = ''] = readProject('docs/errors.md').split('\n## What cannot be read\n');
  const rows = codeRowsOf(refusals);

  it('names every reason for a refusal once', () => {
    expect(rows.map(([reason = '']) => codeIn(reason)[0])).to.have.members(Object.keys(WORDS));
  });

  for (const [reason, { text, code }] of Object.entries(WORDS)) {
    it(`has text and number of ${reason}, and what to do`, () => {
      const [, shown, number, advice] = rows.find(([cell = '']) => codeIn(cell)[0] === reason) ?? [];
      expect([shown, number]).to.deep.equal([text, code === null ? '–' : String(code)]);
      expect(advice).to.be.a('string').that.is.not.empty;
    });
  }
});
