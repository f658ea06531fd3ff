import type { Refusal } from '../../src/core/refusal.ts';
import { ADVICE } from '../../src/wire/refusal-advice.ts';
import { WORDS as BOX } from '../../src/wire/box/words.ts';
import { WORDS as HANDOVER } from '../../src/wire/handover/problem.ts';
import { WORDS as MAXSIGHT } from '../../src/wire/maxsight/words.ts';
import { WORDS as ORKES, type Words as OrkesWords } from '../../src/wire/orkes/words.ts';
import { WORDS as CHANGE_ASSIGNEES } from '../../src/wire/worldserver/calls/change-assignees.ts';
import { WORDS as CLAIM } from '../../src/wire/worldserver/calls/claim.ts';
import { WORDS as COMPLETE } from '../../src/wire/worldserver/calls/complete.ts';
import { WORDS as GET_TASK } from '../../src/wire/worldserver/calls/get-task.ts';
import { BAD_CREDENTIALS } from '../../src/wire/worldserver/calls/login.ts';
import { WORDS as UNCLAIM } from '../../src/wire/worldserver/calls/unclaim.ts';
import { WORDS as UPDATE_TASKS } from '../../src/wire/worldserver/calls/update-tasks.ts';
import { DIRECTORY_WORDS } from '../../src/wire/worldserver/directory.ts';
import { badRequest, type WorldServerError } from '../../src/wire/worldserver/errors.ts';
import { WORDS as LISTS } from '../../src/wire/worldserver/listed-tasks.ts';
import type { Words as WorldServerWords } from '../../src/wire/worldserver/words.ts';

/** What a dialect says for a refusal. */
export interface Said {
  readonly reason: Refusal;
  readonly status: number;
  readonly words: string;
}

type Table<Words> = Readonly<Partial<Record<Refusal, Words>>>;

const saidBy = <Words extends { readonly status: number }>(
  table: Table<Words>,
  wordsOf: (words: Words) => string,
): readonly Said[] =>
  reasonsOf(table).flatMap((reason) => {
    const words = table[reason];
    return words ? [{ reason, status: words.status, words: wordsOf(words) }] : [];
  });

const isRefusal = (word: string): word is Refusal => Object.hasOwn(ADVICE, word);

const reasonsOf = (table: object): readonly Refusal[] => Object.keys(table).filter(isRefusal);

const SIGN_IN = ['authentication-failed', 'tickets-not-allowed', 'sign-in-throttled', 'sign-ins-busy'] as const;

/** The words of WorldServer depend on the call, and name its task. */
function saidByWorldServer(): readonly Said[] {
  const calls: readonly Table<WorldServerWords>[] = [
    GET_TASK,
    CHANGE_ASSIGNEES,
    CLAIM,
    COMPLETE,
    UNCLAIM,
    UPDATE_TASKS,
  ];
  const whole: readonly Table<WorldServerError>[] = [DIRECTORY_WORDS, LISTS];
  const errors: readonly (readonly [Refusal, WorldServerError])[] = [
    ...SIGN_IN.map((reason) => [reason, BAD_CREDENTIALS] as const),
    ...calls.flatMap((table) =>
      reasonsOf(table).flatMap((reason) => {
        const words = table[reason];
        return words ? [[reason, words(4812)] as const] : [];
      }),
    ),
    ...whole.flatMap((table) =>
      reasonsOf(table).flatMap((reason) => {
        const error = table[reason];
        return error ? [[reason, error] as const] : [];
      }),
    ),
    // The words name the step, which is read for them.
    ['nobody-assigned', badRequest('Step Review (4812) is not assigned')],
  ];
  const distinct = new Map(
    errors.map(([reason, { code, message }]) => [`${reason} ${message}`, { reason, status: code, words: message }]),
  );
  return [...distinct.values()].toSorted((one, other) => placeOf(errors, one) - placeOf(errors, other));
}

const placeOf = (errors: readonly (readonly [Refusal, unknown])[], { reason }: Said): number =>
  errors.findIndex(([each]) => each === reason);

/** Every refusal of each JSON dialect, by the dialect's name. */
export const SAID: Readonly<Record<string, readonly Said[]>> = {
  maxsight: saidBy(MAXSIGHT, ({ code, message }) => `${code}: ${message}`),
  worldserver: saidByWorldServer(),
  orkes: saidBy<OrkesWords>(ORKES, ({ message }) => message),
  box: saidBy(BOX, ({ code, message }) => `${code}: ${message}`),
  handover: saidBy<{ readonly status: number; readonly detail: string }>(HANDOVER, ({ detail }) => detail),
};

/** The statuses that a dialect has for a reason; none where it does not know it. */
export const statusesOf = (dialect: string, reason: string): readonly number[] => [
  ...new Set((SAID[dialect] ?? []).filter((said) => said.reason === reason).map(({ status }) => status)),
];
