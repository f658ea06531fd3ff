import { expect } from 'chai';
import { openDesk, type DeskBrowser, type Shown } from '../../support/desk.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

/** A page waits for each exchange with the database in turn. */
const PAGES: readonly [path: string, most: number][] = [
  ['/desk', 2],
  ['/desk/work', 3],
  ['/desk/work?state=overdue', 3],
  ['/desk/work?who=jane.doe', 5],
  ['/desk/find?q=note', 4],
  ['/desk/reassign?task=4812&task=4810', 3],
  ['/desk/reassign?all=1&back=%2Fdesk%2Fwork%3Fwho%3Djane.doe', 3],
  ['/desk/tasks/4792', 4],
  ['/desk/people', 3],
  ['/desk/people/12/leave', 4],
  ['/desk/absence', 3],
  ['/desk/absence/12', 4],
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

  before(async () => {
    world = await openWorld(new URL('../../../fixtures/demo.json', import.meta.url));
    maria = openDesk((await world.serverFor({}, 'listener')).port);
    await maria.signIn('maria.keller', 'maria-demo');
    // A connection that is opened for the first search sets itself up.
    await maria.get('/desk/work');
  });

  after(() => world.close());

  const within = async (most: number, ask: () => Promise<Shown>): Promise<Shown> => {
    let shown: Shown | undefined;
    const count = await countQueries(async () => {
      shown = await ask();
    });
    if (!shown) throw new Error('nothing was shown');
    expect([200, 303], shown.text).to.include(shown.status);
    expect(count).to.be.within(1, most);
    return shown;
  };

  for (const [path, most] of PAGES) {
    it(`are ${most} at the most for ${path}`, () => within(most, () => maria.get(path)));
  }
});
