import { isRefused } from '../../../core/refusal.ts';
import type { ClientUsage } from '../../../core/supervision/usage.ts';
import { spellingsIn } from '../../spellings.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { clientTermsIn } from '../frame/client-terms.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText, timeTag } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall, Screen } from '../frame/screen.ts';
import { sparkline } from '../parts/charts.ts';
import { emptyList, pageIn, pageLinks, placeNotice } from '../parts/pager.ts';
import { refusedPage } from '../parts/refusals.ts';
import { option } from '../parts/work-filter.ts';

const DAYS = 30;

const wordsIn = inLanguages(
  {
    title: 'Clients',
    lead: `Who has called which API in ${DAYS} days, who called last first. Each process of the server adds its calls about once a minute. Why a call was refused is in the log of the server, as its outcome. Old spellings are what the legacy API accepts for old clients alone.`,
    none: `Nobody has called in ${DAYS} days.`,
    caption: 'Clients by account, call and program',
    client: 'Program',
    noAgent: 'says no name',
    account: 'Account',
    nobody: 'unknown',
    call: 'Call',
    calls: 'Calls',
    refusals: 'Refused',
    deprecated: 'With old spellings',
    days: `${DAYS} days`,
    last: 'Last call',
    api: 'API',
    everyApi: 'All',
    legacy: 'asmx (legacy)',
    operation: 'Call',
    show: 'Show',
    clear: 'Clear',
    callsOf: (call: string, agent: string) => `Calls of ${call} by ${agent}, day by day`,
    most: (most: string) => `${most} a day at the most`,
    today: (today: string) => `${today} today`,
  },
  {
    title: 'Clients',
    lead: `Wer in den letzten ${DAYS} Tagen welche API aufgerufen hat, die jüngsten Aufrufe zuerst. Jeder Prozess des Servers schreibt seine Aufrufe etwa einmal in der Minute. Warum ein Aufruf abgelehnt wurde, steht im Protokoll des Servers als „outcome“. Alte Schreibweisen sind, was die alte API nur für alte Clients annimmt.`,
    none: `In den letzten ${DAYS} Tagen gab es keinen solchen Aufruf.`,
    caption: 'Clients nach Konto, Aufruf und Programm',
    client: 'Programm',
    noAgent: 'nennt keinen Namen',
    account: 'Konto',
    nobody: 'unbekannt',
    call: 'Aufruf',
    calls: 'Aufrufe',
    refusals: 'Abgelehnt',
    deprecated: 'Mit alten Schreibweisen',
    days: `${DAYS} Tage`,
    last: 'Letzter Aufruf',
    api: 'API',
    everyApi: 'Alle',
    legacy: 'asmx (alt)',
    operation: 'Aufruf',
    show: 'Anzeigen',
    clear: 'Zurücksetzen',
    callsOf: (call: string, agent: string) => `Aufrufe von ${call} durch ${agent}, Tag für Tag`,
    most: (most: string) => `höchstens ${most} am Tag`,
    today: (today: string) => `heute ${today}`,
  },
);

const PATH = '/desk/clients';

/** As clients are counted by. */
const APIS = ['asmx', 'maxsight', 'worldserver', 'orkes', 'box', 'handover'] as const;

/** Who still calls what, so that it can be told when an old client is gone. */
export const clientsScreen = (needs: Pick<DeskNeeds, 'listUsage'>): Screen => ({
  path: PATH,
  name: 'clients',
  forAdministrators: true,
  async show(call) {
    const { access, language, now, query } = call;
    const words = wordsIn(language);
    const page = pageIn(query);
    const api = APIS.find((each) => each === query.get('api'));
    const operation = (query.get('operation') ?? '').trim().slice(0, 100);
    const filter = { api, operation: operation === '' ? undefined : operation };
    const usage = await needs.listUsage({ ...access, filter, page, days: DAYS, now });
    if (isRefused(usage)) return refusedPage(call, words.title, usage.refused);
    const { clients, names, total, around } = usage;
    const people = new Map(names.people.map((person) => [person.id, person]));
    const list =
      clients.length === 0
        ? emptyList(page, words.none, language)
        : markup`<table class="cards"><caption class="unseen">${words.caption}</caption>
<thead><tr><th scope="col">${words.client}</th><th scope="col">${words.account}</th><th scope="col">${words.call}</th><th scope="col" class="number">${words.calls}</th><th scope="col" class="number">${words.refusals}</th><th scope="col">${words.deprecated}</th><th scope="col">${words.days}</th><th scope="col">${words.last}</th></tr></thead>
<tbody>
${clients.map((client, index) => row(call, client, people.get(client.userId)?.login, index))}</tbody></table>
`;
    const content = markup`<p class="quiet">${words.lead}</p>
${filterForm(call, api, operation)}${list}${pageLinks(call, PATH, { page, around, total })}`;
    return { kind: 'page', title: words.title, content, ...placeNotice(around, language) };
  },
});

function filterForm({ base, language }: DeskCall, api: string | undefined, operation: string): Markup {
  const words = wordsIn(language);
  return markup`<form class="filters" action="${base}${PATH}">
<div><label for="api">${words.api}</label><select id="api" name="api">${[option('', words.everyApi, api === undefined), ...APIS.map((each) => option(each, each === 'asmx' ? words.legacy : each, each === api))]}</select></div>
<div><label for="operation">${words.operation}</label><input id="operation" name="operation" value="${operation}" placeholder="ReassignTask" autocapitalize="none" spellcheck="false" maxlength="100"></div>
<p class="actions"><button>${words.show}</button><a href="${base}${PATH}">${words.clear}</a></p></form>
`;
}

function row({ language, now }: DeskCall, client: ClientUsage, login: string | undefined, index: number): Markup {
  const words = wordsIn(language);
  const terms = clientTermsIn(language);
  const { agent, api, operation, binding, calls, refusals, deprecatedCalls, days, lastAt, lastAddress } = client;
  const spellings = spellingsIn(client.spellings).map((each) => terms.spellings[each]);
  const number = (value: number): string => numberText(value, language);
  const perDay = valuesOf(days, now);
  const most = Math.max(...perDay);
  const program = agent === '' ? words.noAgent : agent;
  const description = [words.most(number(most)), words.today(number(perDay[perDay.length - 1] ?? 0))].join(', ');
  const chart = sparkline(String(index), perDay, { title: words.callsOf(operation, program), description });
  return markup`<tr data-row><th scope="row">${agent === '' ? markup`<span class="quiet">${program}</span>` : program}</th>
<td data-label="${words.account}">${login ?? markup`<span class="quiet">${words.nobody}</span>`}<span class="sub">${terms.credentials[client.credential]}</span></td><td data-label="${words.call}">${operation}<span class="sub">${api} · ${binding}</span></td>
<td class="number" data-label="${words.calls}">${number(calls)}</td><td class="number" data-label="${words.refusals}">${number(refusals)}</td><td data-label="${words.deprecated}">${number(deprecatedCalls)}<span class="sub">${spellings.join(', ')}</span></td>
<td>${chart}<span class="sub">${description}</span></td><td data-label="${words.last}">${timeTag(lastAt, now, language)}<span class="sub">${lastAddress}</span></td></tr>
`;
}

/** The calls of each day, the last of which is today. */
function valuesOf(days: ClientUsage['days'], now: Date): readonly number[] {
  const known = new Map(days.map(({ day, calls }) => [day, calls]));
  return Array.from({ length: DAYS }, (_, index) => {
    const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() - (DAYS - 1 - index));
    const two = (value: number): string => String(value).padStart(2, '0');
    return known.get(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`) ?? 0;
  });
}
