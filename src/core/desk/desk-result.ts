import type { MoveRefusal } from '../supervision/move.ts';

/** What became of an action on many tasks, as it is kept for the page that says so. */
export interface DeskResult {
  readonly kind: 'reassign' | 'undo';
  readonly lines: readonly ResultLine[];
}

export interface ResultLine {
  readonly taskId: number;
  readonly name: string;
  readonly outcome: 'reassigned' | 'refused' | 'failed';
  readonly refusal?: MoveRefusal | 'conflict';
  /** The task that goes on in its place. */
  readonly successorId?: number;
  readonly assigneeId?: number;
  /** Everybody whom redirections led past. */
  readonly pathIds?: readonly number[];
  /** The same where they were not followed. */
  readonly notFollowedIds?: readonly number[];
}
