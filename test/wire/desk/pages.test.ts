import { expect } from 'chai';
import { openDesk, type DeskBrowser, type Shown } from '../../support/desk.ts';
import { openWorld, type World } from '../../support/samples/world.ts';

const DEMO = new URL('../../../fixtures/demo.json', import.meta.url);

/** 120 people more: each has an open task, an absence, a mail that failed, and a client that calls. */
const MANY = `
  insert into users (login, first_name, last_name) select 'page.' || n, 'Page', 'Of ' || n % 60 from generate_series(1, 120) n;
  insert into tasks (status, name, assignee_id, assigned_by_id, due_at, started_at, priority)
  select 'InProgress', 'paged', id, id, case when id % 3 > 0 then now() + (id % 7) * interval '1 day' end, now(),
         case when id % 5 = 0 then 10 else 5 end
    from users where login like 'page.%';
  insert into redirections (user_id, target_id, starts_at)
  select id, 12, now() from users where login like 'page.%';
  insert into notices (task_id, topic, recipient_id, send_at, given_up_at)
  select 4812, 'TaskAssigned', id, now(), now() - id % 4 * interval '1 minute' from users where login like 'page.%';
  insert into usage_agents (digest, agent) values (sha256('page'), 'Page/1.0');
  insert into usage_days (day, user_id, api, operation, binding, agent, calls, refusals, last_at, last_address)
  select current_date, id, 'box', 'page', 'json', sha256('page'), 1, 0, now(), '192.0.2.7' from users where login like 'page.%'`;

/** Lists, and addresses that name no place in them. */
const LISTS: readonly [path: string, forged: readonly string[]][] = [
  ['/desk/work?order=down', ['after=x', 'before=2031-04-15T17:00:00Z', 'after=now~1', `after=${'9'.repeat(5000)}`]],
  ['/desk/work?sort=priority', ['after=4812', 'before=x~1', 'after=-~-', 'before=3~1']],
  [
    '/desk/work?sort=assignee',
    ['after=4812', 'before=x~1', 'after=%25~1~1', 'after=-~-~-', 'before=-~1~1', 'after=x~-~1'],
  ],
  ['/desk/work?q=paged&sort=workflow', ['after=4812', 'before=-~1']],
  ['/desk/people', ['after=x', 'before=1~2~3', 'after=1~2~x~y', 'before=-~2~x~3', 'after=']],
  ['/desk/absence?from=2031-04-16', ['after=x', 'before=x~y', 'after=%C3%28~', 'after=x~2147483648']],
  ['/desk/admin/accounts?q=page.', ['after=%25', 'before=x~y', `after=${'9'.repeat(5000)}`]],
  ['/desk/deliveries?state=given-up', ['after=x', 'before=0~2031-02-30T00:00:00Z~1~x~1', 'after=%00']],
  ['/desk/clients?operation=page', ['after=x', 'before=infinity~1~box~page~json~00']],
];

describe('the pages of the lists of the desk', () => {
  let world: World;
  let maria: DeskBrowser;

  before(async () => {
    world = await openWorld(DEMO);
    const { port } = await world.serverFor({}, 'listener');
    maria = openDesk(port);
    await maria.signIn('maria.keller', 'maria-demo');
    await world.prepare(MANY);
  });
  after(() => world.close());

  const linkIn = ({ body }: Shown, rel: string): string | undefined =>
    new RegExp(`<a rel="${rel}" href="([^"]+)"`).exec(body)?.[1]?.replaceAll('&amp;', '&');

  /** The pages from a first one on, and the way back from the last. */
  async function walk(path: string, rel: string): Promise<Shown[]> {
    const pages: Shown[] = [];
    for (let next: string | undefined = path; next !== undefined && pages.length < 20;) {
      const page = await maria.get(next);
      pages.push(page);
      next = linkIn(page, rel);
    }
    return pages;
  }

  const linesOf = ({ body }: Shown): string[] => [...body.matchAll(/<tr data-row>.*?<\/tr>/gs)].map(([row]) => row);

  for (const [path, forged] of LISTS) {
    it(`turn forth and back, each entry on one of them: ${path}`, async () => {
      const forth = await walk(path, 'next');
      const lines = forth.flatMap(linesOf);
      expect(lines.length).to.be.at.least(120);
      expect(new Set(lines).size).to.equal(lines.length);
      expect(new Set(forth.slice(0, -1).map((page) => linesOf(page).length))).to.deep.equal(new Set([50]));
      const before = forth.at(-2);
      const back = await walk(before ? (linkIn(before, 'next') ?? '') : '', 'prev');
      expect(back.reverse().flatMap(linesOf)).to.deep.equal(lines);
      const [, filter = ''] = path.split('?');
      expect([
        ...forth.slice(0, -1).map((page) => linkIn(page, 'next')),
        ...back.slice(1).map((page) => linkIn(page, 'prev')),
      ])
        .to.have.length(2 * forth.length - 2)
        .and.satisfy((links: string[]) => links.every((link) => link.includes(filter)));
    });

    it(`show the first one, and say why, where the address is forged: ${path}`, async () => {
      for (const place of forged) {
        const shown = await maria.get(`${path}${path.includes('?') ? '&' : '?'}${place}`);
        expect(shown.status, place).to.equal(200);
        expect(shown.text, place).to.include(`cannot be read (${place.split('=')[0]}). This is the first page.`);
        expect(linesOf(shown), place).to.have.length(50);
      }
    });
  }

  it('turn on one’s own tasks behind three hundred, of which each page has its groups', async () => {
    await world.prepare(`
      insert into tasks (status, name, assignee_id, due_at)
      select 'InProgress', 'own', users.id, case when n > 20 then now() + n * interval '1 day' end
        from generate_series(1, 350) n, users where login = 'maria.keller'`);
    const forth = await walk('/desk', 'next');
    const lines = forth.flatMap(linesOf);
    expect(forth.map((page) => linesOf(page).length)).to.deep.equal([300, lines.length - 300]);
    expect(lines.length).to.be.at.least(350);
    expect(new Set(lines).size).to.equal(lines.length);
    const [first, second] = forth;
    expect(first?.text).to.include(`300 of ${lines.length} tasks`);
    expect(second?.text).to.include('No date 20');
    const back = await walk(first ? (linkIn(first, 'next') ?? '') : '', 'prev');
    expect(back.reverse().flatMap(linesOf)).to.deep.equal(lines);
    expect((await maria.get('/desk?after=x')).text).to.include('cannot be read (after)');
  });
});
