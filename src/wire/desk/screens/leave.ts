import { isRefused } from '../../../core/refusal.ts';
import { markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText } from '../frame/format.ts';
import { redirect, type DeskCall, type PageReply, type Reply, type Screen } from '../frame/screen.ts';
import { lostPage } from '../frame/trouble.ts';
import { leaveReport } from '../parts/leave-report.ts';
import { leaveWordsIn, type LeaveWords } from '../parts/leave-words.ts';
import { namesOf } from '../parts/names.ts';
import { personNumber } from '../parts/numbers.ts';

type Needs = Pick<
  DeskNeeds,
  | 'readBelongings'
  | 'recipients'
  | 'moveAllTasks'
  | 'moveTeamSeats'
  | 'moveSupervision'
  | 'moveSubstitutions'
  | 'disableLeaver'
>;

type Step = keyof LeaveWords['done'];
type Trouble = keyof LeaveWords['refusals'];

/** What hangs on an account, group by group; disabling is behind a page of its own. */
export const leaveScreen = (needs: Needs): Screen => ({
  path: '/desk/people/:person/leave',
  name: 'leave',
  forAdministrators: true,

  show: (call) => report(needs, call),

  async act(call): Promise<Reply> {
    const { form } = call;
    const step = form.get('step') ?? '';
    if (step === 'check') return confirmation(needs, call);
    const moved = await move(needs, call, step);
    if (moved === null) return report(needs, call);
    if ('done' in moved) return redirect(`/desk/people/${personNumber(call.params.person)}/leave?done=${moved.done}`);
    return moved.trouble === 'tasks-left'
      ? confirmation(needs, call, moved.trouble)
      : report(needs, call, moved.trouble);
  },
});

/** Does what one form asks for; null where it is none of ours. */
async function move(
  needs: Needs,
  { access, context, form, params }: DeskCall,
  step: string,
): Promise<{ readonly done: Step } | { readonly trouble: Trouble | 'to-missing' } | null> {
  const asked = { ...access, context, operation: 'leave', userId: personNumber(params.person) };
  const to = (form.get('to') ?? '').trim();
  const isNamed = to !== '';
  switch (step) {
    case 'tasks': {
      if (!isNamed) return { trouble: 'to-missing' };
      const moved = await needs.moveAllTasks({ ...asked, operation: 'moveAllTasks', to });
      if (isRefused(moved)) return { trouble: moved.refused };
      return { done: moved.leftBehind.length === 0 ? 'tasks' : 'tasks-left' };
    }
    case 'teams': {
      const moved = await needs.moveTeamSeats({
        ...asked,
        operation: 'moveTeamSeats',
        to: isNamed ? to : null,
        teamIds: null,
      });
      return isRefused(moved) ? { trouble: moved.refused } : { done: 'teams' };
    }
    case 'supervision': {
      if (!isNamed) return { trouble: 'to-missing' };
      const moved = await needs.moveSupervision({ ...asked, operation: 'moveSupervision', to });
      return isRefused(moved) ? { trouble: moved.refused } : { done: 'supervision' };
    }
    case 'substitutions': {
      const moved = await needs.moveSubstitutions({
        ...asked,
        operation: 'moveSubstitutions',
        to: isNamed ? to : null,
      });
      if (isRefused(moved)) return { trouble: moved.refused };
      const isUnknown = moved.results.some(({ came }) => isRefused(came) && came.refused === 'user-not-found');
      if (isUnknown) return { trouble: 'user-not-found' };
      return { done: moved.results.some(({ came }) => isRefused(came)) ? 'substitutions-left' : 'substitutions' };
    }
    case 'disable': {
      const leavesTasks = form.get('leave') === 'yes';
      const disabled = await needs.disableLeaver({ ...asked, operation: 'disableLeaver', leavesTasks });
      return isRefused(disabled) ? { trouble: disabled.refused } : { done: 'disabled' };
    }
    default:
      return null;
  }
}

async function report(needs: Needs, call: DeskCall, trouble?: Trouble | 'to-missing'): Promise<PageReply> {
  const { access, language, params, query } = call;
  const words = leaveWordsIn(language);
  const asked = { ...access, userId: personNumber(params.person) };
  const [belongings, recipients] = await Promise.all([needs.readBelongings(asked), needs.recipients()]);
  if (isRefused(belongings)) return lostPage(call);
  const login = belongings.names.people.find(({ id }) => id === asked.userId)?.login ?? '';
  const done = doneWord(query.get('done'), words);
  return {
    kind: 'page',
    title: words.title(namesOf(belongings.names)(asked.userId)),
    ...(done && { notice: { kind: 'done', text: words.done[done] } }),
    ...(trouble && {
      notice: { kind: 'wrong', text: trouble === 'to-missing' ? words.toMissing : words.refusals[trouble] },
      status: 422,
      outcome: trouble,
    }),
    content: leaveReport(call, { belongings, recipients, login }),
  };
}

async function confirmation(needs: Needs, call: DeskCall, trouble?: Trouble): Promise<PageReply> {
  const { access, base, language, params } = call;
  const words = leaveWordsIn(language);
  const userId = personNumber(params.person);
  const belongings = await needs.readBelongings({ ...access, userId });
  if (isRefused(belongings)) return lostPage(call);
  const { openTasks, waitingTasks, sharedTasks, names } = belongings;
  const left = openTasks + waitingTasks + sharedTasks;
  const page = `${base}/desk/people/${String(userId)}/leave`;
  const stay =
    left === 0
      ? { html: '' }
      : markup`<div class="choice"><input type="checkbox" id="leave" name="leave" value="yes"><label for="leave">${words.leaveTasks(numberText(left, language), left === 1)}</label></div>\n`;
  return {
    kind: 'page',
    title: words.confirmTitle(namesOf(names)(userId)),
    ...(trouble && { notice: { kind: 'wrong', text: words.refusals[trouble] }, status: 422, outcome: trouble }),
    content: markup`<p>${words.disableHint}</p>
<form method="post" action="${page}" data-once>${stay}<div class="actions"><button class="danger" name="step" value="disable">${words.confirm}</button><a class="button plain" href="${page}" data-key="back">${words.cancel}</a></div></form>`,
  };
}

const doneWord = (text: string | null, { done }: LeaveWords): Step | undefined =>
  text !== null && isStep(text, done) ? text : undefined;

const isStep = (text: string, done: LeaveWords['done']): text is Step => Object.hasOwn(done, text);
