import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { Step } from '../story.ts';
import { signIn, tabTo } from './keyboard.ts';
import { ABSENCES, ADMINISTRATOR, type Absence } from './scene.ts';

const PATIENCE_MS = 10_000;
/** Mail to one person within a minute is gathered in one. */
const MAIL_PATIENCE_MS = 90_000;

/**
 * A supervisor finds the overdue work of somebody absent, previews moving it, moves it while one task changes, takes one
 * back, and looks at what happened; with scripts and keys, and without scripts by Tab and Enter.
 */
export async function superviseAtDesk(browser: Browser, origin: string, step: Step): Promise<void> {
  for (const absence of ABSENCES) {
    await supervise(browser, origin, absence, (name, check) => step(`${name}, ${howOf(absence)}`, check));
  }
}

const howOf = ({ scripts }: Absence): string => (scripts ? 'with scripts' : 'without scripts');

/** Mail is gathered first; then the page of the task says that it was sent. */
export async function waitForMail(browser: Browser, origin: string, step: Step): Promise<void> {
  const page = await browser.newPage();
  await signIn(page, origin, ADMINISTRATOR);
  const deadline = Date.now() + MAIL_PATIENCE_MS;
  for (const absence of ABSENCES) {
    const [, , moved] = absence.taskIds;
    await step(`sees that mail has been sent, ${howOf(absence)}`, async () => {
      let text = '';
      while (!text.includes('sent to Jane Doe') && Date.now() < deadline) {
        await page.goto(`${origin}/desk/tasks/${moved}`);
        text = await textOf(page);
        await page.waitForTimeout(250);
      }
      expect(text).to.include('sent to Jane Doe');
    });
  }
  await page.close();
}

async function supervise(browser: Browser, origin: string, absence: Absence, step: Step): Promise<void> {
  const { scripts, absent, taskIds, supervisor } = absence;
  const [changed, undone] = taskIds;
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  let successor = '';
  /** Without scripts everything is reached by Tab. */
  const press = async (selector: string, ...keys: readonly string[]): Promise<void> => {
    await (scripts ? page.locator(selector).first().focus() : tabTo(page, selector));
    for (const key of keys) await page.keyboard.press(key);
  };
  const type = async (selector: string, text: string): Promise<void> => {
    await press(selector);
    await page.keyboard.type(text);
  };

  await step('finds the overdue work of somebody absent', async () => {
    await signIn(page, origin, supervisor);
    await page.goto(`${origin}/desk/work?state=overdue&who=${absent}`);
    for (const id of taskIds) expect(await textOf(page)).to.include(`#${id}`);
  });

  await step('ticks it and asks for a preview by the keyboard', async () => {
    if (scripts) await tickByKeys(page, taskIds);
    else {
      for (const id of taskIds) await press(`input[name=task][value^="${id}:"]`, 'Space');
      await press('[data-key=reassign]', 'Enter');
    }
    await page.waitForURL(/\/desk\/reassign\?/);
    await type('#to', 'jane.doe');
    await press('#due-keep', 'ArrowDown', 'ArrowDown');
    await type('#shiftDays', '14');
    await type('#reason', 'Nobody is there.');
    await press('main form button', 'Enter');
    await page.waitForSelector('h1:has-text("Preview")');
    expect(await textOf(page)).to.include('3 tasks would be reassigned');
  });

  await step('moves it; a task that has changed meanwhile is skipped and named', async () => {
    await putOff(browser, origin, changed);
    await press('form[action$="/apply"] button', 'Enter');
    await page.waitForURL(/\/desk\/results\//);
    const text = await textOf(page);
    expect(text).to.include('2 reassigned, 0 refused, 1 skipped.').and.to.include('It has changed since you looked');
    if (scripts) expect(await page.evaluate('document.activeElement.id')).to.equal('message');
    successor = (await page.locator(`tr:has-text("#${undone}") td a`).getAttribute('href')) ?? '';
  });

  await step('takes one back, to the very person', async () => {
    await page.goto(origin + successor);
    await press('[data-key=undo]', scripts ? 'u' : 'Enter');
    await page.waitForURL(/\/desk\/results\//);
    expect(await textOf(page))
      .to.include('1 reassigned, 0 refused, 0 skipped.')
      .and.to.include('also though absent');
  });

  await step('looks at all that happened', async () => {
    await page.goto(`${origin}/desk/tasks/${undone}`);
    const text = await textOf(page);
    expect(text).to.include('Reason Nobody is there.').and.to.include('took back').and.to.include('desk, at the desk');
  });

  await context.close();
}

/** Keys of the desk: to each line, tick, then reassign. */
async function tickByKeys(page: Page, taskIds: readonly number[]): Promise<void> {
  const rows = await page.locator('[data-row]').count();
  for (let row = 0; row < rows; row++) {
    await page.keyboard.press('j');
    const text = (await page.locator('[data-row]').nth(row).textContent()) ?? '';
    if (taskIds.some((id) => text.includes(`#${id}`))) await page.keyboard.press('x');
  }
  await page.keyboard.press('a');
}

/** Somebody else changes a task, in a browser of his own. */
async function putOff(browser: Browser, origin: string, taskId: number): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, origin, ADMINISTRATOR);
  await page.goto(`${origin}/desk/tasks/${taskId}`);
  await page.click('summary');
  await page.fill('#dueAt', '2031-04-15T17:00');
  await page.click('details button');
  await page.waitForSelector('#message');
  await context.close();
}

const textOf = async (page: Page): Promise<string> => (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
