import { createHash } from 'node:crypto';
import type { DeskResult, ResultLine } from '../../../core/desk/desk-result.ts';
import { isRefused, type Refused } from '../../../core/refusal.ts';
import type { Move } from '../../../core/supervision/move.ts';
import type { MoveResult, WholeMoveRefusal } from '../../../operations/supervision/moves.ts';
import type { DeskNeeds } from '../desk-operations.ts';
import type { DeskCall } from '../frame/screen.ts';
import type { SeenTask } from './named-tasks.ts';

export interface Applying {
  /** The number of the result; a form that is sent twice does its work once. */
  readonly key: string;
  readonly kind: DeskResult['kind'];
  readonly move: Move;
  readonly tasks: readonly SeenTask[];
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Could this be the number of a result? */
export const isResultKey = (text: string): boolean => UUID.test(text);

/** Takes a reassignment back. */
export const UNDO = {
  to: { kind: 'undo' },
  due: { kind: 'keep' },
  instructions: null,
  reason: null,
  sendTaskNotice: true,
} as const satisfies Move;

/** Moves tasks, and keeps what became of each. */
export async function applyMove(
  needs: Pick<DeskNeeds, 'moveUnnamed' | 'keepResult'>,
  { access, context, user }: DeskCall,
  { key, kind, move, tasks }: Applying,
): Promise<DeskResult | Refused<WholeMoveRefusal>> {
  const repeat = { call: digestOf(['desk', kind, key]), parameters: digestOf(move) };
  const operation = kind === 'undo' ? 'undo' : 'reassign';
  const done = await needs.moveUnnamed({ ...access, context, operation, move, tasks, repeat });
  if (isRefused(done)) return done;
  const result = { kind, lines: done.results.map(lineOf) };
  await needs.keepResult(key, user, result);
  return result;
}

const digestOf = (said: unknown): string => createHash('sha256').update(JSON.stringify(said)).digest('hex');

function lineOf({ id, name, came }: MoveResult): ResultLine {
  const line = { taskId: id, name };
  if (came.to === 'failed') return { ...line, outcome: 'failed' };
  if (came.to === 'refused') return { ...line, outcome: 'refused', refusal: came.refusal };
  const { taskId, assigneeId, redirectPath, notFollowed } = came.answer;
  return {
    ...line,
    outcome: 'reassigned',
    successorId: taskId,
    assigneeId,
    ...(redirectPath && { pathIds: redirectPath.filter((each) => each !== assigneeId) }),
    ...(notFollowed && { notFollowedIds: notFollowed.slice(1) }),
  };
}
