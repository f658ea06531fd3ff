import { isRefused } from '../../../core/refusal.ts';
import type { RoundChain } from '../../../core/supervision/round-chains.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import type { DeskCall, PageReply, Screen } from '../frame/screen.ts';
import { namesOf, type NameOf } from '../parts/names.ts';
import { refusedPage } from '../parts/refusals.ts';
import { dueCell, spokenName, taskLink } from '../parts/task-cells.ts';

const wordsIn = inLanguages(
  {
    title: 'What goes round',
    lead: 'Open tasks that came back to somebody who had them before. Those that were reassigned most often come first.',
    none: 'No open task that you see goes round.',
    count: (count: string, isOne: boolean) => (isOne ? '1 task' : `${count} tasks`),
    first: (shown: string, count: string) => `The first ${shown} of ${count} tasks`,
    task: 'Task',
    due: 'Due',
    often: 'Reassigned',
    times: (count: string) => `${count} times`,
    who: 'Who has had it',
    tick: (name: string) => `Tick ${name}`,
    chosen: '# ticked',
    reassign: 'Reassign …',
    work: 'To the work',
  },
  {
    title: 'Was im Kreis geht',
    lead: 'Offene Aufgaben, die zu jemandem zurückkamen, der sie schon hatte. Was am häufigsten weitergegeben wurde, steht oben.',
    none: 'Keine offene Aufgabe, die Sie sehen, geht im Kreis.',
    count: (count: string, isOne: boolean) => (isOne ? '1 Aufgabe' : `${count} Aufgaben`),
    first: (shown: string, count: string) => `Die ersten ${shown} von ${count} Aufgaben`,
    task: 'Aufgabe',
    due: 'Fällig',
    often: 'Weitergegeben',
    times: (count: string) => `${count}-mal`,
    who: 'Wer sie hatte',
    tick: (name: string) => `${name} ankreuzen`,
    chosen: '# angekreuzt',
    reassign: 'Weitergeben …',
    work: 'Zu allen Aufgaben',
  },
);

const PATH = '/desk/round';
const NOTHING: Markup = { html: '' };

/** Open tasks that somebody has got for the second time. */
export const roundScreen = (needs: Pick<DeskNeeds, 'listRoundChains'>): Screen => ({
  path: PATH,
  name: 'round',
  slow: { title: (language) => wordsIn(language).title, page: (call) => showRound(needs, call) },
});

async function showRound(needs: Pick<DeskNeeds, 'listRoundChains'>, call: DeskCall): Promise<PageReply> {
  const { access, base, language } = call;
  const words = wordsIn(language);
  const found = await needs.listRoundChains(access);
  if (isRefused(found)) return refusedPage(call, words.title, found.refused);
  const { chains, total, names } = found;
  const [shown, all] = [numberText(chains.length, language), numberText(total, language)];
  const said = total > chains.length ? words.first(shown, all) : words.count(all, total === 1);
  const back = markup`<p class="pages"><a href="${base}/desk/work" data-key="back">${words.work}</a></p>`;
  const content =
    total === 0
      ? markup`<p class="lead">${words.none}</p>${back}`
      : markup`<p class="quiet">${words.lead}</p>
<p class="lead" role="status">${said}</p>${table(call, chains, namesOf(names))}${back}`;
  return { kind: 'page', title: words.title, content };
}

function table(call: DeskCall, chains: readonly RoundChain[], nameOf: NameOf): Markup {
  const { base, language } = call;
  const words = wordsIn(language);
  return markup`<form action="${base}/desk/reassign"><input type="hidden" name="back" value="${PATH}">
<table class="cards"><caption class="unseen">${words.title}</caption>
<thead><tr><td class="tick"></td><th scope="col">${words.task}</th><th scope="col">${words.due}</th><th scope="col">${words.often}</th><th scope="col">${words.who}</th></tr></thead>
<tbody>
${chains.map((chain) => row(call, chain, nameOf))}</tbody></table>
<div class="bar"><span data-count="${words.chosen}" hidden></span><button data-key="reassign">${words.reassign}</button></div></form>
`;
}

function row(
  call: DeskCall,
  { taskId, name, documentPath, dueAt, reassignments, holderIds }: RoundChain,
  nameOf: NameOf,
) {
  const { language, now } = call;
  const words = wordsIn(language);
  const id = String(taskId);
  const due = dueCell({ dueAt, dueGroup: dueAt !== null && dueAt < now ? 'overdue' : 'later' }, call);
  const document = documentPath === null ? NOTHING : markup`<span class="sub">${documentPath}</span>`;
  return markup`<tr data-row><td class="tick"><input type="checkbox" name="task" value="${id}" aria-label="${words.tick(spokenName({ id: taskId, name }))}"></td>
<th scope="row">${taskLink({ id: taskId, name }, call)}${document}</th>
<td data-label="${words.due}">${due}</td><td data-label="${words.often}">${words.times(numberText(reassignments, language))}</td>
<td data-label="${words.who}">${holderIds.map(nameOf).join(' → ')}</td></tr>
`;
}
