import type { ClaimedNotice, NoticeGroup } from '../../store/notices/notice-claim.ts';
import { plainSection, type Section } from './body.ts';
import type { ReadersLanguage } from './languages.ts';
import { atMost } from './line.ts';
import { noticeText, type MessageSettings, type NoticeText } from './section.ts';
import { isUrgent } from './urgent.ts';

/** Notices told in full; of the others the mail names the tasks. */
const IN_FULL = 20;

/** Characters of each quote: twenty notices may have long ones. */
const QUOTE_LENGTH = 500;

/** Writes many notices as one mail: the urgent ones first, then the oldest. */
export function gatheredText(
  group: NoticeGroup,
  language: ReadersLanguage,
  now: Date,
  settings: MessageSettings,
): { readonly subject: string; readonly sections: readonly Section[] } {
  const { gathered } = language.words;
  const ordered = [...group].sort((one, other) => Number(isUrgent(other)) - Number(isUrgent(one)));
  const rest = ordered.slice(IN_FULL);
  return {
    subject: gathered.subject(group.length, taskIdsOf(group).length),
    sections: [
      plainSection(gathered.opening(group.length)),
      ...ordered.slice(0, IN_FULL).map((notice) => underHeading(noticeText(notice, language, now, settings))),
      ...(rest.length === 0 ? [] : [plainSection(gathered.rest(rest.length, taskIdsOf(rest)))]),
    ],
  };
}

const taskIdsOf = (notices: readonly ClaimedNotice[]): readonly number[] => [
  ...new Set(notices.map(({ taskId }) => taskId)),
];

const underHeading = ({ subject, section }: NoticeText): Section => ({
  ...section,
  heading: subject,
  quotes: section.quotes.map(({ label, text }) => ({ label, text: atMost(QUOTE_LENGTH, text) })),
});
