import type { Recipient } from '../../../operations/desk/desk-lists.ts';
import type { LeavingReport } from '../../../operations/supervision/leaving.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { numberText, timeTag } from '../frame/format.ts';
import type { DeskCall } from '../frame/screen.ts';
import { leaveWordsIn, type LeaveWords } from './leave-words.ts';
import { namesOf } from './names.ts';
import { openHintIn, personOptions } from './person-options.ts';

export interface Leaving {
  readonly belongings: LeavingReport;
  readonly recipients: readonly Recipient[];
  readonly login: string;
}

const NOTHING: Markup = { html: '' };

/** The groups of what hangs on an account, each with the form that moves it. */
export function leaveReport(call: DeskCall, { belongings, recipients, login }: Leaving): Markup {
  const { base, language, now } = call;
  const words = leaveWordsIn(language);
  const nameOf = namesOf(belongings.names);
  const { userId, openTasks, waitingTasks, sharedTasks, teams, standsInFor, absence, apiKeys } = belongings;
  const page = `${base}/desk/people/${String(userId)}/leave`;
  const number = (value: number): string => numberText(value, language);
  const until = (end: Date | null): Markup | string => (end === null ? words.noEnd : timeTag(end, now, language));
  const group = (step: Group, hint: string, button: string): Markup => moving({ page, step, hint, button, words });
  const teamNames = new Map(belongings.names.teams.map(({ id, name }) => [id, name]));
  const tasks =
    openTasks + waitingTasks + sharedTasks === 0
      ? markup`<p>${words.noTasks}</p>`
      : markup`${facts([
          [words.open, number(openTasks)],
          [words.waiting, number(waitingTasks)],
          [words.shared, number(sharedTasks)],
        ])}
${openTasks === 0 ? NOTHING : markup`<div class="actions"><a class="button" href="${base}/desk/reassign?${reassignQuery(userId, login)}">${words.reassign}</a><span class="quiet">${words.reassignHint}</span></div>`}
<p class="quiet">${words.allHint}</p>${group('tasks', words.toHint, words.giveAll)}`;
  const seats =
    teams.length === 0
      ? markup`<p>${words.noTeams}</p>`
      : markup`<ul>${teams.map(
          ({ id, memberCount }) =>
            markup`<li>${teamNames.get(id) ?? `#${id}`} <span class="count">${words.members}: ${number(memberCount)}</span>${memberCount === 1 ? markup` <span class="mark bad">▲ ${words.lastMember}</span>` : NOTHING}</li>`,
        )}</ul>${group('teams', words.orNobody, words.seats)}`;
  const supervision =
    belongings.supervisedTasks + belongings.supervisedWorkflows === 0
      ? markup`<p>${words.noSupervision}</p>`
      : markup`${facts([
          [words.supervisedTasks, number(belongings.supervisedTasks)],
          [words.supervisedWorkflows, number(belongings.supervisedWorkflows)],
        ])}${group('supervision', words.toHint, words.supervise)}`;
  const substitutions =
    standsInFor.length === 0
      ? markup`<p>${words.noSubstitutions}</p>`
      : markup`<p class="quiet">${words.substitutionsHint}</p>
<table class="cards" aria-labelledby="substitutions"><thead><tr><th scope="col">${words.person}</th><th scope="col">${words.from}</th><th scope="col">${words.until}</th></tr></thead>
<tbody>${standsInFor.map(
          (
            each,
          ) => markup`<tr><th scope="row"><a href="${base}/desk/absence/${String(each.userId)}">${nameOf(each.userId)}</a></th><td data-label="${words.from}">${timeTag(each.startsAt, now, language)}</td><td data-label="${words.until}">${until(each.endsAt)}</td></tr>
`,
        )}</tbody></table>${group('substitutions', words.orNobody, words.passOn)}`;
  const keys =
    apiKeys.length === 0
      ? NOTHING
      : markup`<table class="cards"><caption>${words.keys}</caption><thead><tr><th scope="col">${words.key}</th><th scope="col">${words.lastUsed}</th></tr></thead>
<tbody>${apiKeys.map(
          ({
            name,
            lastUsedAt,
          }) => markup`<tr><th scope="row">${name}</th><td data-label="${words.lastUsed}">${lastUsedAt === null ? words.never : timeTag(lastUsedAt, now, language)}</td></tr>
`,
        )}</tbody></table>`;
  const disabling = belongings.isEnabled
    ? markup`<p class="quiet">${words.disableHint}</p>
<form method="post" action="${page}"><div class="actions"><button class="danger" name="step" value="check">${words.check}</button></div></form>`
    : markup`<p>${words.disabled}</p>`;
  return markup`<p>${words.lead} ${openHintIn(language)}</p><datalist id="people">${personOptions(recipients, call)}</datalist>
<h2>${words.tasks}</h2>
${tasks}
<h2>${words.teams}</h2>
${seats}
<h2>${words.supervision}</h2>
${supervision}
<h2 id="substitutions">${words.substitutions}</h2>
${substitutions}
<h2>${words.absence}</h2>
<p>${absence ? words.absenceTo(nameOf(absence.targetId)) : words.noAbsence} <a href="${base}/desk/absence/${String(userId)}">${words.toAbsence}</a></p>
<h2>${words.access}</h2>
<p class="quiet">${words.accessHint}</p>${facts([
    [words.tickets, number(belongings.tickets)],
    [words.tokens, number(belongings.tokens)],
    [words.sessions, number(belongings.sessions)],
    [words.calendars, number(belongings.calendars)],
  ])}${keys}
<h2>${words.disable}</h2>
${disabling}`;
}

type Group = 'tasks' | 'teams' | 'supervision' | 'substitutions';

const facts = (pairs: readonly (readonly [string, string])[]): Markup =>
  markup`<dl class="facts">${pairs.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

interface Moving {
  readonly page: string;
  readonly step: Group;
  readonly hint: string;
  readonly button: string;
  readonly words: LeaveWords;
}

const moving = ({ page, step, hint, button, words }: Moving): Markup =>
  markup`<form method="post" action="${page}" data-once><div class="field"><label for="to-${step}">${words.to}</label><input id="to-${step}" name="to" list="people" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200" aria-describedby="hint-${step}"><span class="hint" id="hint-${step}">${hint}</span></div>
<div class="actions"><button class="plain" name="step" value="${step}">${button}</button></div></form>`;

/** What the form of a reassignment begins with: all open tasks of the person. */
const reassignQuery = (userId: number, login: string): string =>
  new URLSearchParams({
    all: '1',
    back: `/desk/work?${new URLSearchParams({ who: login }).toString()}`,
    inPlaceOf: String(userId),
  }).toString();
