import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import { createOperations, type Operations } from '../../../src/operations/index.ts';
import type { SignOn } from '../../../src/operations/access/sign-in-guard.ts';
import type { Store } from '../../../src/operations/needs.ts';
import { disableUser, setPassword } from '../../../src/store/access/accounts.ts';
import { createStore } from '../../../src/store/index.ts';
import { pruneSignInTallies } from '../../../src/store/access/sign-in-tallies.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { loadOffice } from '../../store/office.ts';

const TRUSTED = 'a secret of the server';
const OFFICE = '192.0.2.7';
const HOME = '2001:db8:0:7::1';
const REFUSED = { refused: 'authentication-failed' };
const THROTTLED = { refused: 'sign-in-throttled' };

describe('slowing down who guesses', () => {
  let database: TestDatabase;
  const stores: (Store & { stop(): Promise<void> })[] = [];
  /** Of every attempt that had to wait, in milliseconds. */
  let waits: number[];
  let timeMoves: boolean;
  let told: SignOn[];
  let operations: Operations;

  before(async () => {
    database = await createTestDatabase('sign_in_guard');
    await loadOffice(database.knex);
    await setPassword(database.knex, 'jane.doe', 'jane-secret');
    await setPassword(database.knex, 'alice.jones', 'alice-secret');
  });
  after(async () => {
    for (const store of stores) await store.stop();
    await database.drop();
  });
  beforeEach(async () => {
    waits = [];
    told = [];
    timeMoves = true;
    operations = anotherProcess();
    await database.knex('sign_in_tallies').delete();
  });

  /** Its memory is its own, the database is the one of all. */
  function anotherProcess(): Operations {
    const reportFailure = (error: unknown) => {
      throw error;
    };
    const store = createStore(database.knex, { ticketDays: 30, reportFailure });
    stores.push(store);
    return createOperations(
      store,
      { emptyInstructions: 'reuse', trustedUserPassword: TRUSTED },
      {
        async pause(ms) {
          waits.push(Math.round(ms / 250) * 250);
          if (timeMoves) await pass(`${ms} milliseconds`);
        },
        signedOn: (signOn) => told.push(signOn),
      },
    );
  }

  const origin = (client: string) => ({ client, way: 'AuthenticateUser', requestId: 'request-1' });
  const signOn = (login: string, password: string, client: string, by = operations) =>
    by.authenticate({ login, password, language: null, origin: origin(client) });
  const impersonate = (secret: string, client: string, login = 'jane.doe') =>
    operations.impersonate({ secret, login, origin: origin(client) });

  async function guess(times: number, login: string, client: string, by = operations): Promise<void> {
    for (let guesses = 0; guesses < times; guesses += 1) {
      expect(await signOn(login, `guess ${guesses}`, client, by)).to.deep.equal(REFUSED);
    }
  }

  /** Fails once, and makes it so many times everywhere: a computation each would take long. */
  async function fail(times: number, login: string, client: string): Promise<void> {
    await guess(1, login, client);
    await database
      .knex('sign_in_tallies')
      .whereNotNull('last_failed_at')
      .increment('failures', times - 1);
  }

  /** As if so long had passed: nothing in these tests waits, what is remembered grows older. */
  const pass = (interval: string) =>
    database.knex.raw(
      `update sign_in_tallies
          set last_failed_at = last_failed_at - ?::interval, free_at = free_at - ?::interval,
              right_at = right_at - ?::interval`,
      [interval, interval, interval],
    );

  it('lets five failures pass, and makes the next ones wait for longer and longer', async () => {
    await guess(11, 'jane.doe', OFFICE);
    expect(waits).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 16_000]);
  });

  it('answers and waits alike whether the account is there or not', async () => {
    for (const login of ['jane.doe', 'no.body']) {
      waits = [];
      await database.knex('sign_in_tallies').delete();
      await fail(5, login, OFFICE);
      await guess(1, login, OFFICE);
      await guess(1, ` ${login.toUpperCase()} `, OFFICE);
      expect(waits, login).to.deep.equal([1000, 2000]);
    }
  });

  it('turns away whoever would wait too long, without a look at the password', async () => {
    await fail(9, 'jane.doe', OFFICE);
    await pass('1 minute');
    timeMoves = false;
    const rush = await Promise.all(Array.from({ length: 20 }, () => signOn('jane.doe', 'guess', OFFICE)));
    expect(rush.filter((outcome) => isDeepStrictEqual(outcome, REFUSED))).to.have.length(2);
    expect(rush.filter((outcome) => isDeepStrictEqual(outcome, THROTTLED))).to.have.length(18);
    expect(waits).to.have.members([0, 16_000]);
  });

  it('forgets after a quarter of an hour without a failure', async () => {
    await fail(8, 'jane.doe', OFFICE);
    await pass('15 minutes');
    await guess(2, 'jane.doe', OFFICE);
    expect(waits).to.deep.equal([]);
  });

  it('counts for all processes', async () => {
    await fail(5, 'jane.doe', OFFICE);
    await guess(1, 'jane.doe', OFFICE, anotherProcess());
    expect(waits).to.deep.equal([1000]);
  });

  it('lets in at once who was right before from there, whoever guesses elsewhere', async () => {
    expect(await signOn('jane.doe', 'jane-secret', OFFICE)).to.have.property('ticket');
    await fail(300, 'jane.doe', HOME);
    expect(await signOn('jane.doe', 'jane-secret', OFFICE)).to.have.property('ticket');
    expect(await signOn('jane.doe', 'jane-secret', OFFICE, anotherProcess())).to.have.property('ticket');
    expect(waits).to.deep.equal([]);
    expect(await signOn('jane.doe', 'jane-secret', '203.0.113.9')).to.have.property('ticket');
    expect(waits, 'who is new there waits a little, and is let in').to.have.length(1);
    expect(waits[0]).to.be.within(3000, 4000);
  });

  it('lets in at once a program that knows the password while one beside it does not', async () => {
    expect(await signOn('jane.doe', 'jane-secret', OFFICE)).to.have.property('ticket');
    await fail(300, 'jane.doe', OFFICE);
    expect(await signOn('jane.doe', 'jane-secret', OFFICE)).to.have.property('ticket');
    expect(waits).to.deep.equal([]);
  });

  it('does not take a password for right that was, and does no longer let it pass', async () => {
    expect(await signOn('alice.jones', 'alice-secret', OFFICE)).to.have.property('ticket');
    await setPassword(database.knex, 'alice.jones', 'alice-changed');
    for (let times = 0; times < 6; times += 1) {
      expect(await signOn('alice.jones', 'alice-secret', OFFICE)).to.deep.equal(REFUSED);
    }
    expect(waits).to.deep.equal([1000]);
    await setPassword(database.knex, 'alice.jones', 'alice-secret');
  });

  it('slows down a network that tries one password on many accounts', async () => {
    for (let account = 0; account < 6; account += 1) await guess(1, `account ${account}`, OFFICE);
    expect(waits).to.deep.equal([250]);
  });

  it('takes the addresses of one IPv6 network for one', async () => {
    for (let host = 1; host <= 6; host += 1) await guess(1, 'jane.doe', `2001:db8:0:7::${host}`);
    expect(waits).to.deep.equal([1000]);
    await guess(1, 'other', '2001:db8:0:8::1');
    expect(waits).to.have.length(1);
  });

  it('leaves an office alone where many sign on and some mistype', async () => {
    await fail(5, 'somebody', OFFICE);
    expect(await signOn('jane.doe', 'jane-secret', OFFICE)).to.have.property('ticket');
    await guess(1, 'somebody.else', OFFICE);
    expect(waits, 'the first who knows a password').to.deep.equal([250]);
  });

  it('slows down who guesses at the secret of trusted applications, whomever they name', async () => {
    for (let guesses = 0; guesses < 5; guesses += 1) {
      expect(await impersonate(`guess ${guesses}`, OFFICE, `user ${guesses}`)).to.deep.equal(REFUSED);
    }
    expect(waits).to.deep.equal([]);
    expect(await impersonate('guess', OFFICE)).to.deep.equal(REFUSED);
    expect(waits).to.deep.equal([1000]);
    expect(await impersonate(TRUSTED, HOME)).to.have.property('ticket');
  });

  it('lets a trusted application name people who are not there as often as it likes', async () => {
    for (let times = 0; times < 8; times += 1)
      expect(await impersonate(TRUSTED, OFFICE, 'gone')).to.deep.equal(REFUSED);
    expect(waits).to.deep.equal([]);
  });

  it('refuses a barred account before the secret, also to who is slowed down', async () => {
    await database.knex('users').where('login', 'bob.jones').update('tickets_allowed', false);
    for (let guesses = 0; guesses < 5; guesses += 1) await impersonate('guess', OFFICE);
    expect(await impersonate('guess', OFFICE, 'bob.jones')).to.deep.equal({ refused: 'tickets-not-allowed' });
    expect(waits).to.deep.equal([]);
  });

  it('slows RenewTicket down like the others', async () => {
    await fail(5, 'jane.doe', OFFICE);
    const renewal = { login: 'jane.doe', password: 'guess', language: null, origin: origin(OFFICE) };
    expect(await operations.renewTicket(renewal, '')).to.deep.equal(REFUSED);
    expect(waits).to.deep.equal([1000]);
  });

  it('tells of every attempt, with the account if there is one', async () => {
    await signOn('JANE.doe', 'jane-secret', OFFICE);
    await signOn('jane-secret', 'jane.doe', HOME);
    await impersonate('guess', OFFICE);
    const what = { way: 'AuthenticateUser', requestId: 'request-1', delayMs: 0 };
    expect(told).to.deep.equal([
      { ...what, client: OFFICE, user: 'jane.doe', outcome: 'done' },
      { ...what, client: HOME, user: null, outcome: 'authentication-failed' },
      { ...what, client: OFFICE, user: 'jane.doe', outcome: 'authentication-failed' },
    ]);
  });

  it('says nothing of a password that is right for an account that is disabled', async () => {
    await setPassword(database.knex, 'carol.king', 'carol-secret');
    await disableUser(database.knex, 'carol.king');
    for (let times = 0; times < 6; times += 1) {
      expect(await signOn('carol.king', 'carol-secret', OFFICE)).to.deep.equal(REFUSED);
    }
    expect(waits).to.deep.equal([1000]);
  });

  it('turns away at once one network that wants more passwords computed than it may, and nobody else', async () => {
    expect(await signOn('jane.doe', 'jane-secret', HOME)).to.have.property('ticket');
    timeMoves = false;
    const rush = Array.from({ length: 250 }, (_, at) => signOn(`account ${at}`, 'guess', OFFICE));
    const started = performance.now();
    expect(await signOn('jane.doe', 'jane-secret', HOME)).to.have.property('ticket');
    const jane = performance.now() - started;
    const outcomes = await Promise.all(rush);
    const all = performance.now() - started;
    expect(outcomes.filter((outcome) => 'refused' in outcome && outcome.refused === 'sign-ins-busy')).not.to.be.empty;
    expect(outcomes.some((outcome) => 'refused' in outcome && outcome.refused === 'sign-in-throttled')).to.be.true;
    expect(jane).to.be.below(all);
  });

  it('prunes what no longer counts', async () => {
    await signOn('jane.doe', 'jane-secret', HOME);
    await guess(1, 'jane.doe', OFFICE);
    const count = async () => (await database.knex('sign_in_tallies').select('key')).length;
    expect(await count()).to.equal(5);
    await pass('16 minutes');
    await pruneSignInTallies(database.knex, 15 * 60_000, 60 * 60_000);
    expect(await count()).to.equal(1);
    await pass('1 hour');
    await pruneSignInTallies(database.knex, 15 * 60_000, 60 * 60_000);
    expect(await count()).to.equal(0);
  });
});
