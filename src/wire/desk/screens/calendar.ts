import { isRefused } from '../../../core/refusal.ts';
import { calendarAddress } from '../../calendar-address.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import { timeTag } from '../frame/format.ts';
import { inLanguages } from '../frame/language.ts';
import { redirect, type DeskCall, type PageNews, type PageReply, type Reply, type Screen } from '../frame/screen.ts';
import { isReadable } from '../frame/session-cookie.ts';
import { lostPage } from '../frame/trouble.ts';

const wordsIn = inLanguages(
  {
    title: 'My calendar',
    lead: 'Your calendar program can show when you are absent and for whom you stand in. Give it a secret address of your own: the program reads it again by itself, and you need not sign in.',
    secret:
      'Whoever knows the address can read the same. Give it to nobody, and take a new one if somebody may have seen it.',
    readable: 'Nothing is encrypted on the way to this server: others in the network may read the address.',
    none: 'You have no address.',
    since: 'You have an address, made',
    hidden: 'It was shown then and is not kept: if it is lost, make a new one.',
    make: 'Make an address',
    again: 'Make a new address',
    againHint: 'The address before ends at once.',
    withdraw: 'Withdraw the address',
    withdrawHint: 'The calendar can no longer be read. Programs that have the address show nothing new.',
    made: 'This is your address, shown this once. Copy it into your calendar program where a calendar is added by its address: “From URL” in Google Calendar, “Subscribe from web” in Outlook, “New Calendar Subscription” in Apple Calendar:',
    withdrawn: 'The address has ended.',
    toAbsences: 'All absences',
  },
  {
    title: 'Mein Kalender',
    lead: 'Ihr Kalenderprogramm kann anzeigen, wann Sie abwesend sind und wen Sie vertreten. Geben Sie ihm eine eigene geheime Adresse: Das Programm liest sie von selbst immer wieder, ohne dass Sie sich anmelden.',
    secret:
      'Wer die Adresse kennt, kann dasselbe lesen. Geben Sie sie niemandem, und nehmen Sie eine neue, wenn jemand sie gesehen haben könnte.',
    readable:
      'Auf dem Weg zu diesem Server ist nichts verschlüsselt: Andere im Netz können die Adresse vielleicht lesen.',
    none: 'Sie haben keine Adresse.',
    since: 'Sie haben eine Adresse, angelegt',
    hidden: 'Sie war nur damals zu sehen und ist nicht gespeichert: Ist sie verloren, legen Sie eine neue an.',
    make: 'Adresse anlegen',
    again: 'Neue Adresse anlegen',
    againHint: 'Die bisherige Adresse gilt dann sofort nicht mehr.',
    withdraw: 'Adresse zurückziehen',
    withdrawHint:
      'Der Kalender lässt sich dann nicht mehr lesen. Programme mit dieser Adresse zeigen nichts Neues mehr.',
    made: 'Das ist Ihre Adresse, nur dieses eine Mal zu sehen. Kopieren Sie sie in Ihr Kalenderprogramm, wo man einen Kalender über seine Adresse hinzufügt: „Per URL“ in Google Kalender, „Aus dem Internet abonnieren“ in Outlook, „Neues Kalenderabonnement“ in Apple Kalender:',
    withdrawn: 'Die Adresse gilt nicht mehr.',
    toAbsences: 'Alle Abwesenheiten',
  },
);

type Needs = Pick<DeskNeeds, 'ownCalendarAddress' | 'makeCalendarAddress' | 'withdrawCalendarAddress'>;

export const CALENDAR = '/desk/calendar';

const NOTHING: Markup = { html: '' };

/** The secret address of one's own calendar: to make it, which shows it once, to make another one, to withdraw it. */
export const calendarScreen = (needs: Needs): Screen => ({
  path: '/desk/calendar',
  name: 'calendar',

  async show(call) {
    const address = await needs.ownCalendarAddress(call.access);
    if (isRefused(address)) return lostPage(call);
    const isWithdrawn = call.query.get('done') === 'withdrawn';
    return page(
      call,
      address.madeAt,
      isWithdrawn ? { notice: { kind: 'done', text: wordsIn(call.language).withdrawn } } : {},
    );
  },

  async act(call): Promise<Reply> {
    const { access, form, language, message } = call;
    if (form.get('what') === 'withdraw') {
      const withdrawn = await needs.withdrawCalendarAddress(access);
      return isRefused(withdrawn) ? lostPage(call) : redirect(`${CALENDAR}?done=withdrawn`);
    }
    const made = await needs.makeCalendarAddress(access);
    if (isRefused(made)) return lostPage(call);
    // Not behind a redirection: a secret stands in no address of a page.
    const words = wordsIn(language);
    const text = markup`<p>${words.made}</p><pre>${calendarAddress(message, made.secret)}</pre>`;
    return page(call, made.madeAt, { notice: { kind: 'done', text } });
  },
});

function page(call: DeskCall, madeAt: Date | null, news: PageNews): PageReply {
  const { base, language, message, now } = call;
  const words = wordsIn(language);
  const readable = isReadable(message) ? markup`<p class="notice wrong">${words.readable}</p>\n` : NOTHING;
  const form = (what: string, hint: Markup, button: Markup): Markup =>
    markup`<form method="post" action="${base}${CALENDAR}" data-once><input type="hidden" name="what" value="${what}">${hint}<div class="actions">${button}</div></form>
`;
  const forms = madeAt
    ? markup`<p>${words.since} ${timeTag(madeAt, now, language)}. ${words.hidden}</p>
${form('make', markup`<p class="quiet">${words.againHint}</p>`, markup`<button class="plain">${words.again}</button>`)}${form('withdraw', markup`<p class="quiet">${words.withdrawHint}</p>`, markup`<button class="danger">${words.withdraw}</button>`)}`
    : markup`<p>${words.none}</p>
${form('make', NOTHING, markup`<button>${words.make}</button>`)}`;
  return {
    kind: 'page',
    title: words.title,
    content: markup`<p>${words.lead}</p>
<p class="quiet">${words.secret}</p>
${readable}${forms}<p class="pages"><a href="${base}/desk/absence" data-key="back">${words.toAbsences}</a></p>`,
    ...news,
  };
}
