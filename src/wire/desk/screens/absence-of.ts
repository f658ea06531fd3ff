import { isAdministrator } from '../../../core/access/caller.ts';
import { isRefused } from '../../../core/refusal.ts';
import type { ChangedAbsence } from '../../../operations/supervision/absences.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { fieldMoment, momentOfField, numberText } from '../frame/format.ts';
import { redirect, type DeskCall, type PageReply, type Reply, type Screen } from '../frame/screen.ts';
import { lostPage } from '../frame/trouble.ts';
import { absenceItem } from '../parts/absence-list.ts';
import { absenceWordsIn, type AbsenceWords } from '../parts/absence-words.ts';
import { nameOfPerson, namesOf } from '../parts/names.ts';
import { personNumber } from '../parts/numbers.ts';
import { openHintIn, personOptions } from '../parts/person-options.ts';

type Needs = Pick<
  DeskNeeds,
  'readAbsences' | 'recipients' | 'absentee' | 'setAbsence' | 'passOnAbsence' | 'endAbsence'
>;

/** The absence of one person: to set it, to move it, to pass it on, to end it; and what goes with it. */
export const absenceOfScreen = (needs: Needs): Screen => ({
  path: '/desk/absence/:person',
  name: 'absenceOf',

  show: (call) => page(needs, call),

  async act(call): Promise<Reply> {
    const { access, context, form, language } = call;
    const words = absenceWordsIn(language);
    const userId = personNumber(call.params.person);
    const substitute = (form.get('substitute') ?? '').trim();
    const asked = { ...access, context, userId, isUnnamed: true } as const;
    const done = (changed: ChangedAbsence | { readonly refused: keyof AbsenceWords['refusals'] }, word: string) =>
      'refused' in changed
        ? page(needs, call, { text: words.refusals[changed.refused], outcome: changed.refused })
        : redirect(`/desk/absence/${userId}?done=${word}`);
    const step = form.get('step');
    if (step === 'end') return done(await needs.endAbsence({ ...asked, operation: 'endAbsence' }), 'ended');
    if (step === 'pass') {
      return done(await needs.passOnAbsence({ ...asked, operation: 'passOnAbsence', substitute }), 'passed');
    }
    const from = form.get('from') ?? '';
    const startsAt = momentOfField(from);
    const endsAt = momentOfField(form.get('until') ?? '');
    if (!endsAt) return page(needs, call, { text: words.untilMissing, outcome: 'form-invalid' });
    if (from !== '' && !startsAt) return page(needs, call, { text: words.fromUnreadable, outcome: 'form-invalid' });
    return done(await needs.setAbsence({ ...asked, operation: 'setAbsence', substitute, startsAt, endsAt }), 'set');
  },
});

const NOTHING: Markup = { html: '' };

async function page(
  needs: Needs,
  call: DeskCall,
  fault?: { readonly text: string; readonly outcome: string },
): Promise<PageReply> {
  const { access, base, language, now, query, form, user } = call;
  const words = absenceWordsIn(language);
  const userId = personNumber(call.params.person);
  const [overview, recipients, absentee] = await Promise.all([
    needs.readAbsences({ ...access, from: now, until: null }),
    needs.recipients(),
    needs.absentee(userId),
  ]);
  if (isRefused(overview) || !absentee) return lostPage(call);
  const nameOf = namesOf(overview.names);
  const person = overview.people.find((each) => each.userId === userId);
  const { login, fullName, movesLeft: back } = absentee;
  const absence = person?.absences.at(-1);
  const until = form.get('until') ?? (absence?.endsAt ? fieldMoment(absence.endsAt) : '');
  const from = form.get('from') ?? (absence?.state === 'planned' ? fieldMoment(absence.startsAt) : '');
  const present = overview.names.people.find(({ id }) => id === absence?.targetId)?.login ?? '';
  const substitute = form.get('substitute') ?? present;
  const done = doneWord(query.get('done'));
  const backText = words.back(numberText(back, language), back === 1);
  const action = `${base}/desk/absence/${String(userId)}`;
  const [gone, stayed] = ['back', 'stayed'].map((field) => /^\d{1,4}$/.exec(query.get(field) ?? '')?.[0]);
  const given = gone === undefined ? null : words.backDone(gone, stayed ?? '0');
  const moving = `${base}/desk/reassign?${movingQuery(userId, login, present)}`;
  const offers = {
    set: markup` <a href="${moving}">${words.moveTasks}</a>`,
    passed: NOTHING,
    ended: back === 0 ? NOTHING : markup` <a href="${action}/back">${backText}</a>`,
  };
  return {
    kind: 'page',
    title: words.titleOf(nameOfPerson({ login, fullName })),
    ...(done && { notice: { kind: 'done', text: markup`${words.done[done]}${offers[done]}` } }),
    ...(given !== null && { notice: { kind: 'done', text: given } }),
    ...(fault && { notice: { kind: 'wrong', text: fault.text }, status: 422, outcome: fault.outcome }),
    content: markup`<h2>${words.nowTitle}</h2>
${absence ? markup`<ul>${person?.absences.map((each) => absenceItem(each, call, nameOf)) ?? []}</ul>` : markup`<p>${words.none}</p>`}
<h2>${absence ? words.replaceTitle : words.setTitle}</h2>
<form method="post" action="${action}" data-once>${substituteField('substitute', substitute, call)}
<div class="field"><label for="from">${words.from}</label><input type="datetime-local" id="from" name="from" value="${from}" aria-describedby="from-hint"><span class="hint" id="from-hint">${words.fromHint}</span></div>
<div class="field"><label for="until">${words.until}</label><input type="datetime-local" id="until" name="until" value="${until}" required></div>
<div class="actions"><button name="step" value="set">${absence ? words.replace : words.set}</button></div>
<datalist id="people">${personOptions(recipients, call)}</datalist></form>
${
  absence
    ? markup`<h2>${words.passOnTitle}</h2>
<p class="quiet">${words.passOnHint}</p>
<form method="post" action="${action}" data-once>${substituteField('substitute', '', call, 'other')}
<div class="actions"><button class="plain" name="step" value="pass">${words.passOn}</button></div></form>
<h2>${words.endTitle}</h2>
<form method="post" action="${action}" data-once><div class="actions"><button class="plain" name="step" value="end">${absence.state === 'planned' ? words.forget : words.end}</button></div></form>`
    : NOTHING
}
<h2>${words.tasksTitle}</h2>
<p class="quiet">${words.tasksHint}</p>
<div class="actions"><a class="button plain" href="${moving}">${words.moveTasks}</a>
${back === 0 ? markup`<span class="quiet">${words.backNone}</span>` : markup`<a class="button plain" href="${action}/back">${backText}</a>`}</div>
<p class="pages"><a href="${base}/desk/absence" data-key="back">${words.toAbsences}</a>${isAdministrator(user) ? markup`\n<a href="${base}/desk/people/${String(userId)}/leave">${words.leaves}</a>` : NOTHING}</p>`,
  };
}

function substituteField(name: string, value: string, { language }: DeskCall, id = name): Markup {
  const words = absenceWordsIn(language);
  return markup`<div class="field"><label for="${id}">${words.substitute}</label><input id="${id}" name="${name}" value="${value}" list="people" required autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200" aria-describedby="${id}-hint"><span class="hint" id="${id}-hint">${words.substituteHint} ${openHintIn(language)}</span></div>`;
}

/** What the form of a reassignment begins with: all open tasks of the person, to the substitute, for the absence. */
const movingQuery = (userId: number, login: string, substitute: string): string =>
  new URLSearchParams({
    all: '1',
    back: `/desk/work?${new URLSearchParams({ who: login }).toString()}`,
    to: substitute,
    inPlaceOf: String(userId),
    forAbsence: '1',
  }).toString();

const doneWord = (text: string | null): keyof AbsenceWords['done'] | undefined =>
  (['set', 'passed', 'ended'] as const).find((word) => word === text);
