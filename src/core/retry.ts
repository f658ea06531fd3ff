/** Marks a call that may be the repeat of one already answered, and for how long its answer is remembered. */
export interface Retry {
  /** SHA-256 in hex over who calls, what for, and what makes two calls the same. */
  readonly digest: string;
  readonly windowSeconds: number;
}

/** What a request carries whose answer is given again when it is repeated. */
export interface Repeatable {
  /** The Idempotency-Key header; absent or '' when the client sent none. */
  readonly idempotencyKey?: string;
  /** Present when the call may be a repeat. */
  readonly retry?: Retry | undefined;
}

/** The work was done for an earlier call; this is what that call was told. */
export interface Repeated<Answer> {
  readonly repeated: Answer;
}

export const isRepeated = <Other extends object, Answer>(
  outcome: Other | Repeated<Answer>,
): outcome is Repeated<Answer> => 'repeated' in outcome;
