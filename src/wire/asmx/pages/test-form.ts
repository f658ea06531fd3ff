import type { Operation, Parameter } from '../contract/operation.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { SORT_NAMES } from '../parameters/criteria.ts';
import { fileOf } from './layout.ts';
import type { OperationPageContext } from './operation-page.ts';
import { meaningId } from './parameters.ts';
import { exampleOf } from './examples.ts';
import { renderUrlWarning } from './url-warning.ts';

const PASSWORDS: ReadonlySet<string> = new Set(['PWD', 'TrustedUserPwd']);

/**
 * Names of values that may run over several lines, which a one-line input would silently join: XML, and what people
 * write to each other.
 */
const MULTILINE = /^xml|(?:instructions?|comments?|text)$/i;

/**
 * Renders the form that calls the operation over HTTP POST, or GET where that is switched off; every legal value can
 * be entered. What can be guessed is filled in, or what the page's query says, secrets apart: mail links to a task
 * with its number.
 */
export function renderTestForm(operation: Operation, context: OperationPageContext): Markup {
  const { origin, path, query, bindings, now } = context;
  const { httpGet, httpPost } = bindings;
  if (!httpGet && !httpPost)
    return markup`<p>Trying the operation here needs HTTP POST or HTTP GET, which are switched off.</p>`;
  const { name, parameters } = operation;
  const given = new URLSearchParams(query);
  const valueOf = (parameter: Parameter): string =>
    isSecret(parameter) ? '' : (given.get(parameter.name) ?? exampleOf(parameter, now));
  const [protocol, method] = httpPost ? ['HTTP POST', 'post'] : ['HTTP GET', 'get'];
  return markup`<p>To test the operation using the ${protocol} protocol, click the 'Invoke' button.</p>
${httpPost ? '' : renderUrlWarning(operation, bindings)}<form method="${method}" action="${origin}${path}/${name}" target="_blank" rel="noopener" autocomplete="off">
${parameters.map((parameter) => renderField(parameter, valueOf(parameter), context))}<button type="submit">Invoke</button>
</form>`;
}

const isTicket = ({ name }: Parameter): boolean => /ticket$/i.test(name);

const isSecret = (parameter: Parameter): boolean => PASSWORDS.has(parameter.name) || isTicket(parameter);

function renderField(parameter: Parameter, value: string, context: OperationPageContext): Markup {
  const { name } = parameter;
  const note = renderNote(parameter, context);
  const describedBy = [meaningId(parameter), ...(note ? [`${name}-note`] : [])].join(' ');
  return markup`<div class="field">
<label for="${name}">${name}</label>
${renderControl(parameter, value, describedBy)}${note ? markup`\n<small id="${name}-note">${note}</small>` : ''}
</div>
`;
}

/** How to come by a value that leaves a person in doubt; null for any other (docs/legacy/wire.md#scalars). */
function renderNote(parameter: Parameter, context: OperationPageContext): Markup | null {
  const notes = [
    ...(parameter.type === 'dateTime' ? [markup`yyyy-MM-ddTHH:mm:ss`] : []),
    ...(parameter.optional ? [markup`optional`] : []),
    ...(isTicket(parameter) ? [renderTicketLink(context)] : []),
  ];
  if (notes.length === 0) return null;
  return markup`${notes.map((note, at) => markup`${at === 0 ? '' : ' · '}${note}`)}`;
}

/** In a window of its own: this one would forget what has been entered. */
const renderTicketLink = (context: OperationPageContext): Markup =>
  markup`<a href="${fileOf(context)}?op=AuthenticateUser#test" target="_blank" rel="noopener">Get a ticket (opens a new tab)</a>`;

function renderControl(parameter: Parameter, value: string, describedBy: string): Markup {
  const { name, type, optional } = parameter;
  const attributes = markup`id="${name}" name="${name}" aria-describedby="${describedBy}"`;
  if (type === 'boolean') return renderChoice(attributes, value);
  if (MULTILINE.test(name)) return markup`<textarea ${attributes} rows="3" spellcheck="false">${value}</textarea>`;
  if (PASSWORDS.has(name)) return markup`<input type="password" ${attributes} autocomplete="off">`;
  // An empty string is a value, and so may a required one be: no instructions, no ticket.
  const required = type === 'string' || optional ? '' : markup` required`;
  const keyboard = type === 'int' ? markup` inputmode="numeric"` : '';
  const input = markup`<input type="text" ${attributes} autocomplete="off" autocapitalize="none" spellcheck="false" value="${value}"${keyboard}${required}`;
  if (name !== 'SortBy') return markup`${input}>`;
  return markup`${input} list="orders-known">
<datalist id="orders-known">${SORT_NAMES.map((order) => markup`<option value="${order}"></option>`)}</datalist>`;
}

function renderChoice(attributes: Markup, value: string): Markup {
  const option = (word: string, chosen: boolean): Markup =>
    markup`<option value="${word}"${chosen ? markup` selected` : ''}>${word}</option>`;
  const isTrue = value.trim().toLowerCase() === 'true';
  return markup`<select ${attributes}>${[option('true', isTrue), option('false', !isTrue)]}</select>`;
}
