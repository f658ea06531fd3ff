import { isAdministrator } from '../../../core/access/caller.ts';
import { isRefused } from '../../../core/refusal.ts';
import { DONE_DAYS, type LoadAbsence, type PersonLoad } from '../../../core/supervision/person-load.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { dayText, numberText } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall, PageReply, Screen } from '../frame/screen.ts';
import { termsIn } from '../frame/terms.ts';
import { stackedBar } from '../parts/charts.ts';
import { LEVEL } from './level.ts';
import { nameOfPerson } from '../parts/names.ts';
import { emptyList, pageIn, pageLinks, placeNotice } from '../parts/pager.ts';
import { refusedPage } from '../parts/refusals.ts';

const wordsIn = inLanguages(
  {
    title: 'People',
    lead: 'What people have to do, of the tasks that you see. Those with the most late tasks come first.',
    none: 'Nobody has a task that you see.',
    caption: 'Open tasks by person, and how near they are due',
    person: 'Person',
    bar: 'Due',
    open: 'Open',
    done: `Done in ${DONE_DAYS} days`,
    absent: 'Absent',
    covers: 'Covers for',
    disabled: 'disabled',
    key: 'What the bars show',
    loadOf: (name: string) => `Open tasks of ${name}`,
    until: (day: string) => `until ${day}`,
    withoutEnd: 'without end',
    from: (day: string) => `from ${day}`,
    by: (name: string) => `covered by ${name}`,
    openOf: (count: string, name: string) => `${count} open tasks of ${name}`,
    lateOf: (count: string, name: string) => `${count} overdue tasks of ${name}`,
    weekOf: (count: string, name: string) => `${count} tasks of ${name} due this week`,
    laterOf: (count: string, name: string) => `${count} tasks of ${name} due after this week`,
    undatedOf: (count: string, name: string) => `${count} tasks of ${name} without a due date`,
    absence: 'Absence',
    absenceOf: (name: string) => `Absence of ${name}`,
    leaves: 'Leaving',
    tick: (name: string) => `Tick ${name}`,
    level: 'Level out …',
    levelHint: 'Shows who of those ticked would get what, and changes nothing.',
    leavesOf: (name: string) => `Leaving of ${name}`,
  },
  {
    title: 'Personen',
    lead: 'Wer wie viele der Aufgaben hat, die Sie sehen. Wer die meisten überfälligen hat, steht oben.',
    none: 'Niemand hat eine Aufgabe, die Sie sehen.',
    caption: 'Offene Aufgaben nach Person und Termin',
    person: 'Person',
    bar: 'Termine',
    open: 'Offen',
    done: `Erledigt in ${DONE_DAYS} Tagen`,
    absent: 'Abwesend',
    covers: 'Vertritt',
    disabled: 'gesperrt',
    key: 'Was die Balken zeigen',
    loadOf: (name: string) => `Offene Aufgaben von ${name}`,
    until: (day: string) => `bis ${day}`,
    withoutEnd: 'ohne Ende',
    from: (day: string) => `ab ${day}`,
    by: (name: string) => `vertreten durch ${name}`,
    openOf: (count: string, name: string) => `${count} offene Aufgaben von ${name}`,
    lateOf: (count: string, name: string) => `${count} überfällige Aufgaben von ${name}`,
    weekOf: (count: string, name: string) => `${count} Aufgaben von ${name}, fällig diese Woche`,
    laterOf: (count: string, name: string) => `${count} Aufgaben von ${name}, fällig nach dieser Woche`,
    undatedOf: (count: string, name: string) => `${count} Aufgaben von ${name} ohne Termin`,
    absence: 'Abwesenheit',
    absenceOf: (name: string) => `Abwesenheit von ${name}`,
    leaves: 'Ausscheiden',
    tick: (name: string) => `${name} ankreuzen`,
    level: 'Ausgleichen …',
    levelHint: 'Zeigt, wer von den Angekreuzten was bekäme, und ändert nichts.',
    leavesOf: (name: string) => `Ausscheiden von ${name}`,
  },
);

const PATH = '/desk/people';
const NOTHING: Markup = { html: '' };

type Needs = Pick<DeskNeeds, 'listLoads'>;

/** What people have to do, as a chart and a table in one. */
export const peopleScreen = (needs: Needs): Screen => ({
  path: PATH,
  name: 'people',
  slow: { title: (language) => wordsIn(language).title, page: (call) => showPeople(needs, call) },
});

async function showPeople(needs: Needs, call: DeskCall): Promise<PageReply> {
  const { access, base, language, now, query } = call;
  const words = wordsIn(language);
  const page = pageIn(query);
  const loads = await needs.listLoads({ ...access, page, now });
  if (isRefused(loads)) return refusedPage(call, words.title, loads.refused);
  const { people, total, around } = loads;
  const links = pageLinks(call, PATH, { page, around, total });
  if (people.length === 0) {
    const content = markup`${emptyList(page, words.none, language)}${links}`;
    return { kind: 'page', title: words.title, content, ...placeNotice(around, language) };
  }
  const content = markup`<p class="quiet">${words.lead}</p>
<form action="${base}${LEVEL}">${table(call, people)}
<div class="actions"><button class="plain" aria-describedby="level-hint">${words.level}</button><span class="hint" id="level-hint">${words.levelHint}</span></div></form>
${links}`;
  return { kind: 'page', title: words.title, content, ...placeNotice(around, language) };
}

function table(call: DeskCall, people: readonly PersonLoad[]): Markup {
  const { language } = call;
  const words = wordsIn(language);
  const { dueGroups } = termsIn(language);
  const most = Math.max(...people.map(({ open }) => open));
  const key = (['late', 'soon', 'later', 'undated'] as const).map(
    (kind, index) =>
      markup`<li><svg class="chart" aria-hidden="true" viewBox="0 0 12 12" width="12" height="12"><rect class="${kind}" width="12" height="12"/></svg> ${[dueGroups.overdue, dueGroups['this-week'], dueGroups.later, dueGroups['no-date']][index] ?? ''}</li>`,
  );
  const head = (label: string): Markup => markup`<th scope="col" class="number">${label}</th>`;
  return markup`<ul class="key" aria-label="${words.key}">${key}</ul>
<table class="cards"><caption class="unseen">${words.caption}</caption>
<thead><tr><td class="tick"></td><th scope="col">${words.person}</th><th scope="col">${words.bar}</th>${[words.open, dueGroups.overdue, dueGroups['this-week'], dueGroups.later, dueGroups['no-date'], words.done].map(head)}<th scope="col">${words.absent}</th><th scope="col">${words.covers}</th></tr></thead>
<tbody>
${people.map((person) => row(call, person, most))}</tbody></table>`;
}

function row({ base, language, now, user }: DeskCall, load: PersonLoad, most: number): Markup {
  const words = wordsIn(language);
  const { dueGroups } = termsIn(language);
  const name = nameOfPerson(load);
  const number = (value: number): string => numberText(value, language);
  const parts = [
    { kind: 'late', value: load.overdue, label: dueGroups.overdue },
    { kind: 'soon', value: load.dueThisWeek, label: dueGroups['this-week'] },
    { kind: 'later', value: load.later, label: dueGroups.later },
    { kind: 'undated', value: load.noDate, label: dueGroups['no-date'] },
  ] as const;
  const description = parts.map(({ label, value }) => `${label}: ${number(value)}`).join(', ');
  const bar = stackedBar(String(load.id), parts, { most, title: words.loadOf(name), description });
  const leading = (value: number, query: Readonly<Record<string, string>>, label: string): Markup =>
    value === 0
      ? markup`0`
      : markup`<a href="${`${base}/desk/work?${new URLSearchParams({ ...query, who: load.login }).toString()}`}" aria-label="${label}">${number(value)}</a>`;
  // Where rows are cards, a zero says nothing, but for the sum.
  const cell = (label: string, value: number, shown: Markup | string, isSum = false): Markup =>
    markup`<td class="${value === 0 && !isSum ? 'number zero' : 'number'}" data-label="${label}">${shown}</td>`;
  const page = `${base}/desk/people/${load.id}/leave`;
  const leaving = isAdministrator(user)
    ? markup` <a href="${page}" aria-label="${words.leavesOf(name)}">${words.leaves}</a>`
    : NOTHING;
  const absent = `${base}/desk/absence/${load.id}`;
  const login = name === load.login ? NOTHING : markup`<span class="sub">${load.login}</span>`;
  const ways = markup`<span class="ways"><a href="${absent}" aria-label="${words.absenceOf(name)}">${words.absence}</a>${leaving}</span>`;
  const mark = load.enabled ? NOTHING : markup` <span class="mark off">${words.disabled}</span>`;
  return markup`<tr data-row><td class="tick"><input type="checkbox" name="person" value="${String(load.id)}" aria-label="${words.tick(name)}"></td><th scope="row">${name}${mark}${login}${ways}</th>
<td>${bar}</td>${[
    cell(words.open, load.open, leading(load.open, {}, words.openOf(number(load.open), name)), true),
    cell(
      dueGroups.overdue,
      load.overdue,
      leading(load.overdue, { state: 'overdue' }, words.lateOf(number(load.overdue), name)),
    ),
    cell(
      dueGroups['this-week'],
      load.dueThisWeek,
      leading(load.dueThisWeek, { state: 'due', due: 'week' }, words.weekOf(number(load.dueThisWeek), name)),
    ),
    cell(dueGroups.later, load.later, leading(load.later, { due: 'later' }, words.laterOf(number(load.later), name))),
    cell(
      dueGroups['no-date'],
      load.noDate,
      leading(load.noDate, { due: 'no-date' }, words.undatedOf(number(load.noDate), name)),
    ),
    cell(words.done, load.done, number(load.done)),
  ]}
<td data-label="${words.absent}">${load.absence ? absence(load.absence, language, now) : NOTHING}</td><td data-label="${words.covers}">${load.coversFor.map((each) => covered(each, language))}</td></tr>
`;
}

function ends({ endsAt }: LoadAbsence, language: DeskCall['language']): string {
  const words = wordsIn(language);
  return endsAt === null ? words.withoutEnd : words.until(dayText(endsAt, language));
}

function absence(given: LoadAbsence, language: DeskCall['language'], now: Date): Markup {
  const words = wordsIn(language);
  const from = given.startsAt > now ? `${words.from(dayText(given.startsAt, language))} ` : '';
  return markup`${from}${ends(given, language)}<span class="sub">${words.by(nameOfPerson(given.person))}</span>`;
}

const covered = (given: LoadAbsence, language: DeskCall['language']): Markup =>
  markup`<span>${nameOfPerson(given.person)}</span><span class="sub">${ends(given, language)}</span>`;
