const DATE = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Reads a moment in ISO 8601: without an offset in UTC, and a day alone as its first moment. Null for anything else. */
export function dateOf(value: unknown): Date | null {
  const [, day, time = '00:00', offset = 'Z'] = (typeof value === 'string' && DATE.exec(value)) || [];
  if (day === undefined) return null;
  // A day that its month does not have would otherwise be one of the next.
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return null;
  const date = new Date(`${day}T${time}${offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2').toUpperCase()}`);
  return Number.isNaN(date.getTime()) ? null : date;
}
