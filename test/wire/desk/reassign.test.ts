import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { openDesk, type DeskBrowser, type Fields, type Shown } from '../../support/desk.ts';
import { fieldsOf } from '../../support/desk-forms.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);

describe('reassigning at the desk', () => {
  let world: World;
  let port: number;
  let desk: DeskBrowser;

  before(async () => {
    world = await openWorld(DEMO);
    ({ port } = await world.serverFor({}, 'listener'));
    desk = openDesk(port);
    await desk.signIn('maria.keller', 'maria-demo');
  });

  after(() => world.close());

  const preview = async (address: string, fields: Fields): Promise<Shown> => {
    const form = await desk.get(address);
    return desk.post('/desk/reassign', { ...fieldsOf(form, '/desk/reassign'), ...fields });
  };
  const apply = (shown: Shown, fields: Fields = {}): Promise<Shown> =>
    desk.post('/desk/reassign/apply', { ...fieldsOf(shown, '/desk/reassign/apply'), ...fields });

  it('says beside each name how many open tasks the person has, and who is absent', async () => {
    await world.prepare(`
      insert into open_tasks (id, priority, assignee_id)
      select -number, 5, (select id from users where login = 'john.smith') from generate_series(1, 51) as number`);
    const labelOf = async (path: string, login: string): Promise<string> =>
      new RegExp(`<option value="${login}">([^<]*)<`).exec((await desk.get(path)).body)?.[1] ?? '';
    const row = (await desk.get('/desk/people')).body.split('<tr').find((each) => each.includes('value="12"')) ?? '';
    const [, open = ''] = /data-label="Open">(?:<a[^>]*>)?(\d+)/.exec(row) ?? [];
    for (const path of ['/desk/reassign?task=4812', '/desk/absence/12', '/desk/people/12/leave']) {
      expect(await labelOf(path, 'jane.doe'), path).to.equal(`Jane Doe (jane.doe), ${open} open`);
      expect(await labelOf(path, 'bob.jones'), path).to.match(
        /^Bob Jones \(bob\.jones\), \d+ open, absent until .+, goes to Alice Jones$/,
      );
      expect(await labelOf(path, 'john.smith'), path).to.equal('John Smith (john.smith), 50+ open');
      expect((await desk.get(path)).text, path).to.include('Beside each name: the open tasks that the person has');
    }
    expect(await labelOf('/desk/absence', 'jane.doe')).to.equal('Jane Doe (jane.doe)');
    await world.prepare('delete from open_tasks where id < 0');
  });

  it('shows what would happen and changes nothing', async () => {
    const shown = await preview('/desk/reassign?task=4812&task=4799', { to: 'carol.white', reason: 'Jane is ill.' });
    expect(shown.status).to.equal(200);
    expect(shown.text).to.match(/^Preview Nothing has been changed yet\./);
    expect((await desk.get('/desk/tasks/4812')).text).to.include('Assignee Jane Doe');
  });

  it('moves tasks, says what became of each, and takes it back', async () => {
    const shown = await preview('/desk/reassign?task=4810&task=4804', {
      to: 'alice.jones',
      due: 'shift',
      shiftDays: '7',
      reason: 'Jane is ill.',
    });
    expect(shown.text).to.include('2 tasks would be reassigned');
    const result = await apply(shown);
    expect(result.text).to.include('What was reassigned 2 reassigned, 0 refused, 0 skipped.');
    const [, successor = ''] = /\/desk\/tasks\/(\d+)">#\d+<\/a> with Alice Jones/.exec(result.body) ?? [];

    const chain = await desk.get(`/desk/tasks/${successor}`);
    expect(chain.text).to.include('Assignee Alice Jones').and.to.include('Maria Keller reassigned');
    expect(chain.text).to.include('desk, at the desk').and.to.include('Reason Jane is ill.');
    const earlier = await desk.get('/desk/tasks/4810');
    expect(earlier.text)
      .to.include(`#4810 → #${successor}`)
      .and.to.include(`#4810 has been reassigned: it is #${successor} now`);
    expect(earlier.body.match(/ id="asked"/g)).to.have.length(1);

    const [action = ''] = /\/desk\/results\/[\w-]+\/undo/.exec(result.body) ?? [];
    const undone = await desk.post(action, fieldsOf(result, action));
    expect(undone.text).to.include('What was taken back 2 reassigned').and.to.include('with Bob Jones');
    const again = await desk.post(action, { ...fieldsOf(result, action), key: randomUUID() });
    expect(again.text).to.include('0 reassigned, 0 refused, 2 skipped');
  });

  it('shows what goes round, and reassigns it from there', async () => {
    const round = await desk.get('/desk/round');
    expect(round.text).to.match(/^What goes round .* 2 tasks .* 2 times Bob Jones → Alice Jones → Bob Jones/);
    expect((await desk.get('/desk/work')).body).to.include('href="/desk/round"');
    const [, task = ''] = /name="task" value="(\d+)"/.exec(round.body) ?? [];
    const shown = await preview(`/desk/reassign?back=%2Fdesk%2Fround&task=${task}`, { to: 'carol.white' });
    expect(shown.text).to.include('1 task would be reassigned');
    expect(shown.body).to.include('href="/desk/round"');
  });

  it('skips and names a task that has changed since the preview', async () => {
    const shown = await preview('/desk/reassign?task=4802&task=4800', { to: 'alice.jones' });
    const dueAt = '2031-04-15T17:00';
    const version = /name="version" value="(\d+)"/.exec((await desk.get('/desk/tasks/4802')).body)?.[1] ?? '';
    expect((await desk.post('/desk/tasks/4802', { version, dueAt })).text).to.include('The due date has been changed.');
    const result = await apply(shown);
    expect(result.text)
      .to.include('1 reassigned, 0 refused, 1 skipped.')
      .and.to.include('It has changed since you looked');
  });

  it('does its work once when a form is sent twice', async () => {
    const shown = await preview('/desk/reassign?task=4797', { to: 'alice.jones' });
    const first = await apply(shown);
    const second = await apply(shown);
    expect(first.text).to.include('1 reassigned');
    expect(second.text).to.equal(first.text);
  });

  it('keeps what was typed when something is missing, and links to the field', async () => {
    const shown = await preview('/desk/reassign?task=4796', {
      to: '',
      due: 'set',
      dueAt: '2001-01-01T00:00',
      instructions: 'replace',
      text: '',
      reason: '"quoted" <b>',
    });
    expect(shown.status).to.equal(422);
    for (const field of ['to', 'dueAt', 'text']) expect(shown.body).to.include(`<a href="#${field}">`);
    expect(shown.body).to.include('aria-invalid="true" aria-describedby="to-hint to-fault"');
    expect(shown.body).to.include('aria-invalid="true" aria-describedby="text-fault"');
    expect(shown.body).to.include('value="&quot;quoted&quot; &lt;b&gt;"');
  });

  it('says so where nobody has the login', async () => {
    const shown = await preview('/desk/reassign?task=4796', { to: 'nobody.here' });
    expect([shown.status, shown.text.includes('No enabled account has this login.')]).to.deep.equal([422, true]);
  });

  it('takes all tasks of a list, as they are then', async () => {
    const list = await desk.get('/desk/work?who=carol.white');
    const fields = fieldsOf(list, '/desk/reassign');
    const query = new URLSearchParams({ back: String(fields.back), all: '1' });
    const shown = await preview(`/desk/reassign?${query.toString()}`, { to: 'alice.jones' });
    expect(shown.text).to.include('BudgetUpdate').and.to.include('ContractRenewal').and.not.to.include('LegalReview');
  });

  it('leads back from the result to the list as it was filtered, at the page that it was on', async () => {
    const result = await apply(
      await preview(`/desk/reassign?task=4781&back=%2Fdesk%2Fwork%3Fwho%3Dlena.fischer%26after%3D-~1`, {
        to: 'jane.doe',
      }),
    );
    expect(result.body).to.include(
      'href="/desk/work?who=lena.fischer&amp;after=-%7E1" data-key="back">Back to the list',
    );
    const [action = ''] = /\/desk\/results\/[\w-]+\/undo/.exec(result.body) ?? [];
    expect((await desk.post(action, fieldsOf(result, action))).body).to.include(
      'href="/desk/work?who=lena.fischer&amp;after=-%7E1"',
    );
  });

  it('goes back from the preview to the form as it was', async () => {
    const shown = await preview('/desk/reassign?task=4796', { to: 'alice.jones', reason: 'Why' });
    const form = await desk.post('/desk/reassign', { ...fieldsOf(shown, '/desk/reassign'), step: 'form' });
    expect(form.body).to.include('value="alice.jones"').and.to.include('value="Why"');
  });

  it('gives the result as CSV in which nothing is a formula', async () => {
    const result = await apply(await preview('/desk/reassign?task=4784', { to: 'jane.doe' }));
    const [path = ''] = /\/desk\/results\/[\w-]+\?format=csv/.exec(result.body) ?? [];
    const csv = await desk.get(path);
    expect(csv.headers['content-disposition']).to.match(/^attachment; filename="handover-[0-9a-f]{8}\.csv"$/);
    expect(csv.body).to.match(
      /^\uFEFFtask,name,outcome,reason,new task,assignee\r\n4784,ContractRenewal,reassigned,,\d+,Jane Doe\r\n$/,
    );
  });

  it('shows a result to nobody else', async () => {
    const result = await apply(await preview('/desk/reassign?task=4782', { to: 'jane.doe' }));
    const [path = ''] = /\/desk\/results\/[\w-]+/.exec(result.body) ?? [];
    const other = openDesk(port);
    await other.signIn('jane.doe', 'jane-demo');
    expect((await other.get(path)).status).to.equal(404);
  });
});

describe('the work at the desk', () => {
  let world: World;
  let desk: DeskBrowser;

  before(async () => {
    world = await openWorld(DEMO);
    const { port } = await world.serverFor({}, 'listener');
    desk = openDesk(port);
    await desk.signIn('maria.keller', 'maria-demo');
  });

  after(() => world.close());

  const LISTS: readonly [path: string, says: string][] = [
    ['/desk/work', 'Open: 21 tasks'],
    ['/desk/work?state=overdue', 'Overdue: 1 task'],
    ['/desk/work?who=CAROL.white', 'Open, of Carol White: 2 tasks'],
    ['/desk/work?q=BUDGET.xlsx&state=overdue', 'Overdue, with “BUDGET.xlsx”: 1 task'],
    ['/desk/work?priority=11', 'Open, Priority Urgent: 1 task'],
    ['/desk/work?state=nonsense&page=-1&team=x', 'Open: 21 tasks'],
    ['/desk/work?due=no-date', 'Open, without a due date: 1 task'],
    ['/desk/work?team=5', 'Open, of the team Quality Board: 1 task'],
    ['/desk/work?team=777', 'Open, of the team #777: 0 tasks'],
    ['/desk/work?priority=32768', 'Open: 21 tasks'],
    ['/desk/work?who=nobody.here', 'No account has the login “nobody.here”.'],
    ['/desk/find?q=notariz', 'Open, with “notariz”: 1 task'],
  ];
  for (const [path, says] of LISTS) {
    it(`is found at ${path}`, async () => expect((await desk.get(path)).text).to.include(says));
  }

  it('is ordered by the heads of its columns', async () => {
    const page = await desk.get('/desk/work?sort=assignee&order=down');
    expect(page.body).to.include('aria-sort="descending"><a href="/desk/work?sort=assignee">');
    expect(page.body.indexOf('Lena Fischer')).to.be.lessThan(page.body.indexOf('Alice Jones'));
  });

  it('leads from a number to the task', async () => {
    expect((await desk.get('/desk/find?q=%234812')).headers.location).to.equal('/desk/tasks/4812');
  });

  it("shows a task by its uuid, and none that is not there or not the caller's", async () => {
    expect((await desk.get('/desk/tasks/999999')).status).to.equal(404);
    expect((await desk.get('/desk/tasks/99999999999')).status).to.equal(404);
    expect((await desk.get('/desk/tasks/x')).status).to.equal(404);
  });

  it('finds no task by a number that none can have when a form is sent', async () => {
    const due = { version: '1', dueAt: '2031-05-01T12:00' };
    expect((await desk.send('/desk/tasks/99999999999', due)).status).to.equal(404);
    expect((await desk.send('/desk/tasks/4.812e3', due)).status).to.equal(404);
    const undo = { version: '1', step: 'undo', key: randomUUID() };
    expect((await desk.send('/desk/tasks/99999999999', undo)).status).to.equal(404);
    expect((await desk.send('/desk/tasks/4812', { ...due, version: '99999999999' })).status).to.equal(404);
  });
});
