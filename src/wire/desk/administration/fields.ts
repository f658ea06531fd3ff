import { markup, type Markup } from '../../html/markup.ts';

/** A field of a form, its label above it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
  /** What is wrong with the value. */
  readonly fault?: string | undefined;
  readonly type?: 'text' | 'email';
  readonly autocomplete?: string;
  readonly isRequired?: boolean;
}

const NOTHING: Markup = { html: '' };

export function textField(field: Field): Markup {
  const { name, label, value = '', hint, fault, type = 'text', autocomplete = 'off', isRequired = false } = field;
  const told = [...(hint === undefined ? [] : [`${name}-hint`]), ...(fault === undefined ? [] : [`${name}-fault`])];
  const described = told.length === 0 ? NOTHING : markup` aria-describedby="${told.join(' ')}"`;
  return markup`<div class="field"><label for="${name}">${label}</label>
${hint === undefined ? NOTHING : markup`<span class="hint" id="${name}-hint">${hint}</span>\n`}${
    fault === undefined ? NOTHING : markup`<span class="fault" id="${name}-fault">${fault}</span>\n`
  }<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" maxlength="255"${
    isRequired ? markup` required` : NOTHING
  }${fault === undefined ? NOTHING : markup` aria-invalid="true"`}${described}></div>
`;
}

/** A box to tick. @param id of its own, where several have the name */
export const checkField = (name: string, value: string, label: string, isTicked: boolean): Markup =>
  markup`<label class="choice"><input type="checkbox" name="${name}" value="${value}"${isTicked ? markup` checked` : NOTHING}><span>${label}</span></label>
`;

/** What is wrong with a form, each with the way to its field. */
export const faultList = (lead: string, faults: readonly { readonly name: string; readonly label: string }[]): Markup =>
  markup`${lead}<ul>${faults.map(({ name, label }) => markup`<li><a href="#${name}">${label}</a></li>`)}</ul>`;
