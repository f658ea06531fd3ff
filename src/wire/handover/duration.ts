const DURATION = /^(-?)P(?=[\dT])(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,5})H)?(?:(\d{1,6})M)?)?$/;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Reads a duration of ISO 8601 in weeks, days, hours and minutes, with a sign before it: P7D, -P1W, PT12H. Null for
 * anything else; months and years are of no certain length.
 */
export function readDuration(text: string): { readonly days: number; readonly ms: number } | null {
  const match = DURATION.exec(text);
  if (!match) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0] = match.slice(2).map((digits) => Number(digits ?? 0));
  const sign = match[1] === '-' ? -1 : 1;
  return { days: sign * (weeks * 7 + days), ms: sign * (hours * HOUR_MS + minutes * MINUTE_MS) };
}
