import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { expect } from 'chai';
import { chromium, type Browser, type Page } from 'playwright-core';
import { z } from 'zod';
import { ARGUMENTS, CHROMIUM } from './browser.ts';
import { startServer } from './server.ts';
import type { Step } from './story.ts';

/** Every page of the desk, by an address that shows something with the demo data. */
const DESK_PAGES: readonly string[] = [
  '/desk/sign-in',
  '/desk',
  '/desk/absence',
  '/desk/absence/17',
  '/desk/people/15/leave',
  '/desk/people',
  '/desk/deliveries',
  '/desk/clients',
  '/desk/admin/accounts',
  '/desk/admin/add-account',
  '/desk/admin/accounts/jane.doe',
  '/desk/admin/teams',
  '/desk/admin/teams/Legal',
  '/desk/admin/keys',
  '/desk/sessions',
  '/desk/help',
  '/desk/nothing',
];

const LOOKS = [
  { width: 320, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;

/** WCAG 2.2 AA, and what axe knows of good landmarks and headings. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** An administrator of the demo data, who sees every page. */
export const ADMINISTRATOR = { login: 'maria.keller', password: 'maria-demo' } as const;

/** Looks at every page of the desk of a server with the demo data, narrow and wide, light and dark. */
export async function inspectDesk(_url: string, _scene: unknown, step: Step): Promise<void> {
  const server = await startServer(
    JSON.parse(readFileSync(new URL('../../fixtures/demo.json', import.meta.url), 'utf8')),
  );
  const origin = new URL(server.url).origin;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  try {
    for (const look of LOOKS) {
      await step(`at ${look.width} px, ${look.colorScheme}, fits and satisfies axe`, () =>
        inspect(browser, origin, look),
      );
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function inspect(
  browser: Browser,
  origin: string,
  { width, colorScheme }: (typeof LOOKS)[number],
): Promise<void> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('404')) faults.push(message.text());
  });
  for (const path of DESK_PAGES) {
    if (path === '/desk') await signIn(page, origin, ADMINISTRATOR);
    await page.goto(origin + path);
    if (z.boolean().parse(await page.evaluate('document.documentElement.scrollWidth > innerWidth'))) {
      faults.push(`${path} is wider than the screen`);
    }
    await page.evaluate(axe.source);
    const { passes, violations } = results.parse(await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(TAGS)} })`));
    expect(passes, path).to.not.be.empty;
    for (const { id, nodes } of violations) faults.push(`${path}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
  }
  await context.close();
  expect(faults).to.deep.equal([]);
}

export async function signIn(
  page: Page,
  origin: string,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<void> {
  await page.goto(`${origin}/desk/sign-in`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
  await page.waitForURL(`${origin}/desk`);
}

const results = z.object({
  passes: z.array(z.unknown()),
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});
