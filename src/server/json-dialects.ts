import type { Config, JSON_DIALECTS } from '../config.ts';
import type { Operations } from '../operations/index.ts';
import type { Mounted, Shortcut } from '../wire/app.ts';
import type { Dialect } from '../wire/dialect.ts';
import type { Product } from '../wire/html/document.ts';
import type { Listener } from '../wire/http/http.ts';
import type { JsonDialect } from '../wire/json/json-dialect.ts';

interface Composing {
  /** Whether a dialect is switched on, by its name. */
  readonly isOn: (name: string) => boolean;
  /** Puts what answers a call on a socket, for the dialect of that name. */
  readonly serve: (dialect: Dialect, name: string) => Listener;
  readonly product: Product;
}

interface ComposedJson {
  readonly mounted: readonly Mounted[];
  readonly shortcuts: readonly Shortcut[];
}

/** Composes the JSON dialects that are switched on, and their description. */
export async function composeJson(
  operations: Operations,
  { corsOrigins = [], ratePerSecond }: Pick<Config, 'corsOrigins' | 'ratePerSecond'>,
  { isOn, serve, product }: Composing,
): Promise<ComposedJson> {
  const dialects = await createJsonDialects(operations, isOn);
  if (dialects.length === 0) return { mounted: [], shortcuts: [] };

  const { createCallRate } = await import('../wire/json/call-rate.ts');
  const { mountJson } = await import('../wire/json/mount.ts');
  const { createOpenApi, isOpenApiPath } = await import('../wire/openapi/openapi.ts');
  const rate = ratePerSecond === 0 ? null : createCallRate(ratePerSecond, () => performance.now());
  const routed = dialects.map((dialect) => {
    const { name, claims } = dialect;
    const { router, take } = mountJson(dialect, (each) => serve(each, name), { corsOrigins, rate });
    return { name, claims, listener: router, take };
  });
  const openApi = createOpenApi(dialects, { product, hasLegacy: isOn('asmx'), corsOrigins });
  const described = { name: 'openapi', claims: isOpenApiPath, listener: serve(openApi, 'openapi') };
  return { mounted: [...routed, described], shortcuts: routed };
}

/** Loads and makes the JSON dialects, all that there are unless it is said which. */
export async function createJsonDialects(
  operations: Operations,
  isOn: Composing['isOn'] = () => true,
): Promise<readonly JsonDialect[]> {
  const wanted = Object.entries(LOADED).filter(([name]) => isOn(name));
  return Promise.all(wanted.map(([, load]) => load(operations)));
}

const LOADED: Readonly<Record<(typeof JSON_DIALECTS)[number], (operations: Operations) => Promise<JsonDialect>>> = {
  async maxsight(operations) {
    const { createMaxsightDialect } = await import('../wire/maxsight/maxsight.ts');
    return createMaxsightDialect(operations);
  },
  async worldserver(operations) {
    const { createWorldServerDialect } = await import('../wire/worldserver/worldserver.ts');
    return createWorldServerDialect(operations, { clock: () => new Date() });
  },
  async orkes(operations) {
    const { createOrkesDialect } = await import('../wire/orkes/orkes.ts');
    return createOrkesDialect(operations);
  },
  async box(operations) {
    const { createBoxDialect } = await import('../wire/box/box.ts');
    return createBoxDialect(operations);
  },
  async handover(operations) {
    const { createHandoverDialect } = await import('../wire/handover/handover.ts');
    return createHandoverDialect(operations);
  },
};
