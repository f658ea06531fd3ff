import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import Provider from 'oidc-provider';
import { openDesk, type DeskBrowser, type Shown } from '../../support/desk.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);
const CLIENT = { id: 'handover', secret: 'a secret that the provider knows' };

/** What the provider says of those who sign in there, by the name that they type. */
const PEOPLE: Readonly<Record<string, { readonly login: string; readonly groups: readonly string[] }>> = {
  'subject-jane': { login: 'jane.doe', groups: [] },
  'subject-alice': { login: 'ALICE.jones', groups: ['desk-admins'] },
  'subject-new-jane': { login: 'jane.doe', groups: [] },
  'subject-stranger': { login: 'nobody.here', groups: [] },
  'subject-tom': { login: 'tom.archer', groups: [] },
};

/** A real provider, with the pages that it has for development. */
async function startProvider(callback: string): Promise<{ readonly issuer: string; readonly server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['for this test alone'] },
    claims: { openid: ['sub'], profile: ['preferred_username', 'groups'] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, preferred_username: PEOPLE[sub]?.login, groups: [...(PEOPLE[sub]?.groups ?? [])] }),
    }),
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return { issuer, server };
}

describe('single sign-on at the desk', () => {
  let world: World;
  let provider: Awaited<ReturnType<typeof startProvider>>;
  let origin: string;
  const port = (): number => Number(new URL(origin).port);

  const { info, warn } = console;

  before(async () => {
    // It tells developers at length what not to do in production.
    console.info = console.warn = () => undefined;
    world = await openWorld(DEMO);
    provider = await startProvider('http://desk.example.com/desk/sign-on/back');
    const settings = {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ADMIN_GROUP: 'desk-admins',
      PUBLIC_URL: 'http://desk.example.com',
    };
    origin = `http://127.0.0.1:${(await world.serverFor(settings, 'listener')).port}`;
  });

  after(async () => {
    Object.assign(console, { info, warn });
    provider.server.closeAllConnections();
    provider.server.close();
    await world.close();
  });

  /** Follows a browser from page to page, through the provider's forms, until it is at the desk. */
  async function signOn(desk: DeskBrowser, subject: string, start = '/desk/sign-on'): Promise<Shown> {
    const there = openDesk(Number(new URL(provider.issuer).port));
    let shown = await desk.get(start);
    for (let steps = 0; steps < 12; steps++) {
      const location = shown.headers.location;
      if (location?.startsWith(provider.issuer)) shown = await there.get(location);
      else if (location?.startsWith('http://desk.example.com'))
        shown = await desk.get(location.replace('http://desk.example.com', ''));
      else if (location?.startsWith('/desk')) shown = await desk.get(location);
      else if (location !== undefined) shown = await there.get(location);
      else {
        const [, action = '', prompt = ''] = /action="([^"]+)".*?name="prompt" value="(\w+)"/s.exec(shown.body) ?? [];
        if (action === '') return shown;
        shown = await there.send(action, { prompt, ...(prompt === 'login' && { login: subject, password: 'any' }) });
      }
    }
    return shown;
  }

  it('lets in whoever the provider knows and an account is for, to where it wanted to go', async () => {
    const desk = openDesk(port());
    expect((await desk.get('/desk/sign-in')).text).to.include('Sign in with single sign-on');
    const shown = await signOn(desk, 'subject-jane', '/desk/sign-on?to=%2Fdesk%2Fsessions');
    expect(shown.text)
      .to.match(/^My sessions/)
      .and.include('by single sign-on');
    expect((await signOn(openDesk(port()), 'subject-jane')).text).to.match(/^My tasks/);
  });

  it('makes administrators of a group', async () => {
    const desk = openDesk(port());
    await signOn(desk, 'subject-alice');
    expect((await desk.get('/desk/work')).text).to.include('Open: 21 tasks');
  });

  const REFUSED: readonly [title: string, subject: string][] = [
    ['whoever has no account', 'subject-stranger'],
    ['an account that is disabled', 'subject-tom'],
    ['somebody new under the login of somebody who is known', 'subject-new-jane'],
  ];
  for (const [title, subject] of REFUSED) {
    it(`does not let in ${title}`, async () => {
      const desk = openDesk(port());
      expect((await signOn(desk, subject)).text).to.include('you have no account here');
      expect((await desk.get('/desk')).status).to.equal(303);
    });
  }

  it('does not take a browser back that has not left from here', async () => {
    const left = openDesk(port());
    const { headers } = await left.get('/desk/sign-on');
    const state = new URL(headers.location ?? '').searchParams.get('state') ?? '';
    for (const [browser, query] of [
      [openDesk(port()), `code=abc&state=${state}`],
      [left, 'code=abc&state=other'],
      [left, `code=forged&state=${state}`],
      [left, `error=access_denied&state=${state}`],
    ] as const) {
      const back = await browser.get(`/desk/sign-on/back?${query}`);
      expect([back.status, back.headers.location], query).to.deep.equal([303, '/desk/sign-in?failed=provider']);
    }
    expect((await left.get('/desk/sign-in?failed=provider')).text).to.include('Single sign-on did not work');
  });

  it('says that it did not work where the provider is away', async () => {
    const settings = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: CLIENT.id, DESK_PASSWORD_LOGIN: 'off' };
    const desk = openDesk((await world.serverFor(settings, 'listener')).port);
    const page = await desk.get('/desk/sign-in');
    expect(page.body).not.to.include('type="password"');
    expect((await desk.get('/desk/sign-on')).headers.location).to.equal('/desk/sign-in?failed=provider');
    const [login, password] = ['john.smith', 'john-demo'];
    expect((await desk.send('/desk/sign-in', { login, password })).headers['set-cookie']).to.equal(undefined);
  });
});
