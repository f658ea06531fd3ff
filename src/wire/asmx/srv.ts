import type { Operation } from './contract/operation.ts';
import { srv } from './contract/srv.ts';
import type { Operations } from '../../operations/index.ts';
import type { Answer, Dialect } from '../dialect.ts';
import type { Product } from '../html/document.ts';
import type { HttpBindings } from './call.ts';
import { createDescription } from './pages/description.ts';
import { createDispatch } from './dispatch.ts';
import { createFormDialect, formFault } from './form/form.ts';
import type { ListEmptyDates } from './answer/date-texts.ts';
import { createOutcomes } from './answer/outcome.ts';
import { announcing, type Retirement } from './retirement.ts';
import { createPages } from './pages/pages.ts';
import { createSoapDialect, soapFault } from './soap/soap.ts';

export interface AsmxOptions extends HttpBindings, Retirement {
  readonly errorCodes: boolean;
  readonly listEmptyDates: ListEmptyDates;
  readonly clock: () => Date;
  /** For the help pages. */
  readonly product: Product;
}

const SERVICE = /^\/srv\.asmx(?=\/|$)/i;

/** LEGACY: characters ASP.NET refuses in a decoded path (docs/legacy/wire.md#bad-input-over-get-and-post). */
const FORBIDDEN_IN_PATH = /[<>*%&:\\?]/;

/** Whether a request path, still percent-encoded, is the service's or below it; the file name ignores case. */
export const isServicePath = (path: string): boolean => SERVICE.test(path);

/**
 * The path of a request as our own log may have it: what follows the service's is the name of a method, or else may be
 * anything, a password with `&` in place of `?` before it. So may be what follows the first odd character of another one:
 * `/virtual-directory/srv.asmx/AuthenticateUser&UID=…`, where no such directory is known.
 */
export function pathForLog(path: string): string {
  if (!isServicePath(path)) return withoutSecrets(/^[\w./~-]{0,200}/.exec(path)?.[0] ?? '');
  const pathInfo = path.replace(SERVICE, '');
  const isKnown = pathInfo.length < 2 || Object.hasOwn(srv, pathInfo.slice(1));
  return isKnown ? path : `${path.slice(0, -pathInfo.length)}/(${pathInfo.length - 1} characters)`;
}

/** What is as long as a ticket may be one, or a key, or the secret of a calendar that was asked for at a wrong address. */
const withoutSecrets = (path: string): string =>
  path.replaceAll(/[\w-]{32,}/g, ({ length }) => `(${length} characters)`);

/**
 * The legacy service: SOAP 1.1 and 1.2, GET, POST form, WSDL, disco and help pages, routed as
 * docs/legacy/wire.md#routing says.
 */
export function createAsmxDialect(operations: Operations, options: AsmxOptions): Dialect {
  const { errorCodes, listEmptyDates, clock } = options;
  const dispatch = createDispatch({ operations, outcomes: createOutcomes(errorCodes), listEmptyDates, clock });
  const table: Readonly<Record<string, Operation>> = srv;
  const form = createFormDialect({ operations: table, dispatch, ...options });
  const soap = createSoapDialect({ operations: table, dispatch, clock });
  const description = createDescription(options);
  const pages = createPages({ operations: Object.values(table), ...options });

  const methodVerbs = [...(options.httpGet ? ['GET'] : []), ...(options.httpPost ? ['POST'] : [])];

  const dialect: Dialect = {
    answer(message) {
      if (message.method === 'OPTIONS') return allowed(/^\/[^/]+$/.test(message.path) ? ['GET', 'POST'] : methodVerbs);
      const path = percentDecoded(message.path);
      const forbidden = FORBIDDEN_IN_PATH.exec(path);
      if (forbidden)
        return plain(400, `A potentially dangerous Request.Path value was detected from the client (${forbidden[0]}).`);
      const pathInfo = path.replace(SERVICE, '');
      if (pathInfo !== '') return form.answer(message, pathInfo.slice(1));
      if (message.method === 'POST') return soap.answer(message);
      if (message.method === 'GET') return description.documentFor(message) ?? pages.pageFor(message);
      return plain(405, 'Request format is unrecognized.', { Allow: 'GET, POST' });
    },

    fault: (message) =>
      message.method === 'POST' && /^\/[^/]+$/.test(message.path) ? soapFault(message) : formFault(),
  };
  return announcing(dialect, options);
}

/** As IIS answered before ASP.NET saw it: monitors and Office's WebDAV probes count anything else as an error. */
const allowed = (verbs: readonly string[]): Answer => ({
  status: 200,
  headers: { 'Cache-Control': 'private', Allow: ['OPTIONS', ...verbs].join(', ') },
  body: '',
});

function percentDecoded(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Where the original answers an HTML error page, a client that reads XML or text gets its sentence. */
const plain = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'Cache-Control': 'private', 'Content-Type': 'text/plain; charset=utf-8', ...headers },
  body: `${text}\r\n`,
});
