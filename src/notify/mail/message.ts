import type { ClaimedNotice } from '../../store/notices/notices.ts';
import { htmlOf, textOf, type Body } from './body.ts';
import { dateInWords, distanceInWords } from './due-date.ts';
import type { Story, Topic } from './language.ts';
import { languageFor, type ReadersLanguage } from './languages.ts';
import { atMost, onOneLine } from './line.ts';
import type { Mail } from './mail.ts';

export interface MessageSettings {
  /** IANA name of the zone dates are told in: the server's, as everywhere in the legacy API. */
  readonly timeZone: string;
  /** The page where a reader finds the task; null leaves the line out. */
  readonly taskLink: (taskId: number) => string | null;
}

/** High and Urgent (operations.md 1.2). */
const URGENT_FROM = 10;

/** Longer subjects are cut by mail clients anyhow; the whole name is in the body. */
const SUBJECT_LENGTH = 150;

/**
 * Writes the mail for a notice, as of `now`, to a recipient who has an address. Throws when the topic has no
 * template, which may only mean that a newer server wrote the notice.
 */
export function composeMail(notice: ClaimedNotice, now: Date, { timeZone, taskLink }: MessageSettings): Mail {
  const { taskId, topic: topicName, recipientId, recipientName, recipientEmail, recipientLanguage, createdAt } = notice;
  const language = languageFor(recipientLanguage);
  const { words, locale } = language;
  const topic = new Map<string, Topic>(Object.entries(words.topics)).get(topicName);
  if (!topic) throw new Error(`no template for topic ${topicName}`);

  const story = storyOf(notice, words.taskNumber(taskId));
  const url = taskLink(taskId);
  const body: Body = {
    language: locale,
    title: topic.subject(story),
    paragraphs: topic.paragraphs(story).filter((paragraph) => paragraph !== null),
    facts: factsOf(notice, language, now, timeZone),
    instructions:
      notice.instructions.trim() === '' ? null : { label: words.labels.instructions, text: notice.instructions },
    link: url === null ? null : { label: words.labels.link, url },
    closing: words.closing,
  };
  return {
    // The moment makes it unique where two databases number their tasks alike.
    id: `${taskId}.${topicName.replace(/[^A-Za-z0-9]/g, '_')}.${recipientId}.${createdAt.getTime()}`,
    noticedAt: createdAt,
    date: now,
    to: { name: onOneLine(recipientName ?? ''), address: recipientEmail ?? '' },
    subject: atMost(SUBJECT_LENGTH, body.title),
    text: textOf(body),
    html: htmlOf(body),
    urgent: notice.priority >= URGENT_FROM,
  };
}

function storyOf(notice: ClaimedNotice, taskNumber: string): Story {
  return {
    title: onOneLine(notice.taskName ?? '') || taskNumber,
    actor: name(notice.actorName),
    actorIsRecipient: notice.actorId === notice.recipientId,
    assignee: name(notice.assigneeName),
    assigneeIsTeam: notice.assigneeIsTeam,
    previousAssignee: name(notice.previousAssigneeName),
    recipientWasAssignee: notice.recipientWasAssignee,
    redirectedFrom: name(notice.redirectedFromName),
  };
}

/** In the order of the MAN list (operations.md 8): task, document, due date, priority. */
function factsOf(notice: ClaimedNotice, { words, locale }: ReadersLanguage, now: Date, timeZone: string) {
  const { labels, priorities } = words;
  const { taskId, originalTaskId, dueAt } = notice;
  const due = dueAt && `${dateInWords(dueAt, locale, timeZone)} (${distanceInWords(dueAt, now, locale, timeZone)})`;
  const facts: readonly (readonly [label: string, value: string | null])[] = [
    [labels.task, words.taskNamed(onOneLine(notice.taskName ?? ''), taskId, originalTaskId)],
    [labels.document, name(notice.documentPath)],
    [labels.workflow, name(notice.workflowName)],
    [labels.assignee, name(notice.assigneeName)],
    [labels.due, due],
    [labels.priority, priorities[notice.priority] ?? null],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

const name = (text: string | null): string | null => onOneLine(text ?? '') || null;
