import type { Page } from 'playwright-core';
import { follow, press, type, write } from './keyboard.ts';
import type { Visit } from './pages.ts';
import { SUBSTITUTE } from './scene.ts';

/** Lets a form be sent as a browser would that checks nothing. */
const unchecked = (page: Page): Promise<unknown> =>
  page.evaluate('for (const form of document.forms) form.noValidate = true');

/** Tasks: the form with faults, the preview with refusals and redirections, the result with what was skipped, undo. */
export async function visitReassigning({ page, origin, visitor, look }: Visit): Promise<void> {
  const [moved, changed, touched] = visitor.taskIds;
  await page.goto(`${origin}/desk/reassign`);
  await look('nothing to reassign', { notice: 'wrong' });
  await page.goto(`${origin}/desk/reassign?task=${moved}`);
  await press(page, '#due-set', 'Space');
  await press(page, '#text-replace', 'Space');
  await follow(page, 'main form .actions button');
  await look('reassigning with faults', { status: 422, notice: 'wrong' });
  await press(page, '#due-shift', 'Space');
  await write(page, '#shiftDays', 'many');
  await write(page, '#to', 'nobody');
  await follow(page, 'main form .actions button');
  await look('reassigning with faults in numbers', { status: 422, notice: 'wrong' });
  await write(page, '#shiftDays', '14');
  await press(page, '#text-keep', 'Space');
  await follow(page, 'main form .actions button');
  await look('reassigning to nobody', { status: 422, notice: 'wrong' });

  const tasks = [`${moved}:1`, `${changed}:1`, `${touched}:1`, '4788', '4793', '4808:99', '999999999'];
  await page.goto(`${origin}/desk/reassign?${tasks.map((task) => `task=${task}`).join('&')}`);
  await type(page, '#to', 'bob.jones');
  await press(page, '#due-shift', 'Space');
  await write(page, '#shiftDays', '14');
  await follow(page, 'main form .actions button');
  await look('preview');
  await putOff(page, origin, { id: changed, version: 1 });
  await follow(page, 'form[action$="/apply"] button');
  await look('result with a task skipped', { notice: 'wrong' });

  const { lines, path } = { lines: page.locator('main tbody tr'), path: page.url() };
  const successor = await lines
    .filter({ hasText: `#${touched}` })
    .locator('td a')
    .getAttribute('href');
  await putOff(page, origin, { id: Number(successor?.split('/').at(-1)), version: 1 });
  await follow(page, '[data-key=undo]');
  await look('undo with a task left', { notice: 'wrong' });
  await page.goto(path);
  await follow(page, 'tbody td a');
  await look('task taken back');
  await press(page, 'details summary', 'Enter');
  await look('task with its form');
  await unchecked(page);
  await write(page, '#dueAt', '');
  await follow(page, 'details button');
  await look('task without a due date', { status: 422, notice: 'wrong' });
  await press(page, 'details summary', 'Enter');
  await write(page, '#dueAt', '2031-04-15T17:00');
  await follow(page, 'details button');
  await look('task put off', { notice: 'done' });

  await page.goto(`${origin}/desk/reassign?task=${changed}`);
  await type(page, '#to', SUBSTITUTE);
  await follow(page, 'main form .actions button');
  await page.evaluate("document.querySelector('[name=key]').value = ''");
  await follow(page, 'form[action$="/apply"] button');
  await look('preview that is no more', { status: 422, notice: 'wrong' });
}

/** The visitor's absence: set with faults and without, passed on, tasks moved for it, ended, given back. */
export async function visitAbsence({ page, origin, visitor, look }: Visit): Promise<void> {
  const { person } = visitor;
  await page.goto(`${origin}/desk/absence/${person.id}`);
  await look('no absence');
  await unchecked(page);
  await follow(page, '[value=set]');
  await look('absence without an end', { status: 422, notice: 'wrong' });
  await write(page, '#substitute', person.login);
  await write(page, '#until', '2031-04-15T17:00');
  await follow(page, '[value=set]');
  await look('absence covered by oneself', { status: 422, notice: 'wrong' });
  await write(page, '#substitute', 'lena.fischer');
  await follow(page, '[value=set]');
  await look('absence set', { notice: 'done' });
  await write(page, '#other', SUBSTITUTE);
  await follow(page, '[value=pass]');
  await look('absence passed on', { notice: 'done' });
  await follow(page, 'main .actions a.button');
  await look('reassigning for an absence');
  await follow(page, 'main form .actions button');
  await look('preview for an absence');
  await follow(page, 'form[action$="/apply"] button');
  await look('result for an absence', { notice: 'done' });
  await page.goto(`${origin}/desk/absence`);
  await look('absences with the own');
  await follow(page, 'main .actions a.plain');
  await look('calendar without an address');
  await follow(page, 'main form button');
  await look('address of the calendar', { notice: 'done' });
  await follow(page, 'main form button.danger');
  await look('address withdrawn', { notice: 'done' });
  await page.goto(`${origin}/desk/absence/${person.id}`);
  await follow(page, '[value=end]');
  await look('absence ended', { notice: 'done' });
  await follow(page, '#message a');
  await look('giving back');
  await follow(page, 'main form button');
  await look('given back', { notice: 'done' });
}

/** Somebody leaves, group by group. */
export async function visitLeaving({ page, origin, visitor, look }: Visit): Promise<void> {
  const { leaver, person } = visitor;
  await page.goto(`${origin}/desk/people/${leaver.id}/leave`);
  await look('what hangs on an account');
  await follow(page, '[value=check]');
  await look('disabling');
  await follow(page, '[value=disable]');
  await look('disabling with tasks left', { status: 422, notice: 'wrong' });
  await follow(page, '[data-key=back]');
  await follow(page, '[value=tasks]');
  await look('tasks to nobody', { status: 422, notice: 'wrong' });
  for (const group of ['tasks', 'teams', 'supervision', 'substitutions']) {
    await write(page, `#to-${group}`, person.login);
    await follow(page, `[value=${group}]`);
  }
  await look('nothing left on an account', { notice: 'done' });
  await follow(page, '[value=check]');
  await follow(page, '[value=disable]');
  await look('disabled', { notice: 'done' });
}

/** Accounts, teams and keys: forms with faults, what was saved, and secrets that are shown once. */
export async function visitAdministration({ page, origin, visitor, look }: Visit): Promise<void> {
  const { language, person, leaver, keyName } = visitor;
  const admin = `${origin}/desk/admin`;
  await page.goto(`${admin}/add-account`);
  await unchecked(page);
  await write(page, '#login', ' ');
  await write(page, '#email', 'nowhere');
  await write(page, '#language', 'Deutsch');
  await follow(page, 'main form button');
  await look('account with faults', { status: 422, notice: 'wrong' });
  await write(page, '#login', person.login);
  await write(page, '#email', '');
  await write(page, '#language', language);
  await follow(page, 'main form button');
  await look('account with a name that is taken', { status: 409, notice: 'wrong' });
  await write(page, '#login', `newcomer.${language}`);
  await follow(page, 'main form button');
  await look('account added', { notice: 'done' });
  await follow(page, 'main form:has([value=password]) button');
  await look('new password', { notice: 'done' });
  await press(page, 'details summary', 'Enter');
  await look('account to be disabled', { notice: 'done' });
  await follow(page, 'details button');
  await look('account disabled', { notice: 'done' });
  await page.goto(`${admin}/accounts/${person.login}`);
  await press(page, 'details summary', 'Enter');
  await follow(page, 'details button');
  await look('own account not disabled', { status: 409, notice: 'wrong' });
  await page.goto(`${admin}/accounts?q=nobody`);
  await look('no account');

  await page.goto(`${admin}/teams`);
  await write(page, '#name', 'Legal');
  await follow(page, 'main form button');
  await look('team with a name that is taken', { status: 409, notice: 'wrong' });
  await write(page, '#name', ' ');
  await unchecked(page);
  await follow(page, 'main form button');
  await look('team with faults', { status: 422, notice: 'wrong' });
  await write(page, '#name', `Newcomers ${language}`);
  await follow(page, 'main form button');
  await look('team added', { notice: 'done' });
  await write(page, '#add', 'nobody');
  await follow(page, 'main form button');
  await look('team with nobody', { status: 409, notice: 'wrong' });

  await page.goto(`${admin}/keys`);
  await unchecked(page);
  await press(page, '[value=read]', 'Space');
  await write(page, '#from', 'everywhere');
  await follow(page, 'main > form button');
  await look('key with faults', { status: 422, notice: 'wrong' });
  await write(page, '#name', `newcomer-${language}`);
  await write(page, '#actsAs', leaver.login);
  await press(page, '[value=read]', 'Space');
  await write(page, '#from', '10.0.0.0/8, 192.168.0.0/16');
  await follow(page, 'main > form button');
  await look('new key', { notice: 'done' });
  const row = `tr:has-text("${keyName}")`;
  await press(page, `${row} summary`, 'Enter');
  await look('key to be ended', { notice: 'done' });
  await follow(page, `${row} details button`);
  await look('key ended', { notice: 'done' });
}

/** Calls are written down once a minute. */
const USAGE_PATIENCE_MS = 70_000;

/** What has been sent by now, who called, and how to leave. */
export async function visitEnds({ page, origin, look }: Visit): Promise<void> {
  await page.goto(`${origin}/desk/round`);
  await look('what goes round');
  await page.goto(`${origin}/desk/deliveries`);
  await follow(page, '[value=resend]');
  await look('no mail chosen', { notice: 'wrong' });
  await press(page, '[name=mail]', 'Space');
  await follow(page, '[value=resend]');
  await look('mail sent again', { notice: 'done' });
  await page.goto(`${origin}/desk/deliveries?task=999999999`);
  await look('no mail');
  const deadline = Date.now() + USAGE_PATIENCE_MS;
  do await page.goto(`${origin}/desk/clients`);
  while (Date.now() < deadline && (await page.locator('[data-row]').count()) === 0);
  await look('clients');
  if ((await page.locator('[data-row]').count()) === 0) throw new Error('nobody has called');
  await page.goto(`${origin}/desk/sessions`);
  await look('sessions');
  await follow(page, '[action$="/desk/sign-out"] button');
  await look('signed out');
}

/** Somebody changes a task in between, at another window of the same browser. */
async function putOff(
  page: Page,
  origin: string,
  { id, version }: { readonly id: number; readonly version: number },
): Promise<void> {
  const form = { version: String(version), dueAt: '2031-04-15T17:00' };
  const changed = await page.request.post(`${origin}/desk/tasks/${id}`, { form, headers: { origin }, maxRedirects: 0 });
  if (changed.status() !== 303) throw new Error(`task ${id} was not changed: ${changed.status()}`);
}
