import { expect } from 'chai';
import { DIALECTS } from '../../../src/config.ts';
import { openDesk, type DeskBrowser, type Shown } from '../../support/desk.ts';
import { fieldsOf } from '../../support/desk-forms.ts';
import type { SampleServer } from '../../support/samples/servers.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);

const MAILS = `
  truncate notices;
  insert into notices (task_id, topic, recipient_id, send_at, attempts, last_error, sent_at, given_up_at)
  select 4812, topic, (select id from users where login = 'jane.doe'), now() + interval '1 hour', attempts, last_error,
         sent_at, given_up_at
    from (values ('TaskAssigned', 3, '421 <busy>', null, null), ('TaskOverdue', 15, '550 no such user', null, now()),
                 ('TaskReassigned', 1, null, now(), null))
      as mails (topic, attempts, last_error, sent_at, given_up_at)`;

const CALLS = `
  insert into usage_agents (digest, agent, credential) values (sha256('old'), 'Old <client>/1.0', 'ticket');
  insert into usage_days (day, user_id, api, operation, binding, agent, calls, refusals, deprecated_calls,
                          spellings, last_at, last_address)
  select current_date - ago, (select id from users where login = 'jane.doe'), api, operation, binding, sha256('old'), calls,
         1, deprecated, spellings, now() - ago * interval '1 day', '192.0.2.7'
    from (values (3, 1200, 'asmx', 'ReassignTask', 'soap', 1100, 2), (2, 34, 'asmx', 'ReassignTask', 'soap', 4, 128),
                 (1, 5, 'box', 'getTask', 'json', 0, 0))
      as days (ago, calls, api, operation, binding, deprecated, spellings)`;

describe('people, mail and clients at the desk', () => {
  let world: World;
  let server: SampleServer;
  let maria: DeskBrowser;

  before(async () => {
    world = await openWorld(DEMO);
    server = await world.serverFor({}, 'listener');
    maria = openDesk(server.port);
    await maria.signIn('maria.keller', 'maria-demo');
    await world.prepare(CALLS);
  });
  after(() => world.close());
  beforeEach(() => world.prepare(MAILS));

  it('shows what people have to do as numbers, each of which leads to as many tasks', async () => {
    const { body } = await maria.get('/desk/people');
    const rows = body.split('<tr').filter((each) => /who=(jane\.doe|daniel\.okafor)"/.test(each));
    const links = [...rows.join('').matchAll(/href="([^"]+)" aria-label="(\d+) /g)].map(([, path = '', count]) => ({
      path: path.replaceAll('&amp;', '&'),
      count: Number(count),
    }));
    const said = links.map(({ path }) => path).join();
    expect(said).to.include('due=week').and.include('due=later').and.include('due=no-date');
    for (const { path, count } of links) {
      const { text } = await maria.get(path);
      expect(text, path).to.match(new RegExp(`: ${count} tasks?\\b`));
    }
  });

  it('draws a bar for each person, which is said in words', async () => {
    const { body } = await maria.get('/desk/people');
    const rows = body.split('<tr data-row>').slice(1);
    expect(rows).to.have.length.above(5);
    for (const row of rows) {
      expect(row).to.match(
        /<svg [^>]*role="img" aria-labelledby="(load-\d+)-t" aria-describedby="\1-d"[^>]*><title id="\1-t">Open/,
      );
      const [, ...values] = /<desc [^>]*>\D+(\d+)\D+(\d+)\D+(\d+)\D+(\d+)<\/desc>/.exec(row) ?? [];
      const open = /data-label="Open">(?:<a[^>]*>)?(\d+)/.exec(row)?.[1];
      expect(values.reduce((sum, value) => sum + Number(value), 0)).to.equal(Number(open));
    }
  });

  it('leads to the absence of each person, and administrators to leaving', async () => {
    const row = (shown: Shown): string => shown.body.split('<tr').find((each) => each.includes('jane.doe')) ?? '';
    expect(row(await maria.get('/desk/people'))).to.match(/"\/desk\/absence\/12".*"\/desk\/people\/12\/leave"/);
    const john = openDesk(server.port);
    await john.signIn('john.smith', 'john-demo');
    expect(row(await john.get('/desk/people')))
      .to.include('"/desk/absence/12"')
      .and.not.include('leave');
  });

  it('shows how tasks could be shared out, and leads to the form that does it', async () => {
    const shown = await maria.get('/desk/people/level?person=18&person=12&person=15&person=9&person=x');
    expect(shown.text).to.match(
      /Alice Jones 2 → 3 Bob Jones absent, to Alice Jones: takes none 1 → 1 Daniel Okafor 4 → 3 Jane Doe 4 → 4 /,
    );
    expect(shown.text).to.match(/Daniel Okafor → Alice Jones 1 Task Due/);
    const form = fieldsOf(shown, '/desk/reassign');
    expect(form)
      .to.include.keys('task', 'to')
      .and.deep.include({ inPlaceOf: ['18'] });
    expect((await maria.get('/desk/people/level?person=12')).text).to.include('Tick at least two people.');
    expect(server.lastOutcome()).to.equal('form-invalid');
    for (const same of ['person=12&person=12', 'person=12&person=2000000000']) {
      expect((await maria.get(`/desk/people/level?${same}`)).text).to.include('Tick at least two people.');
    }
  });

  it('says that not all of those ticked are levelled out', async () => {
    const ticked = Array.from({ length: 21 }, (_, index) => `person=${index + 1}`);
    const said = 'More people were ticked than are levelled out at once: these are the first 20.';
    expect((await maria.get(`/desk/people/level?${ticked.join('&')}`)).text).to.include(said);
    expect((await maria.get(`/desk/people/level?${ticked.slice(1).join('&')}`)).text).not.to.include(said);
    expect((await maria.get('/desk/people')).body).to.include('name="person" value="12"');
  });

  it('says who is absent, and who covers', async () => {
    const { text } = await maria.get('/desk/people');
    expect(text).to.match(/Bob Jones bob\.jones .* covered by Alice Jones/);
    expect(text).to.match(/Open tasks of Alice Jones .* Bob Jones until /);
  });

  it('shows everybody the people of their own tasks, in their language', async () => {
    const lena = openDesk(server.port);
    await lena.signIn('lena.fischer', 'lena-demo');
    const { text } = await lena.get('/desk/people');
    expect(text)
      .to.match(/^Personen Wer wie viele der Aufgaben hat/)
      .and.not.include('Jane Doe');
  });

  for (const path of ['/desk/deliveries', '/desk/clients']) {
    it(`does not show ${path} to others than administrators`, async () => {
      const john = openDesk(server.port);
      await john.signIn('john.smith', 'john-demo');
      expect((await john.get(path)).status).to.equal(404);
      expect((await john.send(path, { do: 'drop', all: '1' })).status).to.equal(404);
    });
  }

  it('lists mail by its state, task and person, with what went wrong', async () => {
    const all = (await maria.get('/desk/deliveries')).text;
    expect(all).to.match(/New task .*Retrying 3 attempts .*421 <busy>.*Given up.*550 no such user/);
    const some = (await maria.get('/desk/deliveries?state=given-up&task=4812&who=jane.doe')).text;
    expect(some).to.include('550 no such user').and.not.include('421');
    expect((await maria.get('/desk/deliveries?who=nobody.here')).text).to.include(
      'Nobody has the login or number nobody.here',
    );
  });

  it('tells on the page of a task of mail that nobody caused', async () => {
    expect((await maria.get('/desk/tasks/4812')).text).to.match(
      /Reminders .*Overdue: Jane Doe: given up 550 no such user/,
    );
  });

  it('sends mail again, those ticked or all of the filter, and stays at the filter', async () => {
    const id = /name="mail" value="([^"]+)"[^>]*aria-label="Tick Overdue/.exec(
      (await maria.get('/desk/deliveries')).body,
    )?.[1];
    const one = await maria.send('/desk/deliveries', { do: 'resend', mail: id ?? '', state: 'given-up' });
    expect(one.headers.location).to.equal('/desk/deliveries?state=given-up&done=resend-1');
    const all = await maria.post('/desk/deliveries', { do: 'resend', all: '1' });
    expect(all.text).to.include('One mail goes out again.');
    expect((await maria.post('/desk/deliveries', { do: 'resend' })).text).to.include('Tick the mails first');
  });

  it('drops mail, and says who did', async () => {
    const shown = await maria.post('/desk/deliveries', { do: 'drop', all: '1', task: '4812' });
    expect(shown.text)
      .to.include('2 mails were dropped.')
      .and.match(/Dropped 15 attempts by maria\.keller/);
  });

  it('shows who calls what, day by day', async () => {
    const { body, text } = await maria.get('/desk/clients');
    expect(text).to.match(
      /Old <client>\/1\.0 jane\.doe by ticket ReassignTask asmx · soap 1,234 2 1,104 case of parameter names, form of dates Calls .*1,200 a day at the most/,
    );
    expect(text).to.include('Why a call was refused is in the log of the server');
    expect(body).to.match(/<svg [^>]*role="img"[^>]*>.*<rect class="calls"/);
    const apis = [...body.matchAll(/<option value="(\w+)"/g)].map(([, name]) => name);
    expect([...apis, 'desk']).to.deep.equal(DIALECTS);
    expect((await maria.get('/desk/clients?api=box')).text)
      .to.include('getTask')
      .and.not.include('ReassignTask');
    expect((await maria.get('/desk/clients?operation=reassigntask')).text)
      .to.include('1,234')
      .and.not.include('getTask');
    expect((await maria.get('/desk/clients?operation=GetTask&api=asmx')).text).to.include('Nobody has called');
  });
});
