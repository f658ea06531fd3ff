import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { expect } from 'chai';
import { chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { renderSite } from '../../tools/docs/site.ts';
import { ARGUMENTS, CHROMIUM } from './browser.ts';
import type { Step } from './story.ts';

const WIDTHS = [320, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** One page of each kind for axe, which takes a second a page. */
const KINDS = [
  ...['index.html', 'tutorial.html', 'settings.html', 'benchmark.html', 'schema.sql.html', 'reference/getTasks.html'],
  ...['decisions/0001-wsdl-is-the-source.html'],
];

const results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** Opens the documents as files, as somebody without a server does: every page on a telephone and a notebook. */
export async function inspectDocuments(_url: string, _scene: unknown, step: Step): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'handover-docs-'));
  const site = renderSite();
  for (const [place, html] of site) {
    mkdirSync(dirname(join(folder, place)), { recursive: true });
    writeFileSync(join(folder, place), html);
  }
  const addressOf = (place: string): string => pathToFileURL(join(folder, place)).href;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  try {
    for (const width of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
        const where = `at ${width} px, ${colorScheme}`;
        await step(`satisfy axe ${where}`, () => satisfiesAxe(page, addressOf));
        if (colorScheme === 'light') await step(`fit ${where}`, () => fits(page, [...site.keys()], addressOf));
        await page.close();
      }
    }
    await step('lead from the index to the tutorial and on to a section of another page', async () => {
      const page = await browser.newPage({ javaScriptEnabled: false });
      await page.goto(addressOf('index.html'));
      await page.locator('article').getByRole('link', { name: 'Tutorial' }).click();
      await page.locator('article').getByRole('link', { name: 'Production checklist' }).click();
      await page.locator('article').getByRole('link', { name: 'prune it' }).click();
      expect(page.url()).to.equal(`${addressOf('operating.html')}#prune-history`);
      expect(await page.locator('#prune-history').isVisible()).to.equal(true);
    });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function satisfiesAxe(page: Page, addressOf: (place: string) => string): Promise<void> {
  const faults: string[] = [];
  for (const place of KINDS) {
    await page.goto(addressOf(place));
    await page.evaluate(axe.source);
    const found = await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(TAGS)} })`);
    for (const { id, nodes } of results.parse(found).violations) {
      faults.push(`${place}: ${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`);
    }
  }
  expect(faults).to.deep.equal([]);
}

async function fits(page: Page, places: readonly string[], addressOf: (place: string) => string): Promise<void> {
  const wide: string[] = [];
  for (const place of places) {
    await page.goto(addressOf(place));
    if ((await page.evaluate('document.documentElement.scrollWidth - innerWidth')) !== 0) wide.push(place);
  }
  expect(wide).to.deep.equal([]);
}
