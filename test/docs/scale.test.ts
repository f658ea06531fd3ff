import { expect } from 'chai';
import { readProject } from './tables.ts';

/** Cells of the rows of all tables. */
const rowsOf = (markdown: string): string[][] =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const numberIn = (cell = ''): number => Number.parseFloat(cell.replace(',', ''));

describe('docs/scale.md', () => {
  const [, section = ''] = readProject('docs/scale.md').split('\n## What one process does\n');
  const rows = rowsOf(section.split('\n## ')[0] ?? '').filter(([, callers]) => /^\d+$/.test(callers ?? ''));
  const measured = rowsOf(readProject('docs/benchmark.md').split('\n## The figures\n')[1]?.split('\n## ')[0] ?? '');

  it('has figures', () => {
    expect(rows).to.have.length.above(4);
  });

  for (const [call = '', callers = '', rate, half, most] of rows) {
    it(`says of ${call}, ${callers} callers, what the benchmark says`, () => {
      const [, , measuredRate, , , p50, p99] = measured.find(([name, at]) => name === call && at === callers) ?? [];
      expect(numberIn(rate)).to.equal(numberIn(measuredRate));
      expect([half, most]).to.deep.equal([p50, p99].map((cell) => `${Math.round(numberIn(cell))} ms`));
    });
  }
});
