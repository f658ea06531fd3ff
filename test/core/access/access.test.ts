import { expect } from 'chai';
import { decideAccess, type Access, type AccessFacts, type KeyFacts } from '../../../src/core/access/access.ts';
import type { Caller } from '../../../src/core/access/caller.ts';

const JANE: Caller = { id: 12, roles: [] };
const BOB: Caller = { id: 9, roles: [] };
const CHIEF: Caller = { id: 1, roles: ['administrator'] };

const ACCESS: Access = { credential: { kind: 'api-key', secret: 'k' }, client: '192.0.2.7', subjectId: null };
const KEY: KeyFacts = { id: 3, name: 'crm', rights: null, addresses: [], account: JANE };

describe('who calls', () => {
  const decide = (access: Partial<Access>, facts: Partial<AccessFacts>) =>
    decideAccess({ ...ACCESS, ...access }, { holder: JANE, key: KEY, subject: facts.holder ?? JANE, ...facts });
  const keyOf = (key: Partial<KeyFacts>): KeyFacts => ({ ...KEY, ...key });

  const refusals: [what: string, access: Partial<Access>, facts: Partial<AccessFacts>, refused: string][] = [
    ['nobody', { credential: { kind: 'anonymous' } }, {}, 'anonymous'],
    ['a dead credential', {}, { holder: null, key: null, subject: null }, 'ticket-invalid'],
    ['a token of a key that is gone', {}, { key: keyOf({ account: null }) }, 'ticket-invalid'],
    ['a key from elsewhere', {}, { key: keyOf({ addresses: ['10.0.0.0/8'] }) }, 'ticket-invalid'],
    ['a token for another than the account of its key', {}, { holder: BOB }, 'ticket-invalid'],
    [
      'a token for another, of a key for reading',
      {},
      { holder: BOB, key: keyOf({ account: CHIEF, rights: ['read'] }) },
      'ticket-invalid',
    ],
    ['somebody else than the account of the key', { subjectId: 9 }, { subject: BOB }, 'access-denied'],
    [
      'somebody else, with a key for reading of an administrator',
      { subjectId: 9 },
      { holder: CHIEF, key: keyOf({ account: CHIEF, rights: ['read'] }), subject: BOB },
      'access-denied',
    ],
    [
      'somebody else again, for whom a token was made',
      { subjectId: 12 },
      { holder: BOB, key: keyOf({ account: CHIEF }), subject: JANE },
      'access-denied',
    ],
    [
      'an account that is not there',
      { subjectId: 99 },
      { holder: CHIEF, key: keyOf({ account: CHIEF }), subject: null },
      'access-denied',
    ],
    ['somebody else, with a ticket', { subjectId: 9 }, { key: null, subject: BOB }, 'access-denied'],
  ];
  for (const [what, access, facts, refused] of refusals) {
    it(`is not ${what}`, () => expect(decide(access, facts)).to.deep.equal({ refused }));
  }

  const own = { id: 3, name: 'crm', rights: null, actsForAnother: false };
  const callers: [what: string, access: Partial<Access>, facts: Partial<AccessFacts>, caller: Caller][] = [
    ['the account of the key', {}, {}, { ...JANE, key: own }],
    ['the account itself, where it is named', { subjectId: 12 }, {}, { ...JANE, key: own }],
    [
      'the account of a key that works from here',
      {},
      { key: keyOf({ addresses: ['10.0.0.0/8', '192.0.2.0/24'] }) },
      { ...JANE, key: own },
    ],
    ['whom a ticket is of', {}, { key: null }, JANE],
    [
      'whom a token was made for by an administrator',
      {},
      { holder: BOB, key: keyOf({ account: CHIEF }) },
      { ...BOB, key: { ...own, actsForAnother: true } },
    ],
    [
      'whom an administrator names',
      { subjectId: 9 },
      { holder: CHIEF, key: keyOf({ account: CHIEF }), subject: BOB },
      { ...BOB, key: { ...own, actsForAnother: true } },
    ],
    [
      'whom a key for it names',
      { subjectId: 9 },
      { key: keyOf({ rights: ['assign', 'act-as'] }), subject: BOB },
      { ...BOB, key: { ...own, rights: ['assign', 'act-as'], actsForAnother: true } },
    ],
  ];
  for (const [what, access, facts, caller] of callers) {
    it(`is ${what}`, () => expect(decide(access, facts)).to.deep.equal(caller));
  }
});
