import type { VersionedRequest } from '../../core/tasks/task-version.ts';
import type { Statement } from '../sql/statement.ts';

/** A read of facts about tasks, as most calls send it, and as those do that name versions of their task. */
export interface VersionedRead {
  readonly plain: Statement;
  readonly versioned: Statement;
}

const VERSION_COLUMN = `,
       tasks.updated_at as "updatedAt"`;

/** What only the second text reads. */
export interface VersionRow {
  readonly updatedAt?: Date;
}

/**
 * Two texts of a read: a column more made it slower for all calls, and hardly any asks for it.
 *
 * @param textOf gives the text with more columns, each with a comma before it, behind its own
 */
export const versionedRead = (name: string, textOf: (columns: string) => string): VersionedRead => ({
  plain: { name, text: textOf('') },
  versioned: { name: `${name}-versioned`, text: textOf(VERSION_COLUMN) },
});

/** The text that reads what these requests, sent together, ask for. */
export const readFor = ({ plain, versioned }: VersionedRead, requests: readonly VersionedRequest[]): Statement =>
  requests.some(({ ifMatch }) => ifMatch !== undefined) ? versioned : plain;
