import { expect } from 'chai';
import { createLanes, createPatientLanes } from '../../../src/store/sql/lanes.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('lanes', () => {
  it('run so many at once, the others in their turn', async () => {
    const lanes = createLanes(2);
    let running = 0;
    let most = 0;
    const ended: number[] = [];
    const work = (number: number) =>
      lanes(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 2));
        running -= 1;
        ended.push(number);
      });
    await Promise.all([1, 2, 3, 4, 5].map(work));
    expect(most).to.equal(2);
    expect(ended).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('are free again after a failure', async () => {
    const lanes = createLanes(1);
    const failing = rejectionOf(lanes(() => Promise.reject(new Error('away'))));
    expect(await lanes(() => Promise.resolve('here'))).to.equal('here');
    expect((await failing).message).to.equal('away');
  });

  it('let nobody wait longer than that', async () => {
    const lanes = createPatientLanes(1, 20);
    const work = (ms: number) => lanes(() => new Promise<string>((resolve) => setTimeout(() => resolve('done'), ms)));
    expect(await Promise.all([work(60), work(0)])).to.deep.equal(['done', null]);
    expect(await Promise.all([work(2), work(2)])).to.deep.equal(['done', 'done']);
    await rejectionOf(lanes(() => Promise.reject(new Error('away'))));
    expect(await work(0)).to.equal('done');
  });
});
