import axe from 'axe-core';
import { expect } from 'chai';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { ARGUMENTS, CHROMIUM } from './browser.ts';
import type { Step } from './story.ts';

/** A small telephone, a tablet upright, a notebook. */
const WIDTHS = [320, 768, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;

/** WCAG 2.2 AA, and what axe knows of good landmarks and headings. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const UNKNOWN = ['?op=reassigntask', `?op=${'NotAnOperation'.repeat(12)}`];

/** One page of each kind, by its query: fields of all sorts, words, no parameters, nothing found. */
const KINDS = [
  '',
  ...['ReassignTask', 'getTasks', 'RenewTicket', 'ServerInfo'].map((name) => `?op=${name}`),
  ...UNKNOWN,
];

/**
 * Looks at every page there is: the list, all operations, an operation that does not exist. Scripts run here for the
 * sake of the questions asked of each page; the pages have none.
 */
export async function inspectHelpPages(url: string, _scene: unknown, step: Step): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  try {
    for (const width of WIDTHS) {
      for (const colorScheme of SCHEMES) {
        const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
        const isFirst = width === WIDTHS[0] && colorScheme === SCHEMES[0];
        await inspect(page, url, isFirst, (name, check) => step(`${name} at ${width} px, ${colorScheme}`, check));
        await page.close();
      }
    }
    await goByKeyboard(browser, url, step);
  } finally {
    await browser.close();
  }
}

async function inspect(page: Page, url: string, isFirst: boolean, step: Step): Promise<void> {
  await page.goto(url);
  const operations = names.parse(await page.evaluate(OPERATIONS));
  const queries = ['', ...operations.map((name) => `?op=${name}`), ...UNKNOWN];

  await step('fits on every page', async () => {
    expect(operations).to.include('GetUserTaskRedirectionsFrom');
    const faults: string[] = [];
    for (const query of queries) {
      await page.goto(url + query);
      faults.push(...names.parse(await page.evaluate(MISPLACED)).map((fault) => `${query}: ${fault}`));
    }
    expect(faults).to.deep.equal([]);
  });

  // axe takes a second a page: all of them once, then one of each kind.
  const pages = isFirst ? queries : KINDS;
  await step(`satisfies axe on ${pages.length} pages`, async () => {
    const faults: string[] = [];
    for (const query of pages) {
      await page.goto(url + query);
      await page.evaluate(axe.source);
      const { passes, violations } = results.parse(
        await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(TAGS)} })`),
      );
      expect(passes, query).to.not.be.empty;
      for (const { id, nodes } of violations) faults.push(`${query}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
    }
    expect(faults).to.deep.equal([]);
  });
}

/** One page of each kind, the key Tab from its start to its end. */
async function goByKeyboard(browser: Browser, url: string, step: Step): Promise<void> {
  for (const query of KINDS) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(url + query);

    await step(`comes first to a link past the top of srv.asmx${query.slice(0, 20)}`, async () => {
      await page.keyboard.press('Tab');
      expect(focused.parse(await page.evaluate(FOCUSED))).to.include({ name: 'Skip to content', isSeen: true });
      await page.keyboard.press('Enter');
      expect(await page.evaluate('document.activeElement.localName')).to.equal('main');
    });

    await step(`shows where the focus is on srv.asmx${query.slice(0, 20)}`, async () => {
      await page.goto(url + query);
      const stops: Focused[] = [];
      for (let last = ''; last !== 'Service Description (WSDL)' || stops.length < 3; last = stops.at(-1)?.name ?? '') {
        await page.keyboard.press('Tab');
        stops.push(focused.parse(await page.evaluate(FOCUSED)));
        expect(stops.length).to.be.lessThan(100);
      }
      expect(stops.filter(({ isMarked, isSeen }) => !isMarked || !isSeen)).to.deep.equal([]);
    });
    await page.close();
  }
}

const names = z.array(z.string());
const results = z.object({
  passes: z.array(z.unknown()),
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});
const focused = z.object({ name: z.string(), isMarked: z.boolean(), isSeen: z.boolean() });
type Focused = z.infer<typeof focused>;

/** Asked of a page in its own language; answers are read as what comes from outside. */
const OPERATIONS = `[...document.querySelectorAll('main li a')].map((link) => link.textContent)`;

/** Where an element has the focus: what it is called, whether it has a mark and whether it is in view. */
const FOCUSED = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { top, bottom, width, height } = element.getBoundingClientRect();
  return {
    name: element.textContent.trim(),
    isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    isSeen: width >= 24 && height >= 12 && bottom > 0 && top < innerHeight,
  };
})()`;

/** Elements wider than the page or their container, and elements that overlap a neighbour. */
const MISPLACED = `(() => {
  const faults = [];
  const say = (element, what) => faults.push(what + ' ' + element.outerHTML.slice(0, 120));
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) say(root, 'scrolls to ' + root.scrollWidth);
  const inkOf = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };
  const hidden = (element) => element.closest('thead') && getComputedStyle(element.closest('thead')).position === 'absolute';
  for (const element of document.querySelectorAll('h1, h2, h3, p, li, th, td, pre, label, small, nav, footer, header')) {
    if (hidden(element)) continue;
    const [ink, place] = [inkOf(element), element.getBoundingClientRect()];
    if (ink.right > place.right + 1) say(element, 'runs out by ' + (ink.right - place.right));
    if (ink.right > innerWidth || ink.left < 0) say(element, 'leaves the page');
  }
  const meet = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  for (const group of document.querySelectorAll('.operations li, tr, .field, .sections, footer .column')) {
    const children = [...group.children].filter((child) => !hidden(child));
    for (const [at, child] of children.entries())
      for (const other of children.slice(at + 1)) if (meet(inkOf(child), inkOf(other))) say(child, 'lies upon its neighbour');
  }
  return faults;
})()`;
