import { expect } from 'chai';
import { createOperations } from '../../../src/operations/index.ts';
import type { Store } from '../../../src/operations/store.ts';
import { disableUser, enableUser, setPassword } from '../../../src/store/access/accounts.ts';
import { createStore } from '../../../src/store/index.ts';
import { issueTicket, readAccount } from '../../../src/store/access/tickets.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { loadOffice, ticketOf } from '../office.ts';

const TRUSTED = 'a secret of the server';
const POLICY = { emptyInstructions: 'reuse', trustedUserPassword: TRUSTED } as const;
const REFUSED = { refused: 'authentication-failed' };
const origin = { client: '192.0.2.7', way: 'AuthenticateUser', requestId: 'request-1' };
const SIGN_IN = { login: 'jane.doe', password: 'old', language: null, origin };

describe('signing in while the account changes', () => {
  let database: TestDatabase;
  let store: Store & { stop(): Promise<void> };

  beforeEach(async () => {
    database = await createTestDatabase('sign_in');
    await loadOffice(database.knex);
    await setPassword(database.knex, 'jane.doe', 'old');
    store = createStore(database.knex, {
      ticketDays: 30,
      reportFailure: (error) => {
        throw error;
      },
    });
  });

  afterEach(async () => {
    await store.stop();
    await database.drop();
  });

  const tickets = () => database.knex('credentials').pluck('digest');

  /** The operations, with a change of the account after the password was found right. */
  const overtakenBy = (change: () => Promise<unknown>) =>
    createOperations(
      {
        ...store,
        async passwordMatches(hash, password) {
          const matches = await store.passwordMatches(hash, password);
          await change();
          return matches;
        },
      },
      POLICY,
    );

  const changes: [what: string, change: () => Promise<unknown>][] = [
    ['its password is changed', () => setPassword(database.knex, 'jane.doe', 'new')],
    ['it is disabled', () => disableUser(database.knex, 'jane.doe')],
  ];
  for (const [what, change] of changes) {
    it(`gives no ticket when ${what} meanwhile`, async () => {
      expect(await overtakenBy(change).authenticate(SIGN_IN)).to.deep.equal(REFUSED);
      expect(await tickets()).to.deep.equal([]);
    });

    it(`neither renews a ticket nor gives another when ${what} meanwhile`, async () => {
      const { secret } = await ticketOf(database.knex, 'jane.doe');
      expect(await overtakenBy(change).renewTicket(SIGN_IN, secret)).to.deep.equal(REFUSED);
      expect(await tickets()).to.deep.equal([]);
    });

    it(`ends the ticket of a logon that is being written as ${what}`, async () => {
      const account = await readAccount(database.knex, 'jane.doe');
      if (!account) throw new Error('nobody is called jane.doe');
      const trx = await database.knex.transaction();
      expect(await issueTicket(trx, account, 'en', 30)).to.have.property('ticket');
      const changed = change();
      await untilSomebodyWaits();
      await trx.commit();
      expect(await changed).to.include({ ticketsEnded: 1 });
      expect(await tickets()).to.deep.equal([]);
    });
  }

  it('gives a trusted application no ticket of an account that is disabled meanwhile', async () => {
    const racing = createOperations(
      {
        ...store,
        async issueTicket(account, language, isTrusted) {
          await disableUser(database.knex, 'jane.doe');
          return store.issueTicket(account, language, isTrusted);
        },
      },
      POLICY,
    );
    expect(await racing.impersonate({ secret: TRUSTED, login: 'jane.doe', origin })).to.deep.equal(REFUSED);
    await enableUser(database.knex, 'jane.doe');
    expect(await tickets()).to.deep.equal([]);
  });

  async function untilSomebodyWaits(): Promise<void> {
    const waiting = 'select from pg_locks where not granted';
    for (;;) {
      const { rowCount } = await database.knex.raw<{ rowCount: number }>(waiting);
      if (rowCount > 0) return;
    }
  }
});
