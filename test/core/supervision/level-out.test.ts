import { expect } from 'chai';
import { levelOut, type LevelTask } from '../../../src/core/supervision/level-out.ts';

const held = (assigneeId: number, ...days: readonly (number | null)[]): LevelTask[] =>
  days.map((day, index) => ({
    id: assigneeId * 100 + index,
    assigneeId,
    dueAt: day === null ? null : new Date(2031, 0, day),
  }));
const there = (...ids: readonly number[]) => ids.map((id) => ({ id, mayTake: true }));

describe('levelling out', () => {
  it('takes from whoever has most what is due last, and what has no date first', () => {
    const { moves, loads } = levelOut(there(1, 2), [...held(1, 5, null, 9, 2), ...held(2)]);
    expect(moves.map(({ fromId, toId, tasks }) => [fromId, toId, ...tasks.map(({ id }) => id)])).to.deep.equal([
      [1, 2, 101, 102],
    ]);
    expect(loads).to.deep.equal([
      { id: 1, before: 4, after: 2 },
      { id: 2, before: 0, after: 2 },
    ]);
  });

  it('leaves what differs by one, and moves no task twice', () => {
    expect(levelOut(there(1, 2), [...held(1, 1, 2), ...held(2, 1)]).moves).to.be.empty;
    const { moves, loads } = levelOut(there(1, 2, 3), [...held(1, 1, 2, 3, 4, 5, 6, 7), ...held(3, 1)]);
    const ids = moves.flatMap(({ tasks }) => tasks.map(({ id }) => id));
    expect(new Set(ids).size).to.equal(ids.length);
    expect(loads.map(({ after }) => after)).to.deep.equal([3, 3, 2]);
  });

  it('gives nothing to those who are not there, who give', () => {
    const people = [{ id: 1, mayTake: false }, ...there(2)];
    expect(levelOut(people, held(2, 1, 2, 3)).moves).to.be.empty;
    expect(levelOut(people, held(1, 1, 2, 3, 4)).loads.map(({ after }) => after)).to.deep.equal([2, 2]);
    expect(levelOut([], []).moves).to.be.empty;
  });
});
