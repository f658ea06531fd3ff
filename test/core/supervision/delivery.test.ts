import { expect } from 'chai';
import { decideAdministrator } from '../../../src/core/access/administration.ts';
import type { Right } from '../../../src/core/access/rights.ts';
import { planDeliveries } from '../../../src/core/supervision/delivery.ts';
import { deliveryId, readDeliveryId } from '../../../src/wire/delivery-id.ts';

describe('what is for administrators', () => {
  const key = (rights: readonly Right[] | null) => ({ id: 3, name: 'k', rights, actsForAnother: false });
  const ROWS = [
    { of: 'an administrator', roles: ['administrator'], look: true, change: true },
    { of: 'a key without rights', roles: ['administrator'], rights: null, look: true, change: true },
    { of: 'a key that may read', roles: ['administrator'], rights: ['read'] as const, look: true, change: false },
    { of: 'a key that may assign', roles: ['administrator'], rights: ['assign'] as const, look: false, change: false },
    { of: 'a key that may read, of anybody', roles: [], rights: ['read'] as const, look: false, change: false },
    { of: 'a user manager', roles: ['userManager'], look: false, change: false },
  ];
  for (const { of, roles, look, change, ...more } of ROWS) {
    it(`is shown to ${of}: ${String(look)}; changed: ${String(change)}`, () => {
      const caller = { id: 1, roles, ...('rights' in more && { key: key(more.rights ?? null) }) };
      const may = (intent: 'look' | 'change') => !('refused' in decideAdministrator(caller, intent));
      expect([may('look'), may('change')]).to.deep.equal([look, change]);
    });
  }
});

describe('the choice of mails', () => {
  const NAMED = { keys: [{ taskId: 1, topic: 'TaskAssigned', recipientId: 2 }] };
  const ROWS = [
    { action: 'resend', choice: NAMED, states: ['pending', 'retrying', 'given-up', 'dropped', 'sent'] },
    { action: 'drop', choice: NAMED, states: ['pending', 'retrying', 'given-up'] },
    { action: 'resend', choice: { filter: { taskId: 1 } }, states: ['retrying', 'given-up'] },
    { action: 'drop', choice: { filter: {} }, states: ['pending', 'retrying', 'given-up'] },
    { action: 'resend', choice: { filter: { state: 'sent' } }, states: ['sent'] },
    { action: 'drop', choice: { filter: { state: 'sent' } }, states: [] },
    { action: 'drop', choice: { filter: { state: 'pending' } }, states: ['pending'] },
  ] as const;
  for (const { action, choice, states } of ROWS) {
    it(`lets ${action} change ${states.join(', ') || 'nothing'} of ${JSON.stringify(choice)}`, () => {
      expect(planDeliveries(action, choice)).to.deep.equal({ choice, states });
    });
  }

  it('reads the ids that it writes, and nothing else', () => {
    const key = { taskId: 4812, topic: 'TaskAssigned', recipientId: 15 };
    expect(readDeliveryId(deliveryId(key))).to.deep.equal(key);
    for (const text of ['', '4812', '4812-TaskAssigned', '-1-A-1', '1-A-2147483648', '1-A-1 ', '1--1']) {
      expect(readDeliveryId(text), text).to.equal(null);
    }
  });
});
