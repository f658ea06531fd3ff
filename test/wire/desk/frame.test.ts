import { expect } from 'chai';
import { openDesk, type DeskBrowser } from '../../support/desk.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);
const JOHN = ['john.smith', 'john-demo'] as const;

describe('the desk', () => {
  let world: World;
  let port: number;

  before(async () => {
    world = await openWorld(DEMO);
    ({ port } = await world.serverFor({}, 'listener'));
  });

  after(() => world.close());

  const signedIn = async (): Promise<DeskBrowser> => {
    const browser = openDesk(port);
    await browser.signIn(...JOHN);
    return browser;
  };

  describe('signing in', () => {
    it('leads to where somebody wanted to go', async () => {
      const browser = openDesk(port);
      const asked = await browser.get('/desk/help?x=1');
      expect([asked.status, asked.headers.location]).to.deep.equal([303, '/desk/sign-in?to=%2Fdesk%2Fhelp%3Fx%3D1']);
      const page = await browser.get(asked.headers.location ?? '');
      expect(page.body).to.include('name="to" value="/desk/help?x=1"');
      const [login, password] = JOHN;
      const sent = await browser.send('/desk/sign-in', { login, password, to: '/desk/help?x=1' });
      expect([sent.status, sent.headers.location]).to.deep.equal([303, '/desk/help?x=1']);
    });

    for (const to of ['//evil.example', 'https://evil.example/desk', '/deskevil', '/desk/sign-in', '/desk\\evil', '']) {
      it(`leads to nowhere else, as to ${to}`, async () => {
        const [login, password] = JOHN;
        const sent = await openDesk(port).send('/desk/sign-in', { login, password, to });
        expect([sent.status, sent.headers.location]).to.deep.equal([303, '/desk']);
      });
    }

    it('keeps the session from scripts and from other sites', async () => {
      const [login, password] = JOHN;
      const sent = await openDesk(port).send('/desk/sign-in', { login, password });
      expect(sent.headers['set-cookie']?.[0]).to.match(/^desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    });

    it('over https binds the cookie to the host', async () => {
      const secure = await world.serverFor({ PUBLIC_URL: 'https://tasks.example.com/old' }, 'listener');
      const [login, password] = JOHN;
      const browser = openDesk(secure.port);
      const sent = await browser.send('/desk/sign-in', { login, password });
      expect(sent.headers['set-cookie']?.[0]).to.match(
        /^__Host-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      );
      expect(sent.headers.location).to.equal('/old/desk');
      expect(sent.headers['strict-transport-security']).to.equal('max-age=31536000');
      const plain = await browser.ask('/desk', { headers: { cookie: browser.cookies().replace('__Host-', '') } });
      expect(plain.status).to.equal(303);
    });

    it('says that login or password is wrong, and keeps the login', async () => {
      const page = await openDesk(port).send('/desk/sign-in', { login: 'john.smith', password: '"><b>' });
      expect(page.status).to.equal(401);
      expect(page.text).to.include('Login or password is wrong');
      expect(page.body).to.include('value="john.smith"').and.not.to.include('<b>');
    });

    it('warns where what is typed can be read on its way', async () => {
      const page = await openDesk(port).ask('/desk/sign-in', { headers: { host: 'tasks.example.com' } });
      expect(page.text).to.include('not encrypted');
      expect((await openDesk(port).get('/desk/sign-in')).text).not.to.include('not encrypted');
    });
  });

  describe('sessions', () => {
    it('end by signing out, and the cookie opens nothing any more', async () => {
      const browser = await signedIn();
      const cookie = browser.cookies();
      expect((await browser.get('/desk')).status).to.equal(200);
      expect((await browser.post('/desk/sign-out', {})).text).to.match(/^Sign in/);
      expect((await browser.ask('/desk', { headers: { cookie } })).status).to.equal(303);
    });

    it('are listed, and each can be ended', async () => {
      const one = await signedIn();
      const other = await signedIn();
      const page = await one.get('/desk/sessions');
      const others = page.body
        .split('<tr>')
        .filter((row) => row.includes('name="session"') && !row.includes('this one'));
      expect(others).not.to.deep.equal([]);
      for (const row of others) {
        const [, id = ''] = /value="(\d+)"/.exec(row) ?? [];
        expect((await one.post('/desk/sessions', { session: id })).text).to.include('The session has ended.');
      }
      expect((await other.get('/desk')).status).to.equal(303);
      expect((await one.post('/desk/sessions', { session: '999999' })).text).to.include('had ended already');
    });

    it('of another account cannot be ended', async () => {
      const john = await signedIn();
      const jane = openDesk(port);
      await jane.signIn('jane.doe', 'jane-demo');
      const [, id = ''] = /name="session" value="(\d+)"/.exec((await jane.get('/desk/sessions')).body) ?? [];
      expect((await john.post('/desk/sessions', { session: id })).text).to.include('had ended already');
      expect((await jane.get('/desk')).status).to.equal(200);
    });

    it('open no other API, and nothing else opens the desk', async () => {
      const browser = await signedIn();
      const secret = browser.cookies().replace('desk=', '');
      const legacy = await browser.get('/srv.asmx/GetCurrentUser?authenticationTicket=');
      expect(legacy.body).to.include('success="false"');
      const asTicket = await browser.get(`/srv.asmx/GetCurrentUser?authenticationTicket=${secret}`);
      expect(asTicket.body).to.include('success="false"');
      const json = await browser.ask('/handover/v1/tasks/4812/chain', {
        headers: { authorization: `Bearer ${secret}` },
      });
      expect(json.status).to.equal(401);
      const [login, password] = JOHN;
      const ticket = await openDesk(port).get(`/srv.asmx/AuthenticateUser?UID=${login}&PWD=${password}`);
      const [, given = ''] = / ticket="([^"]+)"/.exec(ticket.body) ?? [];
      expect(given).to.have.length(36);
      for (const cookie of [`desk=${given}`, `ticket=${given}`, 'desk=demo-administrator-key']) {
        expect((await openDesk(port).ask('/desk', { headers: { cookie } })).status, cookie).to.equal(303);
      }
    });
  });

  describe('forms of other sites', () => {
    const own = (): string => `http://127.0.0.1:${port}`;
    const REFUSED: readonly [string, () => Readonly<Record<string, string>>][] = [
      ['that say they are of another site', () => ({ 'sec-fetch-site': 'cross-site' })],
      ['of a sister host', () => ({ 'sec-fetch-site': 'same-site', origin: own() })],
      ['that a person is said to have typed', () => ({ 'sec-fetch-site': 'none', origin: own() })],
      ['of another origin', () => ({ origin: 'http://evil.example' })],
      ['of an origin that is hidden', () => ({ origin: 'null' })],
      ['of another port', () => ({ origin: 'http://127.0.0.1:1' })],
      ['that say nothing', () => ({})],
    ];
    for (const [title, headers] of REFUSED) {
      it(`${title} change nothing`, async () => {
        const browser = await signedIn();
        const type = { 'content-type': 'application/x-www-form-urlencoded' };
        const sent = await browser.ask('/desk/sign-out', { method: 'POST', headers: { ...type, ...headers() } });
        expect(sent.status).to.equal(403);
        expect((await browser.get('/desk')).status).to.equal(200);
      });
    }

    it('are told from own ones by the origin where a browser says no more', async () => {
      const browser = await signedIn();
      const sent = await browser.ask('/desk/help', {
        method: 'POST',
        headers: { origin: own() },
        body: 'shortcuts=on',
      });
      expect(sent.status).to.equal(303);
    });

    it('are not framed', async () => {
      const { headers } = await (await signedIn()).get('/desk');
      expect(headers['content-security-policy']).to.equal(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers['cache-control']).to.equal('no-store');
    });
  });

  describe('addresses', () => {
    it('that nothing is at are said to be so in a page', async () => {
      const page = await (await signedIn()).get('/desk/%F0%9F%A6%8A/nothing');
      expect([page.status, page.headers['content-type']]).to.deep.equal([404, 'text/html; charset=utf-8']);
      expect(page.text).to.include('There is no such page');
    });

    it('take GET and POST alone', async () => {
      const answer = await (await signedIn()).ask('/desk', { method: 'PUT' });
      expect([answer.status, answer.headers.allow]).to.deep.equal([405, 'GET, HEAD, POST']);
    });

    it('lead to the style sheet and the script, which may be kept', async () => {
      const browser = await signedIn();
      const { body } = await browser.get('/desk');
      for (const ending of ['css', 'js']) {
        const [path = ''] = new RegExp(`/desk/\\w+-[0-9a-f]{12}\\.${ending}`).exec(body) ?? [];
        const asset = await browser.get(path);
        expect([asset.status, asset.headers['cache-control']]).to.deep.equal([
          200,
          'public, max-age=31536000, immutable',
        ]);
        if (ending === 'js') expect(Buffer.byteLength(asset.body)).to.be.at.most(6144);
      }
    });

    it('are none where the desk is switched off', async () => {
      const without = await world.serverFor({ DIALECTS: 'asmx' }, 'listener');
      expect((await openDesk(without.port).get('/desk')).status).to.equal(404);
    });
  });

  describe('languages', () => {
    it("are the browser's before somebody signs in", async () => {
      expect((await openDesk(port, 'fr, de-AT;q=0.8, en;q=0.5').get('/desk/sign-in')).text).to.match(/^Anmelden/);
    });

    it("are the account's afterwards", async () => {
      const browser = openDesk(port, 'de');
      expect((await browser.signIn(...JOHN)).text).to.match(/^My tasks/);
    });
  });

  it('keeps whether single keys do something', async () => {
    const browser = await signedIn();
    expect((await browser.post('/desk/help', { shortcuts: 'off' })).body).to.include('data-shortcuts="off"');
    expect((await browser.post('/desk/help', { shortcuts: 'on' })).body).to.include('data-shortcuts="on"');
  });
});
