import type { Operation } from '../contract/operation.ts';
import type { Message, TextAnswer } from '../../dialect.ts';
import type { Product } from '../../html/document.ts';
import { pageHeaders } from '../../html/policy.ts';
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
  readonly product: Product;
  /** For the dates that the test form offers. */
  readonly clock: () => Date;
}

/** Builds the help pages of a service with these operations and bindings (docs/legacy/wire.md#help-pages). */
export function createPages({ operations, product, clock, ...bindings }: PagesOptions): Pages {
  const render = ({ query, origin, path }: Message): string => {
    const context = { origin, path, product };
    const name = askedFor(query);
    if (name === '') return renderOperationList(operations, context);
    const operation = operations.find((each) => each.name === name);
    if (operation === undefined) return renderMethodNotFound(name, operations, context);
    return renderOperationPage(operation, { ...context, query, bindings, now: clock() });
  };
  return {
    pageFor: (message) => ({ status: 200, headers: pageHeaders(message.origin), body: render(message) }),
  };
}

/** The value of `op`, a name that ASP.NET matches ignoring case; '' when there is none. */
function askedFor(query: string): string {
  const op = [...new URLSearchParams(query)].find(([name]) => name.toLowerCase() === 'op');
  return op?.[1] ?? '';
}
