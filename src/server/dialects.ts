import type { RequestListener } from 'node:http';
import type { Config } from '../config.ts';
import type { SignOnProvider } from '../core/desk/sign-on.ts';
import { createOperations } from '../operations/index.ts';
import type { AdministrationPolicy } from '../operations/administration/administration.ts';
import type { SignInHooks } from '../operations/access/sign-in-guard.ts';
import type { Store } from '../operations/needs.ts';
import {
  createApp,
  lostDialect,
  shortcutTo,
  withShortcut,
  type Health,
  type Mounted,
  type MountedDirectly,
} from '../wire/app.ts';
import { createAsmxDialect, isServicePath } from '../wire/asmx/srv.ts';
import { isCalendarPath } from '../wire/calendar-address.ts';
import { servingWith, type Observer } from '../wire/http/http.ts';
import type { DeskOptions } from '../wire/desk/desk.ts';
import {
  createDocumentsDialect,
  DOCUMENTS_PATH,
  isDocumentsPath,
  type Documents,
} from '../wire/documents/documents.ts';
import type { NeedsLength } from '../wire/http/refuse-request.ts';
import { cleanTarget, pathOf, prefixOf } from '../wire/http/request-target.ts';
import { composeJson } from './json-dialects.ts';
import { readProduct } from './product.ts';
import { providerOf } from './sign-on-settings.ts';

export interface DialectNeeds {
  readonly store: Store;
  /** Told of the calls of a dialect, by its name. */
  readonly observer: (dialect: string) => Observer;
  readonly health: Health;
  readonly signIns?: SignInHooks;
  /** Told of what goes wrong with the provider of single sign-on. */
  readonly signOnFailed?: (error: unknown) => void;
  /** Told of what administrators change. */
  readonly administered?: AdministrationPolicy['administered'];
  /** Reads the pages of the documents; null or absent where they have not been made. */
  readonly documents?: (() => Documents) | null;
}

export interface Composed {
  /** The listener of the server. */
  readonly listener: RequestListener;
  /** The same without the shortcut past Express. */
  readonly throughExpress: RequestListener;
}

/** Whether a POST to an address has a body in any case: calls of JSON dialects need none. */
export interface Lengths {
  readonly needsLength: NeedsLength;
}

/**
 * Composes operations and the dialects that speak for them into one HTTP listener, for the server and the samples. What
 * is switched off is not loaded.
 */
export async function composeDialects(
  config: Config,
  { store, observer, health, signIns, administered, documents = null, signOnFailed = () => undefined }: DialectNeeds,
): Promise<Composed & Lengths> {
  const policy = {
    emptyInstructions: config.emptyInstructions,
    rejection: config.rejection,
    tierClock: config.tierClock,
    maxReassignments: config.maxReassignments,
    trustedUserPassword: config.trustedUserPassword ?? null,
    ticketDays: config.ticketDays,
    ...(administered && { administered }),
  };
  const operations = createOperations(store, policy, signIns);
  const prefix = prefixOf(config.publicUrl);
  const product = readProduct();
  const productHere = { ...product, documentation: product.documentation ?? (documents && prefix + DOCUMENTS_PATH) };
  const asmxDialect = createAsmxDialect(operations, { ...config, clock: () => new Date(), product: productHere });
  // One for all dialects: they share what bodies may hold together.
  const serve = servingWith({ ...config, observer: observer(ASMX) });
  const asmx: MountedDirectly = { name: ASMX, claims: isServicePath, listener: serve(asmxDialect) };
  const isOn = (name: string): boolean => config.dialects.some((each) => each === name);
  const json = await composeJson(operations, config, {
    isOn,
    serve: (dialect, name) => serve(dialect, observer(name)),
    product: productHere,
  });
  const mounted: Mounted[] = [...json.mounted];
  if (documents) {
    const dialect = createDocumentsDialect(documents);
    mounted.push({ name: 'docs', claims: isDocumentsPath, listener: serve(dialect, observer('docs')) });
  }
  if (isOn(DESK) || isOn('handover')) {
    const { createCalendarFeed } = await import('../wire/desk/calendar/feed.ts');
    const feed = createCalendarFeed(operations);
    mounted.push({ name: CALENDAR, claims: isCalendarPath, listener: serve(feed, observer(CALENDAR)) });
  }
  if (isOn(DESK)) {
    const { createDesk, isDeskPath } = await import('../wire/desk/desk.ts');
    const desk = createDesk(operations, {
      product: productHere,
      clock: () => new Date(),
      links: deskLinks(isOn(ASMX), json.mounted.length > 0),
      passwordLogin: config.deskPasswordLogin,
      signOn: await signOnOf(config, signOnFailed),
    });
    mounted.push({ name: DESK, claims: isDeskPath, listener: serve(desk, observer(DESK)) });
  }
  const home = isOn(DESK) ? 'desk' : isOn(ASMX) ? 'srv.asmx' : 'openapi';
  const app = createApp([...(isOn(ASMX) ? [asmx] : []), ...mounted], health, {
    prefix,
    home,
    lost: serve(lostDialect, observer('none')),
  });
  return {
    listener: withShortcut(app, [...(isOn(ASMX) ? [shortcutTo(asmx)] : []), ...json.shortcuts], prefix),
    throughExpress: (request, response) => void app(request, response),
    needsLength: (target) => {
      const path = pathOf(cleanTarget(target, prefix));
      return !mounted.some(({ claims }) => claims(path));
    },
  };
}

const ASMX = 'asmx';
const DESK = 'desk';
const CALENDAR = 'calendar';

/** What the desk's pages lead to beside themselves. */
const deskLinks = (hasLegacy: boolean, hasJson: boolean): DeskOptions['links'] => [
  ...(hasLegacy ? [{ path: '/srv.asmx', label: () => 'srv.asmx' }] : []),
  ...(hasJson ? [{ path: '/openapi', label: () => 'OpenAPI' }] : []),
];

async function signOnOf(config: Config, failed: (error: unknown) => void): Promise<SignOnProvider | null> {
  const provider = providerOf(config);
  if (!provider) return null;
  const { createSignOnProvider } = await import('./sign-on-provider.ts');
  return createSignOnProvider(provider, failed);
}
