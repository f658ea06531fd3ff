import { DUE_GROUPS, type DeskTask } from '../../../core/desk/desk-task.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall, Screen } from '../frame/screen.ts';
import { termsIn } from '../frame/terms.ts';
import { atPlace, emptyList, pageIn, pageLinks, placeNotice } from '../parts/pager.ts';
import { dueCell, priorityText, spokenName, taskCell, tickBox } from '../parts/task-cells.ts';

const wordsIn = inLanguages(
  {
    title: 'My tasks',
    none: 'You have nothing to do.',
    first: (shown: string, all: string) => `${shown} of ${all} tasks, those due first.`,
    tick: (name: string) => `Tick ${name}`,
    task: 'Task',
    due: 'Due',
    priority: 'Priority',
    by: 'Assigned by',
    whose: 'Whose',
    mine: 'mine',
    chosen: '# ticked',
    reassign: 'Reassign …',
  },
  {
    title: 'Meine Aufgaben',
    none: 'Sie haben nichts zu tun.',
    first: (shown: string, all: string) => `${shown} von ${all} Aufgaben, nach Fälligkeit.`,
    tick: (name: string) => `${name} ankreuzen`,
    task: 'Aufgabe',
    due: 'Fällig',
    priority: 'Priorität',
    by: 'Zugewiesen von',
    whose: 'Zuständig',
    mine: 'ich',
    chosen: '# angekreuzt',
    reassign: 'Weitergeben …',
  },
);

/** The open tasks of the caller and of his teams, in groups by their due dates. */
export const myTasksScreen = (needs: Pick<DeskNeeds, 'myTasks'>): Screen => ({
  path: '/desk',
  name: 'myTasks',
  async show(call) {
    const { base, language, now, query } = call;
    const words = wordsIn(language);
    const page = pageIn(query);
    const { tasks, taskCount, around } = await needs.myTasks(call.user, now, page.place);
    const groups = DUE_GROUPS.map((group) => ({
      group,
      tasks: tasks.filter(({ dueGroup }) => dueGroup === group),
    })).filter((each) => each.tasks.length > 0);
    const [shown, all] = [numberText(tasks.length, language), numberText(taskCount, language)];
    const more = taskCount > tasks.length ? markup`<p class="quiet">${words.first(shown, all)}</p>\n` : NOTHING;
    const list = markup`${more}<form action="${base}/desk/reassign"><input type="hidden" name="back" value="${atPlace('/desk', query)}">
${groups.map((each) => groupTable(call, each))}<div class="bar"><span data-count="${words.chosen}" hidden></span>
<button data-key="reassign">${words.reassign}</button></div></form>`;
    const shownList = tasks.length === 0 ? emptyList(page, words.none, language) : list;
    const content = markup`${shownList}${pageLinks(call, '/desk', { page, around })}`;
    return { kind: 'page', title: words.title, content, ...placeNotice(around, language) };
  },
});

const NOTHING: Markup = { html: '' };

function groupTable(
  call: DeskCall,
  { group, tasks }: { group: (typeof DUE_GROUPS)[number]; tasks: readonly DeskTask[] },
): Markup {
  const { language, user } = call;
  const words = wordsIn(language);
  const heading = termsIn(language).dueGroups[group];
  return markup`<h2 id="${group}">${heading} <span class="count">${numberText(tasks.length, language)}</span></h2>
<table class="cards" aria-labelledby="${group}">
<thead><tr><td class="tick"></td><th scope="col">${words.task}</th><th scope="col">${words.due}</th><th scope="col">${words.priority}</th><th scope="col">${words.whose}</th><th scope="col">${words.by}</th></tr></thead>
<tbody>
${tasks.map(
  (
    task,
  ) => markup`<tr data-row><td class="tick">${tickBox(task, words.tick(spokenName(task)))}</td><th scope="row">${taskCell(task, call)}</th>
<td data-label="${words.due}">${dueCell(task, call)}</td><td data-label="${words.priority}">${priorityText(task, call)}</td>
<td data-label="${words.whose}">${task.assigneeId === user.id ? words.mine : (task.assigneeName ?? termsIn(language).nobody)}${sentOn(task, call)}</td>
<td data-label="${words.by}">${task.assignedByName ?? ''}</td></tr>
`,
)}</tbody></table>
`;
}

const sentOn = ({ redirectedFromName }: DeskTask, { language }: DeskCall): Markup =>
  redirectedFromName === null
    ? NOTHING
    : markup`<span class="sub">${termsIn(language).sentOnFrom(redirectedFromName)}</span>`;
