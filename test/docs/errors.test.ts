import { expect } from 'chai';
import { WORDS } from '../../src/wire/asmx/answer/outcome.ts';
import { ADVICE } from '../../src/wire/refusal-advice.ts';
import { SAID, statusesOf } from '../../tools/reference/dialect-words.ts';
import { codeIn, codeRowsOf, readProject } from './tables.ts';

const [refusals = ''] = readProject('docs/errors.md').split('\n## What cannot be read\n');

/** Text without its links. */
const unlinked = (cell = ''): string => cell.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');

const rowOf = (rows: readonly (readonly string[])[], reason: string): readonly string[] =>
  rows.find(([cell = '']) => codeIn(cell)[0] === reason) ?? [];

const adviceIn = (cells: readonly string[]): readonly string[] => cells.slice(-2).map(unlinked);

describe('docs/errors.md', () => {
  const rows = codeRowsOf(refusals);

  it('names every reason for a refusal once', () => {
    expect(rows.map(([reason = '']) => codeIn(reason)[0])).to.have.members(Object.keys(WORDS));
  });

  for (const [reason, { text, code }] of Object.entries(WORDS)) {
    it(`has text and number of ${reason}, what it means and what to do`, () => {
      const [, shown, number, ...advice] = rowOf(rows, reason);
      expect([shown, number]).to.deep.equal([text, code === null ? '–' : String(code)]);
      const { means, remedy } = ADVICE[reason as keyof typeof WORDS];
      expect(adviceIn(advice)).to.deep.equal([means, remedy]);
    });
  }

  describe('on the calls in JSON', () => {
    const [, left = ''] = readProject('docs/errors.md').split('\n## Refusals that only the calls in JSON know\n');
    const dialects = Object.keys(SAID);
    const reasons = new Set(
      Object.values(SAID)
        .flat()
        .map(({ reason }) => reason)
        .filter((reason) => !(reason in WORDS)),
    );

    it('names every reason that legacy operations do not have', () => {
      expect(codeRowsOf(left).map(([reason = '']) => codeIn(reason)[0])).to.have.members([...reasons]);
    });

    for (const reason of reasons) {
      it(`has the statuses of ${reason}, what it means and what to do`, () => {
        const [, ...cells] = rowOf(codeRowsOf(left), reason);
        const statuses = dialects.map((dialect) => statusesOf(dialect, reason).join(', ') || '–');
        expect(cells.slice(0, -2)).to.deep.equal(statuses);
        const { means, remedy } = ADVICE[reason];
        expect(adviceIn(cells)).to.deep.equal([means, remedy]);
      });
    }
  });
});
