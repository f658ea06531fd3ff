import { expect } from 'chai';
import { setPassword } from '../../../src/store/access/accounts.ts';
import { inPasswordLine } from '../../../src/store/access/passwords.ts';
import { loadOffice } from '../../store/office.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startSampleServer, type SampleServer } from '../../support/samples/servers.ts';

const TRUSTED = 'a secret of sixteen characters and more';

const WAYS: [way: string, right: string, wrong: string][] = [
  ['AuthenticateUser', 'UID=jane.doe&PWD=jane-secret', 'UID=jane.doe&PWD=guess'],
  ['AuthenticateUser1', 'UID=jane.doe&PWD=jane-secret&Lang=de', 'UID=jane.doe&PWD=guess&Lang=de'],
  ['RenewTicket', 'UID=jane.doe&PWD=jane-secret&Lang=&OldTicket=', 'UID=jane.doe&PWD=guess&Lang=&OldTicket='],
  ['CreateTicketforUser', `TrustedUserPwd=${TRUSTED}&UserName=jane.doe`, 'TrustedUserPwd=guess&UserName=jane.doe'],
];

const FAILED = '<?xml version="1.0" encoding="utf-8"?>\r\n<root success="false" error="[900] Authentication failed" />';

const BUSY =
  '<?xml version="1.0" encoding="utf-8"?>\r\n' +
  '<root success="false" error="SystemError:Too many logons at once. Try again." />';

describe('signing on over the wire', () => {
  let database: TestDatabase;
  let server: SampleServer;
  let waits: number[];

  before(async () => {
    database = await createTestDatabase('sign_in_wire');
    await loadOffice(database.knex);
    await setPassword(database.knex, 'jane.doe', 'jane-secret');
    server = await startSampleServer(
      database.knex,
      { TRUSTED_USER_PASSWORD: TRUSTED },
      { signIns: { pause: (ms) => Promise.resolve(waits.push(ms)), signedOn: () => undefined } },
    );
  });
  beforeEach(async () => {
    waits = [];
    await database.knex('sign_in_tallies').delete();
  });
  after(async () => {
    await server.stop();
    await database.drop();
  });

  const call = async (operation: string, query: string): Promise<string> =>
    (await fetch(`http://127.0.0.1:${server.port}/srv.asmx/${operation}?${query}`)).text();

  for (const [way, right, wrong] of WAYS) {
    it(`answers the sixth guess by ${way} as the first, later`, async () => {
      for (let guesses = 0; guesses < 5; guesses += 1) expect(await call(way, wrong)).to.equal(FAILED);
      expect(waits).to.deep.equal([]);
      expect(await call(way, wrong)).to.equal(FAILED);
      expect(waits).to.have.length(1);
      expect(waits[0]).to.be.within(0, 1000);
      expect(await call(way, right), 'who knows the secret is let in').to.include('success="true"');
    });
  }

  it('tells whoever there is no room for to come again, which is no fault', async () => {
    let endAll: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (endAll = resolve));
    // Two run, and two hundred of one network may wait.
    const line = Array.from({ length: 202 }, () => inPasswordLine('127.0.0.1', () => ended));
    expect(await call('AuthenticateUser', 'UID=jane.doe&PWD=jane-secret')).to.equal(BUSY);
    endAll();
    expect(await Promise.all(line)).not.to.include(null);
    expect(await call('AuthenticateUser', 'UID=jane.doe&PWD=jane-secret')).to.include('success="true"');
    expect(server.takeFaults()).to.deep.equal([]);
  });

  it('takes a password of four million characters for a wrong one', async () => {
    const body = new URLSearchParams({ UID: 'jane.doe', PWD: 'x'.repeat(4_000_000) });
    const answer = await fetch(`http://127.0.0.1:${server.port}/srv.asmx/AuthenticateUser`, { method: 'POST', body });
    expect(await answer.text()).to.equal(FAILED);
  });

  it('ends the tickets for trusted applications that were not used for longest, beyond a hundred of an account', async () => {
    await database.knex('credentials').delete();
    await call('AuthenticateUser', 'UID=jane.doe&PWD=jane-secret');
    const make = () => call('CreateTicketforUser', `TrustedUserPwd=${TRUSTED}&UserName=jane.doe`);
    const tickets: string[] = [];
    for (let made = 0; made < 100; made += 1) tickets.push(/ticket="([^"]+)"/.exec(await make())?.[1] ?? '');
    const [used = '', unused = ''] = tickets;
    const isAlive = async (ticket: string): Promise<boolean> =>
      (await call('isValidTicket', `AuthenticationTicket=${ticket}`)).includes('success="true"');
    await call('GetCurrentUser', `authenticationTicket=${used}`);
    expect([await isAlive(used), await isAlive(unused)]).to.deep.equal([true, true]);
    await make();
    expect([await isAlive(used), await isAlive(unused)]).to.deep.equal([true, false]);
    const alive = await database.knex('credentials').select('trusted');
    expect(alive).to.have.length(101);
  });
});
