/** The last moment that has a year of four digits in UTC. */
const LAST = '9999-12-31T23:59:59.999Z';

/**
 * A moment in UTC, with milliseconds. The last day of a server's calendar may lie in 10000 in UTC, and old clients store
 * it for "never": no year of five digits is in RFC 3339, and few programs read one. The last moment stands for these hours.
 */
export function utcText(at: Date): string {
  const text = at.toISOString();
  return text.startsWith('+') ? LAST : text;
}
