import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { startReminders } from '../../../src/notify/relay/reminders.ts';
import type { Announced } from '../../../src/store/notices/due-notices.ts';

describe('the look at due dates', () => {
  /** Answers one after the other, then that there is nothing; an Error is thrown. */
  const look = async (answers: readonly (Announced | Error)[], lookEveryMs = 5) => {
    const left = [...answers];
    const logged: string[] = [];
    let looks = 0;
    let woken = 0;
    const note = (_: object, message: string) => void logged.push(message);
    const reminders = startReminders({
      announce() {
        looks += 1;
        const answer = left.shift() ?? { notices: 0, more: false };
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      },
      announced: () => void woken++,
      log: { info: note, warn: note, error: note },
      lookEveryMs,
    });
    await pause(50);
    await reminders.stop();
    return { looks, woken, logged };
  };

  it('is taken again and again, and wakes the relay when there is mail', async () => {
    const { looks, woken } = await look([
      { notices: 0, more: false },
      { notices: 3, more: false },
    ]);
    expect(looks).to.be.greaterThan(2);
    expect(woken).to.equal(1);
  });

  it('goes on at once while there is more, and rests then', async () => {
    const more = { notices: 500, more: true };
    expect((await look([more, more, { notices: 1, more: false }], 60_000)).looks).to.equal(3);
  });

  it('outlives a database that is away, and tells of it twice', async () => {
    const away = new Error('select … - connection refused');
    const { looks, logged } = await look([away, away, away]);
    expect(looks).to.be.greaterThan(3);
    expect(logged).to.deep.equal(['due dates cannot be looked at', 'due dates are looked at again']);
  });
});
