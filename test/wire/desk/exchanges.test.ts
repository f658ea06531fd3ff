import { expect } from 'chai';
import { openDesk, type DeskBrowser, type Shown } from '../../support/desk.ts';
import { countQueriesOfServer } from '../../support/driver-queries.ts';
import { fieldsOf } from '../../support/desk-forms.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

/** A page waits for each exchange with the database in turn. */
const PAGES: readonly [path: string, most: number][] = [
  ['/desk', 2],
  ['/desk/work', 3],
  ['/desk/work?state=overdue', 3],
  ['/desk/work?who=jane.doe', 3],
  ['/desk/find?q=note', 3],
  ['/desk/round', 3],
  ['/desk/reassign?task=4812&task=4810', 3],
  ['/desk/reassign?all=1&back=%2Fdesk%2Fwork%3Fwho%3Djane.doe', 3],
  ['/desk/tasks/4792', 4],
  ['/desk/people', 3],
  ['/desk/people/level?person=12&person=15&person=18', 4],
  ['/desk/people/12/leave', 4],
  ['/desk/absence', 3],
  ['/desk/absence/12', 4],
  ['/desk/calendar', 2],
  ['/desk/deliveries', 4],
  ['/desk/clients', 3],
  ['/desk/admin/accounts', 2],
  ['/desk/admin/accounts/jane.doe', 2],
  ['/desk/admin/add-account', 1],
  ['/desk/admin/teams', 2],
  ['/desk/admin/teams/Legal', 2],
  ['/desk/admin/keys', 2],
  ['/desk/sessions', 2],
  ['/desk/help', 1],
];

describe('the exchanges of the desk with the database', () => {
  let world: World;
  let maria: DeskBrowser;
  let port: number;

  before(async () => {
    world = await openWorld(new URL('../../../fixtures/demo.json', import.meta.url));
    ({ port } = await world.serverFor({}, 'listener'));
    maria = openDesk(port);
    await maria.signIn('maria.keller', 'maria-demo');
  });

  after(() => world.close());

  const within = async (most: number, ask: () => Promise<Shown>): Promise<Shown> => {
    let shown: Shown | undefined;
    const count = await countQueriesOfServer(async () => {
      shown = await ask();
    });
    if (!shown) throw new Error('nothing was shown');
    expect([200, 303], shown.text).to.include(shown.status);
    expect(count, shown.headers.location ?? shown.text.slice(0, 99)).to.be.within(1, most);
    return shown;
  };

  /** Sends a form that leads to another page, and goes there. */
  const follow = async (send: () => Promise<Shown>): Promise<Shown> => {
    const { headers, status, text } = await within(4, send);
    expect(status, text).to.equal(303);
    return within(4, () => maria.get(headers.location ?? ''));
  };

  for (const [path, most] of PAGES) {
    it(`are ${most} at the most for ${path}`, () => within(most, () => maria.get(path)));
  }

  it('are three at the most for the work that one person sees', async () => {
    const lena = openDesk(port);
    await lena.signIn('lena.fischer', 'lena-demo');
    await within(3, () => lena.get('/desk/work'));
    await within(3, () => lena.get('/desk/work?who=john.smith'));
  });

  it('are four at the most for what follows a form', async () => {
    const chosen = { all: '1', back: '/desk/work?who=jane.doe', to: 'bob.jones', inPlaceOf: '12', forAbsence: '1' };
    await within(3, () => maria.send('/desk/reassign', { task: ['4812', '4810'], to: 'bob.jones' }));
    const preview = await within(4, () => maria.send('/desk/reassign', chosen));
    const result = await follow(() => maria.send('/desk/reassign/apply', fieldsOf(preview, '/desk/reassign/apply')));
    expect(result.text).to.match(/[1-9]\d* reassigned/);
    await within(4, () => maria.get('/desk/absence/12/back'));
    const [undo = ''] = /\/desk\/results\/[\w-]+\/undo/.exec(result.body) ?? [];
    expect((await follow(() => maria.send(undo, fieldsOf(result, undo)))).text).to.match(/[1-9]\d* reassigned/);
    for (const what of ['make', 'withdraw']) await within(2, () => maria.send('/desk/calendar', { what }));
  });

  it('are four at the most for what a form does, and for the page after it', async () => {
    const [, version = ''] = /name="version" value="(\d+)"/.exec((await maria.get('/desk/tasks/4796')).body) ?? [];
    await follow(() => maria.send('/desk/tasks/4796', { version, dueAt: '2031-04-15T17:00' }));
    const absence = { substitute: 'priya.nair', from: '', until: '2031-04-15T17:00' };
    await follow(() => maria.send('/desk/absence/18', { step: 'set', ...absence }));
    await follow(() => maria.send('/desk/absence/18', { step: 'pass', substitute: 'john.smith' }));
    await follow(() => maria.send('/desk/absence/18', { step: 'end' }));
    await follow(() => maria.send('/desk/deliveries', { do: 'resend', all: '1', who: 'jane.doe' }));
    await follow(() => maria.send('/desk/people/12/leave', { step: 'teams' }));
    // Tasks are transferred in batches, each found and written apart.
    await within(5, () => maria.send('/desk/people/12/leave', { step: 'tasks', to: 'carol.white' }));
    const john = { login: 'john.smith', password: 'john-demo', to: '/desk' };
    await follow(() => openDesk(port).send('/desk/sign-in', john));
  });
});
