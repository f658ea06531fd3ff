import type { Candidate } from '../../../operations/desk/desk-lists.ts';
import { markup, type Markup } from '../../html/markup.ts';
import type { OpenCall } from '../frame/screen.ts';
import { inLanguages } from '../frame/language.ts';

const wordsIn = inLanguages(
  { absent: (name: string) => `absent, to ${name}` },
  { absent: (name: string) => `abwesend, an ${name}` },
);

/** Accounts to choose from in a field, by login, with the name and whether somebody is absent beside it. */
export const personOptions = (
  candidates: readonly Candidate[],
  { language }: Pick<OpenCall, 'language'>,
): readonly Markup[] =>
  candidates.map(({ login, fullName, redirectedToName }) => {
    const label = redirectedToName === null ? fullName : `${fullName}, ${wordsIn(language).absent(redirectedToName)}`;
    return markup`<option value="${login}">${label}</option>`;
  });
