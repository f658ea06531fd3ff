import { isRefused } from '../../../core/refusal.ts';
import { MOST_MOVES } from '../../../core/supervision/move.ts';
import { markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { redirect, type DeskCall, type PageReply, type Screen } from '../frame/screen.ts';
import { applyMove, isResultKey } from '../parts/apply-move.ts';
import { listOf, readBack, readChosen, resultPath } from '../parts/move-form.ts';
import { moveWordsIn } from '../parts/move-words.ts';
import { readSeenTasks } from '../parts/named-tasks.ts';
import { refusalsIn } from '../parts/refusals.ts';
import { moveOf } from './reassign.ts';

/** Does what a preview has shown: each task in the version that was seen there. */
export const applyScreen = (needs: Pick<DeskNeeds, 'moveUnnamed' | 'keepResult'>): Screen => ({
  path: '/desk/reassign/apply',
  name: 'applyReassign',
  async act(call) {
    const { form, language } = call;
    const move = moveOf(call);
    const key = form.get('key') ?? '';
    const tasks = readSeenTasks(form);
    // The due date may have passed since the preview.
    if (!move || !isResultKey(key) || tasks.length === 0) return againPage(call, moveWordsIn(language).faultsTitle);
    const result = await applyMove(needs, call, { key, kind: 'reassign', move, tasks: tasks.slice(0, MOST_MOVES) });
    if (isRefused(result)) return againPage(call, refusalsIn(language)[result.refused]);
    return redirect(resultPath(key, readBack(form)));
  },
});

function againPage({ base, language, form }: DeskCall, text: string): PageReply {
  const words = moveWordsIn(language);
  return {
    kind: 'page',
    status: 422,
    title: words.title,
    outcome: 'form-invalid',
    notice: { kind: 'wrong', text },
    content: markup`<p><a data-key="back" href="${base}${listOf(readChosen(form))}">${words.toList}</a></p>`,
  };
}
