const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** "Monday, 15 April 2024 at 17:00 CEST": the zone is named because the reader may live in another. */
export function dateInWords(at: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at);
}

/** "in 5 days", "tomorrow", "in 3 hours", "yesterday": days as the calendar of the zone counts them. */
export function distanceInWords(at: Date, now: Date, locale: string, timeZone: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const days = (midnight(at, timeZone) - midnight(now, timeZone)) / DAY_MS;
  if (days !== 0) return words.format(days, 'day');
  const distanceMs = at.getTime() - now.getTime();
  if (Math.abs(distanceMs) >= HOUR_MS) return words.format(Math.trunc(distanceMs / HOUR_MS), 'hour');
  return words.format(Math.trunc(distanceMs / MINUTE_MS), 'minute');
}

/** The day an instant falls on in the zone, as the ms of that day's midnight in UTC. */
function midnight(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone })
    .formatToParts(at)
    .map(({ type, value }) => [type, Number(value)] as const);
  const { year = 0, month = 1, day = 1 } = Object.fromEntries(parts);
  return Date.UTC(year, month - 1, day);
}
