import { randomUUID } from 'node:crypto';
import type { MovePreview, PreviewedTask } from '../../../operations/supervision/move-preview.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { numberText, timeTag } from '../frame/format.ts';
import type { DeskCall, PageReply } from '../frame/screen.ts';
import { termsIn } from '../frame/terms.ts';
import { listOf, type Chosen } from './move-form.ts';
import { moveWordsIn } from './move-words.ts';
import { hiddenField, taskFields } from './named-tasks.ts';
import { namesOf, type NameOf } from './names.ts';
import { refusalsIn } from './refusals.ts';
import { taskLink } from './task-cells.ts';

export interface Previewing {
  readonly previewed: MovePreview;
  /** The form as it was sent, to be sent on or changed. */
  readonly carried: readonly Markup[];
  readonly chosen: Chosen;
  readonly isNoted: boolean;
}

const NOTHING: Markup = { html: '' };

/** The page that says what would happen to each task. Applying carries the versions seen here. */
export function movePreview(call: DeskCall, { previewed, carried, chosen }: Previewing): PageReply {
  const { base, language } = call;
  const words = moveWordsIn(language);
  const { tasks, taskCount, loads, names } = previewed;
  const nameOf = namesOf(names);
  const moving = tasks.filter(({ came }) => came.to === 'reassigned');
  const staying = tasks.length - moving.length;
  const mails = moving.reduce((sum, { came }) => sum + (came.to === 'reassigned' ? came.mails.length : 0), 0);
  const [move, stay, mail] = [moving.length, staying, mails].map((number) => numberText(number, language));
  const counts = [
    words.wouldMove(move ?? '', moving.length === 1),
    ...(staying > 0 ? [words.wouldStay(stay ?? '', staying === 1)] : []),
    words.mails(mail ?? '', mails === 1),
  ];
  const cut =
    taskCount > tasks.length
      ? markup`<p class="notice">${words.truncated(numberText(tasks.length, language), numberText(taskCount, language))}</p>`
      : NOTHING;
  const versions = taskFields(moving.map(({ id, task }) => ({ id, version: task?.version ?? 0 })));
  const apply =
    moving.length === 0
      ? NOTHING
      : markup`<form method="post" action="${base}/desk/reassign/apply" data-once>${carried}${versions}
${hiddenField('key', randomUUID())}<button>${words.apply(move ?? '', moving.length === 1)}</button></form>`;
  const again = chosen.isAll ? NOTHING : taskFields(chosen.tasks);
  return {
    kind: 'page',
    title: words.previewTitle,
    content: markup`<p>${words.previewLead}</p>
<p class="lead" role="status">${counts.join(', ')}.</p>${cut}
<div class="actions">${apply}
<form method="post" action="${base}/desk/reassign">${carried}${again}<button class="plain" name="step" value="form">${words.change}</button></form>
<a data-key="back" href="${base}${listOf(chosen)}">${words.cancel}</a></div>
<table class="cards"><caption class="unseen">${words.previewTitle}</caption>
<thead><tr><th scope="col">${words.task}</th><th scope="col">${words.outcome}</th><th scope="col">${words.due}</th></tr></thead>
<tbody>
${tasks.map((task) => row(call, task, nameOf))}</tbody></table>${loads.length === 0 ? NOTHING : loadTable(call, previewed, nameOf)}`,
  };
}

function row(call: DeskCall, { id, task, came }: PreviewedTask, nameOf: NameOf): Markup {
  const { language, now } = call;
  const words = moveWordsIn(language);
  const document = task?.documentPath ? markup`<span class="sub">${task.documentPath}</span>` : NOTHING;
  const cell = task ? markup`${taskLink({ id, name: task.name }, call)}${document}` : `#${id}`;
  if (came.to === 'refused') {
    return markup`<tr><th scope="row">${cell}</th><td data-label="${words.outcome}"><span class="mark bad">${words.stays}</span> <span class="sub">${refusalsIn(language)[came.refusal]}</span></td><td></td></tr>
`;
  }
  const { assigneeId, redirectPath } = came.answer;
  const path = (redirectPath ?? []).filter((each) => each !== assigneeId).map(nameOf);
  const sentOn = path.length === 0 ? NOTHING : markup`<span class="sub">${words.sentOn(path.join(' → '))}</span>`;
  return markup`<tr><th scope="row">${cell}</th><td data-label="${words.outcome}">${words.goesTo(nameOf(assigneeId))}${sentOn}</td>
<td data-label="${words.due}">${came.dueAt === null ? termsIn(language).noDate : timeTag(came.dueAt, now, language)}</td></tr>
`;
}

function loadTable({ language }: DeskCall, { loads }: MovePreview, nameOf: NameOf): Markup {
  const words = moveWordsIn(language);
  const change = (before: number, after: number): string =>
    `${numberText(before, language)} → ${numberText(after, language)}`;
  return markup`<h2 id="loads">${words.loads}</h2>
<table class="cards" aria-labelledby="loads"><thead><tr><th scope="col">${words.person}</th><th scope="col" class="number">${words.open}</th><th scope="col" class="number">${words.overdue}</th><th scope="col" class="number">${words.thisWeek}</th></tr></thead>
<tbody>${loads.map(
    ({ userId, before, after }) => markup`<tr><th scope="row">${nameOf(userId)}</th>
<td class="number" data-label="${words.open}">${change(before.open, after.open)}</td><td class="number" data-label="${words.overdue}">${change(before.overdue, after.overdue)}</td><td class="number" data-label="${words.thisWeek}">${change(before.dueThisWeek, after.dueThisWeek)}</td></tr>
`,
  )}</tbody></table>`;
}
