import { z } from 'zod';
import type { TaskName } from '../../core/assignment/sharing-facts.ts';
import { isRefused } from '../../core/refusal.ts';
import type { Decision } from '../../core/shares/share.ts';
import { readBody } from '../json/body.ts';
import { isTrouble, type JsonCall, type JsonReply, type Trouble } from '../json/json-dialect.ts';
import { readFlag } from './flags.ts';
import { asking, doneWith, refusedWith } from './replies.ts';
import { WORDS, type OrkesOperations } from './words.ts';

export const Output = z
  .record(z.string(), z.unknown())
  .describe(
    'Laid over what was kept before, name by name. With complete=true `comments` is the comment of the task and `approve` its decision.',
  );

export const complete = z.enum(['true', 'false']).optional().describe('The task is done with it.');

const APPROVED: readonly unknown[] = [true, 'true', 'yes', 'approved'];
const REJECTED: readonly unknown[] = [false, 'false', 'no', 'rejected'];

const lower = (value: unknown): unknown => (typeof value === 'string' ? value.trim().toLowerCase() : value);

/** What an output says of the task by the names that forms here have. */
function wordsIn(output: Readonly<Record<string, unknown>>): {
  readonly message?: string;
  readonly decision?: Decision;
} {
  const comment = [output.comments, output.comment].find((value) => typeof value === 'string');
  const said = lower(output.approve ?? output.approved);
  const decision = APPROVED.includes(said) ? 'Approved' : REJECTED.includes(said) ? 'Rejected' : undefined;
  return { ...(comment === undefined ? {} : { message: comment }), ...(decision ? { decision } : {}) };
}

/** Keeps an output with a task, and completes it where the call says so. */
export async function updateOutput(
  operations: Pick<OrkesOperations, 'updateOutput' | 'loginOf'>,
  call: JsonCall,
  names: { readonly task: TaskName; readonly operation: string; readonly unknownStatus: number },
): Promise<JsonReply | Trouble> {
  const completes = readFlag(call.query, 'complete');
  if (isTrouble(completes)) return completes;
  const read = readBody(call.message, Output);
  if (isTrouble(read)) return read;
  const { task, operation, unknownStatus } = names;
  const asked = asking(call, completes.value ? 'completeTask' : operation);
  const outcome = await operations.updateOutput({
    ...asked,
    task,
    output: read.value,
    completes: completes.value,
    wordsIn,
  });
  if (!isRefused(outcome)) return doneWith(operations, asked);
  const words = WORDS[outcome.refused];
  const isUnknown = outcome.refused === 'task-not-found';
  return refusedWith(operations, call, asked, outcome, isUnknown ? { ...words, status: unknownStatus } : words);
}
