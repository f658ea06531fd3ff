import { expect } from 'chai';
import { disableUser, enableUser, setPassword } from '../../../src/store/access/accounts.ts';
import { issueTicket, readAccount } from '../../../src/store/access/tickets.ts';
import { loadOffice, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

const TRUSTED = 'a secret of the server';
const REFUSED = { refused: 'authentication-failed' };
const origin = { client: '192.0.2.7', way: 'AuthenticateUser', requestId: 'request-1' };
const SIGN_IN = { login: 'jane.doe', password: 'old', language: null, origin };

describe('signing in while the account changes', () => {
  const stage = useStage('sign_in', {
    load: async (knex) => {
      await loadOffice(knex);
      await setPassword(knex, 'jane.doe', 'old');
    },
    policy: { trustedUserPassword: TRUSTED },
  });

  const tickets = () => stage.knex('credentials').pluck('digest');

  /** The operations, with a change of the account after the password was found right. */
  const overtakenBy = (change: () => Promise<unknown>) =>
    stage.operationsOn({
      ...stage.store,
      async passwordMatches(hash, password) {
        const matches = await stage.store.passwordMatches(hash, password);
        await change();
        return matches;
      },
    });

  const changes: [what: string, change: () => Promise<unknown>][] = [
    ['its password is changed', () => setPassword(stage.knex, 'jane.doe', 'new')],
    ['it is disabled', () => disableUser(stage.knex, 'jane.doe')],
  ];
  for (const [what, change] of changes) {
    it(`gives no ticket when ${what} meanwhile`, async () => {
      expect(await overtakenBy(change).authenticate(SIGN_IN)).to.deep.equal(REFUSED);
      expect(await tickets()).to.deep.equal([]);
    });

    it(`neither renews a ticket nor gives another when ${what} meanwhile`, async () => {
      const { secret } = await ticketOf(stage.knex, 'jane.doe');
      expect(await overtakenBy(change).renewTicket(SIGN_IN, secret)).to.deep.equal(REFUSED);
      expect(await tickets()).to.deep.equal([]);
    });

    it(`ends the ticket of a logon that is being written as ${what}`, async () => {
      const account = await readAccount(stage.knex, 'jane.doe');
      if (!account) throw new Error('nobody is called jane.doe');
      const trx = await stage.knex.transaction();
      expect(await issueTicket(trx, account, 'en', 30)).to.have.property('ticket');
      const changed = change();
      await stage.untilSomebodyWaits();
      await trx.commit();
      expect(await changed).to.include({ ticketsEnded: 1 });
      expect(await tickets()).to.deep.equal([]);
    });
  }

  it('gives a trusted application no ticket of an account that is disabled meanwhile', async () => {
    const racing = stage.operationsOn({
      ...stage.store,
      async issueTicket(account, language, isTrusted) {
        await disableUser(stage.knex, 'jane.doe');
        return stage.store.issueTicket(account, language, isTrusted);
      },
    });
    expect(await racing.impersonate({ secret: TRUSTED, login: 'jane.doe', origin })).to.deep.equal(REFUSED);
    await enableUser(stage.knex, 'jane.doe');
    expect(await tickets()).to.deep.equal([]);
  });
});
