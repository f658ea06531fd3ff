import { randomUUID } from 'node:crypto';
import { isRefused } from '../../../core/refusal.ts';
import type { ChainStep, ChainTask } from '../../../core/supervision/task-chain.ts';
import { isOpen } from '../../../core/tasks/task-status.ts';
import type { NamedChain } from '../../../operations/supervision/task-chain.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { fieldMoment, momentOfField, timeTag } from '../frame/format.ts';
import { redirect, type DeskCall, type PageReply, type Screen } from '../frame/screen.ts';
import { termsIn } from '../frame/terms.ts';
import { lostPage } from '../frame/trouble.ts';
import { applyMove, isResultKey, UNDO } from '../parts/apply-move.ts';
import { chainLine, mailFact } from '../parts/chain-step.ts';
import { deliveryWordsIn } from '../parts/delivery-words.ts';
import { namesOf, type NameOf } from '../parts/names.ts';
import { readNumber } from '../parts/numbers.ts';
import { refusalsIn } from '../parts/refusals.ts';
import { taskWordsIn } from '../parts/task-words.ts';

type Needs = Pick<DeskNeeds, 'readTaskChain' | 'changeTaskDueDate' | 'moveUnnamed' | 'keepResult'>;

/** A task with the whole chain that it is of: any of its ids leads here. */
export const taskScreen = (needs: Needs): Screen => ({
  path: '/desk/tasks/:task',
  name: 'task',

  async show(call) {
    const { query, language } = call;
    const done = query.get('done');
    const words = taskWordsIn(language);
    return chainPage(needs, call, done === 'due' ? { kind: 'done', text: words.dueChanged } : undefined);
  },

  async act(call) {
    const { form, access, context, language } = call;
    const id = readNumber(call.params.task ?? '');
    const version = readNumber(form.get('version') ?? '');
    if (id === null || version === null) return lostPage(call);
    const wrong = (text: string, outcome: string): Promise<PageReply> =>
      chainPage(needs, call, { kind: 'wrong', text }).then((page) => ({ ...page, status: 422, outcome }));

    if (form.get('step') === 'undo') {
      const key = form.get('key') ?? '';
      if (!isResultKey(key)) return lostPage(call);
      const undone = await applyMove(needs, call, { key, kind: 'undo', move: UNDO, tasks: [{ id, version }] });
      return isRefused(undone)
        ? wrong(refusalsIn(language)[undone.refused], undone.refused)
        : redirect(`/desk/results/${key}`);
    }
    const newDueAt = momentOfField(form.get('dueAt') ?? '');
    if (!newDueAt) return wrong(taskWordsIn(language).noMoment, 'form-invalid');
    const { credential } = access;
    const changed = await needs.changeTaskDueDate({
      credential,
      context,
      taskId: id,
      newDueAt,
      allowedStartHours: 0,
      knownVersion: version,
    });
    return isRefused(changed)
      ? wrong(refusalsIn(language)[changed.refused], changed.refused)
      : redirect(`/desk/tasks/${id}?done=due`);
  },
});

const NOTHING: Markup = { html: '' };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function chainPage(needs: Needs, call: DeskCall, notice: PageReply['notice']): Promise<PageReply> {
  const { language, params, access } = call;
  const asked = params.task ?? '';
  const id = readNumber(asked);
  if (id === null && !UUID.test(asked)) return lostPage(call);
  const chain = await needs.readTaskChain({ ...access, task: id === null ? { uuid: asked } : { id } });
  if (isRefused(chain)) {
    const lost = lostPage(call);
    return {
      ...lost,
      status: chain.refused === 'task-not-found' ? 404 : 403,
      outcome: chain.refused,
      content: markup`<p>${refusalsIn(language)[chain.refused]}</p>${lost.content}`,
    };
  }
  const present = chain.tasks.at(-1);
  if (!present) return lostPage(call);
  const name = present.name === '' ? `#${present.id}` : present.name;
  return {
    kind: 'page',
    title: name,
    ...(notice && { notice }),
    content: markup`${cameBy(call, chain, asked)}${head(call, chain, present)}${actions(call, chain, present)}${timeline(call, chain, asked)}`,
  };
}

/** An earlier number leads to what happened to that task; the page is that of the present one. */
function cameBy({ language }: DeskCall, chain: NamedChain, asked: string): Markup {
  const earlier = earlierAsked(chain, asked);
  if (!earlier || !chain.steps.some(({ taskId }) => taskId === earlier.id)) return NOTHING;
  const words = taskWordsIn(language);
  const present = `#${chain.tasks.at(-1)?.id ?? ''}`;
  return markup`<p class="quiet">${words.reassignedSince(`#${earlier.id}`, present)} <a href="#asked">${words.whatHappenedTo(`#${earlier.id}`)}</a></p>
`;
}

function head(call: DeskCall, { names }: NamedChain, task: ChainTask): Markup {
  const { base, language, now } = call;
  const words = taskWordsIn(language);
  const terms = termsIn(language);
  const nameOf = namesOf(names);
  const person = (id: number | null): Markup =>
    id === null ? markup`<span class="quiet">${terms.nobody}</span>` : markup`${nameOf(id)}`;
  const team = names.teams.find(({ id }) => id === task.teamId)?.name;
  const facts: readonly (readonly [string, Markup])[] = [
    [words.number, markup`#${String(task.id)}`],
    [words.status, markup`<span class="mark">${terms.statuses[task.status]}</span>`],
    [words.assignee, team === undefined ? person(task.assigneeId) : markup`${team}`],
    [
      words.due,
      task.dueAt === null
        ? markup`<span class="quiet">${terms.noDate}</span>`
        : dueFact(task.dueAt, isOpen(task.status), call),
    ],
    [words.assignedBy, person(task.assignedById)],
    ...(task.supervisorId === null ? [] : [[words.supervisor, person(task.supervisorId)] as const]),
    ...(task.documentPath === null ? [] : [[words.document, markup`${task.documentPath}`] as const]),
    ...(task.workflowId === null
      ? []
      : [
          [
            words.workflow,
            markup`<a href="${base}/desk/work?workflow=${String(task.workflowId)}">${task.workflowName ?? `#${task.workflowId}`}</a>${task.stepName === '' ? '' : ` · ${task.stepName}`}`,
          ] as const,
        ]),
    [words.since, timeTag(task.createdAt, now, language)],
    ...(task.finishedAt === null ? [] : [[words.finished, timeTag(task.finishedAt, now, language)] as const]),
  ];
  return markup`<dl class="facts">${facts.map(([term, fact]) => markup`<dt>${term}</dt><dd>${fact}</dd>`)}</dl>
${textBlock(words.instructions, task.instructions)}${textBlock(words.comments, task.comments)}`;
}

const textBlock = (title: string, text: string): Markup =>
  text === '' ? NOTHING : markup`<h2>${title}</h2><pre>${text}</pre>\n`;

function dueFact(dueAt: Date, isStillOpen: boolean, { language, now }: DeskCall): Markup {
  const time = timeTag(dueAt, now, language);
  return isStillOpen && dueAt < now
    ? markup`<span class="late">${termsIn(language).dueGroups.overdue}</span> ${time}`
    : time;
}

function actions(call: DeskCall, { tasks, steps, names }: NamedChain, task: ChainTask): Markup {
  const { base, language } = call;
  const words = taskWordsIn(language);
  if (!isOpen(task.status)) return NOTHING;
  const [id, version] = [String(task.id), String(task.version)];
  const reassign = markup`<a class="button" data-key="reassign" href="${base}/desk/reassign?task=${id}%3A${version}">${words.reassign}</a>`;
  const formerId =
    steps.find(({ successorId }) => successorId === task.id)?.oldAssigneeId ?? tasks.at(-2)?.assigneeId ?? null;
  const former = names.people.find((each) => each.id === formerId);
  const isUntouched = task.reassignedFromId !== null && task.version === 1;
  const query = new URLSearchParams({ task: `${id}:${version}`, to: former?.login ?? '', reason: words.returned });
  const back =
    former === undefined
      ? NOTHING
      : markup`<a class="button plain" href="${base}/desk/reassign?${query.toString()}">${words.giveBack(namesOf(names)(former.id))}</a>`;
  const undo = isUntouched && former ? undoForm(call, task) : NOTHING;
  return markup`<div class="actions">${reassign}${back}${undo}</div>
<details class="unprinted"><summary>${words.putOff}</summary>
<form method="post" action="${base}/desk/tasks/${id}"><input type="hidden" name="version" value="${version}">
<div class="field"><label for="dueAt">${words.newDue}</label><input type="datetime-local" id="dueAt" name="dueAt" value="${task.dueAt ? fieldMoment(task.dueAt) : ''}" required></div>
<div class="actions"><button class="plain">${words.save}</button></div></form></details>
`;
}

const undoForm = ({ base, language }: DeskCall, task: ChainTask): Markup => {
  const words = taskWordsIn(language);
  return markup`<form method="post" action="${base}/desk/tasks/${String(task.id)}" data-once><input type="hidden" name="version" value="${String(task.version)}">
<input type="hidden" name="key" value="${randomUUID()}"><button class="plain" data-key="undo" name="step" value="undo" title="${words.undoHint}">${words.undo}</button></form>`;
};

function timeline(call: DeskCall, chain: NamedChain, asked: string): Markup {
  const { language } = call;
  const words = taskWordsIn(language);
  const nameOf = namesOf(chain.names);
  const whole = chain.isWhole ? NOTHING : markup`<p class="quiet">${words.notWhole}</p>`;
  const numbers = chain.tasks.map(({ id }) => `#${id}`).join(' → ');
  const earlier = earlierAsked(chain, asked);
  const first = chain.steps.find(({ taskId }) => taskId === earlier?.id);
  const askedOf = (step: ChainStep): 'first' | 'next' | undefined =>
    step === first ? 'first' : step.taskId === earlier?.id ? 'next' : undefined;
  return markup`<h2>${words.chain} <span class="count">${numbers}</span></h2>${whole}${chain.steps.length === 0 ? markup`<p class="quiet">${words.nothingHappened}</p>` : NOTHING}
<ol class="timeline">
${chain.steps.map((step) => chainLine(call, step, { nameOf, asked: askedOf(step) }))}</ol>
${reminders(call, chain, nameOf)}`;
}

/** The task of an earlier number that led here; undefined for the present one. */
const earlierAsked = ({ tasks }: NamedChain, asked: string): ChainTask | undefined =>
  tasks.slice(0, -1).find(({ id, uuid }) => String(id) === asked || uuid === asked.toLowerCase());

/** Mails that nobody's step caused. */
function reminders(call: DeskCall, chain: NamedChain, nameOf: NameOf): Markup {
  const { language } = call;
  if (chain.reminders.length === 0) return NOTHING;
  const { topics } = deliveryWordsIn(language);
  return markup`<h2>${taskWordsIn(language).reminders}</h2>
<ul>${chain.reminders.map((mail) => markup`<li>${topics[mail.topic] ?? mail.topic}: ${mailFact(call, mail, nameOf)}</li>`)}</ul>
`;
}
