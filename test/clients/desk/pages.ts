import type { Page } from 'playwright-core';
import { follow, press, signIn, type } from './keyboard.ts';
import type { Look } from './look.ts';
import type { Visitor } from './scene.ts';

/** A browser at the desk. */
export interface Visit {
  readonly page: Page;
  readonly origin: string;
  /** The same server by a name that is not the machine's own, so that nothing on the way is protected. */
  readonly unprotected: string;
  readonly visitor: Visitor;
  readonly look: Look;
}

/** Bytes that the server takes; more is refused. */
export const LONGEST_FORM = 100_000;

/** Every page that an address alone leads to, by one that shows something. */
const DESK_PAGES: readonly string[] = [
  '/desk',
  '/desk/work',
  '/desk/work?state=overdue&who=jane.doe&sort=assignee',
  '/desk/find?q=Legal',
  '/desk/round',
  '/desk/tasks/4792',
  '/desk/reassign?task=4792&task=4802',
  '/desk/absence',
  '/desk/absence/17',
  '/desk/people/15/leave',
  '/desk/people',
  '/desk/people/level?person=12&person=15&person=18',
  '/desk/deliveries',
  '/desk/admin/accounts',
  '/desk/admin/add-account',
  '/desk/admin/accounts/jane.doe',
  '/desk/admin/teams',
  '/desk/admin/teams/Legal',
  '/desk/admin/keys',
  '/desk/sessions',
  '/desk/help',
];

/** Signs in, after some ways in which that fails, and looks at every page. */
export async function visitPages({ page, origin, unprotected, visitor, look }: Visit): Promise<void> {
  await page.goto(`${unprotected}/desk/sign-in`);
  await look('sign-in where nothing is encrypted');
  await page.goto(`${origin}/desk/sign-in?failed=no-account`);
  await look('single sign-on without an account', { notice: 'wrong' });
  await follow(page, 'main a.button');
  await look('single sign-on while the provider is away', { notice: 'wrong' });
  await page.goto(`${origin}/desk/sign-on/back`);
  await look('single sign-on that did not begin here', { notice: 'wrong' });
  await page.goto(`${origin}/desk/sign-in?to=%2Fdesk%2Fwork`);
  await look('sign-in');
  await type(page, '#login', visitor.person.login);
  await type(page, '#password', 'wrong');
  await follow(page, 'main form button');
  await look('sign-in refused', { status: 401, notice: 'wrong' });

  await signIn(page, origin, visitor.person);
  for (const path of DESK_PAGES) {
    await page.goto(origin + path);
    await look(path);
  }
  for (const path of ['/desk/nothing', '/desk/tasks/999999999']) {
    await page.goto(origin + path);
    await look(path, { status: 404 });
  }
  await page.goto(`${origin}/desk/work?who=nobody`);
  await look('work of nobody', { notice: 'wrong' });
  await page.goto(`${origin}/desk/absence?who=nobody`);
  await look('absence of nobody', { status: 404, notice: 'wrong' });
  await page.goto(`${origin}/desk/clients?operation=Nothing`);
  await look('no client');

  await page.goto(`${origin}/desk/help`);
  for (let times = 0; times < 2; times++) await follow(page, 'main form button');
  await page.goto(`${origin}/desk/reassign?task=4792`);
  await page.evaluate(`document.querySelector('#text').value = 'x'.repeat(${LONGEST_FORM})`);
  await follow(page, 'main form button');
  await look('form too long', { status: 413 });
  // A page of nowhere sends the form.
  await page.goto(`data:text/html,<form method=post action="${origin}/desk/help"><button>Send</button></form>`);
  await Promise.all([page.waitForURL(`${origin}/desk/help`), press(page, 'button', 'Enter')]);
  await look('form of another site', { status: 403 });
}
