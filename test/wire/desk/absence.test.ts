import { expect } from 'chai';
import { openDesk, type DeskBrowser } from '../../support/desk.ts';
import { fieldsOf } from '../../support/desk-forms.ts';
import type { SampleServer } from '../../support/samples/servers.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);

describe('absence and leaving at the desk', () => {
  let world: World;
  let server: SampleServer;
  let maria: DeskBrowser;

  before(async () => {
    world = await openWorld(DEMO);
    // Of old data: a ring, and a substitute who has left.
    await world.prepare(`
      insert into redirections (user_id, target_id, starts_at, ends_at, imported)
      values (12, 7, now() - interval '1 day', now() + interval '40 days', true),
             (7, 12, now() + interval '5 days', now() + interval '20 days', true),
             (3, 16, now() - interval '1 day', now() + interval '9 days', true)`);
    server = await world.serverFor({}, 'listener');
    maria = openDesk(server.port);
    await maria.signIn('maria.keller', 'maria-demo');
  });

  after(() => world.close());

  const rowOf = (text: string, name: string): string => text.split(`\n`).find((line) => line.includes(name)) ?? text;

  it('shows who covers whom, with chains, rings, gaps and what is over', async () => {
    const { text, body } = await maria.get('/desk/absence');
    expect(text)
      .to.include('Carol White → Bob Jones → Alice Jones')
      .and.to.include('stands in for Carol White, Bob Jones');
    expect(text).to.include('Gap: goes round, and nobody is there').and.to.include('substitute absent too');
    expect(text).to.include('Gap: the account of the substitute is disabled');
    expect(rowOf(text, 'Daniel Okafor')).to.include('over').and.to.include('planned');
    expect(body)
      .to.match(/<rect class="past"/)
      .and.to.match(/<rect class="current gap"/);
    expect(body).not.to.include('style=');
  });

  it('shows other weeks, and speaks German', async () => {
    expect((await maria.get('/desk/absence?from=2031-04-16')).text).to.include('14 Apr 2031');
    const lena = openDesk(server.port);
    await lena.signIn('lena.fischer', 'lena-demo');
    expect((await lena.get('/desk/absence')).text)
      .to.include('Wer vertritt wen')
      .and.not.to.include('Person Name');
  });

  it('leads from a name to the absence of that person', async () => {
    expect((await maria.ask('/desk/absence?who=Jane%20Doe')).headers.location).to.equal('/desk/absence/12');
    expect((await maria.get('/desk/absence?who=nobody')).text).to.include('Nobody has this name');
    expect(server.lastOutcome()).to.equal('user-not-found');
    expect((await maria.ask('/desk/absence?who=JANE.DOE')).headers.location).to.equal('/desk/absence/12');
    for (const lost of ['/desk/absence/777', '/desk/absence/x']) expect((await maria.get(lost)).status).to.equal(404);
  });

  it('sets an absence for oneself, passes it on and ends it', async () => {
    const alice = openDesk(server.port);
    await alice.signIn('alice.jones', 'alice-demo');
    const page = '/desk/absence/15';
    const set = { step: 'set', substitute: 'daniel.okafor', from: '', until: '2031-04-15T17:00' };
    expect((await alice.post(page, set)).text).to.include('stands in for somebody else in this time');
    await maria.post('/desk/absence/17', { step: 'end' });
    await maria.post('/desk/absence/9', { step: 'end' });
    const short = { ...set, until: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 16) };
    expect((await alice.post(page, short)).text)
      .to.include('The absence is set. Also move the open tasks …')
      .and.to.include('Daniel Okafor now');
    const passed = await alice.post(page, { step: 'pass', substitute: 'lena.fischer' });
    expect(passed.text).to.include('The absence is passed on.').and.to.include('Lena Fischer now');
    expect((await alice.post(page, { step: 'end' })).text).to.include('The absence has ended.');
    expect((await alice.post(page, { ...set, until: '' })).text).to.include('Give the moment');
    expect((await alice.post('/desk/absence/9', set)).text).to.include('You may not change this absence.');
  });

  it('moves the open tasks with the absence, and gives back what nobody has touched', async () => {
    const page = await maria.get('/desk/absence/12');
    const [, link = ''] = /href="(\/desk\/reassign\?[^"]*forAbsence=1[^"]*)"/.exec(page.body) ?? [];
    const form = await maria.get(link.replaceAll('&amp;', '&'));
    const fields = { ...fieldsOf(form, '/desk/reassign'), to: 'alice.jones', due: 'shift', shiftDays: '300' };
    const preview = await maria.post('/desk/reassign', fields);
    const done = await maria.post('/desk/reassign/apply', fieldsOf(preview, '/desk/reassign/apply'));
    const [, moved = ''] = /(\d+) reassigned, 0 refused/.exec(done.text) ?? [];
    expect(Number(moved)).to.be.greaterThan(1);

    const back = await maria.get('/desk/absence/12/back');
    expect(back.text).to.include(`Give back ${moved} tasks`).and.to.include('Alice Jones');
    const given = await maria.post('/desk/absence/12/back', fieldsOf(back, '/desk/absence/12/back'));
    expect(given.text).to.include(`${moved} given back, 0 not.`).and.to.include('is left to give back');
  });

  it('shows administrators what hangs on an account, and nobody else', async () => {
    const { text } = await maria.get('/desk/people/15/leave');
    expect(text).to.include('Alice Jones leaves').and.to.include('Legal Members: 3');
    const john = openDesk(server.port);
    await john.signIn('john.smith', 'john-demo');
    expect((await john.get('/desk/people/15/leave')).status).to.equal(404);
    expect((await maria.get('/desk/people/777/leave')).status).to.equal(404);
  });

  it('moves group by group, and disables in two steps', async () => {
    const page = '/desk/people/15/leave';
    const say = async (fields: Record<string, string>) => (await maria.post(page, fields)).text;
    expect(await say({ step: 'disable' })).to.include('Unfinished tasks hang on the account');
    expect(await say({ step: 'teams', to: 'nobody' })).to.include('No other enabled account has this login.');
    expect(await say({ step: 'teams', to: 'bob.jones' })).to.include('The seats in teams have moved.');
    expect(await say({ step: 'tasks', to: '' })).to.include('Say to whom');
    expect(await say({ step: 'tasks', to: 'carol.white' })).to.include('No unfinished task hangs on the account.');
    const check = await maria.post(page, { step: 'check' });
    expect(check.text).to.include('Disable Alice Jones?');
    expect(await say({ ...fieldsOf(check, page), step: 'disable' })).to.include('The account is disabled.');
    expect((await maria.post('/desk/people/2/leave', { step: 'disable', leave: 'yes' })).text).to.include(
      'your own account',
    );
  });
});
