import { isRole, ROLES, type Role } from '../../../core/access/account-edit.ts';
import { isEmail, isLanguageTag, isName, isPersonName } from '../../../core/access/account-texts.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall, Notice } from '../frame/screen.ts';
import { adminWords, textOf } from './admin.ts';
import { checkField, faultList, textField } from './fields.ts';

/** What the form of an account says. */
export interface AccountTexts {
  readonly login: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: string;
  readonly roles: readonly Role[];
  readonly ticketsAllowed: boolean;
}

export type AccountFaults = Partial<Record<'login' | 'firstName' | 'lastName' | 'email' | 'language', string>>;

interface AccountWords extends Readonly<Record<keyof AccountTexts, string>> {
  readonly loginHint: string;
  readonly emailHint: string;
  readonly languageHint: string;
  readonly ticketsHint: string;
  readonly roleNames: Readonly<Record<Role, string>>;
}

const accountWords = inLanguages<AccountWords>(
  {
    login: 'Login',
    loginHint: 'What the person signs in with.',
    firstName: 'First name',
    lastName: 'Last name',
    email: 'E-mail',
    emailHint: 'Where mail about tasks goes; without one there is none.',
    language: 'Language',
    languageHint: 'Of mail and of these pages: en, de.',
    roles: 'Roles',
    ticketsAllowed: 'May sign in',
    ticketsHint: 'Without it the account gets no tickets, and cannot sign in here.',
    roleNames: {
      administrator: 'Administrator: may do everything',
      userManager: 'User manager: sees all tasks, sets absences of others',
      libraryManager: 'Library manager: the same, and removes tasks',
    },
  },
  {
    login: 'Anmeldename',
    loginHint: 'Damit meldet sich die Person an.',
    firstName: 'Vorname',
    lastName: 'Nachname',
    email: 'E-Mail',
    emailHint: 'Dorthin gehen Mails über Aufgaben; ohne Adresse gibt es keine.',
    language: 'Sprache',
    languageHint: 'Von Mails und diesen Seiten: en, de.',
    roles: 'Rollen',
    ticketsAllowed: 'Darf sich anmelden',
    ticketsHint: 'Sonst bekommt das Konto keine Tickets und kann sich hier nicht anmelden.',
    roleNames: {
      administrator: 'Administration: darf alles',
      userManager: 'Benutzerverwaltung: sieht alle Aufgaben, trägt Abwesenheiten anderer ein',
      libraryManager: 'Bibliotheksverwaltung: ebenso, und entfernt Aufgaben',
    },
  },
);

export const accountTextsOf = (call: DeskCall): AccountTexts => ({
  login: textOf(call, 'login'),
  firstName: textOf(call, 'firstName'),
  lastName: textOf(call, 'lastName'),
  email: textOf(call, 'email'),
  language: textOf(call, 'language'),
  roles: call.form.getAll('role').filter(isRole),
  ticketsAllowed: call.form.has('ticketsAllowed'),
});

/** What is wrong with each field; empty where nothing is. */
export function accountFaults(texts: AccountTexts, { language }: DeskCall): AccountFaults {
  const { faults } = adminWords(language);
  return {
    ...(!isName(texts.login) && { login: faults.name }),
    ...(!isPersonName(texts.firstName) && { firstName: faults.name }),
    ...(!isPersonName(texts.lastName) && { lastName: faults.name }),
    ...(!isEmail(texts.email) && { email: faults.email }),
    ...(!isLanguageTag(texts.language) && { language: faults.language }),
  };
}

const FIELDS = ['login', 'firstName', 'lastName', 'email', 'language'] as const;

/** The notice of a form that was not saved. */
export function faultNotice(faults: AccountFaults, { language }: DeskCall): Notice {
  const words = accountWords(language);
  const wrong = FIELDS.filter((name) => faults[name] !== undefined).map((name) => ({ name, label: words[name] }));
  return { kind: 'wrong', text: faultList(adminWords(language).wrong, wrong) };
}

/** The fields of an account. */
export function accountFields(texts: AccountTexts, faults: AccountFaults, { language }: DeskCall): Markup {
  const words = accountWords(language);
  return markup`${textField({ name: 'login', label: words.login, value: texts.login, hint: words.loginHint, fault: faults.login, isRequired: true })}${textField(
    { name: 'firstName', label: words.firstName, value: texts.firstName, fault: faults.firstName },
  )}${textField({ name: 'lastName', label: words.lastName, value: texts.lastName, fault: faults.lastName })}${textField(
    {
      name: 'email',
      label: words.email,
      value: texts.email,
      hint: words.emailHint,
      fault: faults.email,
      type: 'email',
    },
  )}${textField({ name: 'language', label: words.language, value: texts.language, hint: words.languageHint, fault: faults.language })}<fieldset><legend>${words.roles}</legend>
${ROLES.map((role) => checkField('role', role, words.roleNames[role], texts.roles.includes(role)))}</fieldset>
<div class="field"><div>${checkField('ticketsAllowed', 'on', words.ticketsAllowed, texts.ticketsAllowed)}<span class="hint">${words.ticketsHint}</span></div></div>
`;
}
