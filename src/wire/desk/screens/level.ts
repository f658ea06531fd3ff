import type { DeskTask } from '../../../core/desk/desk-task.ts';
import { isRefused } from '../../../core/refusal.ts';
import { MOST_SHARERS, type LevelMove } from '../../../core/supervision/level-out.ts';
import type { NamedCandidate } from '../../../operations/desk/desk-lists.ts';
import type { LevelReport } from '../../../operations/desk/level-out.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall, PageReply, Screen } from '../frame/screen.ts';
import { hiddenField, taskFields } from '../parts/named-tasks.ts';
import { nameOfPerson, namesOf } from '../parts/names.ts';
import { readNumber } from '../parts/numbers.ts';
import { refusalsIn } from '../parts/refusals.ts';
import { dueCell, taskCell } from '../parts/task-cells.ts';

const wordsIn = inLanguages(
  {
    title: 'Level out',
    lead: 'Nothing has been changed. Shared out like this, nobody would have two open tasks more than another who is there. What is due last would go. Counted are the tasks assigned to each, of those that you see.',
    few: 'Tick at least two people.',
    level: 'Nothing would go: nobody has two tasks more than another who is there.',
    cut: (most: string) => `Only the first ${most} tasks were looked at.`,
    cutPeople: (most: string) => `More people were ticked than are levelled out at once: these are the first ${most}.`,
    person: 'Person',
    open: 'Open tasks',
    takesNone: (name: string) => `absent, to ${name}: takes none`,
    disabled: 'disabled: takes none',
    goes: (from: string, to: string) => `${from} → ${to}`,
    task: 'Task',
    due: 'Due',
    reassign: (count: string, isOne: boolean) => (isOne ? 'Reassign this task …' : `Reassign these ${count} tasks …`),
    people: 'To the people',
  },
  {
    title: 'Ausgleichen',
    lead: 'Noch ist nichts geändert. So verteilt hätte niemand zwei offene Aufgaben mehr als jemand anders, der da ist. Weitergegeben würde, was zuletzt fällig ist. Gezählt sind die zugewiesenen Aufgaben, die Sie sehen.',
    few: 'Kreuzen Sie mindestens zwei Personen an.',
    level: 'Nichts würde weitergegeben: Niemand hat zwei Aufgaben mehr als jemand anders, der da ist.',
    cut: (most: string) => `Nur die ersten ${most} Aufgaben wurden betrachtet.`,
    cutPeople: (most: string) =>
      `Angekreuzt sind mehr Personen, als auf einmal ausgeglichen werden: Dies sind die ersten ${most}.`,
    person: 'Person',
    open: 'Offene Aufgaben',
    takesNone: (name: string) => `abwesend, an ${name}: bekommt keine`,
    disabled: 'gesperrt: bekommt keine',
    goes: (from: string, to: string) => `${from} → ${to}`,
    task: 'Aufgabe',
    due: 'Fällig',
    reassign: (count: string, isOne: boolean) =>
      isOne ? 'Diese Aufgabe weitergeben …' : `Diese ${count} Aufgaben weitergeben …`,
    people: 'Zu den Personen',
  },
);

type Needs = Pick<DeskNeeds, 'levelOut'>;

export const LEVEL = '/desk/people/level';

/** Who would get what, if some people were to have as many tasks as each other. Changes nothing. */
export const levelScreen = (needs: Needs): Screen => ({
  path: LEVEL,
  name: 'level',
  whoOf: () => '',
  show: (call) => showLevel(needs, call),
});

async function showLevel(needs: Needs, call: DeskCall): Promise<PageReply> {
  const { access, base, language, list, now, query, user } = call;
  const words = wordsIn(language);
  const personIds = [...new Set(query.getAll('person').flatMap((text) => readNumber(text) ?? []))];
  const back = markup`<p class="pages"><a href="${base}/desk/people" data-key="back">${words.people}</a></p>`;
  const page = (content: Markup): PageReply => ({
    kind: 'page',
    title: words.title,
    content: markup`${content}${back}`,
  });
  const wrong = (text: string, status: number, outcome: string): PageReply => ({
    ...page({ html: '' }),
    status,
    outcome,
    notice: { kind: 'wrong', text },
  });
  const few = (): PageReply => wrong(words.few, 422, 'form-invalid');
  if (personIds.length < 2) return few();
  const found = await needs.levelOut({
    credential: access.credential,
    user,
    now,
    ...(list && { reach: list.reach }),
    personIds,
  });
  if (isRefused(found)) return wrong(refusalsIn(language)[found.refused], 503, found.refused);
  const { people, moves, taskCount, looked } = found;
  if (people.length < 2) return few();
  const cut = taskCount > looked ? markup`<p class="notice">${words.cut(numberText(looked, language))}</p>\n` : [];
  const most = numberText(MOST_SHARERS, language);
  const cutPeople = personIds.length > MOST_SHARERS ? markup`<p class="notice">${words.cutPeople(most)}</p>\n` : [];
  return page(markup`<p>${words.lead}</p>
${cutPeople}${cut}${moves.length === 0 ? markup`<p class="lead">${words.level}</p>\n` : []}${loadTable(call, found)}
${moves.map((move, index) => moveForm(call, move, { people, index }))}`);
}

function loadTable({ language }: DeskCall, { loads, people }: LevelReport): Markup {
  const words = wordsIn(language);
  const note = ({ isEnabled, redirectedToName }: NamedCandidate): string | null =>
    isEnabled ? redirectedToName && words.takesNone(redirectedToName) : words.disabled;
  const rows = people.map((person) => {
    const load = loads.find(({ id }) => id === person.id) ?? { before: 0, after: 0 };
    const said = note(person);
    return markup`<tr><th scope="row">${nameOfPerson(person)}${said === null ? [] : markup`<span class="sub">${said}</span>`}</th>
<td data-label="${words.open}">${numberText(load.before, language)} → ${numberText(load.after, language)}</td></tr>
`;
  });
  return markup`<table class="cards"><caption class="unseen">${words.open}</caption>
<thead><tr><th scope="col">${words.person}</th><th scope="col">${words.open}</th></tr></thead>
<tbody>
${rows}</tbody></table>
`;
}

/** Leads to the form of a reassignment, which shows a preview before anything changes. */
function moveForm(
  call: DeskCall,
  { fromId, toId, tasks }: LevelMove<DeskTask>,
  { people, index }: { readonly people: readonly NamedCandidate[]; readonly index: number },
): Markup {
  const { base, language } = call;
  const words = wordsIn(language);
  const nameOf = namesOf({ people });
  const heading = `move-${index}`;
  const login = people.find(({ id }) => id === toId)?.login ?? '';
  return markup`<h2 id="${heading}">${words.goes(nameOf(fromId), nameOf(toId))} <span class="count">${numberText(tasks.length, language)}</span></h2>
<form action="${base}/desk/reassign">${taskFields(tasks)}${hiddenField('to', login)}${hiddenField('inPlaceOf', fromId)}
<table class="cards" aria-labelledby="${heading}"><thead><tr><th scope="col">${words.task}</th><th scope="col">${words.due}</th></tr></thead>
<tbody>
${tasks.map((task) => markup`<tr data-row><th scope="row">${taskCell(task, call)}</th><td data-label="${words.due}">${dueCell(task, call)}</td></tr>\n`)}</tbody></table>
<div class="actions"><button class="plain">${words.reassign(numberText(tasks.length, language), tasks.length === 1)}</button></div></form>
`;
}
