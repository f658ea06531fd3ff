import type { CoveredAbsence } from '../../../core/supervision/absence.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { NameOf } from './names.ts';

/** The weeks that a chart shows, from a Monday on. */
export interface Weeks {
  readonly starts: readonly Date[];
  readonly end: Date;
}

const SHOWN = 10;

/** The Monday of a moment's week, by the clocks of the server. */
export function mondayOf(moment: Date): Date {
  const daysSince = (moment.getDay() + 6) % 7;
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() - daysSince);
}

export const plusDays = (day: Date, days: number): Date =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);

export const weeksFrom = (monday: Date): Weeks => ({
  starts: Array.from({ length: SHOWN }, (_, index) => plusDays(monday, 7 * index)),
  end: plusDays(monday, 7 * SHOWN),
});

/** Where a moment stands between the edges, in percent with two digits. */
function placeOf(moment: Date, { starts: [start], end }: Weeks): number {
  const from = start?.getTime() ?? end.getTime();
  const share = (moment.getTime() - from) / (end.getTime() - from);
  return Math.round(Math.min(Math.max(share, 0), 1) * 10_000) / 100;
}

const percent = (value: number): string => `${value}%`;

function linesAt(weeks: Weeks): readonly Markup[] {
  return weeks.starts.slice(1).map((start) => {
    const x = percent(placeOf(start, weeks));
    return markup`<line x1="${x}" x2="${x}" y1="0" y2="100%"/>`;
  });
}

/** The days on which weeks begin, above the bars. */
export function weekHeads(weeks: Weeks, labelOf: (day: Date) => string): Markup {
  const labels = weeks.starts.map((start) => {
    const x = percent(placeOf(start, weeks));
    return markup`<text x="${x}" dx="4" y="14">${labelOf(start)}</text>`;
  });
  return markup`<svg class="weeks head" aria-hidden="true">${linesAt(weeks)}${labels}</svg>`;
}

export interface ChartRow {
  readonly absences: readonly CoveredAbsence[];
  readonly weeks: Weeks;
  readonly now: Date;
  readonly nameOf: NameOf;
  /** The word for a time in which nobody is there. */
  readonly gap: string;
  /** What the picture shows, in words. */
  readonly label: string;
}

/** The absences of one person: a bar for each part, named by who gets the tasks, or by the way there. */
export function absenceBars({ absences, weeks, now, nameOf, gap, label }: ChartRow): Markup {
  const bars = absences.flatMap(({ state, covers }) =>
    covers.flatMap((cover) => {
      const left = placeOf(cover.startsAt, weeks);
      const right = cover.endsAt === null ? 100 : placeOf(cover.endsAt, weeks);
      if (right <= left) return [];
      const kind = cover.gap === null ? state : `${state} gap`;
      const way = cover.path.slice(1).map(nameOf).join(' → ');
      const text = cover.gap === null ? way : `▲ ${gap}${way === '' ? '' : ` (${way})`}`;
      return markup`<svg x="${percent(left)}" width="${percent(right - left)}"><rect class="${kind}" x="1" y="3" width="100%" height="24" rx="4"/><text class="${kind}" x="8" y="20">${text}</text></svg>`;
    }),
  );
  const today = percent(placeOf(now, weeks));
  const isShown = now < weeks.end && (weeks.starts[0] ?? now) <= now;
  const line = isShown ? markup`<line class="now" x1="${today}" x2="${today}" y1="0" y2="100%"/>` : { html: '' };
  return markup`<svg class="weeks" role="img" aria-label="${label}">${linesAt(weeks)}${line}${bars}</svg>`;
}
