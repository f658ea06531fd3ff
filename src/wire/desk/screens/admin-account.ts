import { isRefused } from '../../../core/refusal.ts';
import type { Account } from '../../../operations/administration/administration-store.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { numberText, timeTag } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import {
  redirect,
  type PageNews,
  type DeskCall,
  type Notice,
  type PageReply,
  type Reply,
  type Screen,
} from '../frame/screen.ts';
import { lostPage } from '../frame/trouble.ts';
import {
  accountFaults,
  accountFields,
  accountTextsOf,
  faultNotice,
  type AccountFaults,
  type AccountTexts,
} from '../administration/account-form.ts';
import { adminParts, adminRequest, adminWords, type AdminNeeds, type AdminRefusal } from '../administration/admin.ts';

const wordsIn = inLanguages(
  {
    addTitle: 'Add an account',
    add: 'Add',
    addHint: 'Nobody can sign in with it until it has a password, which the next page makes.',
    save: 'Save',
    saved: 'Saved.',
    added: 'The account is there. Give it a password if somebody is to sign in.',
    password: 'Password',
    passwordHint: 'A new password is made up and shown once. Whatever the account is signed in with ends.',
    makePassword: 'Make a new password',
    passwordIs: 'The new password, shown this once:',
    state: 'Access',
    isOpen: 'The account is enabled.',
    isClosed: 'The account is disabled: nobody signs in, and its API keys do nothing.',
    close: 'Disable the account',
    closeHint: 'Its sessions and tickets end at once. Its tasks stay with it: reassign them first.',
    leave: 'See what hangs on it, and move it first',
    closeSure: 'Disable it now',
    open: 'Enable it again',
    closed: 'The account is disabled.',
    opened: 'The account is enabled again.',
    facts: 'What belongs to it',
    created: 'Made',
    lastSignIn: 'Last sign-in',
    never: 'never',
    teams: 'Teams',
    keys: 'API keys',
    openTasks: 'Open tasks',
    none: 'none',
    edit: 'Details',
  },
  {
    addTitle: 'Konto anlegen',
    add: 'Anlegen',
    addHint: 'Anmelden kann man sich damit erst, wenn es ein Kennwort hat; das erzeugt die nächste Seite.',
    save: 'Speichern',
    saved: 'Gespeichert.',
    added: 'Das Konto ist angelegt. Erzeugen Sie ein Kennwort, wenn sich jemand damit anmelden soll.',
    password: 'Kennwort',
    passwordHint: 'Ein neues Kennwort wird erzeugt und nur einmal gezeigt. Alle Anmeldungen des Kontos enden.',
    makePassword: 'Neues Kennwort erzeugen',
    passwordIs: 'Das neue Kennwort, nur dieses eine Mal zu sehen:',
    state: 'Zugang',
    isOpen: 'Das Konto ist aktiv.',
    isClosed: 'Das Konto ist gesperrt: Niemand kann sich damit anmelden, und seine API-Schlüssel gelten nicht.',
    close: 'Konto sperren',
    closeHint: 'Seine Sitzungen und Tickets enden sofort. Seine Aufgaben bleiben bei ihm: Geben Sie sie vorher weiter.',
    leave: 'Ansehen, was am Konto hängt, und es vorher übertragen',
    closeSure: 'Jetzt sperren',
    open: 'Konto entsperren',
    closed: 'Das Konto ist gesperrt.',
    opened: 'Das Konto ist wieder aktiv.',
    facts: 'Was dazugehört',
    created: 'Angelegt',
    lastSignIn: 'Letzte Anmeldung',
    never: 'nie',
    teams: 'Teams',
    keys: 'API-Schlüssel',
    openTasks: 'Offene Aufgaben',
    none: 'keine',
    edit: 'Angaben',
  },
);

const NEW: AccountTexts = {
  login: '',
  firstName: '',
  lastName: '',
  email: '',
  language: 'en',
  roles: [],
  ticketsAllowed: true,
};

const pathOf = (login: string): string => `/desk/admin/accounts/${encodeURIComponent(login)}`;

const wrong = (refusal: AdminRefusal, { language }: DeskCall): PageNews => ({
  status: 409,
  outcome: refusal,
  notice: { kind: 'wrong', text: adminWords(language).refusals[refusal] },
});

/** A form for an account that is not there yet. */
export const addAccountScreen = (needs: Pick<AdminNeeds, 'addAccount'>): Screen => {
  const page = (
    call: DeskCall,
    texts = { ...NEW, language: call.language as string },
    faults: AccountFaults = {},
  ): PageReply => {
    const words = wordsIn(call.language);
    return {
      kind: 'page',
      title: words.addTitle,
      content: markup`${adminParts(call)}<form method="post" action="${call.base}/desk/admin/add-account">
${accountFields(texts, faults, call)}<p class="quiet">${words.addHint}</p>
<div class="actions"><button>${words.add}</button></div></form>`,
    };
  };
  return {
    path: '/desk/admin/add-account',
    name: 'addAccount',
    forAdministrators: true,
    show: (call) => page(call),
    async act(call) {
      const texts = accountTextsOf(call);
      const faults = accountFaults(texts, call);
      if (Object.keys(faults).length > 0) {
        return { ...page(call, texts, faults), status: 422, outcome: 'unreadable', notice: faultNotice(faults, call) };
      }
      const added = await needs.addAccount({
        ...adminRequest(call, 'addAccount'),
        account: { ...texts, password: null },
      });
      if (isRefused(added)) return { ...page(call, texts), ...wrong(added.refused, call) };
      return redirect(`${pathOf(added.login)}?done=added`);
    },
  };
};

type Needs = Pick<AdminNeeds, 'readAccount' | 'editAccount' | 'setAccountPassword'>;

/** One account: what is known of it, its password, and whether it is open. */
export const accountScreen = (needs: Needs): Screen => {
  const read = (call: DeskCall) =>
    needs.readAccount({ ...adminRequest(call, 'readAccount'), login: call.params.login ?? '' });

  const shown = async (call: DeskCall, more: PageNews = {}): Promise<Reply> => {
    const account = await read(call);
    return isRefused(account) ? lostPage(call) : { ...page(account, account, {}, call), ...more };
  };

  const save = async (call: DeskCall): Promise<Reply> => {
    const texts = accountTextsOf(call);
    const faults = accountFaults(texts, call);
    const account = await read(call);
    if (isRefused(account)) return lostPage(call);
    if (Object.keys(faults).length > 0) {
      const notice = faultNotice(faults, call);
      return { ...page(account, texts, faults, call), status: 422, outcome: 'unreadable', notice };
    }
    const edited = await needs.editAccount({ ...adminRequest(call, 'editAccount'), login: account.login, edit: texts });
    if (isRefused(edited)) return { ...page(account, texts, {}, call), ...wrong(edited.refused, call) };
    return redirect(`${pathOf(edited.login)}?done=saved`);
  };

  const setState = async (call: DeskCall, enabled: boolean): Promise<Reply> => {
    const login = call.params.login ?? '';
    const edited = await needs.editAccount({ ...adminRequest(call, 'editAccount'), login, edit: { enabled } });
    if (isRefused(edited)) return shown(call, wrong(edited.refused, call));
    return redirect(`${pathOf(edited.login)}?done=${enabled ? 'opened' : 'closed'}`);
  };

  const makePassword = async (call: DeskCall): Promise<Reply> => {
    const words = wordsIn(call.language);
    const login = call.params.login ?? '';
    const asked = { ...adminRequest(call, 'setAccountPassword'), login, password: null };
    const set = await needs.setAccountPassword(asked);
    if (isRefused(set)) return shown(call, wrong(set.refused, call));
    // Not behind a redirection: a secret stands in no address.
    const text = markup`<p>${words.passwordIs}</p><pre>${set.madeUp ?? ''}</pre>`;
    return shown(call, { notice: { kind: 'done', text } });
  };

  return {
    path: '/desk/admin/accounts/:login',
    name: 'account',
    forAdministrators: true,
    show(call) {
      const words = wordsIn(call.language);
      const done = call.query.get('done');
      const text = DONE.find((each) => each === done);
      const notice: Notice | undefined = text && { kind: 'done', text: words[text] };
      return shown(call, notice && { notice });
    },
    act(call) {
      const what = call.form.get('what');
      if (what === 'password') return makePassword(call);
      if (what === 'close' || what === 'open') return setState(call, what === 'open');
      return save(call);
    },
  };
};

const DONE = ['added', 'saved', 'closed', 'opened'] as const;

function page(account: Account, texts: AccountTexts, faults: AccountFaults, call: DeskCall): PageReply {
  const words = wordsIn(call.language);
  const action = markup`method="post" action="${call.base}${pathOf(account.login)}"`;
  const state = account.enabled
    ? markup`<p>${words.isOpen}</p>
<details><summary>${words.close}</summary><p class="quiet">${words.closeHint}</p>
<p><a href="${call.base}/desk/people/${String(account.id)}/leave">${words.leave}</a></p>
<form ${action}><input type="hidden" name="what" value="close"><button class="danger">${words.closeSure}</button></form></details>`
    : markup`<p>${words.isClosed}</p>
<form ${action}><input type="hidden" name="what" value="open"><button class="plain">${words.open}</button></form>`;
  return {
    kind: 'page',
    title: account.fullName === '' ? account.login : `${account.fullName} (${account.login})`,
    content: markup`${adminParts(call)}<h2>${words.facts}</h2>
${facts(account, call)}<h2>${words.edit}</h2>
<form ${action}>
${accountFields(texts, faults, call)}<div class="actions"><button>${words.save}</button></div></form>
<h2>${words.password}</h2>
<p class="quiet">${words.passwordHint}</p>
<form ${action}><input type="hidden" name="what" value="password"><button class="plain">${words.makePassword}</button></form>
<h2>${words.state}</h2>
${state}`,
  };
}

function facts(account: Account, { base, language, now }: DeskCall): Markup {
  const words = wordsIn(language);
  const { createdAt, lastLogonAt, teams, keys, openTasks } = account;
  const links = (part: string, names: readonly string[]): Markup =>
    names.length === 0
      ? markup`${words.none}`
      : markup`${names.map((name, at) => markup`${at === 0 ? '' : ', '}<a href="${base}/desk/admin/${part}">${name}</a>`)}`;
  return markup`<dl class="facts"><dt>${words.created}</dt><dd>${timeTag(createdAt, now, language)}</dd>
<dt>${words.lastSignIn}</dt><dd>${lastLogonAt ? timeTag(lastLogonAt, now, language) : words.never}</dd>
<dt>${words.openTasks}</dt><dd>${numberText(openTasks, language)}</dd>
<dt>${words.teams}</dt><dd>${links('teams', teams)}</dd>
<dt>${words.keys}</dt><dd>${links('keys', keys)}</dd></dl>
`;
}
