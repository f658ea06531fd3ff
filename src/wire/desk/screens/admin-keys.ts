import { isName } from '../../../core/access/account-texts.ts';
import { isNetwork } from '../../../core/access/networks.ts';
import { isRight, RIGHTS, type Right } from '../../../core/access/rights.ts';
import { isRefused } from '../../../core/refusal.ts';
import type { ListedKey } from '../../../operations/administration/administration-store.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { timeTag } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import { redirect, type PageNews, type DeskCall, type PageReply, type Reply, type Screen } from '../frame/screen.ts';
import { adminParts, adminRequest, adminWords, textOf, type AdminNeeds } from '../administration/admin.ts';
import { checkField, faultList, textField } from '../administration/fields.ts';

interface Words extends Readonly<
  Record<'none' | 'caption' | 'key' | 'actsAs' | 'rights' | 'from' | 'lastUsed', string>
> {
  readonly all: string;
  readonly everywhere: string;
  readonly never: string;
  readonly end: string;
  readonly endNow: (name: string) => string;
  readonly endHint: string;
  readonly ended: string;
  readonly makeTitle: string;
  readonly name: string;
  readonly nameHint: string;
  readonly actsAsHint: string;
  readonly allOf: string;
  readonly onlySome: string;
  readonly fromHint: string;
  readonly make: string;
  readonly made: (name: string) => string;
  readonly rightNames: Readonly<Record<Right, string>>;
}

const wordsIn = inLanguages<Words>(
  {
    none: 'There are no API keys yet.',
    caption: 'API keys by name',
    key: 'Key',
    actsAs: 'Acts as',
    rights: 'Rights',
    from: 'Works from',
    lastUsed: 'Last used',
    all: 'all of the account',
    everywhere: 'everywhere',
    never: 'never',
    end: 'End',
    endNow: (name) => `End ${name} now`,
    endHint: 'Programs that use it are refused at once, and so are tokens that were given for it.',
    ended: 'The key has ended.',
    makeTitle: 'Make a key',
    name: 'Name',
    nameHint: 'What it is for, such as the program that uses it.',
    actsAsHint: 'The login of the account whose name stands in history.',
    allOf: 'All that the account may',
    onlySome: 'Only these, on every task',
    fromHint: 'Addresses or networks such as 10.0.0.0/8, with commas between them; nothing for everywhere.',
    make: 'Make the key',
    made: (name) => `The key ${name}, shown this once:`,
    rightNames: {
      read: 'read tasks',
      assign: 'assign: say who is asked',
      claim: 'claim, release, skip',
      complete: 'complete what the account may complete',
      edit: 'edit due dates, instructions, priority',
      create: 'create tasks',
      delete: 'delete tasks',
      documents: 'documents: tell what was read, written, reviewed',
      'act-as': 'act as other accounts',
    },
  },
  {
    none: 'Es gibt noch keine API-Schlüssel.',
    caption: 'API-Schlüssel nach Namen',
    key: 'Schlüssel',
    actsAs: 'Handelt als',
    rights: 'Rechte',
    from: 'Zugelassen von',
    lastUsed: 'Zuletzt benutzt',
    all: 'alle des Kontos',
    everywhere: 'überall',
    never: 'nie',
    end: 'Beenden',
    endNow: (name) => `${name} jetzt beenden`,
    endHint: 'Programme mit diesem Schlüssel werden sofort abgewiesen, auch mit Tokens, die es für ihn gab.',
    ended: 'Der Schlüssel gilt nicht mehr.',
    makeTitle: 'Schlüssel anlegen',
    name: 'Name',
    nameHint: 'Wofür er gedacht ist, etwa das Programm, das ihn benutzt.',
    actsAsHint: 'Der Anmeldename des Kontos, dessen Name im Verlauf steht.',
    allOf: 'Alles, was das Konto darf',
    onlySome: 'Nur diese, an jeder Aufgabe',
    fromHint: 'Adressen oder Netze wie 10.0.0.0/8, mit Kommas dazwischen; leer: von überall.',
    make: 'Schlüssel anlegen',
    made: (name) => `Der Schlüssel ${name}, nur dieses eine Mal zu sehen:`,
    rightNames: {
      read: 'read: Aufgaben lesen',
      assign: 'assign: Aufgaben zuweisen',
      claim: 'claim: übernehmen, freigeben, überspringen',
      complete: 'complete: erledigen, was das Konto erledigen darf',
      edit: 'edit: Termine, Anweisungen, Priorität ändern',
      create: 'create: Aufgaben anlegen',
      delete: 'delete: Aufgaben entfernen',
      documents: 'documents: melden, was gelesen, geschrieben, geprüft wurde',
      'act-as': 'act-as: für andere Konten handeln',
    },
  },
);

interface KeyTexts {
  readonly name: string;
  readonly actsAs: string;
  readonly isForAll: boolean;
  readonly rights: readonly Right[];
  readonly from: string;
}

const NEW: KeyTexts = { name: '', actsAs: '', isForAll: false, rights: ['read'], from: '' };

type KeyFaults = Partial<Record<'name' | 'actsAs' | 'rights' | 'from', string>>;

const NOTHING: Markup = { html: '' };

/** All API keys with their last use; a form for one more, which is shown once. */
export const keysScreen = (needs: Pick<AdminNeeds, 'listKeys' | 'addKey' | 'revokeKey'>): Screen => {
  const page = async (
    call: DeskCall,
    more: PageNews = {},
    texts: KeyTexts = NEW,
    faults: KeyFaults = {},
  ): Promise<PageReply> => {
    const found = await needs.listKeys(adminRequest(call, 'listKeys'));
    const keys = isRefused(found) ? [] : found.keys;
    const words = wordsIn(call.language);
    return {
      kind: 'page',
      title: adminWords(call.language).keys,
      content: markup`${adminParts(call)}${keys.length === 0 ? markup`<p class="lead">${words.none}</p>` : table(keys, call)}<h2>${words.makeTitle}</h2>
${form(texts, faults, call)}`,
      ...more,
    };
  };

  const end = async (call: DeskCall): Promise<Reply> => {
    const ended = await needs.revokeKey({ ...adminRequest(call, 'revokeKey'), name: call.form.get('name') ?? '' });
    if (!isRefused(ended)) return redirect('/desk/admin/keys?done=ended');
    const text = adminWords(call.language).refusals[ended.refused];
    return page(call, { status: 409, outcome: ended.refused, notice: { kind: 'wrong', text } });
  };

  const make = async (call: DeskCall): Promise<Reply> => {
    const texts = textsOf(call);
    const faults = faultsOf(texts, call);
    const words = wordsIn(call.language);
    const wrong = adminWords(call.language);
    if (Object.keys(faults).length > 0) {
      const named = FIELDS.filter((name) => faults[name] !== undefined).map((name) => ({ name, label: words[name] }));
      const notice = { kind: 'wrong', text: faultList(wrong.wrong, named) } as const;
      return page(call, { status: 422, outcome: 'unreadable', notice }, texts, faults);
    }
    const { name, actsAs: login, isForAll, rights, from } = texts;
    const key = { name, login, rights: isForAll ? null : rights, addresses: networksOf(from) };
    const made = await needs.addKey({ ...adminRequest(call, 'addKey'), key });
    if (isRefused(made)) {
      const notice = { kind: 'wrong', text: wrong.refusals[made.refused] } as const;
      return page(call, { status: 409, outcome: made.refused, notice }, texts);
    }
    // Not behind a redirection: a secret stands in no address.
    const text = markup`<p>${words.made(name)}</p><pre>${made.secret}</pre>`;
    return page(call, { notice: { kind: 'done', text } });
  };

  return {
    path: '/desk/admin/keys',
    name: 'keys',
    forAdministrators: true,
    show: (call) =>
      page(
        call,
        call.query.get('done') === 'ended' ? { notice: { kind: 'done', text: wordsIn(call.language).ended } } : {},
      ),
    act: (call) => (call.form.get('what') === 'end' ? end(call) : make(call)),
  };
};

const FIELDS = ['name', 'actsAs', 'rights', 'from'] as const;

const networksOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const textsOf = (call: DeskCall): KeyTexts => ({
  name: textOf(call, 'name'),
  actsAs: textOf(call, 'actsAs'),
  isForAll: call.form.get('rights') === 'all',
  rights: call.form.getAll('right').filter(isRight),
  from: textOf(call, 'from'),
});

function faultsOf({ name, actsAs, isForAll, rights, from }: KeyTexts, { language }: DeskCall): KeyFaults {
  const { faults } = adminWords(language);
  return {
    ...(!isName(name) && { name: faults.name }),
    ...(!isName(actsAs) && { actsAs: faults.name }),
    ...(!isForAll && rights.length === 0 && { rights: faults.rights }),
    ...(!networksOf(from).every(isNetwork) && { from: faults.network }),
  };
}

const table = (keys: readonly ListedKey[], call: DeskCall): Markup => {
  const words = wordsIn(call.language);
  return markup`<table class="cards"><caption class="unseen">${words.caption}</caption>
<thead><tr><th scope="col">${words.key}</th><th scope="col">${words.actsAs}</th><th scope="col">${words.rights}</th><th scope="col">${words.from}</th><th scope="col">${words.lastUsed}</th><td></td></tr></thead>
<tbody>
${keys.map((key) => row(key, call))}</tbody></table>
`;
};

function row({ name, login, rights, addresses, lastUsedAt }: ListedKey, { base, language, now }: DeskCall): Markup {
  const words = wordsIn(language);
  return markup`<tr data-row><th scope="row">${name}</th>
<td data-label="${words.actsAs}"><a href="${base}/desk/admin/accounts/${encodeURIComponent(login)}">${login}</a></td>
<td data-label="${words.rights}">${rights === null ? words.all : rights.join(', ')}</td>
<td data-label="${words.from}">${addresses.length === 0 ? words.everywhere : addresses.join(', ')}</td>
<td data-label="${words.lastUsed}">${lastUsedAt ? timeTag(lastUsedAt, now, language) : words.never}</td>
<td><details><summary>${words.end}<span class="unseen"> ${name}</span></summary><p class="small quiet">${words.endHint}</p>
<form method="post" action="${base}/desk/admin/keys"><input type="hidden" name="what" value="end"><input type="hidden" name="name" value="${name}"><button class="danger">${words.endNow(name)}</button></form></details></td></tr>
`;
}

function form({ name, actsAs, isForAll, rights, from }: KeyTexts, faults: KeyFaults, call: DeskCall): Markup {
  const words = wordsIn(call.language);
  const radio = (value: string, label: string, isChosen: boolean): Markup =>
    markup`<label class="choice"><input type="radio" name="rights" value="${value}"${isChosen ? markup` checked` : NOTHING}><span>${label}</span></label>
`;
  return markup`<form method="post" action="${call.base}/desk/admin/keys">
${textField({ name: 'name', label: words.name, value: name, hint: words.nameHint, fault: faults.name, isRequired: true })}${textField(
    {
      name: 'actsAs',
      label: words.actsAs,
      value: actsAs,
      hint: words.actsAsHint,
      fault: faults.actsAs,
      isRequired: true,
    },
  )}<fieldset id="rights"><legend>${words.rights}</legend>
${faults.rights === undefined ? NOTHING : markup`<span class="fault">${faults.rights}</span>\n`}${radio('all', words.allOf, isForAll)}${radio('some', words.onlySome, !isForAll)}
${RIGHTS.map((right) => checkField('right', right, words.rightNames[right], rights.includes(right)))}</fieldset>
${textField({ name: 'from', label: words.from, value: from, hint: words.fromHint, fault: faults.from })}<div class="actions"><button>${words.make}</button></div></form>`;
}
