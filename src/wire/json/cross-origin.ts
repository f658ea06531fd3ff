import type { Message } from '../dialect.ts';

/** What a page of another origin may read of an answer, beside what every page may. */
const EXPOSED = 'ETag, Retry-After, WWW-Authenticate, X-Request-Id';

/** The headers that let a page of one of these origins read the answer; '*' is any. */
export function crossOriginHeaders({ headers }: Message, origins: readonly string[]): Readonly<Record<string, string>> {
  if (origins.length === 0) return {};
  const { origin } = headers;
  if (origin === undefined || !(origins.includes('*') || origins.includes(origin))) return { Vary: 'Origin' };
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED, Vary: 'Origin' };
}

/** A day, of which browsers take as much as they will. */
const PREFLIGHT_SECONDS = '86400';

/** The further headers of the answer to a browser that asks whether it may call. No call has a cookie. */
export function preflightHeaders({ headers }: Message, allowed: readonly string[]): Readonly<Record<string, string>> {
  const asked = headers['access-control-request-headers'];
  return {
    'Access-Control-Allow-Methods': allowed.join(', '),
    ...(typeof asked === 'string' ? { 'Access-Control-Allow-Headers': asked } : {}),
    'Access-Control-Max-Age': PREFLIGHT_SECONDS,
  };
}
