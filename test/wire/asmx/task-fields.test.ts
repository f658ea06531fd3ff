import { expect } from 'chai';
import { before } from '../../../src/wire/asmx/operations/task-fields.ts';

describe('a moment some hours before the due date', () => {
  const dueAt = new Date(2030, 3, 15, 17);

  it('is told', () => {
    expect(before(dueAt, 17)).to.deep.equal(new Date(2030, 3, 15));
  });

  it('is none when the span is off or nothing is due', () => {
    expect(before(dueAt, 0)).to.equal(null);
    expect(before(null, 17)).to.equal(null);
  });

  it('is none when the calendar of dateTime does not reach back so far', () => {
    const first = new Date(2030, 0, 1);
    first.setFullYear(1);
    expect(before(new Date(first.getTime() + 3_600_000), 1)).to.deep.equal(first);
    expect(before(first, 1)).to.equal(null);
    expect(before(dueAt, 2_147_483_647)).to.equal(null);
  });
});
