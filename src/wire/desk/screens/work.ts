import type { DeskTask } from '../../../core/desk/desk-task.ts';
import type { WorkSort } from '../../../core/desk/work-order.ts';
import { isRefused } from '../../../core/refusal.ts';
import type { ListedDeskTasks } from '../../../operations/desk/desk-lists.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import type { DeskCall, PageReply, Screen } from '../frame/screen.ts';
import { nameOfPerson } from '../parts/names.ts';
import { atPlace, emptyList, pageIn, pageLinks, placeNotice } from '../parts/pager.ts';
import { refusalsIn } from '../parts/refusals.ts';
import { assigneeCell, dueCell, priorityText, spokenName, taskCell, tickBox } from '../parts/task-cells.ts';
import { filterOf, readWorkAddress, workPath, workQuery, type WorkAddress } from '../parts/work-address.ts';
import { countText, filterForm, sentenceOf } from '../parts/work-filter.ts';
import { workWordsIn } from '../parts/work-words.ts';

type Needs = Pick<DeskNeeds, 'listDeskTasks'>;

/** All that the caller sees, by filters that are in the address. */
export const workScreen = (needs: Needs): Screen => ({
  path: '/desk/work',
  name: 'work',
  whoOf: ({ query }) => readWorkAddress(query).who,
  slow: {
    title: (language) => workWordsIn(language).title,
    page: (call) => showWork(needs, call, readWorkAddress(call.query)),
  },
});

/** The list at an address. */
export async function showWork(needs: Needs, call: DeskCall, address: WorkAddress): Promise<PageReply> {
  const { language, now, user, access, list: subject } = call;
  const words = workWordsIn(language);
  const person = subject?.person;
  if (address.who !== '' && !person) {
    const text = words.nobodyCalled(address.who);
    return { ...page(call, filterForm(call, address)), notice: { kind: 'wrong', text } };
  }
  const asked = pageIn(call.query);
  const found = await needs.listDeskTasks({
    credential: access.credential,
    user,
    now,
    ...(subject && { reach: subject.reach }),
    filter: filterOf(address, person?.id, now),
    order: address,
    page: asked,
  });
  const form = filterForm(call, address);
  if (isRefused(found)) {
    const notice = { kind: 'wrong', text: refusalsIn(language)[found.refused] } as const;
    return { ...page(call, form), status: 503, notice, outcome: found.refused };
  }
  const { tasks, around } = found;
  const whose = person ? nameOfPerson(person) : undefined;
  const sentence = markup`<p class="lead" role="status">${sentenceOf(address, { ...found, whose }, language)}</p>`;
  const links = pageLinks(call, '/desk/work', { page: asked, around }, workQuery(address));
  const ended = asked.place ? emptyList(asked, '', language) : NOTHING;
  const list = tasks.length === 0 ? ended : listForm(call, address, found);
  const round = markup`<p class="ways"><a href="${call.base}/desk/round">${words.round}</a></p>\n`;
  return { ...page(call, markup`${form}${sentence}${list}${links}${round}`), ...placeNotice(around, language) };
}

const page = ({ language }: DeskCall, content: Markup): PageReply => ({
  kind: 'page',
  title: workWordsIn(language).title,
  content,
});

const NOTHING: Markup = { html: '' };

function listForm(call: DeskCall, address: WorkAddress, found: ListedDeskTasks): Markup {
  const { base, language } = call;
  const { tasks, taskCount } = found;
  const words = workWordsIn(language);
  const all =
    taskCount > tasks.length || tasks.length > 1
      ? markup`<label class="choice"><input type="checkbox" name="all" value="1"> ${words.all(countText(found, language))}</label>`
      : NOTHING;
  return markup`<form action="${base}/desk/reassign"><input type="hidden" name="back" value="${atPlace(workPath(address), call.query)}">
<table class="cards"><caption class="unseen">${words.title}</caption>
<thead><tr><td class="tick"></td>${sortHead(call, address, 'task')}${sortHead(call, address, 'due')}${sortHead(call, address, 'priority')}${sortHead(call, address, 'assignee')}${sortHead(call, address, 'workflow')}</tr></thead>
<tbody>
${tasks.map((task) => row(call, address, task))}</tbody></table>
<div class="bar"><button type="button" class="plain" data-tick-all hidden>${words.tickAll}</button>${all}<span data-count="${words.chosen}" hidden></span>
<button data-key="reassign">${words.reassign}</button></div></form>
`;
}

function row(call: DeskCall, address: WorkAddress, task: DeskTask): Markup {
  const { base, language } = call;
  const words = workWordsIn(language);
  const { workflowId, workflowName } = task;
  const { teamId, assigneeLogin, assigneeName } = task;
  const holder = teamId === null ? { who: assigneeLogin ?? '', team: null } : { who: '', team: teamId };
  const assignee =
    assigneeName === null || (teamId === null && assigneeLogin === null)
      ? assigneeCell(task, call)
      : assigneeCell(task, call, {
          path: base + workPath(address, { ...holder }),
          title: words.only(assigneeName),
        });
  const workflow =
    workflowId === null
      ? NOTHING
      : markup`<a href="${base}${workPath(address, { workflow: workflowId })}">${workflowName ?? String(workflowId)}</a>`;
  return markup`<tr data-row><td class="tick">${tickBox(task, words.tick(spokenName(task)))}</td><th scope="row">${taskCell({ ...task, workflowName: null }, call)}</th>
<td data-label="${words.columns.due}">${dueCell(task, call)}</td><td data-label="${words.columns.priority}">${priorityText(task, call)}</td>
<td data-label="${words.columns.assignee}">${assignee}</td><td data-label="${words.columns.workflow}">${workflow}</td></tr>
`;
}

function sortHead({ base, language }: DeskCall, address: WorkAddress, sort: WorkSort): Markup {
  const isSorted = address.sort === sort;
  const isDescending = isSorted && !address.isDescending;
  const state = isSorted ? markup` aria-sort="${address.isDescending ? 'descending' : 'ascending'}"` : NOTHING;
  const arrow = isSorted ? (address.isDescending ? ' ↓' : ' ↑') : '';
  const path = workPath(address, { sort, isDescending });
  return markup`<th scope="col"${state}><a href="${base}${path}">${workWordsIn(language).columns[sort]}</a>${arrow}</th>`;
}
