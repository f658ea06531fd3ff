/**
 * The three letters that are names of zones in the IANA database. ICU knows more of them, and not always for what a
 * person means: its AST is Alaska's.
 */
const THREE_LETTERS: ReadonlySet<string> = new Set([
  'UTC',
  'UCT',
  'GMT',
  'WET',
  'CET',
  'MET',
  'EET',
  'EST',
  'MST',
  'HST',
  'PRC',
  'ROC',
  'ROK',
]);

/**
 * Gives the name under which a time zone is known; null for what is no named zone. Intl finds a zone ignoring case,
 * and from Node 22 on takes an offset such as +01:00; TZ takes "europe/berlin" and "+01:00" for UTC, and says nothing.
 */
export function findTimeZone(given: string): string | null {
  const letters = given.toUpperCase();
  if (!/^[A-Z]/.test(letters) || letters.startsWith('SYSTEMV/')) return null;
  if (letters.length === 3 && !THREE_LETTERS.has(letters)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
