/** The languages a session can have; the first is the server's default. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;

/**
 * Chooses a session's language: the one asked for, ignoring case and region; the account's own when none was asked for;
 * the server's default when it is unknown (docs/legacy/operations.md#authenticateuser1).
 */
export function sessionLanguage(asked: string | null, preferred: string): string {
  const wanted = (asked?.trim() || preferred).toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === wanted) ?? LANGUAGES[0];
}
