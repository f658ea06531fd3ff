import { expect } from 'chai';
import { waitAfter } from '../../../src/notify/relay/back-off.ts';

const minutes = { firstMs: 30_000, longestMs: 3_600_000 };

describe('the wait between attempts', () => {
  it('doubles from the first to the longest', () => {
    const waits = [1, 2, 3, 7, 8, 90, 10_000].map((failures) => waitAfter(failures, minutes, () => 0) / 1000);
    expect(waits).to.deep.equal([30, 60, 120, 1920, 3600, 3600, 3600]);
  });

  it('is shorter by up to a quarter, at random', () => {
    expect(waitAfter(1, minutes, () => 1)).to.equal(22_500);
  });
});
