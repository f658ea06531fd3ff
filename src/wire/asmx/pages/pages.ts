import type { Operation } from '../contract/operation.ts';
import type { Message, TextAnswer } from '../../dialect.ts';
import type { HttpBindings } from '../call.ts';
import { renderMethodNotFound } from './method-not-found.ts';
import { renderOperationList } from './operation-list.ts';
import { renderOperationPage } from './operation-page.ts';

export interface Pages {
  /** Answers a GET on the service's own address that asks for no document: the list, or one operation by `op=`. */
  readonly pageFor: (message: Message) => TextAnswer;
}

export interface PagesOptions extends HttpBindings {
  readonly operations: readonly Operation[];
}

/** Builds the help pages of a service with these operations and bindings (asmx-wire.md 6). */
export function createPages({ operations, ...bindings }: PagesOptions): Pages {
  const render = (message: Message): string => {
    const name = askedFor(message.query);
    if (name === '') return renderOperationList(operations, message);
    const operation = operations.find((each) => each.name === name);
    if (operation === undefined) return renderMethodNotFound(name, operations, message);
    return renderOperationPage(operation, message, bindings);
  };
  return { pageFor: (message) => ({ status: 200, headers: headersOf(message), body: render(message) }) };
}

/** The value of `op`, a name that ASP.NET matches ignoring case; '' when there is none. */
function askedFor(query: string): string {
  const op = [...new URLSearchParams(query)].find(([name]) => name.toLowerCase() === 'op');
  return op?.[1] ?? '';
}

/** Scheme, host and port. A Host header may hold more characters, which would mean something in a policy. */
const ORIGIN = /^https?:\/\/[\w.:-]+/;

/**
 * A form goes to PUBLIC_URL, also when its page was opened at another address. The last two directives do not follow
 * from the first: what another page frames can be clicked through it.
 */
const policyOf = ({ origin }: Message): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ["form-action 'self'", ...(ORIGIN.exec(origin) ?? [])].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const headersOf = (message: Message): Readonly<Record<string, string>> => ({
  'Cache-Control': 'private, max-age=0',
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policyOf(message),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});
