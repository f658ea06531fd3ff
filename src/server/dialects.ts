import type { RequestListener } from 'node:http';
import type { Config } from '../config.ts';
import { createOperations, type Operations } from '../operations/index.ts';
import type { AdministrationPolicy } from '../operations/administration/administration.ts';
import type { SignInHooks } from '../operations/access/sign-in-guard.ts';
import type { Store } from '../operations/needs.ts';
import { createApp, shortcutTo, withShortcut, type Health, type Mounted, type MountedDirectly } from '../wire/app.ts';
import { createAsmxDialect, isServicePath } from '../wire/asmx/srv.ts';
import { servingWith, type Observer } from '../wire/http/http.ts';
import { createBoxDialect } from '../wire/box/box.ts';
import { createDesk, isDeskPath, type DeskOptions } from '../wire/desk/desk.ts';
import { createCallRate } from '../wire/json/call-rate.ts';
import type { JsonDialect } from '../wire/json/json-dialect.ts';
import { mountJson } from '../wire/json/mount.ts';
import {
  createDocumentsDialect,
  DOCUMENTS_PATH,
  isDocumentsPath,
  type Documents,
} from '../wire/documents/documents.ts';
import { createHandoverDialect } from '../wire/handover/handover.ts';
import { createMaxsightDialect } from '../wire/maxsight/maxsight.ts';
import { createOpenApi, isOpenApiPath } from '../wire/openapi/openapi.ts';
import { createOrkesDialect } from '../wire/orkes/orkes.ts';
import { createWorldServerDialect } from '../wire/worldserver/worldserver.ts';
import type { NeedsLength } from '../wire/http/refuse-request.ts';
import { cleanTarget, pathOf, prefixOf } from '../wire/http/request-target.ts';
import { createSignOnProvider, providerOf } from './sign-on-provider.ts';
import { readProduct } from './product.ts';

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

/** Composes operations and the dialects that speak for them into one HTTP listener, for the server and the samples. */
export function composeDialects(
  config: Config,
  { store, observer, health, signIns, administered, documents = null, signOnFailed = () => undefined }: DialectNeeds,
): Composed & Lengths {
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
  const name = 'asmx';
  // One for all dialects: they share what bodies may hold together.
  const serve = servingWith({ ...config, observer: observer(name) });
  const asmx: MountedDirectly = { name, claims: isServicePath, listener: serve(asmxDialect) };
  const isOn: IsOn = (dialect) => config.dialects.some((each) => each === dialect.name);
  const jsonOptions = {
    corsOrigins: config.corsOrigins ?? [],
    rate: config.ratePerSecond === 0 ? null : createCallRate(config.ratePerSecond, () => performance.now()),
  };
  const jsonDialects = createJsonDialects(operations).filter(isOn);
  const mountedJson = jsonDialects.map((dialect) => {
    const { name, claims } = dialect;
    const { router, take } = mountJson(dialect, (each) => serve(each, observer(name)), jsonOptions);
    return { name, claims, listener: router, take };
  });
  const mounted: Mounted[] = [...mountedJson];
  const openApi = createOpenApi(jsonDialects, {
    product: productHere,
    hasLegacy: isOn(asmx),
    corsOrigins: jsonOptions.corsOrigins,
  });
  if (jsonDialects.length > 0) {
    mounted.push({ name: 'openapi', claims: isOpenApiPath, listener: serve(openApi, observer('openapi')) });
  }
  if (documents) {
    const dialect = createDocumentsDialect(documents);
    mounted.push({ name: 'docs', claims: isDocumentsPath, listener: serve(dialect, observer('docs')) });
  }
  const provider = providerOf(config);
  const desk: MountedDirectly = {
    name: DESK,
    claims: isDeskPath,
    listener: serve(
      createDesk(operations, {
        product: productHere,
        clock: () => new Date(),
        links: deskLinks(isOn, jsonDialects),
        passwordLogin: config.deskPasswordLogin,
        signOn: provider && createSignOnProvider(provider, signOnFailed),
      }),
      observer(DESK),
    ),
  };
  const home = isOn(desk) ? 'desk' : isOn(asmx) ? 'srv.asmx' : 'openapi';
  if (isOn(desk)) mounted.push(desk);
  const app = createApp([...(isOn(asmx) ? [asmx] : []), ...mounted], health, prefix, home);
  return {
    listener: withShortcut(app, [...(isOn(asmx) ? [shortcutTo(asmx)] : []), ...mountedJson], prefix),
    throughExpress: (request, response) => void app(request, response),
    needsLength: (target) => {
      const path = pathOf(cleanTarget(target, prefix));
      return !mounted.some(({ claims }) => claims(path));
    },
  };
}

const DESK = 'desk';

type IsOn = (dialect: { readonly name: string }) => boolean;

/** What the desk's pages lead to beside themselves. */
const deskLinks = (isOn: IsOn, jsonDialects: readonly JsonDialect[]): DeskOptions['links'] => [
  ...(isOn({ name: 'asmx' }) ? [{ path: '/srv.asmx', label: () => 'srv.asmx' }] : []),
  ...(jsonDialects.length > 0 ? [{ path: '/openapi', label: () => 'OpenAPI' }] : []),
];

/** The JSON dialects there are, whether switched on or not. */
export const createJsonDialects = (operations: Operations): readonly JsonDialect[] => [
  createMaxsightDialect(operations),
  createWorldServerDialect(operations, { clock: () => new Date() }),
  createOrkesDialect(operations),
  createBoxDialect(operations),
  createHandoverDialect(operations),
];
