import { isRefused } from '../../../core/refusal.ts';
import type { AbsentPerson } from '../../../core/supervision/absence-overview.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { dayText } from '../frame/format.ts';
import { redirect, type DeskCall, type Screen } from '../frame/screen.ts';
import { lostPage } from '../frame/trouble.ts';
import { absenceBars, mondayOf, plusDays, weekHeads, weeksFrom, type Weeks } from '../parts/absence-chart.ts';
import { absenceItem, absenceSentence } from '../parts/absence-list.ts';
import { absenceWordsIn } from '../parts/absence-words.ts';
import { namesOf, type NameOf } from '../parts/names.ts';
import { emptyList, pageIn, pageLinks, placeNotice } from '../parts/pager.ts';
import { personOptions } from '../parts/person-options.ts';
import { CALENDAR } from './calendar.ts';

const PATH = '/desk/absence';

/** Who covers whom, week by week: the bars are beside the words for them. */
export const absenceScreen = (needs: Pick<DeskNeeds, 'listAbsences' | 'candidates' | 'findDeskPerson'>): Screen => ({
  path: PATH,
  name: 'absence',
  async show(call) {
    const { access, language, now, query, base, user } = call;
    const words = absenceWordsIn(language);
    const candidates = await needs.candidates();
    const who = (query.get('who') ?? '').trim().toLowerCase();
    const meant = candidates.filter(
      ({ login, fullName }) => who !== '' && [login, fullName].some((each) => each.toLowerCase() === who),
    );
    const found = meant.length === 1 ? meant[0] : who === '' ? null : await needs.findDeskPerson(who);
    if (found) return redirect(`/desk/absence/${found.id}`);

    const monday = mondayIn(query.get('from')) ?? plusDays(mondayOf(now), -7);
    const weeks = weeksFrom(monday);
    const page = pageIn(query);
    const overview = await needs.listAbsences({ ...access, from: monday, until: weeks.end, page, language });
    if (isRefused(overview)) return lostPage(call);
    const nameOf = namesOf(overview.names);
    const { people, around, total } = overview;
    const links = pageLinks(call, PATH, { page, around, total });
    const last = plusDays(weeks.end, -1);
    const to = (days: number): string => `${base}/desk/absence?from=${dayIn(plusDays(monday, days))}`;
    const others = overview.mayChangeOthers
      ? markup`<form class="filters" action="${base}/desk/absence"><div><label for="who">${words.other}</label>
<input id="who" name="who" list="people" value="${query.get('who') ?? ''}" autocomplete="off" maxlength="200" placeholder="${words.otherHint}"><datalist id="people">${personOptions(candidates, call)}</datalist></div>
<div class="actions"><button class="plain">${words.otherGo}</button></div></form>`
      : NOTHING;
    return {
      kind: 'page',
      title: words.title,
      ...placeNotice(around, language),
      ...(who !== '' && { notice: { kind: 'wrong', text: words.notFound }, status: 404, outcome: 'user-not-found' }),
      content: markup`<p>${words.lead}</p>
<div class="actions"><a class="button" href="${base}/desk/absence/${String(user.id)}">${words.mine}</a>
<a class="button plain" href="${base}${CALENDAR}">${words.calendar}</a></div>
${others}
<nav class="pages" aria-label="${words.weeks}"><a href="${to(-28)}">${words.earlier}</a> <a href="${base}/desk/absence">${words.today}</a> <a href="${to(28)}">${words.later}</a></nav>
${people.length === 0 ? emptyList(page, words.nobody, language) : table(call, people, weeks, nameOf, words.caption(dayText(monday, language), dayText(last, language)))}
${links}`,
    };
  },
});

const NOTHING: Markup = { html: '' };

function table(call: DeskCall, people: readonly AbsentPerson[], weeks: Weeks, nameOf: NameOf, caption: string): Markup {
  const { language } = call;
  const words = absenceWordsIn(language);
  const format = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { day: 'numeric', month: 'short' });
  return markup`<table class="cards absences"><caption>${caption}</caption>
<thead><tr><th scope="col">${words.person}</th><th scope="col"><span class="unseen">${words.weeks}</span>${weekHeads(weeks, (day) => format.format(day))}</th><th scope="col" class="words">${words.inWords}</th></tr></thead>
<tbody>
${people.map((person) => row(call, person, weeks, nameOf))}</tbody></table>`;
}

function row(
  call: DeskCall,
  { userId, isEnabled, absences, standsInFor }: AbsentPerson,
  weeks: Weeks,
  nameOf: NameOf,
): Markup {
  const { base, language, now } = call;
  const words = absenceWordsIn(language);
  const name = nameOf(userId);
  const label = absences.map((each) => absenceSentence(each, call, nameOf)).join('; ');
  const bars = absences.length === 0 ? NOTHING : absenceBars({ absences, weeks, now, nameOf, gap: words.gap, label });
  const disabled = isEnabled ? NOTHING : markup` <span class="mark bad">${words.disabledAccount}</span>`;
  const standing =
    standsInFor.length === 0
      ? NOTHING
      : markup`<span class="sub">${words.standsInFor(standsInFor.map(nameOf).join(', '))}</span>`;
  return markup`<tr data-row><th scope="row"><a href="${base}/desk/absence/${String(userId)}">${name}</a>${disabled}${standing}</th>
<td class="weeks-cell">${bars}</td><td>${absences.length === 0 ? NOTHING : markup`<ul>${absences.map((each) => absenceItem(each, call, nameOf))}</ul>`}</td></tr>
`;
}

const two = (value: number): string => String(value).padStart(2, '0');

const dayIn = (day: Date): string => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

/** The Monday of the week of a day in an address; null for what is none. */
function mondayIn(text: string | null): Date | null {
  const [, year, month, day] = /^(2\d{3})-(\d{2})-(\d{2})$/.exec(text ?? '') ?? [];
  return year === undefined ? null : mondayOf(new Date(Number(year), Number(month) - 1, Number(day)));
}
