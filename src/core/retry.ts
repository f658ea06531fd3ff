/** Marks a call that may be the repeat of one already answered, and for how long its answer is remembered. */
export interface Retry {
  /** SHA-256 in hex over who calls, what for, and what makes two calls the same. */
  readonly digest: string;
  readonly windowSeconds: number;
}

/** The work was done for an earlier call; this is what that call was told. */
export interface Repeated<Answer> {
  readonly repeated: Answer;
}

export const isRepeated = <Other extends object, Answer>(
  outcome: Other | Repeated<Answer>,
): outcome is Repeated<Answer> => 'repeated' in outcome;
