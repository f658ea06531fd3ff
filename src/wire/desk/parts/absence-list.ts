import type { Cover, CoveredAbsence } from '../../../core/supervision/absence.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { momentText, timeTag } from '../frame/format.ts';
import type { OpenCall } from '../frame/screen.ts';
import { absenceWordsIn } from './absence-words.ts';
import type { NameOf } from './names.ts';

type Showing = Pick<OpenCall, 'language' | 'now'>;

const NOTHING: Markup = { html: '' };

/** An absence in words: who stands in, from when to when, and what is wrong with it. */
export function absenceItem(absence: CoveredAbsence, call: Showing, nameOf: NameOf): Markup {
  const { language, now } = call;
  const words = absenceWordsIn(language);
  const { state, startsAt, endsAt, covers, targetId, isSubstituteAbsent } = absence;
  const end = endsAt === null ? words.noEnd : timeTag(endsAt, now, language);
  const look = { past: 'off', current: 'good', planned: '' }[state];
  const mark = markup`<span class="mark ${look}">${words.states[state]}</span>`;
  const absent = isSubstituteAbsent ? markup` <span class="mark bad">▲ ${words.substituteAbsent}</span>` : NOTHING;
  const chains = covers.filter(({ path, gap }) => path.length > 2 || gap !== null);
  return markup`<li${state === 'past' ? OVER : NOTHING}><b>${nameOf(targetId)}</b> ${mark}${absent}
<span class="sub">${timeTag(startsAt, now, language)} – ${end}</span>${chains.map((cover) => chainOf(cover, absence, call, nameOf))}</li>
`;
}

const OVER = markup` class="over"`;

/** A → B → C, or where it ends; with its time where that is not the whole absence. */
function chainOf(
  { path, gap, startsAt, endsAt }: Cover,
  absence: CoveredAbsence,
  { language }: Showing,
  nameOf: NameOf,
): Markup {
  const words = absenceWordsIn(language);
  const isWhole = absence.covers.length === 1;
  const until = endsAt === null ? words.noEnd : momentText(endsAt, language);
  const part = isWhole ? '' : ` (${words.gapPart(momentText(startsAt, language), until)})`;
  const way = path.length > 1 ? path.map(nameOf).join(' → ') : '';
  const why =
    gap === null
      ? NOTHING
      : markup`<span class="late">${gap === 'goes-round' ? words.gapRound : words.gapDisabled}</span> `;
  return markup`<span class="sub">${why}${way}${part}</span>`;
}

/** The same as one sentence, for those who hear a picture. */
export const absenceSentence = (
  { targetId, startsAt, endsAt, state }: CoveredAbsence,
  { language }: Showing,
  nameOf: NameOf,
): string => {
  const words = absenceWordsIn(language);
  const until = endsAt === null ? words.noEnd : momentText(endsAt, language);
  return `${nameOf(targetId)}, ${words.states[state]}, ${momentText(startsAt, language)} – ${until}`;
};
