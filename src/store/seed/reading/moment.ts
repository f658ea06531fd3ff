const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/;
const DURATION =
  /^([+-])P(?=[\dT])(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Nothing here happens after the year 9999, and four digits are what every client can read back. */
const LAST_YEAR = 9999;

/**
 * Reads a point in time: ISO 8601, or a signed ISO 8601 duration counted from `now`. A date without a zone is
 * in the zone of the process; years, months, weeks and days of a duration are calendar days there, so that
 * "+P1D" is the same hour tomorrow. Null when the text is neither.
 */
export function readMoment(text: string, now: Date): Date | null {
  const moment = readDate(text) ?? readDuration(text, now);
  return moment !== null && moment.getFullYear() > 0 && moment.getFullYear() <= LAST_YEAR ? moment : null;
}

function readDate(text: string): Date | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  // Date rolls 30 February over into March, and that is nobody's intention.
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month - 1)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  // A bare date is read as UTC by Date, and as local midnight by the legacy API
  // (docs/legacy/operations.md#types-and-dates).
  return new Date(text.includes('T') ? text : `${text}T00:00:00`);
}

function readDuration(text: string, now: Date): Date | null {
  const match = DURATION.exec(text);
  if (!match) return null;
  const sign = match[1] === '-' ? -1 : 1;
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => sign * Number(part ?? 0));

  const moment = new Date(now);
  const monthCount = moment.getMonth() + 12 * (years ?? 0) + (months ?? 0);
  const year = moment.getFullYear() + Math.floor(monthCount / 12);
  const month = ((monthCount % 12) + 12) % 12;
  // A month after 31 January is the end of February.
  moment.setFullYear(year, month, Math.min(moment.getDate(), daysInMonth(year, month)));
  moment.setDate(moment.getDate() + 7 * (weeks ?? 0) + (days ?? 0));
  return new Date(moment.getTime() + (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000);
}

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
