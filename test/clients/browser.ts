import { expect } from 'chai';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { CALLER, TARGET } from './fixture.ts';
import type { Scene } from './fixture.ts';
import type { Step } from './story.ts';
import { at, readXml } from './xml.ts';
import type { XmlNode } from './xml.ts';

export const CHROMIUM = '/usr/bin/chromium';
/** No sandbox because containers run as root; the others keep Chromium from calling home. */
export const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const PATIENCE_MS = 10_000;

const INSTRUCTIONS = `Größe prüfen: 日本語 🦊 €, 100% + 1 = "2" & <b>'drei'</b> ]]> %41 &#65; a;b`;

/** A person at the help page, with scripts switched off: from the list of operations to a task handed on. */
export async function browse(url: string, scene: Scene, step: Step): Promise<void> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  try {
    const context = await browser.newContext({ javaScriptEnabled: false });
    context.setDefaultTimeout(PATIENCE_MS);
    await visit(context, url, scene, step);
  } finally {
    await browser.close();
  }
}

async function visit(context: BrowserContext, url: string, scene: Scene, step: Step): Promise<void> {
  const origin = new URL(url).origin;
  const strangers: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) strangers.push(request.url());
  });
  context.on('console', (message) => {
    // Chromium asks every host for an icon; the service has none, as the original had none.
    if (message.location().url === `${origin}/favicon.ico`) return;
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });

  const page = await context.newPage();
  let ticket = '';
  let newTaskId = '';

  await step('lists the operations', async () => {
    const answer = await page.goto(url);
    expect(answer?.headers()['content-type']).to.equal('text/html; charset=utf-8');
    for (const operation of ['AuthenticateUser', 'GetTask', 'ReassignTask']) {
      expect(await page.getByRole('link', { name: operation, exact: true }).count(), operation).to.equal(1);
    }
  });

  await step('logs in by the form', async () => {
    const root = await invoke(page, url, 'AuthenticateUser', { UID: CALLER.login, PWD: CALLER.password });
    expect(root.attributes.success).to.equal('true');
    ticket = root.attributes.ticket ?? '';
  });

  const reassign = (): Promise<XmlNode> =>
    invoke(page, url, 'ReassignTask', {
      authenticationTicket: ticket,
      taskId: String(scene.taskId),
      reassignTo: TARGET.login,
      newDueDate: '2031-04-15T17:00:00',
      newInstructions: INSTRUCTIONS,
      sendTaskNotice: 'true',
    });

  await step('reassigns a task by the form', async () => {
    const root = await reassign();
    expect([root.name, root.attributes]).to.deep.equal(['response', { success: 'true' }]);
    expect(at(root, 'Value', 'AssigneeFullName').text).to.equal(TARGET.fullName);
    newTaskId = at(root, 'Value', 'TaskId').text;
  });

  await step('is refused a second time', async () => {
    expect((await reassign()).attributes).to.deep.equal({ success: 'false', error: 'Invalid status' });
  });

  await step('reads the new task by the form', async () => {
    const root = await invoke(page, url, 'GetTask', { authenticationTicket: ticket, taskId: newTaskId });
    expect(at(root, 'Task', 'extendedInstruction').text).to.equal(INSTRUCTIONS);
    expect(at(root, 'Task', 'LinkedTaskID').text).to.equal(String(scene.taskId));
  });

  await step('heard no complaint from the browser', async () => {
    expect(complaints).to.deep.equal([]);
    await Promise.resolve();
  });

  await step('was sent to no other host', async () => {
    expect(strangers).to.deep.equal([]);
    await Promise.resolve();
  });
}

/** Goes from the list to the operation's page, fills its form in, and reads the document that the browser shows. */
async function invoke(
  page: Page,
  url: string,
  operation: string,
  fields: Readonly<Record<string, string>>,
): Promise<XmlNode> {
  await page.goto(url);
  await page.getByRole('link', { name: operation, exact: true }).click();
  for (const [name, value] of Object.entries(fields)) await enter(page, name, value);

  // The form opens a window of its own, as the original's did (docs/legacy/wire.md#help-pages).
  const [shown] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: 'Invoke' }).click(),
  ]);
  await shown.waitForLoadState();
  try {
    return documentShown(await shown.content());
  } finally {
    await shown.close();
  }
}

async function enter(page: Page, name: string, value: string): Promise<void> {
  const isChoice = (await page.locator(`form select[name="${name}"]`).count()) > 0;
  const field = page.locator(`form [name="${name}"]`);
  await (isChoice ? field.selectOption(value) : field.fill(value));
}

/** Chromium shows XML as a page of its own that keeps the document it was given in its first <div>. */
function documentShown(page: string): XmlNode {
  const [root] = at(readXml(page), 'body', 'div').children;
  if (root === undefined) throw new Error('the browser shows no document');
  return root;
}
