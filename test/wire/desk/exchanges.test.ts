import { expect } from 'chai';
import { openDesk } from '../../support/desk.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

/** A page waits for each exchange with the database in turn; the chain of a task reads four things of its own. */
const PAGES: readonly [path: string, most: number][] = [
  ['/desk', 2],
  ['/desk/work', 3],
  ['/desk/work?state=overdue', 3],
  ['/desk/work?who=jane.doe', 5],
  ['/desk/reassign?task=4812&task=4810', 3],
  ['/desk/tasks/4792', 5],
  ['/desk/sessions', 2],
  ['/desk/help', 1],
];

describe('the exchanges of the desk with the database', () => {
  let world: World;

  before(async () => {
    world = await openWorld(new URL('../../../fixtures/demo.json', import.meta.url));
  });

  after(() => world.close());

  for (const [path, most] of PAGES) {
    it(`are ${most} at the most for ${path}`, async () => {
      const desk = openDesk((await world.serverFor({}, 'listener')).port);
      await desk.signIn('maria.keller', 'maria-demo');
      let status = 0;
      const count = await countQueries(async () => ({ status } = await desk.get(path)));
      expect(status).to.equal(200);
      expect(count).to.be.within(1, most);
    });
  }
});
