import { english } from './english.ts';
import { german } from './german.ts';
import type { Language } from './language.ts';

const LANGUAGES: ReadonlyMap<string, Language> = new Map<string, Language>([
  ['en', english],
  ['de', german],
]);

/** Words, and a locale of the same language for Intl: a mail in English has no date in French. */
export interface ReadersLanguage {
  readonly words: Language;
  readonly locale: string;
}

/** Chooses words and locale for a user's language tag ("de", "en-US", "en_US"); English when there are none for it. */
export function languageFor(tag: string | null): ReadersLanguage {
  const locale = localeOf(tag ?? '');
  const words = locale && LANGUAGES.get(locale.language);
  if (!locale || !words) return { words: english, locale: english.locale };
  return { words, locale: locale.region ? locale.baseName : words.locale };
}

function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return null; // The column takes any text.
  }
}
