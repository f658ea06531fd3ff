import { markup, type Markup } from '../../html/markup.ts';
import { utcText } from '../../utc-text.ts';
import type { PageLanguage } from './language.ts';

const LOCALES: Readonly<Record<PageLanguage, string>> = { en: 'en-GB', de: 'de-DE' };

const made = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than using it a hundred times; the zone of the process does not change. */
function dateFormat(language: PageLanguage, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = made.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(LOCALES[language], options);
  made.set(key, format);
  return format;
}

const DAY = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
const MINUTE = { ...DAY, hour: '2-digit', minute: '2-digit' } as const;

/** A moment as people write it, by the clocks of the server. */
export const momentText = (moment: Date, language: PageLanguage): string => dateFormat(language, MINUTE).format(moment);

export const dayText = (moment: Date, language: PageLanguage): string => dateFormat(language, DAY).format(moment);

const UNITS = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['week', 7 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago, or in how long: "in 3 days". */
function distanceText(moment: Date, now: Date, language: PageLanguage): string {
  const ms = moment.getTime() - now.getTime();
  const [unit, unitMs] = UNITS.find(([, each]) => Math.abs(ms) >= each) ?? ['minute', 60_000];
  return new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' }).format(Math.trunc(ms / unitMs), unit);
}

/** A moment with its distance on request. */
export const timeTag = (moment: Date, now: Date, language: PageLanguage): Markup =>
  markup`<time datetime="${utcText(moment)}" title="${distanceText(moment, now, language)}">${momentText(moment, language)}</time>`;

/** 1,234 or 1.234. */
export const numberText = (value: number, language: PageLanguage): string => value.toLocaleString(LOCALES[language]);

/** The value of a field of the kind datetime-local, by the clocks of the server. */
export function fieldMoment(moment: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const { year, month, day } = { year: moment.getFullYear(), month: moment.getMonth() + 1, day: moment.getDate() };
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

const FIELD = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/;

/** Reads what such a field sends; null for what is no moment. */
export function momentOfField(text: string): Date | null {
  const parts = FIELD.exec(text.trim());
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts.slice(1).map(Number);
  const moment = new Date(year, month - 1, day, hour, minute);
  moment.setFullYear(year);
  return moment.getMonth() === month - 1 && moment.getDate() === day ? moment : null;
}

/** The zone of all moments, with its distance from UTC now: "Europe/Berlin (UTC+1)". */
export function zoneText(now: Date): string {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const minutes = -now.getTimezoneOffset();
  const sign = minutes < 0 ? '-' : '+';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return name === 'UTC' ? name : `${name} (UTC${sign}${hours}${rest ? `:${String(rest).padStart(2, '0')}` : ''})`;
}
