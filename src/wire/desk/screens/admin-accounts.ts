import { isRefused } from '../../../core/refusal.ts';
import type { Account } from '../../../operations/administration/administration-store.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { numberText, timeTag } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall, Screen } from '../frame/screen.ts';
import { emptyList, pageIn, pageLinks, placeNotice } from '../parts/pager.ts';
import { adminParts, adminRequest, adminWords, type AdminNeeds } from '../administration/admin.ts';

const wordsIn = inLanguages(
  {
    find: 'Login, name or address',
    go: 'Find',
    add: 'Add an account',
    none: 'No account has this in its login, name or address.',
    caption: 'Accounts by login',
    account: 'Account',
    roles: 'Roles',
    teams: 'Teams',
    openTasks: 'Open tasks',
    lastSignIn: 'Last sign-in',
    never: 'never',
    closed: 'disabled',
    noPassword: 'no password',
    short: { administrator: 'Administrator', userManager: 'User manager', libraryManager: 'Library manager' },
  },
  {
    find: 'Anmeldename, Name oder Adresse',
    go: 'Suchen',
    add: 'Konto anlegen',
    none: 'Kein Konto hat das im Anmeldenamen, im Namen oder in der Adresse.',
    caption: 'Konten nach Anmeldenamen',
    account: 'Konto',
    roles: 'Rollen',
    teams: 'Teams',
    openTasks: 'Offene Aufgaben',
    lastSignIn: 'Letzte Anmeldung',
    never: 'nie',
    closed: 'gesperrt',
    noPassword: 'kein Kennwort',
    short: {
      administrator: 'Administration',
      userManager: 'Benutzerverwaltung',
      libraryManager: 'Bibliotheksverwaltung',
    },
  },
);

const NOTHING: Markup = { html: '' };

const PATH = '/desk/admin/accounts';

/** All accounts, a page of them at a time. */
export const accountsScreen = (needs: Pick<AdminNeeds, 'findAccounts'>): Screen => ({
  path: PATH,
  name: 'findAccounts',
  forAdministrators: true,
  async show(call) {
    const { base, language, query } = call;
    const words = wordsIn(language);
    const text = (query.get('q') ?? '').trim();
    const page = pageIn(query);
    const found = await needs.findAccounts({ ...adminRequest(call, 'findAccounts'), text, page });
    if (isRefused(found)) {
      const notice = { kind: 'wrong', text: adminWords(language).refusals[found.refused] } as const;
      return {
        kind: 'page',
        title: adminWords(language).accounts,
        status: 403,
        notice,
        content: NOTHING,
        outcome: found.refused,
      };
    }
    const { accounts, total, around } = found;
    return {
      kind: 'page',
      title: adminWords(language).accounts,
      ...placeNotice(around, language),
      content: markup`${adminParts(call)}<form class="filters" action="${base}${PATH}">
<div><label for="accounts">${words.find}</label><input id="accounts" type="search" name="q" value="${text}" maxlength="100"></div>
<div class="actions"><button class="plain">${words.go}</button></div></form>
<p class="actions"><a class="button" href="${base}/desk/admin/add-account">${words.add}</a></p>
${accounts.length === 0 ? emptyList(page, words.none, language) : table(accounts, call)}${pageLinks(call, PATH, { page, around, total })}`,
    };
  },
});

const table = (accounts: readonly Account[], call: DeskCall): Markup => {
  const words = wordsIn(call.language);
  return markup`<table class="cards"><caption class="unseen">${words.caption}</caption>
<thead><tr><th scope="col">${words.account}</th><th scope="col">${words.roles}</th><th scope="col">${words.teams}</th><th scope="col" class="number">${words.openTasks}</th><th scope="col">${words.lastSignIn}</th></tr></thead>
<tbody>
${accounts.map((account) => row(account, call))}</tbody></table>
`;
};

function row(account: Account, { base, language, now }: DeskCall): Markup {
  const words = wordsIn(language);
  const { login, fullName, email, roles, teams, enabled, hasPassword, openTasks, lastLogonAt } = account;
  const marks = [
    ...(enabled ? [] : [markup` <span class="mark off">${words.closed}</span>`]),
    ...(hasPassword || !enabled ? [] : [markup` <span class="mark">${words.noPassword}</span>`]),
  ];
  const more = [fullName, email].filter((part) => part !== '').join(' · ');
  return markup`<tr data-row><th scope="row"><a href="${base}/desk/admin/accounts/${encodeURIComponent(login)}">${login}</a>${marks}${
    more === '' ? NOTHING : markup`<span class="sub">${more}</span>`
  }</th>
<td data-label="${words.roles}">${roles.map((role) => words.short[role]).join(', ')}</td><td data-label="${words.teams}">${teams.join(', ')}</td>
<td class="number" data-label="${words.openTasks}">${numberText(openTasks, language)}</td>
<td data-label="${words.lastSignIn}">${lastLogonAt ? timeTag(lastLogonAt, now, language) : words.never}</td></tr>
`;
}
