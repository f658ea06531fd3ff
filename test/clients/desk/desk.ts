import { expect } from 'chai';
import { chromium, type Browser } from 'playwright-core';
import { ARGUMENTS, CHROMIUM } from '../browser.ts';
import { startServer } from '../server.ts';
import type { Step } from '../story.ts';
import { visitAbsence, visitAdministration, visitEnds, visitLeaving, visitReassigning } from './forms.ts';
import { looker } from './look.ts';
import { visitPages, type Visit } from './pages.ts';
import { deskFixture, VISITORS } from './scene.ts';
import { superviseAtDesk, waitForMail } from './story.ts';
import { keepStrangersOut } from './strangers.ts';

/** A name that is not the machine's own. */
const ELSEWHERE = 'desk.example.com';

const PARTS: readonly (readonly [name: string, visit: (visit: Visit) => Promise<void>])[] = [
  ['every page', visitPages],
  ['reassigning and undo', visitReassigning],
  ['absence and giving back', visitAbsence],
  ['leaving', visitLeaving],
  ['accounts, teams and keys', visitAdministration],
];

/** One server and one browser for all that is looked at: the stories first, as their mail waits to be gathered. */
export async function lookAtDesk(_url: string, _scene: unknown, step: Step): Promise<void> {
  const settings = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'desk' };
  const server = await startServer(deskFixture(), settings);
  const args = [...ARGUMENTS, '--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.example.com 127.0.0.1'];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  const { origin } = new URL(server.url);
  const unprotected = origin.replace('127.0.0.1', ELSEWHERE);
  try {
    await superviseAtDesk(browser, origin, step);
    await keepStrangersOut(browser, [origin, unprotected], step);
    const ends: (() => Promise<void>)[] = [];
    for (const visitor of VISITORS) ends.push(await visitAll(browser, { origin, unprotected, visitor }, step));
    await waitForMail(browser, origin, step);
    for (const end of ends) await end();
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Goes through all pages in one language. Resolves to what is left to be looked at when there is mail. */
async function visitAll(
  browser: Browser,
  { origin, unprotected, visitor }: Pick<Visit, 'origin' | 'unprotected' | 'visitor'>,
  step: Step,
): Promise<() => Promise<void>> {
  const context = await browser.newContext({ locale: visitor.locale });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const faults: string[] = [];
  const look = await looker(context, page, faults);
  const visit: Visit = { page, origin, unprotected, visitor, look };
  const check = (name: string, part: (visit: Visit) => Promise<void>): Promise<void> =>
    step(`${name}, ${visitor.language}: fits and satisfies axe`, async () => {
      faults.length = 0;
      await part(visit);
      expect(faults.join('\n')).to.equal('');
    });
  for (const [name, part] of PARTS) await check(name, part);
  return async () => {
    await check('mail, clients and signing out', visitEnds);
    await context.close();
  };
}
