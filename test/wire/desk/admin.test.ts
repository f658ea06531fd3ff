import { expect } from 'chai';
import { openDesk, type DeskBrowser, type Fields } from '../../support/desk.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);

describe('administration at the desk', () => {
  let world: World;
  let port: number;

  before(async () => {
    world = await openWorld(DEMO);
    ({ port } = await world.serverFor({}, 'listener'));
  });

  after(() => world.close());

  const signedIn = async (login: string, password: string): Promise<DeskBrowser> => {
    const browser = openDesk(port);
    await browser.signIn(login, password);
    return browser;
  };
  const administrator = () => signedIn('maria.keller', 'maria-demo');

  /** What a page shows this once. */
  const secretOf = (body: string): string => /<pre>([^<]+)<\/pre>/.exec(body)?.[1] ?? '';

  it('is found by administrators alone', async () => {
    const john = await signedIn('john.smith', 'john-demo');
    for (const path of ['accounts', 'accounts/jane.doe', 'add-account', 'teams', 'teams/Legal', 'keys']) {
      expect((await john.get(`/desk/admin/${path}`)).status).to.equal(404);
    }
    expect((await john.get('/desk')).body).not.to.include('/desk/admin/');
    const made = await john.send('/desk/admin/keys', { name: 'x', actsAs: 'maria.keller', rights: 'all' });
    expect(made.status).to.equal(404);
  });

  it('adds an account, gives it a password, and disables it', async () => {
    const maria = await administrator();
    const path = '/desk/admin/accounts/nora.new';
    const faulty = await maria.send('/desk/admin/add-account', { login: 'nora.new', language: 'en!', lastName: '<b>' });
    expect(faulty.status).to.equal(422);
    expect(faulty.body).to.include('value="&lt;b&gt;"').and.include('href="#language"').and.include('aria-invalid');
    const texts = { login: 'nora.new', firstName: 'Nora', language: 'de', role: 'userManager', ticketsAllowed: 'on' };
    expect((await maria.post('/desk/admin/add-account', texts)).text).to.include('The account is there.');
    expect((await maria.send('/desk/admin/add-account', texts)).text).to.include('This name is taken.');
    expect((await maria.get('/desk/admin/accounts?q=nora')).body).to.include(`href="${path}"`);

    const password = secretOf((await maria.send(path, { what: 'password' })).body);
    const nora = await signedIn('nora.new', password);
    expect((await nora.get('/desk')).text).to.include('Meine Aufgaben');
    expect((await maria.post(path, { what: 'close' })).text).to.include('The account is disabled.');
    expect((await nora.get('/desk')).status).to.equal(303);
    expect((await maria.post(path, { what: 'open' })).text).to.include('The account is enabled again.');
  });

  describe('a U+0000, which no text of the database holds,', () => {
    it('is left out of addresses and forms', async () => {
      const maria = await administrator();
      expect((await maria.get('/desk/work?who=jane%00.doe')).text).to.include('Open, of Jane Doe');
      expect((await maria.get('/desk/find?q=notariz%00')).text).to.include('Open, with “notariz”: 1 task');
      for (const path of ['deliveries?who=%00', 'admin/accounts?q=%00', 'absence?who=%00', 'clients?operation=%00']) {
        expect((await maria.get(`/desk/${path}`)).status, path).to.equal(200);
      }
      const forms: readonly [path: string, fields: Fields, status: number][] = [
        ['sign-in', { login: 'x\0', password: 'x\0' }, 401],
        ['reassign', { task: '4812', to: 'nobody\0' }, 422],
        ['absence/17', { step: 'pass', substitute: 'nobody\0' }, 422],
        ['people/18/leave', { step: 'tasks', to: 'nobody\0' }, 422],
        ['admin/keys', { what: 'end', name: 'nokey\0' }, 409],
      ];
      for (const [path, fields, status] of forms) {
        expect((await maria.send(`/desk/${path}`, fields)).status, path).to.equal(status);
      }
    });

    it('names nothing in a path', async () => {
      expect((await (await administrator()).get('/desk/admin/accounts/jane.doe%00')).status).to.equal(404);
    });
  });

  it('keeps an administrator in', async () => {
    const maria = await administrator();
    const closing = await maria.send('/desk/admin/accounts/maria.keller', { what: 'close' });
    expect([closing.status, closing.text.includes('your own account')]).to.deep.equal([409, true]);
    const texts = { login: 'maria.keller', language: 'en', ticketsAllowed: 'on' };
    expect((await maria.send('/desk/admin/accounts/maria.keller', texts)).status).to.equal(409);
    expect((await maria.get('/desk/admin/accounts')).status).to.equal(200);
  });

  it('makes a team, fills it and renames it', async () => {
    const maria = await administrator();
    expect((await maria.post('/desk/admin/teams', { name: 'Night & day' })).text).to.include('The team is there.');
    const path = '/desk/admin/teams/Night%20%26%20day';
    expect((await maria.post(path, { add: 'jane.doe, Alice.Jones' })).text).to.include('The members are changed.');
    expect((await maria.send(path, { add: 'nobody' })).text).to.include('Nobody has this login.');
    expect((await maria.post(path, { remove: 'jane.doe' })).body).not.to.include('value="jane.doe"');
    expect((await maria.post(path, { what: 'rename', name: 'Shift' })).text).to.include('The team has another name.');
    expect((await maria.get('/desk/admin/teams/shift')).body).to.include('value="alice.jones"');
  });

  it('makes a key, shows it once, and ends it', async () => {
    const maria = await administrator();
    const faulty = await maria.send('/desk/admin/keys', { name: 'dms', actsAs: 'jane.doe', from: 'here' });
    expect(faulty.body).to.include('href="#rights"').and.include('href="#from"');
    const texts = { name: 'dms', actsAs: 'maria.keller', rights: 'all', from: '127.0.0.1' };
    const key = secretOf((await maria.send('/desk/admin/keys', texts)).body);
    const call = () => maria.ask('/handover/v1/keys', { headers: { authorization: `Bearer ${key}` } });
    expect((await call()).status).to.equal(200);
    expect((await maria.get('/desk/admin/keys')).body)
      .to.include('127.0.0.1')
      .and.not.include(key);
    expect((await maria.post('/desk/admin/keys', { what: 'end', name: 'dms' })).text).to.include('The key has ended.');
    expect((await call()).status).to.equal(401);
  });
});
