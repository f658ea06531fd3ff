import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { readProject } from './tables.ts';

const FOLDER = 'docs/decisions';

/** Number and title, date, state, what holds it; then what was decided, because of what and instead of what. */
const SHAPE =
  /^# (\d+)\. (.+)\n\n\*\*Date\*\*: (\d{4}-\d\d-\d\d) · \*\*State\*\*: ((?:in force|superseded by).*)\n\n\*\*Held by\*\*: .*`.+`.*\n\n\*\*Decided\*\*: .+\n\n\*\*Because\*\*: .+\n\n\*\*Instead of\*\*: .+$/s;

describe('the decisions', () => {
  const files = readdirSync(new URL(`../../${FOLDER}`, import.meta.url))
    .filter((name) => /^\d/.test(name))
    .sort();

  for (const name of files) {
    it(`say of ${name} since when and whether it holds, what holds it, and why`, () => {
      expect(readProject(`${FOLDER}/${name}`)).to.match(SHAPE);
    });
  }

  it('are in the index as they are, in the order of their numbers', () => {
    const rows = files.map((name) => {
      const [, number = '', title = '', date = '', state = ''] = SHAPE.exec(readProject(`${FOLDER}/${name}`)) ?? [];
      return `| [${number}](${name}) | ${title} | ${date} | ${state} |`;
    });
    const index = readProject(`${FOLDER}/README.md`).split('\n');
    expect(index.filter((line) => line.startsWith('| ['))).to.deep.equal(rows);
  });

  it('have numbers without a gap, each the number of its file', () => {
    const numbers = files.map((name) => Number(SHAPE.exec(readProject(`${FOLDER}/${name}`))?.[1]));
    expect(numbers).to.deep.equal(files.map((_, index) => index + 1));
    expect(files.map((name) => Number(name.slice(0, 4)))).to.deep.equal(numbers);
  });
});
