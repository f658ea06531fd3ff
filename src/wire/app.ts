import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import express, { type Express, type RequestHandler } from 'express';
import type { Dialect } from './dialect.ts';
import type { Listener } from './http/http.ts';
import { cleanTarget, pathOf } from './http/request-target.ts';

/** The state of a process, for those who watch it. */
export interface Health {
  /** Empty when the server can do its work; otherwise why not, one sentence each. */
  problems(): Promise<readonly string[]>;
  /** Null when metrics are off; resolves to null when they cannot be read at present. */
  readonly metrics: (() => Promise<{ readonly contentType: string; readonly text: string } | null>) | null;
}

/** A dialect on its addresses. */
export interface Mounted {
  /** The name in DIALECTS and in the log. */
  readonly name: string;
  /** Whether an address is this dialect's own; the path is clean and still percent-encoded. */
  readonly claims: (path: string) => boolean;
  readonly listener: Listener | RequestHandler;
}

/** A dialect that does without Express. */
export interface MountedDirectly extends Mounted {
  readonly listener: Listener;
}

/** A way past Express to some addresses. */
export interface Shortcut extends Pick<Mounted, 'claims'> {
  /** Answers a call; false where that is left to Express, and nothing has been done. */
  readonly take: (request: IncomingMessage, response: ServerResponse) => boolean;
}

const NOTHING_HERE = 'There is nothing at this address.\n';

/** Speaks at the addresses that are nobody's: a client that was set up with a wrong one is found in the log. */
export const lostDialect: Dialect = {
  answer: () => ({ status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: NOTHING_HERE }),
  fault: () => ({ status: 500, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: '' }),
};

/** The shortcut to a dialect that does without Express. */
export const shortcutTo = ({ claims, listener }: MountedDirectly): Shortcut => ({
  claims,
  take(request, response) {
    listener(request, response);
    return true;
  },
});

export interface AppOptions {
  /** Path below which all of it is served beside the bare addresses; '' for none. */
  readonly prefix?: string;
  /** Where a browser finds something to read. */
  readonly home?: string;
  /** Answers at addresses where there is nothing; absent where nobody is to be told of them. */
  readonly lost?: Listener;
}

/**
 * The whole HTTP server: every dialect, and what an operator asks for.
 */
export function createApp(
  dialects: readonly Mounted[],
  health: Health,
  { prefix = '', home = 'desk', lost }: AppOptions = {},
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');

  app.use((request, _response, next) => {
    request.url = cleanTarget(request.url, prefix);
    next();
  });
  for (const { claims, listener } of dialects) {
    app.use((request, response, next) => (claims(request.path) ? listener(request, response, next) : next()));
  }

  app.get('/', (_request, response) => response.redirect(`${prefix && `${prefix}/`}${home}`));
  app.get('/healthz', (_request, response) => response.type('text/plain').send('ok\n'));
  app.get('/readyz', async (_request, response) => {
    const problems = await health.problems();
    response
      .status(problems.length === 0 ? 200 : 503)
      .type('text/plain')
      .send(problems.length === 0 ? 'ready\n' : `${problems.join('\n')}\n`);
  });
  app.get('/metrics', async (_request, response, next) => {
    if (!health.metrics) return next();
    const metrics = await health.metrics();
    if (metrics) response.type(metrics.contentType).send(metrics.text);
    else response.status(503).type('text/plain').send('A server process does not tell what it has counted.\n');
  });

  app.use((request, response) => {
    if (lost) lost(request, response);
    else response.status(404).type('text/plain').send(NOTHING_HERE);
  });
  return app;
}

/**
 * Shortcuts past Express to the same listeners: routing costs more than reading a legacy call (docs/benchmark.md). Every
 * wire sample is run with it and without.
 */
export const withShortcut =
  (app: Express, shortcuts: readonly Shortcut[], prefix = ''): RequestListener =>
  (request, response) => {
    request.url = cleanTarget(request.url ?? '/', prefix);
    const path = pathOf(request.url);
    const shortcut = shortcuts.find(({ claims }) => claims(path));
    if (!shortcut?.take(request, response)) app(request, response);
  };
