import { isRefused, refused, type Refused } from '../refusal.ts';
import type { Rejection } from '../completion/rejection.ts';
import { sharingOf } from '../shares/implied-share.ts';
import type { Decision } from '../shares/share.ts';
import { decideResolution, type ShareResolutionRefusal } from './resolve-share.ts';
import { isUnchanged, type SharingChange } from './sharing-change.ts';
import type { CompletableSharedTask, SharingFacts, SharingRequest } from './sharing-facts.ts';

export type Output = Readonly<Record<string, unknown>>;

export interface OutputUpdate extends SharingRequest {
  /** What a client wants to keep with the task; what is kept under other names stays. */
  readonly output: Output;
  /** Whether the task is done with it. */
  readonly completes: boolean;
  /** What an output says of the task, in the words of the client's API. */
  readonly wordsIn: (output: Output) => { readonly message?: string; readonly decision?: Decision };
}

export type OutputRefusal = ShareResolutionRefusal | 'output-too-long';

/** Bytes of JSON that a task keeps. */
export const MOST_OUTPUT_BYTES = 1_048_576;

/**
 * May this caller keep something with the task, and complete it with that? Until then what is kept says nothing of the
 * task. A decision counts where the task demands one.
 */
export function decideOutput(
  { output, completes, wordsIn, ...request }: OutputUpdate,
  facts: SharingFacts<CompletableSharedTask>,
  rejection: Rejection = 'stop',
): SharingChange | Refused<OutputRefusal> {
  const { task } = facts;
  const merged = { ...(task ? sharingOf(task).output : {}), ...output };
  const { message, decision } = completes ? wordsIn(merged) : {};
  const plan = decideResolution(
    {
      ...request,
      by: 'claimant-or-chief',
      output: merged,
      ...(completes ? { resolution: 'completed' as const } : {}),
      ...(message === undefined ? {} : { message }),
      ...(decision && task?.requirements.includes('Approval') ? { decision } : {}),
    },
    facts,
    rejection,
  );
  if (isRefused(plan)) return plan;
  if (isUnchanged(plan)) throw new Error('an output is kept on no share of its own');
  return Buffer.byteLength(JSON.stringify(merged)) > MOST_OUTPUT_BYTES ? refused('output-too-long') : plan;
}
