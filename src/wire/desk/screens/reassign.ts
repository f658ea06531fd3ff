import { isRefused } from '../../../core/refusal.ts';
import { MOST_MOVES, type Move } from '../../../core/supervision/move.ts';
import type { TaskChoice } from '../../../operations/supervision/move-preview.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText } from '../frame/format.ts';
import type { DeskCall, PageReply, Screen } from '../frame/screen.ts';
import {
  fieldPairs,
  filterOfAll,
  listOf,
  moveOfFields,
  placePairs,
  readChosen,
  readMoveFields,
  whoOf,
  type Chosen,
  type FieldFault,
  type MoveField,
  type MoveFields,
} from '../parts/move-form.ts';
import { movePreview } from '../parts/move-preview.ts';
import { moveWordsIn } from '../parts/move-words.ts';
import { hiddenField } from '../parts/named-tasks.ts';
import { openHintIn, personOptions } from '../parts/person-options.ts';
import { refusalsIn } from '../parts/refusals.ts';
import { taskCell } from '../parts/task-cells.ts';

type Needs = Pick<DeskNeeds, 'deskTasks' | 'recipients' | 'previewMove'>;

/** One form for one task or many, and the preview of what it asks for: both change nothing. */
export const reassignScreen = (needs: Needs): Screen => ({
  path: '/desk/reassign',
  name: 'reassign',

  whoOf({ form }) {
    const chosen = readChosen(form);
    return chosen.isAll && form.get('step') !== 'form' ? whoOf(chosen) : null;
  },

  show: (call) => formPage(needs, call, readChosen(call.query), readMoveFields(call.query, false)),

  async act(call) {
    const { form, now, language } = call;
    const chosen = readChosen(form);
    const fields = readMoveFields(form, true);
    if (form.get('step') === 'form') return formPage(needs, call, chosen, fields);
    const move = moveOfFields(fields, now);
    if ('faults' in move) return formPage(needs, call, chosen, fields, move.faults);
    const choice = choiceOf(call, chosen);
    if (!choice) return emptyPage(call, chosen);
    const previewed = await needs.previewMove({ ...askedOf(call), move, choice });
    if (isRefused(previewed)) {
      const page = await formPage(needs, call, chosen, fields);
      const notice = { kind: 'wrong', text: refusalsIn(language)[previewed.refused] } as const;
      return { ...page, status: 422, notice, outcome: previewed.refused };
    }
    const carried = hidden([
      ...fieldPairs(fields),
      ['back', chosen.back],
      ...(chosen.isAll ? ([['all', '1']] as const) : []),
    ]);
    return movePreview(call, { previewed, carried, chosen, isNoted: move.sendTaskNotice });
  },
});

/** Whom history has as the one who asks. */
const askedOf = ({ access, context }: DeskCall) => ({ ...access, context, operation: 'reassign' });

function choiceOf({ now, list }: DeskCall, chosen: Chosen): TaskChoice | null {
  if (!chosen.isAll) return chosen.tasks.length === 0 ? null : { tasks: chosen.tasks.slice(0, MOST_MOVES) };
  if (!list || (whoOf(chosen) !== '' && !list.person)) return null;
  return { filter: filterOfAll(chosen, list.person?.id, now), reach: list.reach };
}

const hidden = (pairs: readonly (readonly [string, string])[]): readonly Markup[] =>
  pairs.map(([name, value]) => hiddenField(name, value));

const NOTHING: Markup = { html: '' };

function emptyPage({ base, language }: DeskCall, chosen: Chosen): PageReply {
  const words = moveWordsIn(language);
  return {
    kind: 'page',
    title: words.title,
    notice: { kind: 'wrong', text: words.nothing },
    content: markup`<p><a data-key="back" href="${base}${listOf(chosen)}">${words.toList}</a></p>`,
  };
}

/** Tasks that are named in the form; of more the number is said. */
const MOST_NAMED = 10;

async function formPage(
  needs: Needs,
  call: DeskCall,
  chosen: Chosen,
  fields: MoveFields,
  faults: ReadonlyMap<MoveField, FieldFault> = new Map(),
): Promise<PageReply> {
  const { base, language, now } = call;
  const words = moveWordsIn(language);
  if (!chosen.isAll && chosen.tasks.length === 0) return emptyPage(call, chosen);
  const named = chosen.isAll ? [] : chosen.tasks.slice(0, MOST_NAMED).map(({ id }) => id);
  const [tasks, recipients] = await Promise.all([needs.deskTasks(named, now), needs.recipients()]);
  const count = chosen.tasks.length;
  const left = count - MOST_NAMED;
  const list = chosen.isAll
    ? markup`<p class="lead">${words.allOf}</p>`
    : markup`<p class="lead">${words.count(numberText(count, language), count === 1)}</p>
<ul>${tasks.map((task) => markup`<li>${taskCell(task, call)}</li>`)}${left > 0 ? markup`<li>${words.more(numberText(left, language))}</li>` : NOTHING}</ul>`;
  const chosenPairs = chosen.isAll
    ? ([['all', '1']] as const)
    : chosen.tasks.map(({ id, version }): [string, string] => [
        'task',
        version === undefined ? `${id}` : `${id}:${version}`,
      ]);
  const { due, instructions } = fields;
  const chosenIf = (isChosen: boolean): Markup => (isChosen ? markup` checked` : NOTHING);
  return {
    kind: 'page',
    title: words.title,
    ...(faults.size > 0 && {
      status: 422,
      outcome: 'form-invalid',
      notice: {
        kind: 'wrong',
        text: markup`${words.faultsTitle}<ul>${[...faults].map(([field, fault]) => markup`<li><a href="#${field}">${words.fields[field]}: ${words.faults[fault]}</a></li>`)}</ul>`,
      },
    }),
    content: markup`${list}
<form method="post" action="${base}/desk/reassign">${hidden([...chosenPairs, ['back', chosen.back], ...placePairs(fields)])}
<div class="field"><label for="to">${words.to}</label>${faultOf('to', faults, call)}
<input id="to" name="to" value="${fields.to}" list="people" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200"${toldOf('to', faults, 'to-hint')}><span class="hint" id="to-hint">${words.toHint} ${openHintIn(language)}</span>
<datalist id="people">${personOptions(recipients, call)}</datalist></div>
<fieldset><legend>${words.due}</legend>
<div class="choice"><input type="radio" id="due-keep" name="due" value="keep"${chosenIf(due === 'keep')}><label for="due-keep">${words.keepDue}</label></div>
<div class="choice"><input type="radio" id="due-set" name="due" value="set"${chosenIf(due === 'set')}><label for="due-set">${words.setDue}</label>
<input type="datetime-local" id="dueAt" name="dueAt" value="${fields.dueAt}" aria-label="${words.fields.dueAt}"${toldOf('dueAt', faults)}>${faultOf('dueAt', faults, call)}</div>
<div class="choice"><input type="radio" id="due-shift" name="due" value="shift"${chosenIf(due === 'shift')}><label for="due-shift">${words.shiftDue}</label>
<input id="shiftDays" name="shiftDays" value="${fields.shiftDays}" inputmode="numeric" size="5" maxlength="5" aria-label="${words.fields.shiftDays}"${toldOf('shiftDays', faults)}>${words.days}${faultOf('shiftDays', faults, call)}</div></fieldset>
<fieldset><legend>${words.instructions}</legend>
<div class="choice"><input type="radio" id="text-keep" name="instructions" value="keep"${chosenIf(instructions === 'keep')}><label for="text-keep">${words.keepText}</label></div>
<div class="choice"><input type="radio" id="text-clear" name="instructions" value="clear"${chosenIf(instructions === 'clear')}><label for="text-clear">${words.clearText}</label></div>
<div class="choice"><input type="radio" id="text-replace" name="instructions" value="replace"${chosenIf(instructions === 'replace')}><label for="text-replace">${words.replaceText}</label>${faultOf('text', faults, call)}
<textarea id="text" name="text" aria-label="${words.newText}"${toldOf('text', faults)}>
${fields.text}</textarea></div></fieldset>
<div class="field"><label for="reason">${words.reason}</label>${faultOf('reason', faults, call)}
<input id="reason" name="reason" value="${fields.reason}" maxlength="1000"${toldOf('reason', faults, 'reason-hint')}><span class="hint" id="reason-hint">${words.reasonHint}</span></div>
<div class="choice"><input type="checkbox" id="mail" name="mail" value="yes"${chosenIf(fields.mail)} aria-describedby="mail-hint"><label for="mail">${words.mail}</label></div><span class="hint" id="mail-hint">${words.mailHint}</span>
<div class="actions"><button>${words.preview}</button><a data-key="back" class="button plain" href="${base}${listOf(chosen)}">${words.cancel}</a></div></form>`,
  };
}

const faultOf = (field: MoveField, faults: ReadonlyMap<MoveField, FieldFault>, { language }: DeskCall): Markup => {
  const fault = faults.get(field);
  return fault === undefined
    ? NOTHING
    : markup`<span class="fault" id="${field}-fault">${moveWordsIn(language).faults[fault]}</span>`;
};

/** What is said of a field beside its label: its hint, and what is wrong with it. */
function toldOf(field: MoveField, faults: ReadonlyMap<MoveField, FieldFault>, hint?: string): Markup {
  const isWrong = faults.has(field);
  const told = [...(hint === undefined ? [] : [hint]), ...(isWrong ? [`${field}-fault`] : [])];
  const described = told.length === 0 ? NOTHING : markup` aria-describedby="${told.join(' ')}"`;
  return markup`${isWrong ? markup` aria-invalid="true"` : NOTHING}${described}`;
}

/** What a form that is sent on asks for; null where it is no form of ours. */
export function moveOf(call: DeskCall): Move | null {
  const move = moveOfFields(readMoveFields(call.form, true), call.now);
  return 'faults' in move ? null : move;
}
