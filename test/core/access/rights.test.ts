import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import { decideStanding, RIGHTS, type CallerKey, type Right } from '../../../src/core/access/rights.ts';

describe('what a key may', () => {
  const caller = (roles: readonly string[], key?: Partial<CallerKey>): Caller => ({
    id: 7,
    roles,
    key: key && { id: 1, name: 'crm', rights: null, actsForAnother: false, ...key },
  });
  const rolesFor = (found: Caller, right: Right): readonly string[] | string => {
    const standing = decideStanding(found, right);
    return 'refused' in standing ? standing.refused : standing.roles;
  };

  const cases: [what: string, found: Caller, right: Right, expected: readonly string[] | string][] = [
    ['a ticket: what its account may', caller(['libraryManager']), 'assign', ['libraryManager']],
    ['a key without rights: what its account may', caller(['libraryManager'], {}), 'delete', ['libraryManager']],
    ['a right that is named: as an administrator', caller([], { rights: ['assign'] }), 'assign', ['administrator']],
    ['a right that is not named: nothing', caller([], { rights: ['assign'] }), 'read', 'access-denied'],
    [
      'the rights of an administrator: no more than named',
      caller(['administrator'], { rights: ['read'] }),
      'edit',
      'access-denied',
    ],
    ['a list without any right: nothing', caller(['administrator'], { rights: [] }), 'read', 'access-denied'],
    ['to complete: what its account may', caller([], { rights: ['complete'] }), 'complete', []],
    ['to complete, not named: nothing', caller([], { rights: ['claim'] }), 'complete', 'access-denied'],
    ['for another account: what that one may', caller([], { rights: ['assign'], actsForAnother: true }), 'assign', []],
    [
      'for another account: no more than named',
      caller(['administrator'], { rights: ['act-as'], actsForAnother: true }),
      'assign',
      'access-denied',
    ],
  ];
  for (const [what, found, right, expected] of cases) {
    it(`gives ${what}`, () => expect(rolesFor(found, right)).to.deep.equal(expected));
  }

  it('keeps who calls, and the key', () => {
    const found = caller([], { rights: [...RIGHTS] });
    for (const right of RIGHTS) {
      expect(decideStanding(found, right)).to.include({ id: 7, key: found.key });
    }
  });
});
