import type { Operation } from '../../contract/operation.ts';
import type { Message, TextAnswer } from '../answer.ts';
import type { HttpBindings } from './call.ts';
import { renderMethodNotFound } from './pages/method-not-found.ts';
import { renderOperationList } from './pages/operation-list.ts';
import { renderOperationPage } from './pages/operation-page.ts';

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
  return { pageFor: (message) => ({ status: 200, headers: HEADERS, body: render(message) }) };
}

/** The value of `op`, a name that ASP.NET matches ignoring case; '' when there is none. */
function askedFor(query: string): string {
  const op = [...new URLSearchParams(query)].find(([name]) => name.toLowerCase() === 'op');
  return op?.[1] ?? '';
}

const HEADERS = {
  'Cache-Control': 'private, max-age=0',
  'Content-Type': 'text/html; charset=utf-8',
  // The last three do not follow from the first: what another page frames can be clicked through it.
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;
