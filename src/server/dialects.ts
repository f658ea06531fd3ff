import type { RequestListener } from 'node:http';
import type { Config } from '../config.ts';
import { createOperations } from '../operations/index.ts';
import type { SignInHooks } from '../operations/sign-in-guard.ts';
import type { Store } from '../operations/needs.ts';
import { createApp, withShortcut, type Health, type MountedDirectly } from '../wire/app.ts';
import { createAsmxDialect, isServicePath } from '../wire/asmx/srv.ts';
import { listenerFor, type Observer } from '../wire/http/http.ts';
import { prefixOf } from '../wire/http/request-target.ts';
import { readProduct } from './product.ts';

export interface DialectNeeds {
  readonly store: Store;
  /** Told of the calls of a dialect, by its name. */
  readonly observer: (dialect: string) => Observer;
  readonly health: Health;
  readonly signIns?: SignInHooks;
}

export interface Composed {
  /** The listener of the server. */
  readonly listener: RequestListener;
  /** The same without the shortcut past Express. */
  readonly throughExpress: RequestListener;
}

/** Composes operations and the dialects that speak for them into one HTTP listener, for the server and the samples. */
export function composeDialects(config: Config, { store, observer, health, signIns }: DialectNeeds): Composed {
  const policy = {
    emptyInstructions: config.emptyInstructions,
    rejection: config.rejection,
    tierClock: config.tierClock,
    trustedUserPassword: config.trustedUserPassword ?? null,
    ticketDays: config.ticketDays,
  };
  const operations = createOperations(store, policy, signIns);
  const asmxDialect = createAsmxDialect(operations, { ...config, clock: () => new Date(), product: readProduct() });
  const name = 'asmx';
  const asmx: MountedDirectly = {
    name,
    claims: isServicePath,
    listener: listenerFor(asmxDialect, { ...config, observer: observer(name) }),
  };
  const prefix = prefixOf(config.publicUrl);
  const app = createApp([asmx], health, prefix);
  return {
    listener: withShortcut(app, asmx, prefix),
    throughExpress: (request, response) => void app(request, response),
  };
}
