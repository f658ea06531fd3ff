import type { Operation, Parameter, ScalarType } from '../contract/operation.ts';
import type { Message } from '../../dialect.ts';
import type { HttpBindings } from '../call.ts';
import { markup, type Markup } from './markup.ts';
import { renderUrlWarning } from './url-warning.ts';

const PASSWORDS: ReadonlySet<string> = new Set(['PWD', 'TrustedUserPwd']);

/** Values that may run over several lines, which a one-line input would silently join. */
const MULTILINE: ReadonlySet<string> = new Set(['newInstructions', 'comments', 'xmlcriteria', 'xmlParameters']);

/** How to write a value of a type that leaves a person in doubt (asmx-wire.md 9). */
const FORMS: Readonly<Partial<Record<ScalarType, string>>> = {
  boolean: 'true or false',
  dateTime: 'yyyy-MM-ddTHH:mm:ss',
};

/** The id of the element that explains a parameter, for the form to refer to. */
export const meaningId = ({ name }: Parameter): string => `${name}-meaning`;

/**
 * Renders the form that calls the operation over HTTP POST, or GET where that is switched off; every legal value can
 * be entered. The page's query fills fields in, secrets apart: mail links to a task with its number.
 */
export function renderTestForm(
  operation: Operation,
  { origin, path, query }: Pick<Message, 'origin' | 'path' | 'query'>,
  bindings: HttpBindings,
): Markup {
  const { httpGet, httpPost } = bindings;
  if (!httpGet && !httpPost)
    return markup`<p>Trying the operation here needs HTTP POST or HTTP GET, which are switched off.</p>`;
  const { name, parameters } = operation;
  const given = new URLSearchParams(query);
  const [protocol, method] = httpPost ? ['HTTP POST', 'post'] : ['HTTP GET', 'get'];
  return markup`<p>To test the operation using the ${protocol} protocol, click the 'Invoke' button.</p>
${httpPost ? '' : renderUrlWarning(operation, bindings)}<form method="${method}" action="${origin}${path}/${name}" target="_blank" rel="noopener" autocomplete="off">
${parameters.map((parameter) => renderField(parameter, isSecret(parameter) ? '' : (given.get(parameter.name) ?? '')))}<button type="submit">Invoke</button>
</form>`;
}

const isSecret = ({ name }: Parameter): boolean => PASSWORDS.has(name) || /ticket/i.test(name);

function renderField(parameter: Parameter, value: string): Markup {
  const notes = [FORMS[parameter.type], parameter.optional ? 'optional' : undefined].filter(
    (note) => note !== undefined,
  );
  const note = notes.length === 0 ? '' : markup`\n<small>${notes.join(', ')}</small>`;
  return markup`<div class="field">
<label for="${parameter.name}">${parameter.name}</label>
${renderControl(parameter, value)}${note}
</div>
`;
}

function renderControl(parameter: Parameter, value: string): Markup {
  const { name, type, optional } = parameter;
  const attributes = markup`id="${name}" name="${name}" aria-describedby="${meaningId(parameter)}"`;
  if (MULTILINE.has(name)) return markup`<textarea ${attributes} rows="3">${value}</textarea>`;
  if (PASSWORDS.has(name)) return markup`<input type="password" ${attributes} autocomplete="off">`;
  // An empty string is a value, and so may a required one be: no instructions, no ticket.
  const required = type === 'string' || optional ? '' : markup` required`;
  const keyboard = type === 'int' ? markup` inputmode="numeric"` : '';
  return markup`<input type="text" ${attributes} autocomplete="off" autocapitalize="none" spellcheck="false" value="${value}"${keyboard}${required}>`;
}
