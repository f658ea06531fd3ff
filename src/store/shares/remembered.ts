import { parse, stringify } from 'devalue';
import type { Earlier, RepeatMark } from '../../core/repeats.ts';
import type { Expected, RememberedOutcome } from '../../operations/sharing/sharing-store.ts';
import type { ExpectedAddition, RememberedTask } from '../../operations/task-addition.ts';
import { earlierOf, type RepeatRow } from '../repeats.ts';

/** What is kept of a call that may be repeated: moments survive in it, and what clients have written stays text. */
export interface RememberedJson {
  readonly expected: string | null;
  readonly version: number;
  readonly updatedAt: string;
  readonly shareIds: readonly string[];
}

/** The columns `repeat`, `repeatParameters`, `repeatSeconds` and `expected` of a change; none for most. */
export const rememberingRow = (
  remembering: { readonly mark: RepeatMark; readonly expected: object | null } | undefined,
): Readonly<Record<string, unknown>> =>
  remembering
    ? {
        repeat: remembering.mark.digest,
        repeatParameters: remembering.mark.parameters,
        repeatSeconds: remembering.mark.windowSeconds,
        expected: remembering.expected && stringify(remembering.expected),
      }
    : {};

/** Their declaration in the statement. */
export const REMEMBERING_COLUMNS = 'repeat text, "repeatParameters" text, "repeatSeconds" int, expected text';

/**
 * Writes what a repeat is to be told, filled with what the database gave the change.
 * @param from the part of the statement that has the changes which were made
 */
export const remembered = (from: string, version: string, updatedAt: string, shareIds: string): string => `
remembered as (
  insert into retries (digest, parameters, answer, expires_at)
  select decode(repeat, 'hex'), decode("repeatParameters", 'hex'),
         jsonb_build_object('expected', expected, 'version', ${version}, 'updatedAt', ${updatedAt},
                            'shareIds', ${shareIds}),
         now() + make_interval(secs => "repeatSeconds")
    from ${from}
   where repeat is not null
      on conflict (digest) do update
         set answer = excluded.answer, parameters = excluded.parameters, expires_at = excluded.expires_at
)`;

export function recalledOf(row: RepeatRow<RememberedJson>): Earlier<RememberedOutcome> | null {
  const earlier = earlierOf(row);
  if (!earlier) return null;
  const { expected, version, updatedAt, shareIds } = earlier.answer;
  return {
    parameters: earlier.parameters,
    answer: {
      version,
      updatedAt: new Date(updatedAt),
      shareIds,
      expected: expected === null ? null : (parse(expected) as Expected),
    },
  };
}

/** What is kept of a call that added a task. */
export interface RememberedTaskJson {
  readonly expected: string;
  readonly taskId: number;
  readonly uuid: string;
  readonly at: string;
}

export function recalledTaskOf(row: RepeatRow<RememberedTaskJson>): Earlier<RememberedTask> | null {
  const earlier = earlierOf(row);
  if (!earlier) return null;
  const { expected, at, ...added } = earlier.answer;
  return {
    parameters: earlier.parameters,
    answer: { ...added, at: new Date(at), expected: parse(expected) as ExpectedAddition },
  };
}
