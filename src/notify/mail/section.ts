import type { ClaimedNotice } from '../../store/notices/notice-claim.ts';
import type { Section } from './body.ts';
import { dateInWords, distanceInWords } from './due-date.ts';
import type { NoticeFacts, Topic } from './language.ts';
import type { ReadersLanguage } from './languages.ts';
import { onOneLine } from './line.ts';

export interface MessageSettings {
  /** IANA name of the zone dates are told in: the server's, as everywhere in the legacy API. */
  readonly timeZone: string;
  /** The page where a reader finds the task; null leaves the line out. */
  readonly taskLink: (taskId: number) => string | null;
}

/** The text of a notice, with the subject of a mail that holds nothing else. */
export interface NoticeText {
  readonly subject: string;
  readonly section: Section;
}

/** @throws when the topic has no template, which may only mean that a newer server wrote the notice */
export function noticeText(
  notice: ClaimedNotice,
  language: ReadersLanguage,
  now: Date,
  { timeZone, taskLink }: MessageSettings,
): NoticeText {
  const { words } = language;
  const topic = new Map<string, Topic>(Object.entries(words.topics)).get(notice.topic);
  if (!topic) throw new Error(`no template for topic ${notice.topic}`);

  const story = storyOf(notice, words.taskNumber(notice.taskId));
  const url = taskLink(notice.taskId);
  return {
    subject: topic.subject(story),
    section: {
      heading: null,
      paragraphs: topic.paragraphs(story).filter((paragraph) => paragraph !== null),
      facts: factsOf(notice, language, now, timeZone),
      quotes: [
        { label: words.labels.comment, text: notice.assignerComment ?? '' },
        { label: words.labels.instructions, text: notice.instructions },
      ].filter(({ text }) => text.trim() !== ''),
      link: url === null ? null : { label: words.labels.link, url },
    },
  };
}

function storyOf(notice: ClaimedNotice, taskNumber: string): NoticeFacts {
  return {
    title: onOneLine(notice.taskName ?? '') || taskNumber,
    actor: name(notice.actorName),
    actorIsRecipient: notice.actorId === notice.recipientId,
    assigner: notice.assignerId === notice.actorId ? null : name(notice.assignerName),
    key: name(notice.keyName),
    assignee: name(notice.assigneeName),
    assigneeIsTeam: notice.assigneeIsTeam,
    recipientTeam: name(notice.recipientTeamName),
    previousAssignee: name(notice.previousAssigneeName),
    recipientWasAssignee: notice.recipientWasAssignee,
    redirectedFrom: name(notice.redirectedFromName),
  };
}

/** The order of the manual (docs/legacy/operations.md#mail): task, document, due date, priority. */
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
