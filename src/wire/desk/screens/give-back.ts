import { isRefused } from '../../../core/refusal.ts';
import { MOST_MOVES } from '../../../core/supervision/move.ts';
import type { MovePreview, PreviewedTask } from '../../../operations/supervision/move-preview.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText } from '../frame/format.ts';
import { redirect, type DeskCall, type Screen } from '../frame/screen.ts';
import { lostPage } from '../frame/trouble.ts';
import { absenceWordsIn } from '../parts/absence-words.ts';
import { UNDO } from '../parts/apply-move.ts';
import { readSeenTasks, taskFields } from '../parts/named-tasks.ts';
import { namesOf, type NameOf } from '../parts/names.ts';
import { personNumber } from '../parts/numbers.ts';
import { taskLink } from '../parts/task-cells.ts';

const previewOf = (needs: Pick<DeskNeeds, 'previewMove'>, { access, context }: DeskCall, userId: number) =>
  needs.previewMove({ ...access, context, operation: 'undo', move: UNDO, choice: { absenteeId: userId } });

const goingIn = ({ tasks }: MovePreview): readonly PreviewedTask[] =>
  tasks.filter(({ came }) => came.to === 'reassigned');

/** What was moved for an absence and nobody has touched, to be given back; the page shows it first. */
export const giveBackScreen = (needs: Pick<DeskNeeds, 'previewMove' | 'moveUnnamed'>): Screen => ({
  path: '/desk/absence/:person/back',
  name: 'giveBack',

  async show(call) {
    const { base, language } = call;
    const words = absenceWordsIn(language);
    const userId = personNumber(call.params.person);
    const preview = await previewOf(needs, call, userId);
    if (isRefused(preview)) return lostPage(call);
    const nameOf = namesOf(preview.names);
    const tasks = goingIn(preview);
    if (tasks.length === 0) return redirect(`/desk/absence/${userId}`);
    const page = `${base}/desk/absence/${String(userId)}`;
    const title = words.backTitle(nameOf(userId));
    const cancel = markup`<a class="button plain" href="${page}" data-key="back">${words.cancel}</a>`;
    const versions = taskFields(tasks.map(({ id, task }) => ({ id, version: task?.version ?? 0 })));
    return {
      kind: 'page',
      title,
      content: markup`<p>${words.backLead}</p>
<div class="actions"><form method="post" action="${page}/back" data-once>${versions}<button>${words.backNow(numberText(tasks.length, language), tasks.length === 1)}</button></form>${cancel}</div>
<table class="cards"><caption class="unseen">${title}</caption>
<thead><tr><th scope="col">${words.task}</th><th scope="col">${words.isWith}</th></tr></thead>
<tbody>
${tasks.map((each) => row(call, each, nameOf))}</tbody></table>`,
    };
  },

  async act({ access, context, params, form }) {
    const userId = personNumber(params.person);
    const tasks = readSeenTasks(form);
    const to = `/desk/absence/${userId}`;
    if (tasks.length === 0) return redirect(to);
    const asked = { ...access, context, operation: 'undo', repeat: undefined };
    const report = await needs.moveUnnamed({ ...asked, move: UNDO, tasks: tasks.slice(0, MOST_MOVES) });
    if (isRefused(report)) return redirect(to);
    const done = report.results.filter(({ came }) => came.to === 'reassigned').length;
    return redirect(`${to}?back=${done}&stayed=${report.results.length - done}`);
  },
});

function row(call: DeskCall, { id, task }: PreviewedTask, nameOf: NameOf): Markup {
  const words = absenceWordsIn(call.language);
  const path = task?.documentPath ? markup`<span class="sub">${task.documentPath}</span>` : { html: '' };
  const holder = task?.assigneeId ? nameOf(task.assigneeId) : '';
  return markup`<tr data-row><th scope="row">${taskLink({ id, name: task?.name ?? '' }, call)}${path}</th><td data-label="${words.isWith}">${holder}</td></tr>
`;
}
