import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { chromium, type Browser } from 'playwright-core';
import { ARGUMENTS, CHROMIUM } from '../browser.ts';
import { startServer } from '../server.ts';
import type { Step } from '../story.ts';
import { visitAbsence, visitAdministration, visitEnds, visitLeaving, visitReassigning } from './forms.ts';
import { looker } from './look.ts';
import { LONGEST_FORM, visitPages, type Visit } from './pages.ts';
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
  const settings = {
    OIDC_ISSUER: 'http://127.0.0.1:9',
    OIDC_CLIENT_ID: 'desk',
    MAX_BODY_BYTES: String(LONGEST_FORM),
  };
  const server = await startServer(deskFixture(), settings);
  const args = [...ARGUMENTS, '--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.example.com 127.0.0.1'];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  const { origin } = new URL(server.url);
  const unprotected = origin.replace('127.0.0.1', ELSEWHERE);
  const asked: string[] = [];
  try {
    // Who calls is written down once a minute.
    await fetch(`${origin}/srv.asmx/AuthenticateUser?UID=john.smith&PWD=john-demo`);
    await fetch(`${origin}/srv.asmx/ReassignTask?taskId=4812`, { headers: { 'User-Agent': '' } });
    await superviseAtDesk(browser, origin, step);
    await keepStrangersOut(browser, [origin, unprotected], step);
    const ends: (() => Promise<void>)[] = [];
    for (const visitor of VISITORS) ends.push(await visitAll(browser, { origin, unprotected, visitor }, step, asked));
    await waitForMail(browser, origin, step);
    for (const end of ends) await end();
    await step('has been at every screen', () => {
      expect(pathsOfScreens().filter((path) => !asked.some((each) => isAt(path, each)))).to.deep.equal([]);
      return Promise.resolve();
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}

const SCREENS = new URL('../../../src/wire/desk/screens/', import.meta.url);

/** The paths that screens are at, as their sources say. */
const pathsOfScreens = (): readonly string[] =>
  readdirSync(SCREENS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const source = readFileSync(new URL(file, SCREENS), 'utf8');
      return [...source.matchAll(/(?:\bpath: |^const PATH = )'(\/desk[^']*)'/gm)].map(([, path = '']) => path);
    });

const isAt = (path: string, asked: string): boolean => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`).test(asked);

/** Goes through all pages in one language. Resolves to what is left to be looked at when there is mail. */
async function visitAll(
  browser: Browser,
  { origin, unprotected, visitor }: Pick<Visit, 'origin' | 'unprotected' | 'visitor'>,
  step: Step,
  asked: string[],
): Promise<() => Promise<void>> {
  const context = await browser.newContext({ locale: visitor.locale });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on('request', (request) => {
    if (request.isNavigationRequest()) asked.push(new URL(request.url()).pathname);
  });
  const faults: string[] = [];
  const look = await looker(context, page, visitor.looks, faults);
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
