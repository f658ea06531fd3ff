/**
 * Writes an instant for PostgreSQL, in UTC. The calendar of dateTime ends at 0001-01-01 and 9999-12-31 in the zone of
 * the server; in UTC both ends reach into the next year, which toISOString writes as 0000 and +010000, and PostgreSQL
 * as 0001 BC and 10000.
 */
export function instantText(at: Date): string {
  const year = at.getUTCFullYear();
  const rest = at.toISOString().slice(-'-MM-DDTHH:mm:ss.sssZ'.length);
  return year > 0 ? `${String(year).padStart(4, '0')}${rest}` : `${String(1 - year).padStart(4, '0')}${rest} BC`;
}
