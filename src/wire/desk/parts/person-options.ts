import { MOST_OPEN, type Candidate, type Recipient } from '../../../operations/desk/desk-lists.ts';
import { markup, type Markup } from '../../html/markup.ts';
import { dayText } from '../frame/format.ts';
import type { OpenCall } from '../frame/screen.ts';
import { inLanguages } from '../frame/language.ts';

const wordsIn = inLanguages(
  {
    open: (count: string) => `${count} open`,
    absent: (name: string, until: string | null) =>
      until === null ? `absent, goes to ${name}` : `absent until ${until}, goes to ${name}`,
    openHint:
      'Beside each name: the open tasks that the person has, without those of teams or only asked of the person.',
  },
  {
    open: (count: string) => `${count} offen`,
    absent: (name: string, until: string | null) =>
      until === null ? `abwesend, geht an ${name}` : `abwesend bis ${until}, geht an ${name}`,
    openHint:
      'Neben jedem Namen: die offenen Aufgaben, die die Person hat, ohne die von Teams und ohne Anfragen an die Person.',
  },
);

/**
 * Accounts to choose from in a field, by login, with the name, the open tasks where these matter, and whether somebody
 * is absent: "Jane Doe (jane.doe), 12 open, absent until 12 May, goes to Bob Jones".
 */
export const personOptions = (
  candidates: readonly (Candidate | Recipient)[],
  call: Pick<OpenCall, 'language'>,
): readonly Markup[] => candidates.map((each) => markup`<option value="${each.login}">${labelOf(each, call)}</option>`);

function labelOf(candidate: Candidate | Recipient, { language }: Pick<OpenCall, 'language'>): string {
  const words = wordsIn(language);
  const { login, fullName, redirectedToName, redirectedUntil } = candidate;
  const parts = [`${fullName} (${login})`];
  if ('openTasks' in candidate) parts.push(words.open(openText(candidate.openTasks)));
  if (redirectedToName !== null)
    parts.push(words.absent(redirectedToName, redirectedUntil && dayText(redirectedUntil, language)));
  return parts.join(', ');
}

const openText = (count: number): string => (count > MOST_OPEN ? `${MOST_OPEN}+` : String(count));

/** What the numbers beside names are. */
export const openHintIn = (language: OpenCall['language']): string => wordsIn(language).openHint;
