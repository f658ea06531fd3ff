import type { DeskTask } from '../../../core/desk/desk-task.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { timeTag } from '../frame/format.ts';
import type { OpenCall } from '../frame/screen.ts';
import { termsIn } from '../frame/terms.ts';

type Showing = Pick<OpenCall, 'base' | 'language' | 'now'>;

const EMPTY: Markup = { html: '' };

/** A task as a link to its page: its name and number, the number alone where it has no name. */
export function taskLink({ id, name }: Pick<DeskTask, 'id' | 'name'>, { base }: Pick<OpenCall, 'base'>): Markup {
  const number = `#${id}`;
  return markup`<a href="${base}/desk/tasks/${String(id)}">${name === '' ? number : name}</a>${name === '' ? EMPTY : markup` <span class="count">${number}</span>`}`;
}

/** A task with its document and where it stands in a workflow. */
export function taskCell(task: DeskTask, call: Pick<OpenCall, 'base'>): Markup {
  const { name, stepName, documentPath, workflowName } = task;
  const where = [workflowName, stepName].filter((part) => part !== null && part !== '' && part !== name).join(' · ');
  return markup`${taskLink(task, call)}${
    documentPath === null ? EMPTY : markup`<span class="sub">${documentPath}</span>`
  }${where === '' ? EMPTY : markup`<span class="sub">${where}</span>`}`;
}

/** A due date; a late one is said to be late in word and shape. */
export function dueCell({ dueAt, dueGroup }: Pick<DeskTask, 'dueAt' | 'dueGroup'>, { language, now }: Showing): Markup {
  const terms = termsIn(language);
  if (dueAt === null) return markup`<span class="quiet">${terms.noDate}</span>`;
  const time = timeTag(dueAt, now, language);
  return dueGroup === 'overdue'
    ? markup`<span class="late">${terms.dueGroups.overdue}</span> <span class="sub">${time}</span>`
    : time;
}

/** Who has a task, and whose redirection led it there. @param way where the name leads to */
export function assigneeCell(
  task: DeskTask,
  { language }: Showing,
  way?: { readonly path: string; readonly title: string },
): Markup {
  const terms = termsIn(language);
  const from = task.redirectedFromName;
  const name = task.assigneeName ?? terms.nobody;
  return markup`${way ? markup`<a href="${way.path}" title="${way.title}">${name}</a>` : name}${
    from === null ? EMPTY : markup`<span class="sub">${terms.sentOnFrom(from)}</span>`
  }`;
}

export const priorityText = ({ priority }: DeskTask, { language }: Showing): string =>
  termsIn(language).priorities[priority] ?? String(priority);

/** What tells a task from all others in words: tasks of a workflow often have one name. */
export const spokenName = ({ id, name }: Pick<DeskTask, 'id' | 'name'>): string =>
  name === '' ? `#${id}` : `${name} #${id}`;

/** The tick of a line, with the version that was seen. */
export const tickBox = ({ id, version }: DeskTask, label: string, isTicked = false): Markup =>
  markup`<input type="checkbox" name="task" value="${`${id}:${version}`}" aria-label="${label}"${isTicked ? CHECKED : EMPTY}>`;

const CHECKED = markup` checked`;
