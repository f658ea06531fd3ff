import type { Page } from 'playwright-core';
import type { Person } from './scene.ts';

const MOST_STOPS = 300;

/** Presses Tab until something has the focus. @throws Error where Tab does not lead there */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const aim = page.locator(`:is(${selector}):focus`);
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if ((await aim.count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector}`);
}

/** Goes to something, and presses a key there. */
export async function press(page: Page, selector: string, key: string): Promise<void> {
  await page.locator(selector).first().focus();
  await page.keyboard.press(key);
}

/** Writes into a field what is not in it yet. */
export async function type(page: Page, selector: string, text: string): Promise<void> {
  await page.locator(selector).focus();
  await page.keyboard.type(text);
}

/** Writes into a field instead of what is in it. */
export const write = (page: Page, selector: string, text: string): Promise<void> =>
  page.locator(selector).first().fill(text);

/** Presses Enter on a button or link, and waits for the page that it leads to. */
export async function follow(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), press(page, selector, 'Enter')]);
}

export async function signIn(page: Page, origin: string, { login, password }: Person): Promise<void> {
  await page.goto(`${origin}/desk/sign-in`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
  await page.waitForURL(`${origin}/desk`);
}
