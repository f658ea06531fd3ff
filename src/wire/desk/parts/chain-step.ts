import type { ChainMail, ChainStep } from '../../../core/supervision/task-chain.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { momentText, timeTag } from '../frame/format.ts';
import type { OpenCall } from '../frame/screen.ts';
import { termsIn } from '../frame/terms.ts';
import type { NameOf } from './names.ts';
import { taskWordsIn } from './task-words.ts';

type Showing = Pick<OpenCall, 'base' | 'language' | 'now'>;

const NOTHING: Markup = { html: '' };

/** One step of a chain: who did what by which API, and what changed by it. */
export function chainLine(
  call: Showing,
  step: ChainStep,
  { nameOf, asked }: { readonly nameOf: NameOf; readonly asked?: 'first' | 'next' | undefined },
): Markup {
  const { language, now } = call;
  const words = taskWordsIn(language);
  const who = step.userId === null ? words.server : nameOf(step.userId);
  const key = step.key === null ? '' : `, ${words.byKey(step.key)}`;
  const onBehalf = step.onBehalf ? `, ${words.onBehalf}` : '';
  const facts = factsOf(call, step, nameOf);
  return markup`<li${asked ? ASKED[asked] : NOTHING}><p><b>${who}</b> ${words.did(step.operation)} <span class="count">#${String(step.taskId)}</span></p>
<p class="small quiet">${timeTag(step.at, now, language)} · ${step.api}, ${words.credentials[step.credential] ?? step.credential}${key}${onBehalf}</p>
${facts.length === 0 ? NOTHING : markup`<dl class="facts">${facts.map(([term, fact]) => markup`<dt>${term}</dt><dd>${fact}</dd>`)}</dl>`}</li>
`;
}

/** The steps of the task by whose number somebody came, the first of which can be led to. */
const ASKED = { first: markup` class="asked" id="asked" tabindex="-1"`, next: markup` class="asked"` };

function factsOf({ base, language, now }: Showing, step: ChainStep, nameOf: NameOf): (readonly [string, Markup])[] {
  const words = taskWordsIn(language);
  const terms = termsIn(language);
  const change = (before: string, after: string): Markup => markup`${before} → ${after}`;
  const person = (id: number | null): string => (id === null ? terms.nobody : nameOf(id));
  const date = (moment: Date | null): string => (moment === null ? terms.noDate : momentText(moment, language));
  const facts: (readonly [string, Markup])[] = [];
  const { oldStatus, newStatus, oldAssigneeId, newAssigneeId, oldDueAt, newDueAt, successorId } = step;
  if (oldAssigneeId !== newAssigneeId && newAssigneeId !== null)
    facts.push([words.assignee, change(person(oldAssigneeId), person(newAssigneeId))]);
  if (step.redirectPath && step.redirectPath.length > 1)
    facts.push([words.path, markup`${step.redirectPath.map(nameOf).join(' → ')}`]);
  if (step.notFollowed) facts.push([words.notFollowed, markup`${step.notFollowed.map(nameOf).join(' → ')}`]);
  if (newDueAt !== null && oldDueAt?.getTime() !== newDueAt.getTime())
    facts.push([words.due, change(date(oldDueAt), date(newDueAt))]);
  if (newStatus !== null && newStatus !== oldStatus)
    facts.push([words.status, change(oldStatus === null ? '–' : terms.statuses[oldStatus], terms.statuses[newStatus])]);
  const { oldInstructions, newInstructions } = step;
  if (newInstructions !== null && oldInstructions !== newInstructions)
    facts.push([
      words.instructions,
      markup`${oldInstructions ? markup`<del>${oldInstructions}</del> ` : NOTHING}<ins>${newInstructions === '' ? words.none : newInstructions}</ins>`,
    ]);
  if (step.reason !== null && step.reason !== '' && step.reason !== newInstructions)
    facts.push([words.reason, markup`${words.reasons[step.reason] ?? step.reason}`]);
  if (successorId !== null)
    facts.push([
      words.successor,
      markup`<a href="${base}/desk/tasks/${String(successorId)}">#${String(successorId)}</a>`,
    ]);
  for (const mail of step.mails) facts.push([words.mail, mailFact({ language, now }, mail, nameOf)]);
  if (step.requestId !== null) facts.push([words.request, markup`<code>${step.requestId}</code>`]);
  return facts;
}

/** What has become of a mail: to whom it went, and when. */
export function mailFact(
  { language, now }: Pick<Showing, 'language' | 'now'>,
  mail: ChainMail,
  nameOf: NameOf,
): Markup {
  const words = taskWordsIn(language);
  const { recipientId, sentAt, givenUpAt, lastError } = mail;
  if (sentAt) return markup`${words.sent(nameOf(recipientId))} ${timeTag(sentAt, now, language)}`;
  const state = givenUpAt ? words.givenUp : words.waiting;
  return markup`${nameOf(recipientId)}: <span class="mark ${givenUpAt ? 'bad' : 'off'}">${state}</span>${lastError ? markup` <span class="sub">${lastError}</span>` : NOTHING}`;
}
