import type { NoticeGroup } from '../../store/notices/notice-claim.ts';
import { htmlOf, textOf, type Body } from './body.ts';
import { gatheredText } from './gathered.ts';
import { languageFor, type ReadersLanguage } from './languages.ts';
import { atMost, onOneLine } from './line.ts';
import type { Mail } from './mail.ts';
import { noticeText, type MessageSettings } from './section.ts';
import { isUrgent } from './urgent.ts';

/** Longer subjects are cut by mail clients anyhow; the whole name is in the body. */
const SUBJECT_LENGTH = 150;

/**
 * Writes the mail for the notices of a recipient who has an address, as of `now`.
 *
 * @throws when a topic has no template, which may only mean that a newer server wrote the notice
 */
export function composeMail(group: NoticeGroup, now: Date, settings: MessageSettings): Mail {
  const [{ recipientName, recipientEmail, recipientLanguage, createdAt, gatheredAt }] = group;
  const language = languageFor(recipientLanguage);
  const { subject, sections } = contentOf(group, language, now, settings);
  const body: Body = { language: language.locale, title: subject, sections, closing: language.words.closing };
  return {
    id: idOf(group),
    noticedAt: gatheredAt ?? createdAt,
    date: now,
    to: { name: onOneLine(recipientName ?? ''), address: recipientEmail ?? '' },
    subject: atMost(SUBJECT_LENGTH, subject),
    text: textOf(body),
    html: htmlOf(body),
    urgent: group.some(isUrgent),
  };
}

function contentOf(group: NoticeGroup, language: ReadersLanguage, now: Date, settings: MessageSettings) {
  if (group.length > 1) return gatheredText(group, language, now, settings);
  const { subject, section } = noticeText(group[0], language, now, settings);
  return { subject, sections: [section] };
}

/**
 * The moment makes it unique where two databases number their tasks alike. The name of gathered notices does not
 * depend on which they are: one whose task is deleted between two attempts does not change it.
 */
function idOf([{ taskId, topic, recipientId, createdAt, gatheredAt }]: NoticeGroup): string {
  return gatheredAt === null
    ? `${taskId}.${topic.replace(/[^A-Za-z0-9]/g, '_')}.${recipientId}.${createdAt.getTime()}`
    : `gathered.${recipientId}.${gatheredAt.getTime()}`;
}
