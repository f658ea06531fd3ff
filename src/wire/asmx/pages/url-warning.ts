import type { Operation } from '../contract/operation.ts';
import type { HttpBindings } from '../call.ts';
import { markup, type Markup } from '../../html/markup.ts';

/** Renders the advice against HTTP GET for an operation that takes a ticket or a password; '' for any other. */
export function renderUrlWarning({ parameters }: Operation, { httpPost }: HttpBindings): Markup | '' {
  if (!parameters.some(({ name }) => /ticket|pwd/i.test(name))) return '';
  const better = httpPost ? 'POST or SOAP' : 'SOAP';
  return markup`<p class="notice">What stands in a URL is kept in logs and histories. Prefer ${better} for tickets and passwords.</p>\n`;
}
