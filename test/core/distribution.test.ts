import { expect } from 'chai';
import { chooseProcess } from '../../src/distribution.ts';

describe('the next connection', () => {
  const cases: readonly (readonly [says: string, open: readonly number[], processors: number, chosen: number])[] = [
    ['goes to the first when all are free', [0, 0, 0, 0], 8, 0],
    ['goes to the process that has the fewest', [3, 2, 4, 2], 8, 1],
    ['goes to as many processes as half of the processors', [5, 5, 0, 0], 4, 0],
    ['goes to one process on one processor', [5, 0], 1, 0],
    ['goes to another when there are callers enough for both', [32, 0, 0, 0], 2, 1],
    ['goes to a process that has lost its callers', [32, 3, 29, 0], 2, 1],
    ['goes to the one with the fewest of all when there are many', [70, 71, 69, 70], 2, 2],
    ['goes to the only process', [500], 8, 0],
    ['goes to nobody when there is nobody', [], 2, -1],
  ];
  for (const [says, open, processors, chosen] of cases) {
    it(says, () => expect(chooseProcess(open, processors)).to.equal(chosen));
  }

  const afterCallers = (callers: number, processes: number, processors: number): readonly number[] => {
    const open = Array.from({ length: processes }, () => 0);
    for (let caller = 0; caller < callers; caller += 1) {
      const chosen = chooseProcess(open, processors);
      open[chosen] = (open[chosen] ?? 0) + 1;
    }
    return open;
  };

  it('makes sixteen callers of four processes on two processors meet in one', () =>
    expect(afterCallers(16, 4, 2)).to.deep.equal([16, 0, 0, 0]));

  it('makes sixty-four of them meet in two', () => expect(afterCallers(64, 4, 2)).to.deep.equal([32, 32, 0, 0]));

  it('spreads them evenly where there are processors for all', () =>
    expect(afterCallers(16, 4, 8)).to.deep.equal([4, 4, 4, 4]));
});
