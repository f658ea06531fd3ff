import type { Dialect, TextAnswer } from '../dialect.ts';
import type { Product } from '../html/document.ts';
import { markup } from '../html/markup.ts';
import { pageHeaders } from '../html/policy.ts';
import { crossOriginHeaders } from '../json/cross-origin.ts';
import type { JsonDialect } from '../json/json-dialect.ts';
import { describeDialects } from './document.ts';
import { renderOpenApiPage } from './page.ts';

export interface OpenApiOptions {
  readonly product: Product;
  /** Whether the legacy operations are there, which have pages of their own. */
  readonly hasLegacy: boolean;
  /** Origins whose pages may read the document; '*' for all. */
  readonly corsOrigins: readonly string[];
}

const DOCUMENT = '/openapi.json';
const PAGE = '/openapi';

export const isOpenApiPath = (path: string): boolean => path === PAGE || path === DOCUMENT;

/**
 * Describes JSON dialects: a document of OpenAPI at /openapi.json, and a page with the same for people at /openapi. Both
 * are made when somebody asks for the first time.
 */
export function createOpenApi(dialects: readonly JsonDialect[], options: OpenApiOptions): Dialect {
  const described = once(() => describeDialects(dialects, options.product));
  const document = once(() => JSON.stringify({ ...described(), servers: [{ url: SERVER }] }));
  const examples = Object.fromEntries(dialects.map(({ name, example }) => [name, example]));
  const page = once(() => renderOpenApiPage(described(), { ...options, examples }));

  return {
    answer(message) {
      const { method, path, origin } = message;
      if (method === 'OPTIONS') return { status: 204, headers: { Allow: ALLOWED }, body: '' };
      if (method !== 'GET' && method !== 'HEAD') return plain(405, 'This address takes GET.\n', { Allow: ALLOWED });
      if (path === PAGE)
        return {
          status: 200,
          headers: pageHeaders(origin),
          body: page().replaceAll(SERVER, () => markup`${origin}`.html),
        };
      return {
        status: 200,
        headers: {
          'Cache-Control': 'private, max-age=0',
          'Content-Type': 'application/json',
          'X-Content-Type-Options': 'nosniff',
          ...crossOriginHeaders(message, options.corsOrigins),
        },
        body: document().replace(JSON.stringify(SERVER), () => JSON.stringify(origin)),
      };
    },
    fault: () => plain(500, 'The server could not describe its calls.\n'),
  };
}

const ALLOWED = 'GET, HEAD, OPTIONS';

/** In place of the address that the client used. */
const SERVER = '{server}';

const plain = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): TextAnswer => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body,
});

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
