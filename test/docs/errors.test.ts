import { expect } from 'chai';
import { WORDS } from '../../src/wire/asmx/answer/outcome.ts';
import { WORDS as BOX } from '../../src/wire/box/words.ts';
import { WORDS as MAXSIGHT } from '../../src/wire/maxsight/words.ts';
import { WORDS as ORKES } from '../../src/wire/orkes/words.ts';
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

  describe('on the calls in JSON', () => {
    const [, left = ''] = readProject('docs/errors.md').split('\n## Refusals that only the calls in JSON know\n');
    const tables: readonly Readonly<Record<string, { readonly status: number }>>[] = [MAXSIGHT, ORKES, BOX];
    const reasons = new Set(tables.flatMap((words) => Object.keys(words)).filter((reason) => !(reason in WORDS)));

    it('names every reason that legacy operations do not have', () => {
      expect(codeRowsOf(left).map(([reason = '']) => codeIn(reason)[0])).to.have.members([...reasons]);
    });

    for (const reason of reasons) {
      it(`has the statuses of ${reason}, and what to do`, () => {
        const [, ...cells] = codeRowsOf(left).find(([cell = '']) => codeIn(cell)[0] === reason) ?? [];
        const statuses = tables.map((words) => String(words[reason]?.status ?? '–'));
        expect(cells.slice(0, -1)).to.deep.equal(statuses);
        expect(cells.at(-1)).to.be.a('string').that.is.not.empty;
      });
    }
  });
});
