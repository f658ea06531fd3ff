import { randomUUID } from 'node:crypto';
import type { ResultLine } from '../../../core/desk/desk-result.ts';
import { isRefused } from '../../../core/refusal.ts';
import { MOST_MOVES } from '../../../core/supervision/move.ts';
import type { NamedResult } from '../../../operations/desk/desk-results.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import { redirect, type DeskCall, type Screen } from '../frame/screen.ts';
import { lostPage } from '../frame/trouble.ts';
import { applyMove, isResultKey, UNDO } from '../parts/apply-move.ts';
import { csvOf } from '../parts/csv.ts';
import { listOf, readBack, resultPath } from '../parts/move-form.ts';
import { hiddenField, readSeenTasks, taskFields } from '../parts/named-tasks.ts';
import { namesOf, type NameOf } from '../parts/names.ts';
import { refusalsIn } from '../parts/refusals.ts';
import { taskLink } from '../parts/task-cells.ts';

const wordsIn = inLanguages(
  {
    titles: { reassign: 'What was reassigned', undo: 'What was taken back' },
    outcomes: { reassigned: 'reassigned', refused: 'refused', skipped: 'skipped', failed: 'failed' },
    counts: (reassigned: string, refused: string, skipped: string, failed: string | null) =>
      `${reassigned} reassigned, ${refused} refused, ${skipped} skipped${failed === null ? '' : `, ${failed} failed`}.`,
    task: 'Task',
    outcome: 'Outcome',
    successor: 'New task',
    isWith: (name: string) => `with ${name}`,
    sentOn: (names: string) => `sent on from ${names}`,
    notFollowed: (names: string) => `also though absent: would have gone on to ${names}`,
    failed: 'The server has failed; its log says why.',
    undo: 'Undo',
    undoHint:
      'Each new task goes back to the very person who had the old one, also if that person is absent now; one that somebody has touched stays.',
    csv: 'Download as CSV',
    list: 'To the work',
    back: 'Back to the list',
  },
  {
    titles: { reassign: 'Was weitergegeben wurde', undo: 'Was zurückgenommen wurde' },
    outcomes: { reassigned: 'weitergegeben', refused: 'abgelehnt', skipped: 'übersprungen', failed: 'fehlgeschlagen' },
    counts: (reassigned: string, refused: string, skipped: string, failed: string | null) =>
      `${reassigned} weitergegeben, ${refused} abgelehnt, ${skipped} übersprungen${failed === null ? '' : `, ${failed} fehlgeschlagen`}.`,
    task: 'Aufgabe',
    outcome: 'Ergebnis',
    successor: 'Neue Aufgabe',
    isWith: (name: string) => `bei ${name}`,
    sentOn: (names: string) => `weitergeleitet von ${names}`,
    notFollowed: (names: string) => `trotz Abwesenheit: sonst weitergeleitet an ${names}`,
    failed: 'Fehler des Servers; der Grund steht in seinem Protokoll.',
    undo: 'Zurücknehmen',
    undoHint:
      'Jede neue Aufgabe geht an genau die Person zurück, die die alte hatte, auch wenn sie jetzt abwesend ist; was jemand geändert hat, bleibt.',
    csv: 'Als CSV herunterladen',
    list: 'Zu allen Aufgaben',
    back: 'Zurück zur Liste',
  },
);

/** What became of an action, a line for each task. */
export const resultScreen = (needs: Pick<DeskNeeds, 'readResult'>): Screen => ({
  path: '/desk/results/:result',
  name: 'result',
  async show(call) {
    const { params, user, query } = call;
    const key = params.result ?? '';
    const result = isResultKey(key) ? await needs.readResult(key, user) : null;
    if (!result) return lostPage(call);
    if (query.get('format') === 'csv') {
      const nameOf = namesOf(result.names);
      const body = csvOf([
        ['task', 'name', 'outcome', 'reason', 'new task', 'assignee'],
        ...result.lines.map((line) => [
          String(line.taskId),
          line.name,
          outcomeOf(line),
          line.refusal ?? '',
          line.successorId === undefined ? '' : String(line.successorId),
          line.assigneeId === undefined ? '' : nameOf(line.assigneeId),
        ]),
      ]);
      return {
        kind: 'download',
        fileName: `handover-${key.slice(0, 8)}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        body,
      };
    }
    return resultPage(call, key, result);
  },
});

/** Takes an action back. */
export const undoScreen = (needs: Pick<DeskNeeds, 'moveUnnamed' | 'keepResult'>): Screen => ({
  path: '/desk/results/:result/undo',
  name: 'undo',
  async act(call) {
    const { params, form } = call;
    const key = params.result ?? '';
    const next = form.get('key') ?? '';
    if (!isResultKey(key) || !isResultKey(next)) return lostPage(call);
    const tasks = readSeenTasks(form).slice(0, MOST_MOVES);
    const back = readBack(form);
    if (tasks.length === 0) return redirect(resultPath(key, back));
    const undone = await applyMove(needs, call, { key: next, kind: 'undo', move: UNDO, tasks });
    return redirect(resultPath(isRefused(undone) ? key : next, back));
  },
});

/** A task that had changed meanwhile was not looked at: it is skipped, not refused. */
const outcomeOf = ({ outcome, refusal }: ResultLine): 'reassigned' | 'refused' | 'skipped' | 'failed' =>
  outcome === 'refused' && (refusal === 'version-mismatch' || refusal === 'conflict') ? 'skipped' : outcome;

const NOTHING: Markup = { html: '' };

function resultPage(call: DeskCall, key: string, { kind, lines, names }: NamedResult) {
  const { base, language, query } = call;
  const words = wordsIn(language);
  const nameOf = namesOf(names);
  const back = readBack(query);
  const count = (outcome: ReturnType<typeof outcomeOf>): number =>
    lines.filter((line) => outcomeOf(line) === outcome).length;
  const [reassigned = '', refused = '', skipped = '', failed = ''] = (
    ['reassigned', 'refused', 'skipped', 'failed'] as const
  ).map((outcome) => numberText(count(outcome), language));
  // A new task that nobody has touched is in its first version.
  const untouched = lines.flatMap(({ successorId: id }) => (id === undefined ? [] : [{ id, version: 1 }]));
  const isWhole = count('reassigned') === lines.length;
  const undo =
    count('reassigned') === 0
      ? NOTHING
      : markup`<form method="post" action="${base}/desk/results/${key}/undo" data-once>${back === null ? NOTHING : hiddenField('back', back)}${taskFields(untouched)}<input type="hidden" name="key" value="${randomUUID()}">
<div class="actions"><button class="plain" data-key="undo" aria-describedby="undo-hint">${words.undo}</button><span class="hint" id="undo-hint">${words.undoHint}</span></div></form>`;
  return {
    kind: 'page' as const,
    title: words.titles[kind],
    notice: {
      kind: isWhole ? ('done' as const) : ('wrong' as const),
      text: words.counts(reassigned, refused, skipped, failed === '0' ? null : failed),
    },
    content: markup`<table class="cards"><caption class="unseen">${words.titles[kind]}</caption>
<thead><tr><th scope="col">${words.task}</th><th scope="col">${words.outcome}</th><th scope="col">${words.successor}</th></tr></thead>
<tbody>
${lines.map((line) => row(call, line, nameOf))}</tbody></table>
${undo}<p class="actions"><a href="${base}/desk/results/${key}?format=csv">${words.csv}</a><a href="${base}${back === null ? '/desk/work' : listOf({ back })}" data-key="back">${back === null ? words.list : words.back}</a></p>`,
  };
}

function row(call: DeskCall, line: ResultLine, nameOf: NameOf): Markup {
  const { base, language } = call;
  const words = wordsIn(language);
  const { taskId, name, refusal, successorId, assigneeId, pathIds = [], notFollowedIds = [] } = line;
  const outcome = outcomeOf(line);
  const why = outcome === 'failed' ? words.failed : refusal === undefined ? '' : refusalsIn(language)[refusal];
  const isGood = outcome === 'reassigned';
  const told = [
    ...(pathIds.length > 0 ? [words.sentOn(pathIds.map(nameOf).join(' → '))] : []),
    ...(notFollowedIds.length > 0 ? [words.notFollowed(notFollowedIds.map(nameOf).join(' → '))] : []),
  ];
  const next =
    successorId === undefined
      ? NOTHING
      : markup`<a href="${base}/desk/tasks/${String(successorId)}">#${String(successorId)}</a> ${assigneeId === undefined ? '' : words.isWith(nameOf(assigneeId))}${told.map((each) => markup`<span class="sub">${each}</span>`)}`;
  return markup`<tr><th scope="row">${taskLink({ id: taskId, name }, call)}</th>
<td data-label="${words.outcome}"><span class="mark ${isGood ? 'good' : 'bad'}">${words.outcomes[outcome]}</span>${why === '' ? NOTHING : markup` <span class="sub">${why}</span>`}</td>
<td data-label="${words.successor}">${next}</td></tr>
`;
}
