import { isRefused, refused, type Refused } from '../refusal.ts';
import { spoken } from './own-shares.ts';
import { taskWrite, type TaskChange } from './task-change.ts';
import { callerAndTask, type ChangeRefusal, type TaskFacts, type TaskRequest } from './task-facts.ts';
import { refusalOfClosed, type ClosedRefusal } from './task-status.ts';
import { isStale } from './task-version.ts';

export interface CommentRequest extends TaskRequest {
  /** Empty clears. */
  readonly comments: string;
}

export type CommentRefusal = ChangeRefusal | 'document-offline' | ClosedRefusal;

/** May this caller comment on the task? Only its assignee may (docs/legacy/operations.md#settaskcomment). */
export function decideComment(request: CommentRequest, facts: TaskFacts): TaskChange | Refused<CommentRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  if (!known.task.callerIsAssignee) return refused('access-denied');
  if (isStale(request, known.task)) return refused('version-mismatch');
  if (known.task.documentOffline) return refused('document-offline');
  const closed = refusalOfClosed(known.task.status);
  if (closed) return refused(closed);

  const comments = storedComment(request.comments);
  return { ...taskWrite('SetTaskComment', request, known), ...spoken(known, { comments }, { message: comments }) };
}

/**
 * The line ends comments are kept with, whatever the client's are
 * (docs/legacy/operations.md#instructions-and-comments).
 */
export const storedComment = (comments: string): string => comments.replace(/\r\n?/g, '\n');
