import { isRefused, type Refused } from '../../core/refusal.ts';
import type { SharingRefused } from '../../operations/sharing/task-changing.ts';
import type { Asked } from '../json/asked.ts';
import { isTrouble, type JsonCall, type JsonReply, type JsonRoute, type Trouble } from '../json/json-dialect.ts';
import type { BoxTaskOperations } from './box.ts';
import { askedBy } from './caller.ts';
import { refusalReply, SHARED_ANSWERS } from './replies.ts';
import { AsUser } from './schemas.ts';
import { WORDS, type Words } from './words.ts';

type Word = keyof typeof WORDS;

/** A call with a token: what it asks, and how its answer is written. */
export interface BoxCall<Done extends object> extends Omit<JsonRoute, 'answer'> {
  readonly ask: (asked: Asked, call: JsonCall) => Promise<Done | Refused<Word> | SharingRefused<Word>> | Trouble;
  /** Without a body: nothing is to be told. */
  readonly write: (done: Done, call: JsonCall) => Pick<JsonReply, 'status' | 'body'>;
  /** Where this call has words of its own. */
  readonly words?: Partial<Readonly<Record<Word, Words>>>;
}

/** What is wrong with the body is told before the token is looked up, and a token that is missing before both. */
export const routeOf = <Done extends object>(
  { loginOf }: Pick<BoxTaskOperations, 'loginOf'>,
  { ask, write, words, ...route }: BoxCall<Done>,
): JsonRoute => ({
  ...route,
  described: {
    ...route.described,
    headers: AsUser,
    answers: { ...SHARED_ANSWERS, ...route.described.answers },
  },
  async answer(call) {
    const asked = askedBy(call, route.operation);
    if (asked.credential.kind === 'anonymous') return refusalReply('anonymous', WORDS.anonymous, call);
    const outcome = await ask(asked, call);
    if (isTrouble(outcome)) return outcome;
    const user = loginOf(asked.credential);
    if (!isRefused(outcome)) return { ...write(outcome, call), outcome: 'done', user };
    const { refused } = outcome;
    return refusalReply(refused, words?.[refused] ?? WORDS[refused], call, user);
  },
});
