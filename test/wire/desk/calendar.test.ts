import { expect } from 'chai';
import ICAL from 'ical.js';
import { openDesk, type DeskBrowser, type Shown } from '../../support/desk.ts';
import type { SampleServer } from '../../support/samples/servers.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);

const PAGE = '/desk/calendar';

describe('the calendar of a person, by its secret address', () => {
  let world: World;
  let server: SampleServer;
  let bob: DeskBrowser;

  before(async () => {
    world = await openWorld(DEMO);
    server = await world.serverFor({}, 'listener');
    bob = openDesk(server.port);
    await bob.signIn('bob.jones', 'bob-demo');
  });

  after(() => world.close());

  const addressOn = ({ body }: Shown): string => /<pre>http:\/\/[^/]+(\/[^<]+)<\/pre>/.exec(body)?.[1] ?? 'none';
  const make = async (desk = bob): Promise<string> => addressOn(await desk.post(PAGE, { what: 'make' }));
  const stranger = (): DeskBrowser => openDesk(server.port);
  const read = (path: string): Promise<Shown> => stranger().get(path);
  const eventsIn = ({ body }: Shown) =>
    ICAL.Component.fromString(body)
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event));

  const openedAt = Date.now();
  const dayOf = (time: ICAL.Time): number => Math.round((time.toJSDate().getTime() - openedAt) / 86_400_000);
  const lineOf = ({ summary, startDate, endDate, description }: ICAL.Event): string =>
    `${summary}, ${dayOf(startDate)} to ${dayOf(endDate)}: ${description ?? ''}`.trim();

  it('is made at the desk, shown once, made anew and withdrawn', async () => {
    expect((await bob.get('/desk/absence')).body).to.include(`href="${PAGE}"`);
    expect((await bob.get(PAGE)).text).to.include('You have no address.');
    const first = await make();
    expect(first).to.match(/^\/desk\/calendar\/[\w-]{43}\.ics$/);
    const again = await bob.get(PAGE);
    expect(again.text).to.include('You have an address, made');
    expect(again.body).not.to.include(first.slice(PAGE.length + 1, -4));
    expect((await read(first)).status).to.equal(200);

    const second = await make();
    expect((await read(first)).status).to.equal(404);
    expect((await read(second)).status).to.equal(200);
    expect((await bob.post(PAGE, { what: 'withdraw' })).text).to.include('The address has ended.');
    expect((await read(second)).status).to.equal(404);
    expect((await bob.post(PAGE, { what: 'withdraw' })).text).to.include('You have no address.');
  });

  it('shows absences and duties, chains and what is over, in the language of the account', async () => {
    const shown = await read(await make());
    expect(shown.headers).to.include({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'no-referrer',
      'content-disposition': 'inline; filename="calendar.ics"',
    });
    expect(eventsIn(shown).map(lineOf)).to.deep.equal([
      'Standing in for Carol White, -3 to -1: New tasks of Carol White come to you.',
      'Absent: tasks go to Alice Jones, -1 to 14:',
      'Standing in for Carol White, 14 to 30: New tasks of Carol White come to you.',
    ]);

    await world.prepare(`
      insert into redirections (user_id, target_id, starts_at, imported)
      select 12, id, now() + interval '40 days', true from users where login = 'lena.fischer';
      insert into redirection_history (
        user_id, at, changed_by_id, credential, api, operation, old_target_id, old_starts_at, old_ends_at)
      select 7, now() - days * interval '1 day', 7, 'session', 'desk', 'endAbsence', id,
             now() - (days + 4) * interval '1 day', now()
        from users cross join (values (5), (91)) as ended (days) where login = 'lena.fischer'`);
    const lena = openDesk(server.port);
    await lena.signIn('lena.fischer', 'lena-demo');
    const hers = eventsIn(await read(await make(lena)));
    const [last = '', ...rest] = hers.map(lineOf).reverse();
    expect(rest.reverse()).to.deep.equal([
      'Abwesend: Aufgaben gehen an Daniel Okafor, -30 to -2:',
      'Vertretung für John Smith, -9 to -5: Neue Aufgaben von John Smith kommen zu Ihnen.',
      'Vertretung für Daniel Okafor, 20 to 34: Neue Aufgaben von Daniel Okafor kommen zu Ihnen.',
    ]);
    expect(last).to.match(/^Vertretung für Jane Doe, 40 to 4\d\d: .*\nEin Ende ist nicht eingetragen. Angezeigt bis /);
    expect(new Set(hers.map(({ uid }) => uid))).to.have.property('size', 4);
  });

  it('is not sent again where it is known, and answers GET and HEAD alone', async () => {
    const path = await make();
    const [{ headers, body }, head] = [await read(path), await stranger().ask(path, { method: 'HEAD' })];
    expect(head).to.include({ status: 200, body: '' });
    expect(head.headers).to.include({ etag: headers.etag, 'content-length': String(Buffer.byteLength(body)) });
    const etag = String(headers.etag);
    for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      const shown = await stranger().ask(path, { headers: { 'if-none-match': known } });
      expect(shown, known).to.include({ status: 304, body: '' });
    }
    expect((await stranger().ask(path, { headers: { 'if-none-match': '"other"' } })).status).to.equal(200);
    for (const method of ['POST', 'PUT'] as const) {
      const refused = await stranger().ask(path, { method, body: '' });
      expect(refused.status).to.equal(405);
      expect(refused.headers.allow).to.equal('GET, HEAD');
    }
    expect(server.lastOutcome()).to.equal('method-not-allowed');
  });

  it('is nowhere for a withdrawn, an unknown and a disabled one, all the same', async () => {
    const path = await make();
    await world.prepare("update users set enabled = false where login = 'bob.jones'");
    const answers = await Promise.all(
      [path, `/desk/calendar/${'x'.repeat(43)}.ics`, path.slice(0, -4), `${path}/`, '/desk/calendar/x'].map(read),
    );
    await world.prepare("update users set enabled = true where login = 'bob.jones'");
    for (const { status, body } of answers) {
      expect({ status, body }).to.deep.equal({ status: 404, body: 'There is nothing at this address.\n' });
    }
    expect(server.lastOutcome()).to.equal('calendar-unknown');
  });

  it('says no path of its own to the log where the server fails', async () => {
    const path = await make();
    await world.prepare('alter table installation rename to away');
    const shown = await read(path);
    await world.prepare('alter table away rename to installation');
    expect(shown).to.include({ status: 500, body: 'The server has failed; its log says why.\n' });
    expect(server.lastOutcome()).to.equal('fault');
    expect(server.takeFaults().map(String).join()).to.include('installation').and.not.to.include(path.slice(15, 58));
  });

  it('is at the public address, wherever the desk or the JSON call that makes it is spoken', async () => {
    const settings = { PUBLIC_URL: 'https://tasks.example.com/infoRouter', DIALECTS: 'handover' };
    const alone = openDesk((await world.serverFor(settings, 'listener')).port);
    const headers = { authorization: 'Bearer demo-administrator-key' };
    const made = await alone.ask('/handover/v1/calendar', { method: 'POST', headers });
    const [, path = ''] = /"https:\/\/tasks\.example\.com(\/infoRouter\/desk\/calendar\/[^"]+)"/.exec(made.body) ?? [];
    expect((await alone.get(path)).status).to.equal(200);
    const legacy = openDesk((await world.serverFor({ ...settings, DIALECTS: 'asmx' }, 'listener')).port);
    expect((await legacy.get(path)).status).to.equal(404);
  });

  it('opens nothing else, and nothing else opens it', async () => {
    const secret = (await make()).slice(PAGE.length + 1, -4);
    const bearer = await stranger().ask('/handover/v1/calendar', { headers: { authorization: `Bearer ${secret}` } });
    expect(bearer.status).to.equal(401);
    expect((await stranger().ask('/desk', { headers: { cookie: `desk=${secret}` } })).status).to.equal(303);
    const session = /desk=([\w-]{43})/.exec(bob.cookies())?.[1] ?? '';
    expect((await read(`/desk/calendar/${session}.ics`)).status).to.equal(404);
  });
});
