import type { RefusalsOf } from '../../../operations/index.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall } from '../frame/screen.ts';

/** What administrators do at the desk. */
export type AdminNeeds = Pick<
  DeskNeeds,
  | 'findAccounts'
  | 'readAccount'
  | 'addAccount'
  | 'editAccount'
  | 'setAccountPassword'
  | 'listWholeTeams'
  | 'addTeam'
  | 'editTeam'
  | 'listKeys'
  | 'addKey'
  | 'revokeKey'
>;

export type AdminRefusal = RefusalsOf<AdminNeeds>;

interface AdminWords {
  readonly accounts: string;
  readonly teams: string;
  readonly keys: string;
  readonly parts: string;
  readonly wrong: string;
  readonly faults: {
    readonly name: string;
    readonly email: string;
    readonly language: string;
    readonly network: string;
    readonly rights: string;
  };
  readonly refusals: Readonly<Record<AdminRefusal, string>>;
}

export const adminWords = inLanguages<AdminWords>(
  {
    accounts: 'Accounts',
    teams: 'Teams',
    keys: 'API keys',
    parts: 'Administration',
    wrong: 'Nothing was saved. Look at:',
    faults: {
      name: '1 to 255 characters, without space around them.',
      email: 'An address such as jane.doe@example.com, or nothing.',
      language: 'A tag such as en, de or de-AT.',
      network: 'Addresses or networks such as 10.0.0.0/8, with commas between them.',
      rights: 'Tick one right at least.',
    },
    refusals: {
      anonymous: 'You are not signed in any more.',
      'ticket-invalid': 'You are not signed in any more.',
      'access-denied': 'You are no administrator.',
      'account-not-found': 'There is no account with this login any more.',
      'user-not-found': 'Nobody has this login.',
      'team-not-found': 'There is no such team any more.',
      'key-not-found': 'There is no such key any more.',
      'name-taken': 'This name is taken. Choose another one.',
      'own-account': 'This is your own account: let another administrator do it.',
      'sign-ins-busy': 'The server is busy with other passwords. Try again in a few seconds.',
    },
  },
  {
    accounts: 'Konten',
    teams: 'Teams',
    keys: 'API-Schlüssel',
    parts: 'Administration',
    wrong: 'Nichts wurde gespeichert. Bitte prüfen:',
    faults: {
      name: '1 bis 255 Zeichen, ohne Leerzeichen am Rand.',
      email: 'Eine Adresse wie jane.doe@example.com, oder nichts.',
      language: 'Ein Kürzel wie en, de oder de-AT.',
      network: 'Adressen oder Netze wie 10.0.0.0/8, mit Kommas dazwischen.',
      rights: 'Kreuzen Sie mindestens ein Recht an.',
    },
    refusals: {
      anonymous: 'Sie sind nicht mehr angemeldet.',
      'ticket-invalid': 'Sie sind nicht mehr angemeldet.',
      'access-denied': 'Das darf nur die Administration.',
      'account-not-found': 'Das Konto gibt es nicht mehr.',
      'user-not-found': 'Niemand hat diesen Anmeldenamen.',
      'team-not-found': 'Das Team gibt es nicht mehr.',
      'key-not-found': 'Den Schlüssel gibt es nicht mehr.',
      'name-taken': 'Dieser Name ist vergeben. Wählen Sie einen anderen.',
      'own-account': 'Das ist Ihr eigenes Konto: Das muss jemand anderes aus der Administration tun.',
      'sign-ins-busy': 'Der Server prüft gerade andere Kennwörter. Versuchen Sie es in einigen Sekunden noch einmal.',
    },
  },
);

const PARTS = ['accounts', 'teams', 'keys'] as const;

/** The way from one page of administration to the others. */
export function adminParts({ base, language, message }: DeskCall): Markup {
  const words = adminWords(language);
  return markup`<nav class="pages" aria-label="${words.parts}">
${PARTS.map((part) => {
  const path = `/desk/admin/${part}`;
  const current = message.path.replace(/\/$/, '') === path ? markup` aria-current="page"` : { html: '' };
  return markup`<a href="${base}${path}"${current}>${words[part]}</a>
`;
})}</nav>
`;
}

/** What an operation of administrators is asked with. */
export const adminRequest = ({ access, context }: DeskCall, operation: string) => ({ ...access, context, operation });

/** What a form says under these names, without space around it. */
export const textOf = ({ form }: Pick<DeskCall, 'form'>, name: string): string => (form.get(name) ?? '').trim();
