import type { ListedDeskTasks } from '../../../operations/desk/desk-lists.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { numberText } from '../frame/format.ts';
import type { PageLanguage } from '../frame/language.ts';
import type { DeskCall } from '../frame/screen.ts';
import { termsIn } from '../frame/terms.ts';
import { hiddenField } from './named-tasks.ts';
import { DUE_WINDOWS, WORK_STATES, type WorkAddress } from './work-address.ts';
import { workWordsIn } from './work-words.ts';

const NOTHING: Markup = { html: '' };

/** One choice of a select. */
export const option = (value: string, label: string, isChosen: boolean): Markup =>
  markup`<option value="${value}"${isChosen ? SELECTED : NOTHING}>${label}</option>`;

const SELECTED = markup` selected`;

/** Priorities, the most urgent first. */
const PRIORITIES = [11, 10, 5, 1] as const;

/** The filters of a list as a form, whose fields are what the address says. */
export function filterForm({ base, language }: DeskCall, address: WorkAddress): Markup {
  const words = workWordsIn(language);
  const terms = termsIn(language);
  const { state, who, team, workflow, priority, due, text } = address;
  const kept = Object.entries({ team, workflow }).flatMap(([name, value]) =>
    value === null ? [] : [hiddenField(name, value)],
  );
  return markup`<form class="filters" action="${base}/desk/work">${kept}
<div><label for="state">${words.state}</label><select id="state" name="state">${WORK_STATES.map((each) => option(each, words.states[each], each === state))}</select></div>
<div><label for="who">${words.who}</label><input id="who" name="who" value="${who}" placeholder="${words.whoHint}" autocapitalize="none" spellcheck="false" maxlength="100"></div>
<div><label for="due">${words.dueField}</label><select id="due" name="due">${[option('', words.anyTime, due === null), ...DUE_WINDOWS.map((each) => option(each, words.windows[each], each === due))]}</select></div>
<div><label for="priority">${words.priority}</label><select id="priority" name="priority">${[option('', words.anyPriority, priority === null), ...PRIORITIES.map((each) => option(String(each), terms.priorities[each] ?? '', each === priority))]}</select></div>
<div><label for="text">${words.text}</label><input id="text" name="q" value="${text}" maxlength="100"></div>
<p class="actions"><button>${words.show}</button><a href="${base}/desk/work">${words.clear}</a></p></form>
`;
}

/** How many tasks there are, as far as they are counted. */
export const countText = (
  { taskCount, isMore }: Pick<ListedDeskTasks, 'taskCount' | 'isMore'>,
  language: PageLanguage,
): string => {
  const count = numberText(taskCount, language);
  return isMore ? workWordsIn(language).moreThan(count) : count;
};

/** What a list shows, as a sentence: "Overdue, of Jane Doe, due this week: 14 tasks". */
export function sentenceOf(
  { state, team, workflow, priority, due, text }: WorkAddress,
  { whose, tasks, taskCount, isMore }: { readonly whose: string | undefined } & ListedDeskTasks,
  language: PageLanguage,
): string {
  const words = workWordsIn(language);
  // What the tasks say of them; without tasks there is the number.
  const teamName = tasks.find(({ teamId }) => teamId === team)?.assigneeName;
  const workflowName = tasks.find(({ workflowId }) => workflowId === workflow)?.workflowName;
  const parts = [
    words.states[state],
    whose === undefined ? null : words.of(whose),
    team === null ? null : words.team(teamName ?? `#${team}`),
    workflow === null ? null : words.workflow(workflowName ?? `#${workflow}`),
    priority === null ? null : `${words.priority} ${termsIn(language).priorities[priority] ?? priority}`,
    due === null ? null : words.windows[due],
    text === '' ? null : words.containing(text),
  ];
  const said = parts.filter((part) => part !== null).join(', ');
  return `${said}: ${words.tasks(countText({ taskCount, isMore }, language), taskCount === 1)}`;
}
