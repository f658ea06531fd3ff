import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import type { CallerKey } from '../../../src/core/access/rights.ts';
import { decideSearch, type SearchType } from '../../../src/core/lists/human-task-search.ts';

describe('how far a search for tasks reaches (docs/vendors/orkes.md#search)', () => {
  const caller = (roles: readonly string[], key?: Partial<CallerKey>): Caller => ({
    id: 7,
    roles,
    key: key && { id: 1, name: 'crm', rights: null, actsForAnother: false, ...key },
  });
  const integration = caller([], { rights: ['read'] });
  const all = { callerId: 7, inboxOf: null };
  const inbox = { callerId: 7, inboxOf: 7 };
  const nothing = { nothing: true };
  const denied = { refused: 'access-denied' };

  const cases: [who: string, found: Caller, reach: Readonly<Record<SearchType | 'left out', object>>][] = [
    ['an administrator', caller(['administrator']), { ADMIN: all, INBOX: inbox, 'left out': all }],
    ['somebody else', caller(['userManager']), { ADMIN: nothing, INBOX: inbox, 'left out': inbox }],
    ['a key without rights', caller([], {}), { ADMIN: nothing, INBOX: inbox, 'left out': inbox }],
    ['an integration that may read', integration, { ADMIN: all, INBOX: inbox, 'left out': all }],
    [
      'an integration that acts for another account',
      caller([], { rights: ['read', 'act-as'], actsForAnother: true }),
      { ADMIN: nothing, INBOX: inbox, 'left out': inbox },
    ],
    [
      'an integration that may not read',
      caller(['administrator'], { rights: ['claim'] }),
      { ADMIN: denied, INBOX: denied, 'left out': denied },
    ],
  ];
  for (const [who, found, reach] of cases) {
    for (const word of ['ADMIN', 'INBOX', 'left out'] as const) {
      it(`for ${who}, ${word}`, () => {
        const searchType = word === 'left out' ? null : word;
        const request = {
          credential: { kind: 'anonymous' as const },
          client: '127.0.0.1',
          subjectId: null,
          searchType,
        };
        expect(decideSearch(request, found)).to.deep.equal(reach[word]);
      });
    }
  }
});
