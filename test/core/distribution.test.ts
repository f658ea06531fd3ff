import { expect } from 'chai';
import { chooseProcess } from '../../src/distribution.ts';

describe('the next connection', () => {
  const cases: readonly (readonly [says: string, open: readonly number[], processors: number, chosen: number])[] = [
    ['goes to the first when all are free', [0, 0, 0, 0], 4, 0],
    ['goes to the process that has the fewest', [3, 2, 4, 2], 4, 1],
    ['goes to as many processes as there are processors', [5, 5, 0, 0], 2, 0],
    ['goes to the others once these have many', [64, 64, 0, 0], 2, 2],
    ['waits for no process that has few left', [64, 63, 0, 0], 2, 1],
    ['goes to the one with the fewest of all when all have many', [70, 71, 69, 70], 2, 2],
    ['goes to the only process', [500], 8, 0],
    ['goes to nobody when there is nobody', [], 2, -1],
  ];
  for (const [says, open, processors, chosen] of cases) {
    it(says, () => expect(chooseProcess(open, processors)).to.equal(chosen));
  }

  it('makes sixty-four callers of four processes on two processors meet in two', () => {
    const open = [0, 0, 0, 0];
    for (let caller = 0; caller < 64; caller += 1) {
      const chosen = chooseProcess(open, 2);
      open[chosen] = (open[chosen] ?? 0) + 1;
    }
    expect(open).to.deep.equal([32, 32, 0, 0]);
  });
});
