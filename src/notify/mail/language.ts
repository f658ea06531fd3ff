/** The facts that a topic's sentences name: names on one line, null where something has none. */
export interface NoticeFacts {
  /** The task's name, or its number in words. */
  readonly title: string;
  /** Null when nobody in particular did it. */
  readonly actor: string | null;
  readonly actorIsRecipient: boolean;
  /** Who asks for the work, where that is somebody else than the actor. */
  readonly assigner: string | null;
  /** The name of the API key that the actor used. */
  readonly key: string | null;
  readonly assignee: string | null;
  readonly assigneeIsTeam: boolean;
  /** The recipient's team that is asked. */
  readonly recipientTeam: string | null;
  readonly previousAssignee: string | null;
  readonly recipientWasAssignee: boolean;
  readonly redirectedFrom: string | null;
}

/** The template of one topic: a subject without line breaks, and paragraphs; null for one that does not apply. */
export interface Topic {
  readonly subject: (story: NoticeFacts) => string;
  readonly paragraphs: (story: NoticeFacts) => readonly (string | null)[];
}

/** All words of the mails in one language. A new language is one more of these in languages.ts. */
export interface Language<TopicName extends string = string> {
  /** For dates, when the reader's own language names no region. */
  readonly locale: string;
  readonly topics: Readonly<Record<TopicName, Topic>>;
  readonly labels: Readonly<
    Record<
      'task' | 'document' | 'workflow' | 'assignee' | 'due' | 'priority' | 'comment' | 'instructions' | 'link',
      string
    >
  >;
  /** By number (docs/legacy/operations.md#priority); a priority not listed goes without saying. */
  readonly priorities: Readonly<Record<number, string>>;
  readonly taskNumber: (id: number) => string;
  /** "LegalReview (4813, was 4812)": the recipient may know either number. */
  readonly taskNamed: (name: string, id: number, originalId: number | null) => string;
  /** A mail of many notices. Numbers are 2 or more; but those of tasks, and of notices in `rest`, 1 or more. */
  readonly gathered: {
    readonly subject: (notices: number, tasks: number) => string;
    readonly opening: (notices: number) => string;
    /** Notices that are not told in full. */
    readonly rest: (notices: number, taskIds: readonly number[]) => string;
  };
  readonly closing: string;
}
