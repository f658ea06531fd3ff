import { expect } from 'chai';
import type { Refusal } from '../../../src/core/refusal.ts';
import {
  decideTransfer,
  type TransferFacts,
  type TransferRequest,
} from '../../../src/core/tasks/transfer-user-tasks.ts';
import { nobody, outcomeOf, request } from './one-task.ts';

const asked: TransferRequest = {
  credential: request.credential,
  context: request.context,
  fromUserName: 'jane.doe',
  toUserName: 'alice.jones',
};
const facts: TransferFacts = {
  caller: { id: 2, roles: ['administrator'] },
  from: { id: 12 },
  to: { id: 15, enabled: true },
};

const decide = (otherwise: Partial<TransferFacts>, more: Partial<TransferRequest> = {}) =>
  decideTransfer({ ...asked, ...more }, { ...facts, ...otherwise });

describe('deciding on a transfer', () => {
  it('plans whose tasks become whose', () => {
    expect(decide({})).to.deep.equal({
      fromId: 12,
      toId: 15,
      callerId: 2,
      credentialKind: 'ticket',
      context: request.context,
    });
  });

  const stranger = { id: 24, roles: [] };
  const rows: [string, Partial<TransferFacts>, Partial<TransferRequest>, Refusal | 'done'][] = [
    ['refuses a caller without a ticket', {}, { credential: nobody }, 'anonymous'],
    ['refuses a ticket that is not alive', { caller: null }, {}, 'ticket-invalid'],
    ['refuses a caller without a role', { caller: stranger }, {}, 'access-denied'],
    ['refuses a user manager', { caller: { id: 3, roles: ['userManager'] } }, {}, 'access-denied'],
    ['refuses a library manager', { caller: { id: 4, roles: ['libraryManager'] } }, {}, 'access-denied'],
    ['lets an administrator with other roles', { caller: { id: 2, roles: ['x', 'administrator'] } }, {}, 'done'],
    ['refuses an unknown giver', { from: null }, {}, 'user-not-found'],
    ['refuses an unknown taker', { to: null }, {}, 'user-not-found'],
    ['refuses a disabled taker', { to: { id: 15, enabled: false } }, {}, 'user-not-found'],
    ['looks at the ticket before the roles', { caller: null, from: null }, {}, 'ticket-invalid'],
    ['looks at the roles before the accounts', { caller: stranger, from: null, to: null }, {}, 'access-denied'],
  ];
  for (const [sentence, otherwise, more, expected] of rows) {
    it(sentence, () => expect(outcomeOf(decide(otherwise, more))).to.equal(expected));
  }

  for (const enabled of [true, false]) {
    it(`changes nothing for one ${enabled ? 'enabled' : 'disabled'} account on both sides`, () =>
      expect(decide({ to: { id: 12, enabled } })).to.deep.equal({ unchanged: true }));
  }
});
