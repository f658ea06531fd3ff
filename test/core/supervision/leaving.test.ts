import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import { refused } from '../../../src/core/refusal.ts';
import { decideDisabling } from '../../../src/core/supervision/leaving.ts';

const administrator: Caller = { id: 2, roles: ['administrator'] };
const key = (rights: readonly ('assign' | 'read')[] | null): Caller => ({
  ...administrator,
  key: { id: 1, name: 'robot', rights, actsForAnother: false },
});

describe('who may disable an account', () => {
  const cases: [string, Caller, number, ReturnType<typeof decideDisabling>][] = [
    ['an administrator', administrator, 33, administrator],
    ['nobody the own one', administrator, 2, refused('own-account')],
    ['no user manager', { id: 3, roles: ['userManager'] }, 33, refused('access-denied')],
    ['a key of an administrator', key(null), 33, key(null)],
    ['no key with rights, which are about tasks', key(['assign', 'read']), 33, refused('access-denied')],
  ];
  for (const [who, caller, userId, outcome] of cases) {
    it(`is ${who}`, () => expect(decideDisabling(caller, userId)).to.deep.equal(outcome));
  }
});
