import { isRefused } from '../../../core/refusal.ts';
import {
  DELIVERY_STATES,
  MOST_DELIVERIES,
  type Delivery,
  type DeliveryChoice,
  type DeliveryState,
} from '../../../core/supervision/delivery.ts';
import { deliveryId, readDeliveryId } from '../../delivery-id.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { numberText, timeTag } from '../frame/format.ts';
import { redirect, type DeskCall, type Notice, type PageReply, type Screen } from '../frame/screen.ts';
import { deliveryWordsIn } from '../parts/delivery-words.ts';
import { hiddenField } from '../parts/named-tasks.ts';
import { nameOfPerson } from '../parts/names.ts';
import { readNumber } from '../parts/numbers.ts';
import { emptyList, pageIn, pageLinks, placeNotice } from '../parts/pager.ts';
import { refusedPage } from '../parts/refusals.ts';
import { option } from '../parts/work-filter.ts';

type Needs = Pick<DeskNeeds, 'listDeliveries' | 'resendDeliveries' | 'dropDeliveries' | 'findDeskPerson'>;

const PATH = '/desk/deliveries';
const NOTHING: Markup = { html: '' };

/** What an address, or a form, says of the list. */
interface Address {
  readonly state: DeliveryState | undefined;
  readonly task: number | undefined;
  readonly who: string;
}

const readAddress = (given: URLSearchParams): Address => {
  const task = (given.get('task') ?? '').trim().replace(/^#/, '');
  return {
    state: DELIVERY_STATES.find((state) => state === given.get('state')),
    task: readNumber(task) ?? undefined,
    who: (given.get('who') ?? '').trim().slice(0, 100),
  };
};

function queryOf({ state, task, who }: Address): URLSearchParams {
  const query = new URLSearchParams();
  if (state !== undefined) query.set('state', state);
  if (task !== undefined) query.set('task', String(task));
  if (who !== '') query.set('who', who);
  return query;
}

/** Mail about tasks: what waits, what failed and why, and what has gone; sent again or dropped. */
export const deliveriesScreen = (needs: Needs): Screen => ({
  path: PATH,
  name: 'deliveries',
  forAdministrators: true,
  whoOf: ({ query }) => readAddress(query).who || null,

  // While no mail can be sent there may be very many.
  slow: { title: (language) => deliveryWordsIn(language).title, page: (call) => showDeliveries(needs, call) },

  async act(call) {
    const { access, form } = call;
    const address = readAddress(form);
    const action = form.get('do') === 'drop' ? 'drop' : 'resend';
    const choice = await choiceOf(needs, form, address);
    const back = queryOf(address);
    if (choice === null) {
      back.set('done', 'nothing');
      return redirect(`${PATH}?${back.toString()}`);
    }
    const request = { ...access, choice };
    const done = await (action === 'drop' ? needs.dropDeliveries(request) : needs.resendDeliveries(request));
    if (isRefused(done)) return refusedPage(call, deliveryWordsIn(call.language).title, done.refused);
    back.set('done', `${action}-${done.changed}${done.areMoreLeft ? '-more' : ''}`);
    return redirect(`${PATH}?${back.toString()}`);
  },
});

/** The list at an address. */
async function showDeliveries(needs: Pick<Needs, 'listDeliveries'>, call: DeskCall): Promise<PageReply> {
  const { access, language, query } = call;
  const words = deliveryWordsIn(language);
  const address = readAddress(query);
  const person = call.list?.person;
  if (address.who !== '' && !person) {
    const notice = { kind: 'wrong', text: words.nobodyCalled(address.who) } as const;
    return { kind: 'page', title: words.title, content: filterForm(call, address), notice };
  }
  const page = pageIn(query);
  const filter = { state: address.state, taskId: address.task, recipientId: person?.id };
  const list = await needs.listDeliveries({ ...access, filter, page });
  if (isRefused(list)) return refusedPage(call, words.title, list.refused);
  const { counts, deliveries, around, names } = list;
  const people = new Map(names.people.map((each) => [each.id, nameOfPerson(each)]));
  const figures = [
    ...(['pending', 'retrying', 'given-up', 'dropped'] as const).map((state) => [state, counts[state]] as const),
    ['sent', counts.sentToday] as const,
  ].map(
    ([state, count]) =>
      markup`<li><b>${numberText(count, language)}</b><a href="${call.base}${PATH}?state=${state}">${state === 'sent' ? words.sentToday : words.states[state]}</a></li>`,
  );
  const rows =
    deliveries.length === 0 ? emptyList(page, words.none, language) : listForm(call, address, deliveries, people);
  const content = markup`<ul class="figures">${figures}</ul>
${filterForm(call, address)}${rows}${pageLinks(call, PATH, { page, around })}`;
  const done = noticeOf(query.get('done'), call);
  const news = done === null ? placeNotice(around, language) : { notice: done };
  return { kind: 'page', title: words.title, content, ...news };
}

/** The mails that a form means; null where it means none. */
async function choiceOf(
  needs: Pick<Needs, 'findDeskPerson'>,
  form: URLSearchParams,
  { state, task, who }: Address,
): Promise<DeliveryChoice | null> {
  if (form.get('all') === '1') {
    const person = who === '' ? undefined : await needs.findDeskPerson(who);
    return person === null ? null : { filter: { state, taskId: task, recipientId: person?.id } };
  }
  const keys = form.getAll('mail').flatMap((text) => readDeliveryId(text) ?? []);
  return keys.length === 0 ? null : { keys: keys.slice(0, MOST_DELIVERIES) };
}

/** What has been done, as the address that the form led to says. */
function noticeOf(done: string | null, { language }: DeskCall): Notice | null {
  if (done === null) return null;
  const words = deliveryWordsIn(language);
  const [, action, count, more] = /^(resend|drop)-(\d{1,9})(-more)?$/.exec(done) ?? [];
  if (action === undefined) return { kind: 'wrong', text: words.nothingChosen };
  const said = (action === 'drop' ? words.dropped : words.resent)(numberText(Number(count), language), count === '1');
  return { kind: 'done', text: more === undefined ? said : `${said} ${words.more}` };
}

function filterForm({ base, language }: DeskCall, { state, task, who }: Address): Markup {
  const words = deliveryWordsIn(language);
  return markup`<form class="filters" action="${base}${PATH}">
<div><label for="state">${words.state}</label><select id="state" name="state">${[option('', words.anyState, state === undefined), ...DELIVERY_STATES.map((each) => option(each, words.states[each], each === state))]}</select></div>
<div><label for="task">${words.task}</label><input id="task" name="task" value="${task === undefined ? '' : String(task)}" inputmode="numeric" maxlength="11"></div>
<div><label for="who">${words.who}</label><input id="who" name="who" value="${who}" placeholder="${words.whoHint}" autocapitalize="none" spellcheck="false" maxlength="100"></div>
<p class="actions"><button>${words.show}</button><a href="${base}${PATH}">${words.clear}</a></p></form>
`;
}

function listForm(
  call: DeskCall,
  address: Address,
  deliveries: readonly Delivery[],
  people: ReadonlyMap<number, string>,
): Markup {
  const { base, language } = call;
  const words = deliveryWordsIn(language);
  const kept = [...queryOf(address)].map(([name, value]) => hiddenField(name, value));
  return markup`<form method="post" action="${base}${PATH}">${kept}
<table class="cards"><caption class="unseen">${words.caption}</caption>
<thead><tr><td class="tick"></td><th scope="col">${words.task}</th><th scope="col">${words.who}</th><th scope="col">${words.state}</th><th scope="col">${words.when}</th><th scope="col">${words.error}</th></tr></thead>
<tbody>
${deliveries.map((each) => row(call, each, people.get(each.recipientId) ?? String(each.recipientId)))}</tbody></table>
<div class="bar"><button type="button" class="plain" data-tick-all hidden>${words.tickAll}</button><label class="choice"><input type="checkbox" name="all" value="1"> ${words.all}</label><span data-count="${words.chosen}" hidden></span>
<button name="do" value="resend">${words.resend}</button><button class="plain" name="do" value="drop">${words.drop}</button></div></form>
`;
}

const MARKS: Readonly<Record<DeliveryState, string>> = {
  pending: 'mark',
  retrying: 'mark bad',
  'given-up': 'mark bad',
  dropped: 'mark off',
  sent: 'mark good',
};

function row({ base, language, now }: DeskCall, delivery: Delivery, person: string): Markup {
  const words = deliveryWordsIn(language);
  const { taskId, taskName, topic, state, address, attempts, nextTryAt, endedAt, createdAt, lastError, droppedBy } =
    delivery;
  const name = taskName ?? '';
  const subject = words.topics[topic] ?? topic;
  const when = nextTryAt ?? endedAt ?? createdAt;
  const tries =
    attempts > 1 || state === 'retrying' ? markup`<span class="sub">${words.attempts(attempts)}</span>` : NOTHING;
  const by = droppedBy === null ? NOTHING : markup`<span class="sub">${words.droppedBy(droppedBy)}</span>`;
  return markup`<tr data-row><td class="tick"><input type="checkbox" name="mail" value="${deliveryId(delivery)}" aria-label="${words.tick(subject, person)}"></td>
<th scope="row">${subject}<span class="sub"><a href="${base}/desk/tasks/${String(taskId)}">${name === '' ? `#${taskId}` : name}</a>${name === '' ? '' : ` #${taskId}`}</span></th>
<td data-label="${words.who}">${person}<span class="sub">${address}</span></td><td data-label="${words.state}"><span class="${MARKS[state]}">${words.states[state]}</span>${tries}${by}</td>
<td data-label="${words.when}">${timeTag(when, now, language)}${nextTryAt ? markup`<span class="sub">${words.nextTry}</span>` : NOTHING}</td><td data-label="${words.error}">${lastError ?? ''}</td></tr>
`;
}
