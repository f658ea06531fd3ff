import { expect } from 'chai';
import type { Credential } from '../../src/core/access/credential.ts';
import { refused } from '../../src/core/refusal.ts';
import { extending } from '../../src/operations/extended.ts';

describe('extending the ticket of a call', () => {
  const ticket: Credential = { kind: 'ticket', secret: 'a' };

  const extendedBy = async (credential: Credential, outcome: object): Promise<readonly Credential[]> => {
    const extended: Credential[] = [];
    const operation = extending({ extendTicket: (each) => extended.push(each) })(() => Promise.resolve(outcome));
    expect(await operation({ credential })).to.equal(outcome);
    return extended;
  };

  it('extends it after a success', async () => expect(await extendedBy(ticket, {})).to.deep.equal([ticket]));

  it('leaves it alone after a refusal', async () =>
    expect(await extendedBy(ticket, refused('task-not-found'))).to.deep.equal([]));

  it('has nothing to extend where nobody is known to call', async () =>
    expect(await extendedBy({ kind: 'anonymous' }, {})).to.deep.equal([]));
});
