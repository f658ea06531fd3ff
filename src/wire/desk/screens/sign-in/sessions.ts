import type { ListedSession } from '../../../../core/desk/desk-session.ts';
import { markup, type Markup } from '../../../html/markup.ts';
import type { DeskNeeds } from '../../desk-operations.ts';
import { timeTag } from '../../frame/format.ts';
import { inLanguages } from '../../frame/language.ts';
import { redirect, type DeskCall, type Screen } from '../../frame/screen.ts';

const wordsIn = inLanguages(
  {
    title: 'My sessions',
    lead: 'Where you are signed in. A session ends after eight hours without a page, and after seven days in any case. A new password ends all of them.',
    caption: 'Sessions, the last one used first',
    browser: 'Browser',
    address: 'Address',
    since: 'Since',
    seen: 'Last used',
    by: { password: 'by password', 'single-sign-on': 'by single sign-on' },
    thisOne: 'this one',
    end: 'End',
    endThat: (agent: string) => `End the session of ${agent}`,
    ended: 'The session has ended.',
    unknown: 'The session had ended already.',
  },
  {
    title: 'Meine Sitzungen',
    lead: 'Wo Sie angemeldet sind. Eine Sitzung endet nach acht Stunden ohne Seitenaufruf und in jedem Fall nach sieben Tagen. Ein neues Kennwort beendet alle.',
    caption: 'Sitzungen, die zuletzt benutzte zuerst',
    browser: 'Browser',
    address: 'Adresse',
    since: 'Seit',
    seen: 'Zuletzt benutzt',
    by: { password: 'mit Kennwort', 'single-sign-on': 'mit Single Sign-on' },
    thisOne: 'diese',
    end: 'Beenden',
    endThat: (agent: string) => `Sitzung von ${agent} beenden`,
    ended: 'Die Sitzung ist beendet.',
    unknown: 'Die Sitzung war schon beendet.',
  },
);

/** The sessions of the account, each of which can be ended. */
export const sessionsScreen = (needs: Pick<DeskNeeds, 'ownDeskSessions' | 'endOwnDeskSession'>): Screen => ({
  path: '/desk/sessions',
  name: 'sessions',

  async show(call) {
    const words = wordsIn(call.language);
    const sessions = await needs.ownDeskSessions(call.user);
    const done = call.query.get('done');
    return {
      kind: 'page',
      title: words.title,
      ...(done !== null && { notice: { kind: 'done', text: done === 'ended' ? words.ended : words.unknown } }),
      content: markup`<p class="quiet">${words.lead}</p>
<table class="cards"><caption class="unseen">${words.caption}</caption>
<thead><tr><th scope="col">${words.browser}</th><th scope="col">${words.address}</th><th scope="col">${words.since}</th><th scope="col">${words.seen}</th><td></td></tr></thead>
<tbody>
${sessions.map((session) => row(session, call))}</tbody></table>`,
    };
  },

  async act({ user, form }) {
    const wasAlive = await needs.endOwnDeskSession(user, Number(form.get('session') ?? 0) | 0);
    return redirect(`/desk/sessions?done=${wasAlive ? 'ended' : 'unknown'}`);
  },
});

function row({ id, agent, client, createdAt, lastSeenAt, signedInBy }: ListedSession, call: DeskCall): Markup {
  const { base, language, now, user } = call;
  const words = wordsIn(language);
  const mark = id === user.sessionId ? markup` <span class="mark good">${words.thisOne}</span>` : { html: '' };
  const browser = browserOf(agent);
  return markup`<tr><th scope="row">${browser}${mark}<span class="sub">${words.by[signedInBy]}</span></th>
<td data-label="${words.address}">${client}</td><td data-label="${words.since}">${timeTag(createdAt, now, language)}</td>
<td data-label="${words.seen}">${timeTag(lastSeenAt, now, language)}</td>
<td><form method="post" action="${base}/desk/sessions"><input type="hidden" name="session" value="${String(id)}"><button class="plain" aria-label="${words.endThat(browser)}">${words.end}</button></form></td></tr>
`;
}

/** The first product that people know by its name; the whole text where there is none. */
const browserOf = (agent: string): string => {
  const name = /(Edg|OPR|Firefox|Chrome|Safari)\/[\d.]+/.exec(agent)?.[1];
  const system = /\((?:X11; )?([^;)]+)/.exec(agent)?.[1];
  const known = { Edg: 'Edge', OPR: 'Opera' }[name ?? ''] ?? name;
  return known === undefined ? agent || '–' : `${known}${system === undefined ? '' : `, ${system}`}`;
};
