import { expect } from 'chai';
import { readClr } from '../../../../src/wire/asmx/form/clr-scalars.ts';
import { readParameter } from '../../../../src/wire/asmx/soap/xsd-scalars.ts';
import { saysTime, throughWholeDay } from '../../../../src/wire/asmx/values/whole-day.ts';

const now = new Date(2026, 10, 27, 12);
const endOn = { name: 'endOn', type: 'dateTime', optional: false, wholeDay: true, description: '' } as const;

describe('a date that stands for its whole day', () => {
  const lastMoment = new Date(2026, 10, 28, 23, 59, 59, 999);

  const days = ['2026-11-28', ' 2026-11-28 ', '11/28/2026', '28 Nov 2026', 'Sat, 28 Nov 2026'];
  for (const text of days) {
    it(`is its end when a form says ${text}`, () =>
      expect(throughWholeDay(endOn, text, readClr('dateTime', text, now))).to.deep.equal(lastMoment));
  }

  it('is its end in an envelope', () => expect(readParameter(endOn, '2026-11-28', now)).to.deep.equal(lastMoment));

  it('is the end of the day in its own zone where it has one', () =>
    expect(readParameter(endOn, '2026-11-28+05:30', now)).to.deep.equal(new Date('2026-11-28T18:29:59.999Z')));

  it('is the moment where it says a time, midnight included', () => {
    expect(readParameter(endOn, '2026-11-28T00:00:00', now)).to.deep.equal(new Date(2026, 10, 28));
    for (const text of ['2026-11-28 00:00', '2026-11-28T00:00:00', '11/28/2026 12 AM']) {
      expect(throughWholeDay(endOn, text, readClr('dateTime', text, now)), text).to.deep.equal(new Date(2026, 10, 28));
    }
  });

  it('is its beginning where the contract does not say so', () =>
    expect(throughWholeDay({}, '2026-11-28', new Date(2026, 10, 28))).to.deep.equal(new Date(2026, 10, 28)));

  it('does not take an offset for a time', () => {
    expect(['2026-11-28+05:30', '2026-11-28-05:00', '2026-11-28Z'].map(saysTime)).to.deep.equal([false, false, false]);
    expect(['17:00:00', '2026-11-28T17:00:00-05:00', '5pm'].map(saysTime)).to.deep.equal([true, true, true]);
  });
});
