import { refused, type Refused } from './refusal.ts';

/** Marks a call that may be the repeat of one already answered, and for how long its answer is remembered. */
export interface RepeatMark {
  /** SHA-256 in hex over who calls, what for, and what makes two calls the same. */
  readonly digest: string;
  /** SHA-256 in hex over everything the call says. */
  readonly parameters: string;
  readonly windowSeconds: number;
}

/** What a client of a JSON dialect says of a call that it may send again. */
export interface AskedRepeat {
  /** SHA-256 in hex over the key and the address that was called; who called is added once it is known. */
  readonly call: string;
  /** SHA-256 in hex over everything the call says. */
  readonly parameters: string;
}

/** The part of a request that tells whether it repeats an earlier one. */
export interface Repeatable {
  /** The Idempotency-Key header; absent or '' when the client sent none. */
  readonly idempotencyKey?: string;
  /** Present when the call may be a repeat. */
  readonly repeat?: RepeatMark | undefined;
}

/** The work was done for an earlier call; this is what that call was told. */
export interface Repeated<Answer> {
  readonly repeated: Answer;
}

/** The answer of an earlier call under the same digest. */
export interface Earlier<Answer> {
  readonly answer: Answer;
  /** As in `RepeatMark`; null when they were not noted. */
  readonly parameters: string | null;
}

/** The answer to a call whose key has done its work: the same again, or that this would be other work. */
export const answeredBy = <Answer>(
  { answer, parameters }: Earlier<Answer>,
  { repeat }: { readonly repeat?: Pick<RepeatMark, 'parameters'> | undefined },
): Repeated<Answer> | Refused<'key-reused'> =>
  parameters === null || parameters === repeat?.parameters ? { repeated: answer } : refused('key-reused');

export const isRepeated = <Other extends object, Answer>(
  outcome: Other | Repeated<Answer>,
): outcome is Repeated<Answer> => 'repeated' in outcome;
