import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { PAGE_SCRIPT } from '../../../src/wire/desk/frame/assets.ts';

/** What a page has to be. */
export interface Expected {
  readonly status?: number;
  readonly notice?: 'done' | 'wrong';
}

/** Looks at the page that is shown. @param name of what is seen, for whoever reads what is wrong */
export type Look = (name: string, expected?: Expected) => Promise<void>;

/** Widths of the window, and the schemes that pages are looked at in there. */
export type Looks = readonly (readonly [width: number, schemes: readonly ('light' | 'dark')[]])[];

export const EVERY_LOOK: Looks = [
  [1280, ['light', 'dark']],
  [320, ['dark', 'light']],
];

/** Colours are the same in every language. */
export const LOOKS_OF_WORDS: Looks = [
  [1280, ['light']],
  [320, ['dark']],
];

const HEIGHT = 900;

/** WCAG 2.2 AA, and what axe knows of good landmarks and headings. */
const ALL_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What can be wrong in one scheme and right in the other. */
const RULES_OF_COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

const Results = z.object({
  passes: z.array(z.unknown()).min(1),
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/**
 * Looks at pages wide and narrow, light and dark, first as they are without scripts, then with what the script makes of
 * them. Pages reach the browser without the script; it runs once they have been looked at.
 * @param faults gets what is wrong
 */
export async function looker(context: BrowserContext, page: Page, looks: Looks, faults: string[]): Promise<Look> {
  const empty = { contentType: 'text/javascript', body: '' };
  await context.addInitScript({ content: axe.source });
  await context.route(`**${PAGE_SCRIPT.path}`, (route) => route.fulfill(empty));
  let status = 0;
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) status = response.status();
  });
  page.on('console', (message) => {
    const isExpected = /status of (?:4\d\d|50[03])|Cross-Origin-Opener-Policy header has been ignored/.test(
      message.text(),
    );
    if (isExpected || !['error', 'warning'].includes(message.type())) return;
    faults.push(`${page.url()}: ${message.text()}`);
  });

  const judge = async (seen: string, runOnly: unknown): Promise<void> => {
    const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
    const { violations } = Results.parse(await page.evaluate(`axe.run(${options})`));
    for (const { id, nodes } of violations) faults.push(`${seen}: ${id} ${nodes.map(({ html }) => html).join(' ')}`);
  };

  const inspect = async (name: string): Promise<void> => {
    for (const [width, schemes] of looks) {
      await page.setViewportSize({ width, height: HEIGHT });
      if (z.boolean().parse(await page.evaluate('document.documentElement.scrollWidth > innerWidth'))) {
        faults.push(`${name}: wider than ${width} px`);
      }
      // At its end a page lies under nothing that sticks to the window; that focus is not hidden is looked at apart.
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      for (const [index, colorScheme] of schemes.entries()) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await judge(`${name}, ${width} px, ${colorScheme}`, index === 0 ? ALL_RULES : RULES_OF_COLOURS);
      }
    }
  };

  return async (name, expected = {}) => {
    const notice = await page.evaluate(`document.querySelector('#message')?.className.replace('notice ', '')`);
    const shown = `${status} ${String(notice)}`;
    const wanted = `${expected.status ?? 200} ${String(expected.notice)}`;
    if (shown !== wanted) faults.push(`${name}: ${shown} instead of ${wanted}`);
    await inspect(`${name}, without scripts`);
    for (const fault of z.array(z.string()).parse(await page.evaluate(TAB_STOPS))) faults.push(`${name}: ${fault}`);
    const before = await page.evaluate('document.body.innerHTML');
    await page.addScriptTag({ url: `${PAGE_SCRIPT.path}?run` });
    if ((await page.evaluate('document.body.innerHTML')) !== before) await inspect(`${name}, with scripts`);
  };
}

/**
 * Goes to each thing that can be pressed or filled in, as Tab does, and says where somebody would not see that it is
 * there: without an outline, outside of the window, or under something else (WCAG 2.4.7, 2.4.11).
 */
const TAB_STOPS = `(() => {
  const faults = [];
  const stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
  for (const stop of stops) {
    if (!stop.checkVisibility({ visibilityProperty: true }) || stop.disabled) continue;
    const what = stop.outerHTML.slice(0, 120);
    if (stop.tabIndex !== 0) faults.push('not reached by Tab in its turn: ' + what);
    scrollTo(0, 0);
    stop.focus();
    const { outlineStyle, outlineWidth } = getComputedStyle(stop);
    if (document.activeElement !== stop) faults.push('takes no focus: ' + what);
    const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    if (!isSeen) faults.push('no outline: ' + what);
    const { left, right, top, bottom } = stop.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
    const above = document.elementFromPoint(x, y);
    if (!above || !(stop.contains(above) || above.contains(stop) || above.closest('label')?.control === stop))
      faults.push('hidden at ' + [x, y] + ' by ' + (above ? above.outerHTML.slice(0, 60) : 'nothing') + ': ' + what);
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return faults;
})()`;
